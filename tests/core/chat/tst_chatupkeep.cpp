#include "core/chat/chatupkeep.h"
#include "tests/support/fakeclock.h"
#include "tests/support/memorychatstore.h"
#include "tests/support/waitfor.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lokal;

class TestChatUpkeep : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void interruptsWhatWasLeftUnfinished_d5();
    void aLockedStoreTakesOrphansLater_d5_d7();
    void aReadOnlyStoreIsNotAskedAgain_d9();
    void emptiesTheTrashOneChatAtATime();

private:
    MessageState stateOf(const ChatMessage &message)
    {
        return m_store->allMessages[message.id.value].state;
    }

    ChatUpkeep &begun();

    FakeClock m_clock;
    std::unique_ptr<MemoryChatStore> m_store;
    std::vector<std::unique_ptr<ChatUpkeep>> m_made;
    ChatMessage m_orphan;
};

namespace {

constexpr ChatUpkeep::Timing quick { 1ms, 3'600'000ms };

} // namespace

void TestChatUpkeep::init()
{
    m_store = std::make_unique<MemoryChatStore>();
    const SessionId session = m_store->addSession({ 1 }, u"small"_s);
    m_orphan
        = m_store->addMessage(session, {}, Role::Assistant, u"half"_s, MessageState::Streaming);
}

void TestChatUpkeep::cleanup()
{
    for (int turn = 0; turn < 20; ++turn)
        QCoreApplication::processEvents(); // what is under way ends while there is somebody to tell
    m_made.clear();
}

ChatUpkeep &TestChatUpkeep::begun()
{
    m_made.push_back(std::make_unique<ChatUpkeep>(*m_store, m_clock, quick));
    return *m_made.back();
}

void TestChatUpkeep::interruptsWhatWasLeftUnfinished_d5()
{
    ChatUpkeep &upkeep = begun();
    QVERIFY(waitFor(upkeep.start()));
    QTRY_COMPARE(stateOf(m_orphan), MessageState::Interrupted);
}

void TestChatUpkeep::aLockedStoreTakesOrphansLater_d5_d7()
{
    m_store->orphansFail = makeError(ErrorCode::StorageBusy);
    ChatUpkeep &upkeep = begun();
    QVERIFY(waitFor(upkeep.start()));
    const ChatMessage running
        = m_store->addMessage(m_orphan.session, {}, Role::Assistant, {}, MessageState::Streaming);
    QTRY_VERIFY(m_store->orphanAttempts > 2);
    QCOMPARE(stateOf(m_orphan), MessageState::Streaming);
    m_store->orphansFail.reset();
    QTRY_COMPARE(stateOf(m_orphan), MessageState::Interrupted);
    QCOMPARE(stateOf(running), MessageState::Streaming); // begun by this process
}

void TestChatUpkeep::aReadOnlyStoreIsNotAskedAgain_d9()
{
    m_store->orphansFail = makeError(ErrorCode::StorageReadOnly);
    ChatUpkeep &upkeep = begun();
    QVERIFY(waitFor(upkeep.start()));
    QTRY_COMPARE(m_store->orphanAttempts, 1);
    m_store->orphansFail.reset();
    ChatUpkeep &other = begun(); // what it does takes longer than the next attempt
    QVERIFY(waitFor(other.start()));
    QTRY_COMPARE(m_store->orphanAttempts, 2);
    QTRY_COMPARE(stateOf(m_orphan), MessageState::Interrupted);
    QCOMPARE(m_store->orphanAttempts, 2);
}

void TestChatUpkeep::emptiesTheTrashOneChatAtATime()
{
    m_store->oldTrash = 3;
    ChatUpkeep &upkeep = begun();
    QVERIFY(waitFor(upkeep.start()));
    QTRY_COMPARE(m_store->purges, 4); // the last one finds nothing
    QCOMPARE(m_store->oldTrash, 0);
}

QTEST_GUILESS_MAIN(TestChatUpkeep)
#include "tst_chatupkeep.moc"
