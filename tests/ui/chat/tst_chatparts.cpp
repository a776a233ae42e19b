#include "tests/ui/support/fixture.h"
#include "ui/chat/composer.h"
#include "ui/chat/curltext.h"
#include "ui/chat/messagetext.h"
#include "ui/chat/statisticscard.h"

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
};

QTEST_MAIN(TestChatParts)
#include "tst_chatparts.moc"
