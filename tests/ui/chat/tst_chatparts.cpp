#include "tests/ui/support/fixture.h"
#include "ui/chat/composer.h"
#include "ui/chat/curltext.h"
#include "ui/chat/findbar.h"
#include "ui/chat/linkpopup.h"
#include "ui/chat/messagetext.h"
#include "ui/chat/statisticscard.h"
#include "ui/common/label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTest>

using namespace lokal;
using namespace lokal::ui;
using namespace lokal::test;
using namespace Qt::StringLiterals;

class TestChatParts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { sharedTheme(); }

    void countsAreShort()
    {
        QCOMPARE(shortCount(847), u"847"_s);
        QCOMPARE(shortCount(3100), u"3.1k"_s);
        QCOMPARE(shortCount(32768), u"32k"_s);
        QCOMPARE(shortCount(12345), u"12k"_s);
    }

    void onlyCutAnswersCanBeContinued_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<bool>("can");
        QTest::newRow("finished") << int(MessageState::Complete) << u"stop"_s << false;
        QTest::newRow("length") << int(MessageState::Complete) << u"length"_s << true;
        QTest::newRow("stopped") << int(MessageState::Stopped) << u"user"_s << true;
        QTest::newRow("interrupted") << int(MessageState::Interrupted) << QString() << true;
        QTest::newRow("failed") << int(MessageState::Failed) << u"error"_s << false;
    }

    void onlyCutAnswersCanBeContinued()
    {
        QFETCH(int, state);
        QFETCH(QString, reason);
        QFETCH(bool, can);
        ChatMessage message;
        message.role = Role::Assistant;
        message.content = u"text"_s;
        message.state = MessageState(state);
        message.reason = reason;
        QCOMPARE(canContinue(message), can);
    }

    void theMetaLineLeavesOutWhatIsUnknown()
    {
        ChatMessage message;
        message.role = Role::Assistant;
        message.model = u"qwen3:8b"_s;
        QCOMPARE(metaLine(message), u"qwen3:8b"_s);
        message.tokens = 12;
        message.latencySeconds = 1.25;
        QVERIFY(metaLine(message).contains("12 tokens"_L1));
    }

    void manyHitsAreCountedReadably()
    {
        FindBar bar(sharedTheme());
        bar.edit()->setText(u"e"_s);
        bar.setFound(177'727, 61'218);
        QCOMPARE(bar.findChild<Label *>()->text(),
                 u"%1 of %2"_s.arg(QLocale().toString(61'219), QLocale().toString(177'727)));
    }

    void hostileNamesAreMadeVisible_m4()
    {
        ChatMessage message;
        message.role = Role::Assistant;
        message.model = u"evil\u202Egpj"_s;
        QVERIFY(!metaLine(message).contains(u'\u202E'));
        QVERIFY(!phaseText(u"loading_model"_s, message.model, 0).title.contains(u'\u202E'));
    }

    void theComposerGrowsToEightLines()
    {
        Composer composer(sharedTheme());
        composer.resize(700, 120);
        composer.show();
        const int one = composer.edit()->sizeHint().height();
        composer.setText(u"a\nb\nc"_s);
        const int three = composer.edit()->sizeHint().height();
        QVERIFY(three > 2 * one);
        composer.setText(u"x\n"_s.repeated(30));
        const int most = composer.edit()->sizeHint().height();
        QVERIFY(most > three && most <= 9 * one);
    }

    void hugeWordsDoNotHoldUpTheWindow()
    {
        ComposerEdit edit(sharedTheme());
        edit.setText(u"a short text"_s);
        const auto usual = edit.wordWrapMode();
        const QString picture = u"data:image/png;base64,"_s + u"iVBORw0KGgo"_s.repeated(10'000);
        QGuiApplication::clipboard()->setText(picture);
        edit.selectAll();
        edit.paste();
        QCOMPARE(edit.toPlainText(), picture);
        QCOMPARE(edit.wordWrapMode(), QTextOption::WrapAnywhere); // costs the same for each line
        edit.setText(u"another short text"_s);
        QCOMPARE(edit.wordWrapMode(), usual);
        edit.setText(picture);
        QCOMPARE(edit.wordWrapMode(), QTextOption::WrapAnywhere);
        edit.setText(u"\u4F60\u597D"_s.repeated(10'000)); // needs no spaces
        QCOMPARE(edit.wordWrapMode(), usual);
    }

    void aLongPlaceholderIsCutWithDots()
    {
        const QString whole = u"Message hf.co/somebody/a-model-with-a-very-long-name:Q4_K_M"_s;
        Composer composer(sharedTheme());
        composer.setPlaceholder(whole);
        composer.resize(1200, 120);
        composer.show();
        QCOMPARE(composer.edit()->placeholderText(), whole);
        composer.resize(240, 120);
        const ComposerEdit *edit = composer.edit();
        QVERIFY(edit->placeholderText().endsWith(u'\u2026'));
        QVERIFY(edit->fontMetrics().horizontalAdvance(edit->placeholderText())
                <= edit->viewport()->width());
    }

    void curlQuotesWhatAShellWouldRead()
    {
        ChatMessage answer;
        answer.role = Role::Assistant;
        answer.model = u"qwen3:8b"_s;
        answer.sent = R"({"num_ctx": 8192, "max_tokens": null, "system_prompt": "Short."})";
        answer.id = { 9 };
        ChatMessage question;
        question.id = { 8 };
        question.content = u"it's $HOME"_s;
        const QString text = curlText(u"http://127.0.0.1:11434"_s, answer, { question });
        QVERIFY(text.startsWith("curl http://127.0.0.1:11434/api/chat -d '"_L1));
        QVERIFY(text.contains("it'\\''s $HOME"_L1));
        QVERIFY(text.contains("\"num_ctx\":8192"_L1));
        QVERIFY(!text.contains("num_predict"_L1));
        QVERIFY(text.contains("Short."_L1));
    }

    void theStatisticsCardOpensWithWhatIsKnown()
    {
        ChatMessage message;
        message.role = Role::Assistant;
        message.reason = u"stop"_s;
        message.usage = Usage { 1204, 412, 5900, 600, 10800, 17500, 6700, 38.2 };
        QWidget window;
        window.resize(900, 700);
        auto *anchor = new QWidget(&window);
        window.show();
        StatisticsCard card(sharedTheme(), message, {});
        card.openAt(anchor);
        QVERIFY(card.isVisible());
        QVERIFY(card.findChild<TimeBar *>());
        card.closePopup();
    }

    void aLinkThatOnlyLooksFamiliarIsWarnedOf_m2()
    {
        QWidget window;
        window.resize(900, 700);
        auto *anchor = new QWidget(&window);
        window.show();
        LinkPopup popup(sharedTheme());
        QVERIFY(popup.ask(u"https://bank.example@evil.example/login"_s, anchor));
        const auto *warning = popup.findChild<Label *>(u"linkWarning"_s);
        QVERIFY(warning && warning->text().contains(" evil.example."_L1));
        popup.closePopup();
        QVERIFY(popup.ask(u"https://bank.example/login"_s, anchor));
        QVERIFY(!popup.findChild<Label *>(u"linkWarning"_s));
        popup.closePopup();
    }

    void aCardInALowWindowIsNotSqueezed()
    {
        ChatMessage message;
        message.role = Role::Assistant;
        message.reason = u"stop"_s;
        message.usage = Usage { 1204, 412, 5900, 600, 10800, 17500, 6700, 38.2 };
        message.sent = R"({"num_ctx": 8192})";
        QWidget window;
        window.resize(640, 240);
        auto *anchor = new QWidget(&window);
        anchor->setGeometry(20, 120, 100, 20);
        window.show();
        StatisticsCard card(sharedTheme(), message, {});
        card.openAt(anchor);
        QVERIFY(window.rect().contains(card.cardRect()));
        const auto labels = card.findChildren<Label *>();
        QVERIFY(labels.size() > 10);
        for (const Label *label : labels)
            QVERIFY2(label->height() >= label->sizeHint().height(), qPrintable(label->text()));
        card.closePopup();
    }

    void chipsNeverLeaveTheComposer()
    {
        Composer composer(sharedTheme());
        composer.setModelName(u"a-model-with-a-really-long-name:70b-instruct-q4_K_M"_s);
        composer.setThinking(true, true);
        composer.show();
        const auto part = [&](const QString &name) {
            const auto *child = composer.findChild<QWidget *>(name);
            return QRect(child->mapTo(&composer, QPoint()), child->size());
        };
        for (int width = 240; width <= 900; width += 30) {
            composer.resize(width, composer.sizeHint().height());
            QApplication::processEvents();
            const QRect thinking = part(u"thinkingChip"_s);
            const QRect model = part(u"modelChip"_s);
            const QRect send = part(u"sendButton"_s);
            const QByteArray at = QByteArray::number(width);
            QVERIFY2(thinking.left() >= 0 && thinking.right() < model.left(), at.constData());
            QVERIFY2(model.right() < send.left() && send.right() < composer.width(),
                     at.constData());
        }
        const auto *chip = composer.findChild<QPushButton *>(u"modelChip"_s);
        QVERIFY(chip->toolTip().contains("a-model-with"_L1));
    }

    void theComposerScrollsWhenTypedPastItsHeight()
    {
        Composer composer(sharedTheme());
        composer.resize(500, composer.sizeHint().height());
        composer.show();
        for (int i = 0; i < 12; ++i)
            QTest::keyClick(composer.edit(), Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(composer.edit()->verticalScrollBarPolicy(), Qt::ScrollBarAsNeeded);
    }

    void theEnginesOwnWordsAreTold_data()
    {
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("cause");
        QTest::newRow("lost") << u"the connection was lost: Remote host closed"_s << u"text"_s
                              << u"Ollama stopped in the middle of the answer"_s
                              << u"ran out of memory"_s;
        QTest::newRow("memory") << u"model requires more system memory (9 GiB)"_s << QString()
                                << u"Not enough memory for this model"_s << u"9 GiB"_s;
        QTest::newRow("other") << u"something odd"_s << QString() << u"Ollama reported an error"_s
                               << u"Ollama says: something odd"_s;
    }

    void theEnginesOwnWordsAreTold()
    {
        QFETCH(QString, detail);
        QFETCH(QString, content);
        QFETCH(QString, title);
        QFETCH(QString, cause);
        ChatMessage message;
        message.role = Role::Assistant;
        message.state = MessageState::Failed;
        message.content = content;
        message.error = MessageError { codeName(ErrorCode::EngineError), detail };
        const ErrorCard card = errorCard(message);
        QCOMPARE(card.title, title);
        QVERIFY2(card.cause.contains(cause), qPrintable(card.cause));
    }

    void storedThinkingKeepsItsTime()
    {
        ChatMessage message;
        message.role = Role::Assistant;
        message.thinking = u"hm"_s;
        QCOMPARE(transcriptMessage(message).thinkingSeconds, 0.0);
        message.usage.emplace().thinkingMs = 3400;
        QCOMPARE(transcriptMessage(message).thinkingSeconds, 3.4);
    }

    void curlIsWhatWasSent()
    {
        ChatMessage answer;
        answer.id = { 5 };
        answer.sent = R"({"stop_sequences":["END"],"format":"json","keep_alive":"5m",)"
                      R"("context":{"dropped_turns":1,"first_message_id":3}})";
        QList<ChatMessage> path;
        for (qint64 id = 1; id <= 6; ++id) {
            ChatMessage message;
            message.id = { id };
            message.content = u"message %1"_s.arg(id);
            path.append(message);
        }
        const QString text = curlText(u"http://127.0.0.1:11434"_s, answer, path);
        QVERIFY(!text.contains("message 2"_L1) && text.contains("message 3"_L1));
        QVERIFY(text.contains("message 4"_L1) && !text.contains("message 6"_L1));
        for (const QLatin1StringView part :
             { "\"stop\":[\"END\"]"_L1, "\"format\":\"json\""_L1, "\"keep_alive\":\"5m\""_L1,
               "\"truncate\":false"_L1, "\"shift\":false"_L1 })
            QVERIFY2(text.contains(part), part.data());
        answer.sent = R"({"raw":true})";
        QVERIFY(curlText(u"http://x"_s, answer, path).contains("/api/generate"_L1));
    }

    void curlHasTheHalfThatWasContinued()
    {
        ChatMessage question, answer;
        question.id = { 1 };
        question.content = u"count"_s;
        answer.id = { 2 };
        answer.role = Role::Assistant;
        answer.content = u"one, two"_s;
        answer.sent = R"({"num_ctx":512,"continued":true,"continued_length":4})";
        QString text = curlText(u"http://x"_s, answer, { question, answer });
        QVERIFY(text.contains(R"({"content":"one,","role":"assistant"}])"_L1));
        QVERIFY(!text.contains("two"_L1) && !text.contains("continued"_L1));
        answer.sent = R"({"raw":true,"continued":true,"continued_length":4})";
        text = curlText(u"http://x"_s, answer, { question, answer });
        QVERIFY(text.contains(R"("prompt":"countone,")"_L1));
    }
};

QTEST_MAIN(TestChatParts)
#include "tst_chatparts.moc"
