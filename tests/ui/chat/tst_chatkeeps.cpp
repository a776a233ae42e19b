#include "tests/ui/chat/chatscene.h"
#include "ui/chat/emptychat.h"
#include "ui/chat/findbar.h"
#include "ui/chat/messageeditor.h"
#include "ui/common/menupopup.h"

#include <QLineEdit>
#include <QPointer>
#include <QScrollBar>

using namespace lokal;
using namespace lokal::ui;
using namespace lokal::test;
using namespace Qt::StringLiterals;

namespace {

QPlainTextEdit *editorOf(const Scene &s)
{
    const auto editors = s.view->findChildren<MessageEditor *>();
    for (MessageEditor *editor : editors) {
        if (editor->isVisible())
            return editor->findChild<QPlainTextEdit *>();
    }
    return nullptr;
}

QPushButton *menuRow(const Scene &s, const QString &text)
{
    const auto rows = s.page->window()->findChildren<MenuRow *>();
    for (MenuRow *row : rows) {
        if (row->text() == text && row->isVisible())
            return row;
    }
    return nullptr;
}

void openMore(const Scene &s, qint64 id)
{
    Q_EMIT s.view->actionTriggered(id, u"more"_s, QRect(400, 300, 10, 10));
}

std::optional<HitArea> area(const Scene &s, qint64 id, const QString &action)
{
    for (const HitArea &found : s.view->areasOf(s.view->list().indexOf(id)))
        if (found.id == action)
            return found;
    return {};
}

} // namespace

/// Nothing that a person wrote, and nothing that was said, gets lost on the way.
class TestChatKeeps : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { sharedTheme(); }

    void sendingAfterADeletionKeepsTheHistory()
    {
        Scene s;
        s.showChat(2);
        const qint64 gone = s.last().id;
        openMore(s, gone);
        QTest::mouseClick(menuRow(s, u"Delete message"_s), Qt::LeftButton);
        QCOMPARE(s.shown(), 3);
        s.type(u"next"_s);
        s.pressEnter();
        QTRY_COMPARE(s.fakes.chat.sent.size(), 1);
        // Deleted first, so that the model does not read it.
        QVERIFY(!s.fakes.sessions.stored.contains(gone));
        QTRY_COMPARE(s.shown(), 5);
        QCOMPARE(s.view->list().at(0).message.source, QByteArray("question 0"));
        QCOMPARE(s.view->list().at(3).message.source, QByteArray("next"));
    }

    void aTurnOnAnUnknownParentIsShownBelow()
    {
        Scene s;
        s.showChat(2);
        const qint64 hidden = s.last().id;
        s.page->controller().hideMessage({ hidden });
        s.page->controller().send(u"next"_s);
        QTRY_COMPARE(s.shown(), 5);
        s.fakes.chat.finish(s.chat);
        QTRY_VERIFY(!s.page->isRunning());
        QCOMPARE(s.shown(), 5);
    }

    void sendingBeforeTheChatIsThereKeepsItsHistory()
    {
        Scene s;
        s.showChat(2);
        s.page->open({});
        s.page->open(s.chat);
        s.page->controller().send(u"early"_s);
        QTRY_COMPARE(s.shown(), 6);
        QCOMPARE(s.view->list().at(0).message.source, QByteArray("question 0"));
        QCOMPARE(s.view->list().at(4).message.source, QByteArray("early"));
    }

    void theDraftStaysUntilTheMessageIsStored()
    {
        Scene s;
        s.showChat();
        s.type(u"precious"_s);
        s.pressEnter();
        QVERIFY(s.composer->text().isEmpty());
        const auto draft = [&] { return s.state.draft(s.who.user.value, s.chat.value); };
        QCOMPARE(draft(), u"precious"_s);
        QTRY_VERIFY(draft().isEmpty());
        QVERIFY(s.composer->text().isEmpty());
    }

    void whatIsTypedMeanwhileIsTheNextDraft()
    {
        Scene s;
        s.showChat();
        s.type(u"first"_s);
        s.pressEnter();
        s.type(u"first"_s); // the same words again, but they are new
        QTRY_COMPARE(s.page->controller().phase(), ChatController::Phase::Writing);
        QCOMPARE(s.composer->text(), u"first"_s);
        QCOMPARE(s.state.draft(s.who.user.value, s.chat.value), u"first"_s);
    }

    void aChatThatIsMadeTakesTheNextDraft()
    {
        Scene s;
        s.show({});
        s.type(u"first"_s);
        s.pressEnter();
        s.type(u"second"_s);
        QTRY_VERIFY(s.page->session().isValid());
        QTRY_COMPARE(s.fakes.chat.sent.size(), 1);
        QCOMPARE(s.composer->text(), u"second"_s);
        QCOMPARE(s.state.draft(s.who.user.value, s.page->session().value), u"second"_s);
        QTRY_VERIFY(s.state.draft(s.who.user.value, 0).isEmpty());
    }

    void theContextLineComesBackWithTheChat()
    {
        Scene s;
        s.showChat(3);
        const qint64 first = s.view->list().at(4).message.id;
        ChatMessage &answer = s.fakes.sessions.messageRef({ s.last().id });
        answer.usage = Usage { 150, 15, 0, 0, 0, 0, 0, 0.0 };
        answer.sent = "{\"num_ctx\":256,\"context\":{\"dropped_turns\":2,\"first_message_id\":"
            + QByteArray::number(first) + ",\"used_estimate\":150}}";
        s.page->open({});
        s.page->open(s.chat);
        QTRY_COMPARE(s.view->list().contextIndex(), 4);
        QVERIFY(s.view->list().at(0).dimmed);
        QVERIFY(!s.view->list().at(4).dimmed);
        QVERIFY(s.hint().contains("oldest turns left out: 2"_L1));
    }

    void leavingOutTheOldestIsPartOfTheRun()
    {
        Scene s;
        s.showChat();
        s.ask(u"hello"_s);
        s.fakes.chat.fail(s.chat, makeError(ErrorCode::ContextExceeded));
        QTRY_VERIFY(!s.last().error.title.isEmpty());
        Q_EMIT s.view->errorActionTriggered(s.last().id, erroraction::leaveOutOldest);
        QTRY_COMPARE(s.fakes.chat.runs.size(), 1);
        QCOMPARE(s.fakes.chat.runs[0].options.contextStrategy, ContextStrategy::Truncate);
    }

    void findLooksThroughTheWholeChat()
    {
        Scene s;
        s.fakes.sessions.addMessage(s.chat, Role::User, u"a needle in the hay"_s);
        s.fakes.sessions.addMessage(s.chat, Role::Assistant, u"found"_s);
        s.showChat(300);
        QCOMPARE(s.shown(), 50);
        s.page->openFind();
        auto *find = s.page->findChild<FindBar *>();
        QTest::keyClicks(find->edit(), u"needle"_s);
        QTRY_COMPARE(s.view->findCount(), 1);
        QTRY_COMPARE(s.shown(), 602);
        // It is brought into view as well.
        QTRY_VERIFY(s.view->verticalScrollBar()->value() < s.page->height());
    }

    void findGoesOnFromWhereItBegan()
    {
        Scene s;
        s.showChat(20);
        s.page->openFind();
        auto *find = s.page->findChild<FindBar *>();
        QTest::keyClicks(find->edit(), u"q"_s);
        const int first = s.view->findCurrent();
        QTest::keyClicks(find->edit(), u"uestion"_s);
        QCOMPARE(s.view->findCurrent(), first);
    }

    void anUnfinishedEditComesBackWithItsChat()
    {
        Scene s;
        s.showChat(2);
        const qint64 id = s.view->list().at(2).message.id;
        Q_EMIT s.view->editRequested(id);
        QTest::keyClicks(editorOf(s), u" and more"_s);
        s.page->open({});
        QVERIFY(!editorOf(s));
        s.page->open(s.chat);
        QTRY_VERIFY(editorOf(s));
        QCOMPARE(editorOf(s)->toPlainText(), u"question 1 and more"_s);
        QTest::keyClick(editorOf(s), Qt::Key_Escape); // thrown away on purpose
        QTRY_VERIFY(!editorOf(s));
        s.page->open({});
        s.page->open(s.chat);
        QTRY_COMPARE(s.shown(), 4);
        QVERIFY(!editorOf(s));
    }

    void anEditThatCouldNotBeRunComesBack()
    {
        Scene s;
        s.showChat();
        Q_EMIT s.view->editRequested(s.view->list().at(0).message.id);
        const QPointer<QPlainTextEdit> first = editorOf(s);
        first->setPlainText(u"better question"_s);
        s.fakes.chat.nextError.error = makeError(ErrorCode::QueueFull);
        QTest::keyClick(first, Qt::Key_Return, Qt::ControlModifier);
        // It goes when the edit is run and comes back with the answer, maybe in one turn of the
        // event loop.
        QTRY_VERIFY(!first && editorOf(s));
        QCOMPARE(editorOf(s)->toPlainText(), u"better question"_s);
    }

    void escapeInTheComposerThrowsNoEditAway()
    {
        Scene s;
        s.showChat();
        Q_EMIT s.view->editRequested(s.view->list().at(0).message.id);
        QTest::keyClicks(editorOf(s), u" more"_s);
        s.page->focusComposer();
        QVERIFY(s.page->escape());
        QVERIFY(editorOf(s));
        QVERIFY(editorOf(s)->hasFocus());
    }

    void nothingIsBegunWhileSomethingRuns()
    {
        Scene s;
        s.showChat(2);
        const qint64 older = s.last().id;
        s.ask(u"hello"_s);
        QVERIFY(!area(s, older, u"regenerate"_s)->enabled);
        s.view->trigger(older, *area(s, older, u"regenerate"_s));
        QCOMPARE(s.hint(), u"Stop the answer first."_s);
        QVERIFY(s.fakes.chat.runs.isEmpty());
        s.fakes.chat.finish(s.chat);
        QTRY_VERIFY(area(s, older, u"regenerate"_s)->enabled);
    }

    void runningAgainWaitsForTheEngine()
    {
        Scene s;
        s.showChat();
        const qint64 id = s.last().id;
        s.fakes.models.setStatus({ EngineCondition::Unreachable, {}, {}, {}, false });
        QTRY_VERIFY(!area(s, id, u"regenerate"_s)->enabled);
        s.view->trigger(id, *area(s, id, u"regenerate"_s));
        QCOMPARE(s.hint(), u"Ollama is not reachable."_s);
        s.fakes.models.setStatus({ EngineCondition::Ready, {}, {}, {}, false });
        QTRY_VERIFY(area(s, id, u"regenerate"_s)->enabled);
        s.view->trigger(id, *area(s, id, u"regenerate"_s));
        QTRY_COMPARE(s.fakes.chat.runs.size(), 1);
    }

    void aCutAnswerOffersToBeContinued()
    {
        Scene s;
        s.showChat();
        s.ask(u"hello"_s);
        s.fakes.chat.token(s.chat, u"half"_s);
        s.fakes.chat.finish(s.chat, u"length"_s);
        QTRY_VERIFY(!s.page->isRunning());
        const auto found = area(s, s.last().id, u"continue"_s);
        QVERIFY(found);
        QCOMPARE(found->label, u"Continue"_s);
        s.view->trigger(s.last().id, *found);
        QTRY_COMPARE(s.fakes.chat.runs.size(), 1);
        QCOMPARE(s.fakes.chat.runs[0].kind, RunKind::Continue);
    }

    void aMessageWithoutAnAnswerCanBeAnswered()
    {
        Scene s;
        s.fakes.sessions.addMessage(s.chat, Role::User, u"anybody there?"_s);
        s.show(s.chat);
        QTRY_COMPARE(s.shown(), 1);
        const auto found = area(s, s.last().id, u"answer"_s);
        QVERIFY(found);
        s.view->trigger(s.last().id, *found);
        QTRY_COMPARE(s.fakes.chat.runs.size(), 1);
        QTRY_COMPARE(s.shown(), 2);
        QVERIFY(!area(s, s.view->list().at(0).message.id, u"answer"_s));
    }

    void anEmptyAnswerOffersNothingToCopy()
    {
        Scene s;
        s.showChat();
        s.ask(u"hello"_s);
        s.fakes.chat.fail(s.chat, makeError(ErrorCode::EngineError));
        QTRY_VERIFY(!s.page->isRunning());
        QVERIFY(!area(s, s.last().id, u"copy"_s));
        // Enter on the message leads to what helps.
        s.view->setFocus(Qt::TabFocusReason);
        QTest::keyClick(s.view, Qt::Key_Return);
        QTest::keyClick(s.view, Qt::Key_Return);
        QTRY_COMPARE(s.fakes.chat.runs.size(), 1);
    }

    void aStarterKeepsWhatWasWritten()
    {
        Scene s;
        s.show({});
        s.type(u"my own words"_s);
        const auto cards = s.page->findChildren<StarterCard *>();
        QVERIFY(cards.size() > 1);
        cards[0]->click();
        const QString first = s.composer->text();
        QVERIFY(first.endsWith("my own words"_L1) && first != "my own words"_L1);
        cards[1]->click();
        const QString second = s.composer->text();
        QVERIFY(second.endsWith("my own words"_L1) && second != first);
        QVERIFY(!second.contains(first.chopped(12)));
        QCOMPARE(s.state.draft(s.who.user.value, 0), second);
    }

    void aStoredChatWithoutMessagesGreets()
    {
        Scene s;
        s.show(s.chat);
        QTRY_VERIFY(!s.view->isVisible());
        s.type(u"hello"_s);
        s.pressEnter();
        QTRY_VERIFY(s.view->isVisible());
    }

    void anotherEngineBringsItsOwnModel()
    {
        Scene s;
        s.show({});
        s.fakes.models.models.clear();
        s.fakes.models.addModel(u"lokal-demo:latest"_s);
        QTRY_COMPARE(s.page->controller().setup().modelName(), u"lokal-demo:latest"_s);
    }

    void aStoredChatSaysThatItsModelIsMissing()
    {
        Scene s;
        s.showChat();
        s.fakes.models.models.clear();
        s.fakes.models.addModel(u"lokal-demo:latest"_s);
        QTRY_VERIFY(s.hint().contains("qwen3:8b is not installed here"_L1));
        QCOMPARE(s.page->controller().setup().modelName(), u"qwen3:8b"_s);
    }

    void namesAndErrorsArePlainText_m3()
    {
        Scene s;
        s.showChat();
        const QString markup = u"<b>bold</b><img src=\"file:///etc/passwd\">"_s;
        s.page->controller().rename(markup);
        auto *title = s.page->findChild<Label *>(u"chatTitle"_s);
        QTRY_COMPARE(title->text(), markup);
        QCOMPARE(title->textFormat(), Qt::PlainText);
        s.ask(u"hello"_s);
        s.fakes.chat.fail(s.chat, makeError(ErrorCode::EngineError, markup));
        QTRY_VERIFY(s.last().error.cause.contains(markup));
        const auto labels = s.page->window()->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
};

QTEST_MAIN(TestChatKeeps)
#include "tst_chatkeeps.moc"
