#include "tests/ui/chat/chatscene.h"
#include "ui/chat/chatheader.h"
#include "ui/chat/findbar.h"
#include "ui/chat/messageeditor.h"
#include "ui/common/button.h"
#include "ui/common/iconbutton.h"
#include "ui/common/label.h"
#include "ui/common/notice.h"
#include "ui/transcript/transcriptview.h"

#include <QAccessible>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace lokal;
using namespace lokal::ui;
using namespace lokal::test;
using namespace Qt::StringLiterals;

namespace {

/// Opens the menu of a message and chooses to delete it there.
bool chooseDelete(const Scene &s, qint64 message)
{
    Q_EMIT s.view->actionTriggered(message, u"more"_s, QRect(400, 300, 10, 10));
    const auto rows = s.page->window()->findChildren<QPushButton *>();
    for (QPushButton *row : rows) {
        if (row->text() != "Delete message"_L1)
            continue;
        row->click();
        return true;
    }
    return false;
}

} // namespace

class TestChatPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { sharedTheme(); }

    void enterSendsAndTheAnswerStreamsIn()
    {
        Scene s;
        s.showChat();
        s.ask(u"hello"_s);
        QCOMPARE(s.fakes.chat.sent.size(), 1);
        QCOMPARE(s.fakes.chat.sent[0].content, u"hello"_s);
        QVERIFY(s.composer->text().isEmpty());
        QCOMPARE(s.button()->action(), SendButton::Action::Stop);
        s.fakes.chat.token(s.chat, u"Hel"_s);
        s.fakes.chat.token(s.chat, u"lo **you**"_s);
        QTRY_COMPARE(s.lastText(), u"Hello **you**"_s);
        s.fakes.chat.finish(s.chat);
        QTRY_COMPARE(s.page->controller().phase(), ChatController::Phase::Idle);
        QCOMPARE(s.button()->action(), SendButton::Action::Send);
        QCOMPARE(s.shown(), 4);
        QVERIFY(s.last().meta.contains("412 tokens"_L1));
        QVERIFY(s.last().meta.contains("38.2 tok/s"_L1));
    }

    void shiftEnterBreaksTheLine()
    {
        Scene s;
        s.showChat();
        s.type(u"a"_s);
        QTest::keyClick(s.composer->edit(), Qt::Key_Return, Qt::ShiftModifier);
        s.type(u"b"_s);
        QCOMPARE(s.composer->text(), u"a\nb"_s);
        QVERIFY(s.fakes.chat.sent.isEmpty());
    }

    void enterBelongsToTheInputMethodWhileItComposes()
    {
        Scene s;
        s.showChat();
        s.type(u"a"_s);
        QInputMethodEvent composing(u"ni"_s, {});
        QApplication::sendEvent(s.composer->edit(), &composing);
        s.pressEnter();
        QVERIFY(s.fakes.chat.sent.isEmpty());
        QInputMethodEvent decided;
        decided.setCommitString(u"你"_s);
        QApplication::sendEvent(s.composer->edit(), &decided);
        s.pressEnter();
        QTRY_COMPARE(s.fakes.chat.sent.size(), 1);
    }

    void emptyTextIsNotSent()
    {
        Scene s;
        s.showChat();
        QVERIFY(!s.button()->isEnabled());
        s.type(u"   "_s);
        s.pressEnter();
        QVERIFY(!s.button()->isEnabled());
        QVERIFY(s.fakes.chat.sent.isEmpty());
    }

    void theButtonStopsInEveryPhase_data()
    {
        QTest::addColumn<QString>("phase");
        QTest::newRow("queued") << u"queued"_s;
        QTest::newRow("loading") << u"loading_model"_s;
        QTest::newRow("reading") << u"reading_prompt"_s;
        QTest::newRow("writing") << QString();
    }

    void theButtonStopsInEveryPhase()
    {
        QFETCH(QString, phase);
        Scene s;
        s.showChat();
        s.ask(u"hello"_s);
        if (phase == "queued"_L1)
            s.fakes.chat.queued(s.chat, 2);
        else if (phase.isEmpty())
            s.fakes.chat.token(s.chat, u"text"_s);
        else
            s.fakes.chat.phase(s.chat, phase);
        QTRY_COMPARE(s.last().phase.title.isEmpty(), phase.isEmpty());
        QTest::mouseClick(s.button(), Qt::LeftButton);
        QTRY_COMPARE(s.fakes.chat.stops, 1);
        QTRY_COMPARE(s.last().state, TranscriptMessage::State::Stopped);
    }

    void stopBeforeTheCommitStopsAfterIt()
    {
        Scene s;
        s.showChat();
        s.type(u"hello"_s);
        s.pressEnter();
        QCOMPARE(s.page->controller().phase(), ChatController::Phase::Starting);
        QTest::mouseClick(s.button(), Qt::LeftButton);
        QTRY_COMPARE(s.fakes.chat.stops, 1);
    }

    void escapeStops()
    {
        Scene s;
        s.showChat();
        s.ask(u"hello"_s);
        QVERIFY(s.page->escape());
        QTRY_COMPARE(s.fakes.chat.stops, 1);
        QTRY_VERIFY(!s.page->isRunning());
        QVERIFY(!s.page->escape());
    }

    void phasesAreShownInWords()
    {
        Scene s;
        s.showChat();
        s.ask(u"hello"_s);
        s.fakes.chat.queued(s.chat, 3);
        QTRY_COMPARE(s.last().phase.title, u"Waiting, 2 before you"_s);
        s.fakes.chat.phase(s.chat, u"loading_model"_s);
        QTRY_COMPARE(s.last().phase.title, u"Loading qwen3:8b"_s);
        s.fakes.chat.phase(s.chat, u"thinking_reduced"_s);
        QTRY_COMPARE(s.last().phase.title, u"Trying again with less thinking"_s);
        s.fakes.chat.context(s.chat, { ContextStrategy::Truncate, 8192, 3100, 0, {} });
        s.fakes.chat.phase(s.chat, u"reading_prompt"_s);
        QTRY_COMPARE(s.last().phase.title, u"Reading the chat"_s);
        QVERIFY(s.hint().contains("Context 3.1k of 8k"_L1));
    }

    void theFirstChatNeedsNoConfiguration()
    {
        Fixture f;
        ChatPage page(f.backend, sharedTheme(), f.who, f.state);
        QSignalSpy created(&page, &ChatPage::sessionCreated);
        page.show();
        page.open({});
        QTRY_COMPARE(page.controller().setup().modelName(), u"qwen3:8b"_s);
        QVERIFY(f.fakes.sessions.sessions.isEmpty());
        QTest::keyClicks(page.composer()->edit(), u"hello"_s);
        QTest::keyClick(page.composer()->edit(), Qt::Key_Return);
        QTRY_COMPARE(f.fakes.chat.sent.size(), 1);
        QCOMPARE(f.fakes.configs.configs.size(), 1);
        QCOMPARE(f.fakes.configs.configs.first().name, u"qwen3:8b"_s);
        QCOMPARE(f.fakes.configs.configs.first().modelName, u"qwen3:8b"_s);
        QCOMPARE(created.count(), 1);
        QTRY_COMPARE(page.transcript()->list().count(), 2);
        QTRY_COMPARE(page.title(), u"hello"_s);
    }

    void theTextComesBackWhenNothingWasStored()
    {
        Scene s;
        s.showChat();
        s.fakes.chat.nextError.error = makeError(ErrorCode::QueueFull);
        s.type(u"precious words"_s);
        s.pressEnter();
        QTRY_COMPARE(s.composer->text(), u"precious words"_s);
        QVERIFY(!s.page->isRunning());
        QVERIFY(!s.hint().isEmpty());
        QCOMPARE(s.state.draft(s.who.user.value, s.chat.value), u"precious words"_s);
    }

    void aLostTextOfAnotherChatBecomesItsDraft()
    {
        Scene s;
        s.showChat();
        const SessionId other = s.fakes.sessions.add(u"Other"_s, s.config.id).id;
        s.fakes.chat.nextError.error = makeError(ErrorCode::StorageFull);
        s.type(u"precious words"_s);
        s.pressEnter();
        s.page->open(other);
        QTRY_COMPARE(s.state.draft(s.who.user.value, s.chat.value), u"precious words"_s);
        QVERIFY(s.composer->text().isEmpty());
    }

    void draftsAreKeptForEachChat()
    {
        Scene s;
        s.showChat();
        const SessionId other = s.fakes.sessions.add(u"Other"_s, s.config.id).id;
        s.type(u"half a thought"_s);
        s.page->open(other);
        QVERIFY(s.composer->text().isEmpty());
        s.page->open(s.chat);
        QCOMPARE(s.composer->text(), u"half a thought"_s);
    }

    void upRecallsTheLastMessage()
    {
        Scene s;
        s.showChat();
        QTest::keyClick(s.composer->edit(), Qt::Key_Up);
        QCOMPARE(s.composer->text(), u"question 0"_s);
    }

    void switchingChatsWhileStreamingMixesNothing()
    {
        Scene s;
        s.showChat();
        const SessionId other = s.fakes.sessions.add(u"Other"_s, s.config.id).id;
        s.fakes.sessions.addMessage(other, Role::User, u"elsewhere"_s);
        s.ask(u"hello"_s);
        s.fakes.chat.token(s.chat, u"one "_s);
        s.page->open(other);
        s.fakes.chat.token(s.chat, u"two "_s);
        QTRY_COMPARE(s.shown(), 1);
        QCOMPARE(s.lastText(), u"elsewhere"_s);
        QVERIFY(!s.page->isRunning());
        s.page->open(s.chat);
        QTRY_COMPARE(s.shown(), 4);
        s.fakes.chat.token(s.chat, u"three"_s);
        QTRY_COMPARE(s.lastText(), u"one two three"_s);
        s.fakes.chat.finish(s.chat);
        QTRY_VERIFY(!s.page->isRunning());
        QCOMPARE(s.lastText(), u"one two three"_s);
    }

    void aFailureIsACardAtItsTurn()
    {
        Scene s;
        s.showChat();
        s.ask(u"hello"_s);
        s.fakes.chat.token(s.chat, u"partial"_s);
        s.fakes.chat.fail(s.chat, makeError(ErrorCode::EngineError, u"died"_s));
        QTRY_VERIFY(!s.last().error.title.isEmpty());
        QCOMPARE(s.lastText(), u"partial"_s);
        QCOMPARE(s.last().error.actions[0].id, QString(erroraction::continueAnswer));
        Q_EMIT s.view->errorActionTriggered(s.last().id, erroraction::runAgain);
        QTRY_COMPARE(s.fakes.chat.runs.size(), 1);
        QCOMPARE(s.fakes.chat.runs[0].kind, RunKind::Regenerate);
        QTRY_VERIFY(s.last().isOpen());
        QCOMPARE(s.shown(), 4);
    }

    void aMissingModelOffersAnother()
    {
        Scene s;
        s.showChat();
        QSignalSpy asked(s.page, &ChatPage::modelPickerRequested);
        s.ask(u"hello"_s);
        s.fakes.chat.fail(
            s.chat, makeError(ErrorCode::ModelNotInstalled, {}, { { u"model"_s, u"qwen3:8b"_s } }));
        QTRY_VERIFY(!s.last().error.title.isEmpty());
        Q_EMIT s.view->errorActionTriggered(s.last().id, s.last().error.actions[0].id);
        QCOMPARE(asked.count(), 1);
    }

    void regenerateReplacesTheAnswerByASibling()
    {
        Scene s;
        s.showChat();
        Q_EMIT s.view->actionTriggered(s.last().id, u"regenerate"_s, {});
        QTRY_VERIFY(s.fakes.chat.isRunning(s.chat));
        QTRY_VERIFY(s.last().isOpen());
        QCOMPARE(s.shown(), 2);
        s.fakes.chat.token(s.chat, u"better"_s);
        s.fakes.chat.finish(s.chat);
        QTRY_COMPARE(s.lastText(), u"better"_s);
    }

    void thePagerGoesToAnotherVersion()
    {
        Scene s;
        s.fakes.sessions.addMessage(s.chat, Role::User, u"question"_s);
        const ChatMessage first = s.fakes.sessions.addMessage(s.chat, Role::Assistant, u"first"_s);
        s.fakes.sessions.addSibling(first.id, u"second"_s);
        s.show(s.chat);
        QTRY_COMPARE(s.shown(), 2);
        QCOMPARE(s.last().siblingCount, 2);
        QCOMPARE(s.last().siblingIndex, 1);
        Q_EMIT s.view->siblingStep(s.last().id, -1);
        QTRY_COMPARE(s.lastText(), u"first"_s);
        Q_EMIT s.view->siblingStep(s.last().id, -1);
        QCOMPARE(s.lastText(), u"first"_s);
    }

    void editingRunsAgainOnControlEnter()
    {
        Scene s;
        s.showChat();
        Q_EMIT s.view->editRequested(s.view->list().at(0).message.id);
        auto *editor = s.page->findChild<MessageEditor *>();
        QVERIFY(editor);
        auto *edit = editor->findChild<QPlainTextEdit *>();
        QCOMPARE(edit->toPlainText(), u"question 0"_s);
        edit->setPlainText(u"better question"_s);
        QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(s.fakes.chat.runs.size(), 1);
        QCOMPARE(s.fakes.chat.runs[0].kind, RunKind::EditAndRun);
        QCOMPARE(s.fakes.chat.runs[0].content, u"better question"_s);
        QTRY_COMPARE(QString::fromUtf8(s.view->list().at(0).message.source), u"better question"_s);
        QCOMPARE(s.shown(), 2);
    }

    void editingCanOnlySaveOrBeLeft()
    {
        Scene s;
        s.showChat();
        Q_EMIT s.view->editRequested(s.view->list().at(0).message.id);
        auto *edit = s.page->findChild<MessageEditor *>()->findChild<QPlainTextEdit *>();
        QTest::keyClick(edit, Qt::Key_Escape);
        QTRY_VERIFY(!s.page->findChild<MessageEditor *>()
                    || !s.page->findChild<MessageEditor *>()->isVisible());
        QVERIFY(s.fakes.sessions.calls.isEmpty());
        Q_EMIT s.view->editRequested(s.view->list().at(0).message.id);
        const auto editors = s.page->findChildren<MessageEditor *>();
        edit = editors.last()->findChild<QPlainTextEdit *>();
        edit->setPlainText(u"saved only"_s);
        QTest::keyClick(edit, Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(QString::fromUtf8(s.view->list().at(0).message.source), u"saved only"_s);
        QVERIFY(s.fakes.chat.runs.isEmpty());
    }

    void aDeletedMessageCanBeBroughtBack()
    {
        Scene s;
        s.showChat(2);
        const qint64 id = s.last().id;
        QVERIFY(chooseDelete(s, id));
        QCOMPARE(s.shown(), 3);
        auto *toast = s.page->window()->findChild<Toast *>();
        QVERIFY(toast);
        QVERIFY(!s.fakes.sessions.calls.contains("removeMessage"_L1));
        QTest::mouseClick(toast->undoButton(), Qt::LeftButton);
        QTRY_COMPARE(s.shown(), 4);
        QVERIFY(!s.fakes.sessions.calls.contains("removeMessage"_L1));
    }

    void aDeletedMessageIsGoneAfterTheNextStart()
    {
        Scene s;
        s.showChat(2);
        const qint64 id = s.last().id;
        QVERIFY(chooseDelete(s, id));
        s.owned.reset(); // long before the time is over
        QTRY_VERIFY(!s.fakes.sessions.stored.contains(id));
    }

    void aDeletedMessageIsGoneWhenTheTimeIsOver()
    {
        Scene s;
        s.showChat(2);
        const MessageId id { s.last().id };
        s.page->controller().hideMessage(id);
        s.page->controller().removeHidden(s.chat, id);
        QTRY_VERIFY(!s.fakes.sessions.stored.contains(id.value));
        QTRY_COMPARE(s.shown(), 3);
    }

    void olderMessagesComeWhenOneScrollsUp()
    {
        Scene s;
        s.showChat(60);
        QCOMPARE(s.shown(), 50);
        Q_EMIT s.view->needOlder();
        QTRY_COMPARE(s.shown(), 100);
        Q_EMIT s.view->needOlder();
        QTRY_COMPARE(s.shown(), 120);
        QCOMPARE(QString::fromUtf8(s.view->list().at(0).message.source), u"question 0"_s);
    }

    void findCountsAndCloses()
    {
        Scene s;
        s.showChat(3);
        s.page->openFind();
        auto *find = s.page->findChild<FindBar *>();
        QVERIFY(find->isVisible());
        QTest::keyClicks(find->edit(), u"answer"_s);
        QTRY_COMPARE(s.view->findCount(), 3);
        QTest::keyClick(find->edit(), Qt::Key_Return);
        QTest::keyClick(find->edit(), Qt::Key_Escape);
        QVERIFY(!find->isVisible());
        QCOMPARE(s.view->findCount(), 0);
    }

    void thinkingIsAnOverrideOfTheChat()
    {
        Scene s;
        s.showChat();
        auto *chip = s.composer->findChild<QPushButton *>(u"thinkingChip"_s);
        QTRY_VERIFY(chip->isVisible());
        const bool before = chip->isChecked();
        QTest::mouseClick(chip, Qt::LeftButton);
        QTRY_VERIFY(s.fakes.sessions.sessions[s.chat.value].hasOverrides);
        QCOMPARE(s.fakes.sessions.sessions[s.chat.value].overrides.think,
                 before ? Think::Off : Think::On);
        QCOMPARE(chip->isChecked(), !before);
    }

    void anotherModelGetsAConfigurationOfItsName()
    {
        Scene s;
        s.showChat();
        s.fakes.models.addModel(u"gemma3:4b"_s);
        s.page->chooseModel(u"gemma3:4b"_s);
        QTRY_COMPARE(s.page->controller().setup().modelName(), u"gemma3:4b"_s);
        QCOMPARE(s.fakes.configs.configs.size(), 2);
        auto *chip = s.composer->findChild<QPushButton *>(u"thinkingChip"_s);
        QTRY_VERIFY(!chip->isVisible());
    }

    void theTitleIsRenamedInPlace()
    {
        Scene s;
        s.showChat();
        s.page->startRename();
        auto *edit = s.page->findChild<QLineEdit *>(u"chatTitleEdit"_s);
        QVERIFY(edit->isVisible());
        edit->setText(u"Better name"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(s.fakes.sessions.sessions[s.chat.value].name, u"Better name"_s);
    }

    void aNameThatCouldNotBeStoredIsNotShown()
    {
        Scene s;
        s.showChat();
        const QString before = s.page->findChild<Label *>(u"chatTitle"_s)->text();
        s.fakes.sessions.nextError.error = makeError(ErrorCode::StorageFull);
        s.page->startRename();
        auto *edit = s.page->findChild<QLineEdit *>(u"chatTitleEdit"_s);
        edit->setText(u"Better name"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY(!s.fakes.sessions.nextError.isSet());
        QTRY_COMPARE(s.page->findChild<Label *>(u"chatTitle"_s)->text(), before);
    }

    void nothingIsSentWhileTheEngineIsAway()
    {
        Scene s;
        s.showChat();
        s.fakes.models.setStatus({ EngineCondition::Unreachable, {}, {}, {}, false });
        s.type(u"hello"_s);
        QTRY_VERIFY(!s.button()->isEnabled());
        s.pressEnter();
        QVERIFY(s.fakes.chat.sent.isEmpty());
        QCOMPARE(s.composer->text(), u"hello"_s);
        s.fakes.models.setStatus({ EngineCondition::Ready, {}, {}, {}, false });
        QTRY_VERIFY(s.button()->isEnabled());
    }

    void aLinkIsOpenedOnlyAfterAQuestion_m2()
    {
        Scene s;
        s.showChat();
        QList<QUrl> opened;
        s.page->setLinkOpener([&](const QUrl &url) {
            opened.append(url);
            return true;
        });
        Q_EMIT s.view->linkActivated(u"https://bücher.example/x?y=1"_s);
        QVERIFY(opened.isEmpty());
        auto *address = s.page->window()->findChild<Label *>(u"linkAddress"_s);
        QVERIFY(address && address->text().contains("xn--bcher-kva.example"_L1));
        QTest::mouseClick(s.page->window()->findChild<QPushButton *>(u"openLink"_s),
                          Qt::LeftButton);
        QCOMPARE(opened.size(), 1);
        Q_EMIT s.view->linkActivated(u"file:///etc/passwd"_s);
        QCOMPARE(opened.size(), 1);
    }

    void lettersTypedAnywhereGoToTheComposer()
    {
        Scene s;
        s.showChat();
        s.view->setFocus();
        QTest::keyClick(s.page, Qt::Key_H, Qt::NoModifier);
        QCOMPARE(s.composer->text(), u"h"_s);
    }

    void everythingFocusableHasANameAndARole()
    {
        Scene s;
        s.showChat();
        s.page->openFind();
        int seen = 0;
        const auto children = s.page->findChildren<QWidget *>();
        for (QWidget *child : children) {
            if (!child->isVisible() || child->focusPolicy() == Qt::NoFocus || child->focusProxy()
                || qobject_cast<QAbstractScrollArea *>(child->parentWidget()))
                continue;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(child);
            QVERIFY(face);
            const QString what
                = QLatin1StringView(child->metaObject()->className()) + u' ' + child->objectName();
            QVERIFY2(!face->text(QAccessible::Name).isEmpty(), qPrintable(what));
            QVERIFY2(face->role() != QAccessible::NoRole, qPrintable(what));
            ++seen;
        }
        QVERIFY(seen >= 6);
    }
};

QTEST_MAIN(TestChatPage)
#include "tst_chatpage.moc"
