#include "core/chat/sentrecord.h"
#include "tests/core/storage/storagefixture.h"

#include <QTest>

using namespace lokal;
using namespace lokal::test;

class TestChatStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void keepsEveryFieldOfASession();
    void sessionChangesGrowTheRevision();
    void sessionNeedsOwnConfiguration();
    void listsPinnedFirstThenNewest();
    void filtersSessions();
    void hostileTextIsOnlyText_d3_data();
    void hostileTextIsOnlyText_d3();
    void aClockThatJumpsReordersNothing_d13();
    void deletingASessionRemovesItsContent_d14();
    void trashLeavesSearchAndComesBack();
    void purgesOldTrashOnly();

    void turnMakesTwoMessagesAndMovesTheLeaf();
    void titleIsForUnnamedSessionsOnly();
    void pagesOfTheActivePath();
    void branchesKeepTheirSiblings();
    void choosingAMessageShowsItsNewestLeaf();
    void editMakesASibling();
    void deletedMessageGivesItsChildrenToItsParent();
    void deletedLeafHandsOver();
    void deletedRootHandsOver();
    void streamingMessageIsNotDeleted();
    void forkCopiesThePath();
    void forkedAnswersSawMessagesOfTheFork();

    void progressAndEndOfAnAnswer();
    void finishedAnswerTakesNoProgress();
    void orphansAreInterrupted_d5();
    void attachmentsAreKeptAndCopied();
    void sendContextHoldsThePath();
    void historiesAreReadWithoutThoughts();
    void longPathsAreReadInParts_data();
    void longPathsAreReadInParts();
    void searchIndexFollowsTheTexts();
    void someoneElsesIsNotFound_z1();

private:
    ChatStore &store() { return m_fixture->chats(); }
    SessionId newSession() { return m_fixture->makeSession(m_anna, m_config).id; }
    StoredTurn turn(SessionId session, MessageId parent, const QString &text)
    {
        return m_fixture->makeTurn(m_anna, session, parent, text);
    }
    QList<MessageId> path(SessionId session)
    {
        MessagePage page;
        page.limit = 1000;
        QList<MessageId> ids;
        const Page<ChatMessage> messages = get(store().messages(m_anna, session, page));
        for (const ChatMessage &message : messages.items)
            ids.append(message.id);
        if (messages.total != ids.size())
            QTest::qFail("total differs from the length of the path", __FILE__, __LINE__);
        return ids;
    }
    int found(const QString &word)
    {
        return m_fixture
            ->raw(
                u"SELECT count(*) FROM message_search WHERE message_search MATCH 'o:u%1 AND t:\"%2\"'"_s
                    .arg(m_anna.value)
                    .arg(word))
            .toInt();
    }

    std::unique_ptr<StorageFixture> m_fixture;
    UserId m_anna, m_otto;
    ConfigId m_config;
};

void TestChatStore::init()
{
    m_fixture = std::make_unique<StorageFixture>();
    m_anna = m_fixture->makeUser(u"anna"_s);
    m_otto = m_fixture->makeUser(u"otto"_s);
    m_config = m_fixture->makeConfig(m_anna);
}

void TestChatStore::keepsEveryFieldOfASession()
{
    SessionChange values;
    values.name = u"Größe"_s;
    values.config = m_config;
    values.agentMode = true;
    values.agentConfig = R"({"tools":[]})";
    ParameterChange overrides;
    overrides.temperature = std::optional(0.2);
    values.overrides = std::optional(overrides);
    values.pinned = true;
    values.archived = true;
    values.folder = std::optional(u"Work"_s);
    const ChatSession stored = get(store().insertSession(m_anna, values));
    QCOMPARE(stored.name, u"Größe"_s);
    QCOMPARE(stored.overrides, overrides);
    QVERIFY(stored.hasOverrides && stored.agentMode && stored.pinned && stored.archived);
    QCOMPARE(stored.folder, u"Work"_s);
    QVERIFY(!stored.activeMessage.isValid() && !stored.lastMessageAtUtc.isValid()
            && !stored.trashedAtUtc.isValid());
    m_fixture->open();
    QCOMPARE(get(store().session(m_anna, stored.id)), stored);
}

void TestChatStore::sessionChangesGrowTheRevision()
{
    const SessionId id = newSession();
    SessionChange change;
    change.name = u"New"_s;
    change.expectedRevision = 1;
    m_fixture->clock.advance(std::chrono::seconds(1));
    const ChatSession changed = get(store().updateSession(m_anna, id, change));
    QCOMPARE(changed.revision, 2);
    QCOMPARE(changed.updatedAtUtc, m_fixture->clock.nowUtc());
    QCOMPARE(code(store().updateSession(m_anna, id, change)), u"stale"_s);
    change.expectedRevision.reset();
    QCOMPARE(get(store().updateSession(m_anna, id, change)).revision, 2);
    turn(id, {}, u"x"_s);
    QCOMPARE(get(store().session(m_anna, id)).revision, 3);
}

void TestChatStore::sessionNeedsOwnConfiguration()
{
    SessionChange values;
    values.name = u"x"_s;
    QCOMPARE(code(store().insertSession(m_anna, values)), u"not_found"_s);
    values.config = m_fixture->makeConfig(m_otto);
    QCOMPARE(code(store().insertSession(m_anna, values)), u"not_found"_s);
    QCOMPARE(code(store().updateSession(m_anna, newSession(), values)), u"not_found"_s);
}

void TestChatStore::listsPinnedFirstThenNewest()
{
    const SessionId old = newSession();
    m_fixture->clock.advance(std::chrono::seconds(1));
    const SessionId pinned = newSession();
    m_fixture->clock.advance(std::chrono::seconds(1));
    const SessionId recent = newSession();
    const SessionId sameTime = newSession();
    SessionChange pin;
    pin.pinned = true;
    get(store().updateSession(m_anna, pinned, pin));
    const auto order = [this] {
        QList<SessionId> ids;
        const Page<ChatSession> page = get(store().sessions(m_anna, {}, {}));
        for (const ChatSession &session : page.items)
            ids.append(session.id);
        return ids;
    };
    QCOMPARE(order(), (QList<SessionId> { pinned, recent, sameTime, old }));
    m_fixture->clock.advance(std::chrono::seconds(1));
    turn(old, {}, u"x"_s);
    QCOMPARE(order(), (QList<SessionId> { pinned, old, recent, sameTime }));
    const Page<ChatSession> second = get(store().sessions(m_anna, {}, { 2, 2 }));
    QCOMPARE(second.total, 4);
    QCOMPARE(second.items.first().id, recent);
}

void TestChatStore::filtersSessions()
{
    const ChatSession plain = m_fixture->makeSession(m_anna, m_config, u"Über Äpfel"_s);
    const ChatSession archived = m_fixture->makeSession(m_anna, m_config, u"50% _off"_s);
    const ChatSession trashed = m_fixture->makeSession(m_anna, m_config, u"Trash"_s);
    SessionChange change;
    change.archived = true;
    get(store().updateSession(m_anna, archived.id, change));
    change.trashed = true;
    get(store().updateSession(m_anna, trashed.id, change));
    change = {};
    change.folder = std::optional(u"F"_s);
    get(store().updateSession(m_anna, plain.id, change));
    const auto ids = [this](const SessionFilter &filter) {
        QList<SessionId> all;
        const Page<ChatSession> page = get(store().sessions(m_anna, filter, {}));
        for (const ChatSession &session : page.items)
            all.append(session.id);
        return all;
    };
    QCOMPARE(ids({}), QList<SessionId> { plain.id });
    QCOMPARE(ids({ true, false, {}, {} }), QList<SessionId> { archived.id });
    QCOMPARE(ids({ false, true, {}, {} }), QList<SessionId> { trashed.id });
    QCOMPARE(ids({ false, false, u"F"_s, {} }), QList<SessionId> { plain.id });
    QCOMPARE(ids({ false, false, u"G"_s, {} }), QList<SessionId> {});
    QCOMPARE(ids({ false, false, {}, u"äPFEL"_s }), QList<SessionId> { plain.id });
    QCOMPARE(ids({ true, false, {}, u"% _"_s }), QList<SessionId> { archived.id });
    QCOMPARE(ids({ true, false, {}, u"%off"_s }), QList<SessionId> {});
}

void TestChatStore::hostileTextIsOnlyText_d3_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("quote") << u"' OR '1'='1"_s;
    QTest::newRow("second statement") << u"x'; DROP TABLE sessions; --"_s;
    QTest::newRow("wildcards") << u"%_*?"_s;
    QTest::newRow("full text") << u"\"a\" OR o:u1 NEAR(b) AND NOT *"_s;
    QTest::newRow("placeholders") << u"%1 ? :name @p $1"_s;
}

void TestChatStore::hostileTextIsOnlyText_d3()
{
    QFETCH(QString, text);
    newSession();
    SessionChange values;
    values.name = text;
    values.config = m_config;
    values.folder = std::optional(text);
    const SessionId id = get(store().insertSession(m_anna, values)).id;
    const StoredTurn stored = turn(id, {}, text);

    SessionFilter filter;
    filter.query = text;
    QCOMPARE(get(store().sessions(m_anna, filter, {})).total, 1);
    QCOMPARE(get(store().sessions(m_otto, filter, {})).total, 0);
    filter.query.clear();
    filter.folder = text;
    QCOMPARE(get(store().sessions(m_anna, filter, {})).total, 1);
    QCOMPARE(get(store().session(m_anna, id)).name, text);
    QCOMPARE(get(store().message(m_anna, stored.answer.id)).content, u"answer "_s + text);
    filter = {};
    QCOMPARE(get(store().sessions(m_anna, filter, {})).total, 2); // all tables are there
    QCOMPARE(get(m_fixture->storage->checkIntegrity()), QStringList());
}

void TestChatStore::aClockThatJumpsReordersNothing_d13()
{
    const SessionId id = newSession();
    MessageId leaf;
    QList<MessageId> expected;
    for (int i = 0; i < 4; ++i) {
        m_fixture->clock.jumpWallClock(i % 2 == 0 ? std::chrono::hours(-48)
                                                  : std::chrono::hours(1));
        const StoredTurn stored = turn(id, leaf, QString::number(i));
        leaf = stored.answer.id;
        expected << stored.userMessage.id << leaf;
    }
    QList<MessageId> order;
    const Page<ChatMessage> page = get(store().messages(m_anna, id, {}));
    for (const ChatMessage &message : page.items)
        order.append(message.id);
    QCOMPARE(order, expected);
    QCOMPARE(get(store().sendContext(m_anna, id, {}, {})).parent, leaf);
}

void TestChatStore::deletingASessionRemovesItsContent_d14()
{
    const SessionId id = newSession();
    const StoredTurn first = turn(id, {}, u"zebra"_s);
    turn(id, first.answer.id, u"zebra"_s);
    QCOMPARE(found(u"zebra"_s), 4);
    get(store().deleteSession(m_anna, id));
    QCOMPARE(found(u"zebra"_s), 0);
    QCOMPARE(m_fixture->raw(u"SELECT count(*) FROM messages"_s).toInt(), 0);
    QCOMPARE(
        m_fixture->raw(u"SELECT count(*) FROM title_search WHERE title_search MATCH 'session'"_s)
            .toInt(),
        0);
    QCOMPARE(code(store().session(m_anna, id)), u"not_found"_s);
    QVERIFY(turn(newSession(), {}, u"x"_s).userMessage.id.value > 4); // ids are never reused
    QCOMPARE(get(m_fixture->storage->checkIntegrity()), QStringList());
}

void TestChatStore::trashLeavesSearchAndComesBack()
{
    const SessionId id = newSession();
    turn(id, {}, u"zebra"_s);
    SessionChange change;
    change.trashed = true;
    QCOMPARE(get(store().updateSession(m_anna, id, change)).trashedAtUtc,
             m_fixture->clock.nowUtc());
    QCOMPARE(found(u"zebra"_s), 0);
    QCOMPARE(get(m_fixture->storage->checkIntegrity()), QStringList());
    change.trashed = false;
    QVERIFY(!get(store().updateSession(m_anna, id, change)).trashedAtUtc.isValid());
    QCOMPARE(found(u"zebra"_s), 2);
    QCOMPARE(get(m_fixture->storage->checkIntegrity()), QStringList());
}

void TestChatStore::purgesOldTrashOnly()
{
    const SessionId old = newSession(), oldToo = newSession();
    const SessionId young = newSession(), kept = newSession();
    turn(old, {}, u"x"_s);
    SessionChange trash;
    trash.trashed = true;
    get(store().updateSession(m_anna, old, trash));
    get(store().updateSession(m_anna, oldToo, trash));
    m_fixture->clock.advance(std::chrono::hours(24 * 30));
    get(store().updateSession(m_anna, young, trash));
    const QDateTime yesterday = m_fixture->clock.nowUtc().addDays(-1);
    QCOMPARE(get(store().purgeTrash(yesterday)), 1);
    QCOMPARE(get(store().purgeTrash(yesterday)), 1);
    QCOMPARE(get(store().purgeTrash(yesterday)), 0);
    QCOMPARE(code(store().session(m_anna, old)), u"not_found"_s);
    QCOMPARE(code(store().session(m_anna, oldToo)), u"not_found"_s);
    QCOMPARE(code(store().session(m_anna, young)), u"ok"_s);
    QCOMPARE(code(store().session(m_anna, kept)), u"ok"_s);
}

void TestChatStore::turnMakesTwoMessagesAndMovesTheLeaf()
{
    const SessionId id = newSession();
    NewTurn values { id,
                     {},
                     newMessage(Role::User, u"Hi"_s),
                     newMessage(Role::Assistant, {}, MessageState::Pending) };
    values.userMessage->tokens = 3;
    const StoredTurn stored = get(store().insertTurn(m_anna, values, {}));
    QCOMPARE(stored.userMessage.content, u"Hi"_s);
    QCOMPARE(stored.userMessage.tokens, std::optional<qint64>(3));
    QCOMPARE(stored.userMessage.siblings, QList<MessageId> { stored.userMessage.id });
    QCOMPARE(stored.answer.parent, stored.userMessage.id);
    QCOMPARE(stored.answer.state, MessageState::Pending);
    QCOMPARE(stored.answer.model, u"demo"_s);
    const ChatSession session = get(store().session(m_anna, id));
    QCOMPARE(session.activeMessage, stored.answer.id);
    QCOMPARE(session.messageCount, 2);
    QCOMPARE(session.lastMessageAtUtc, m_fixture->clock.nowUtc());
    // Only an answer, beside the first one.
    const StoredTurn again = get(store().insertTurn(
        m_anna, { id, stored.userMessage.id, {}, newMessage(Role::Assistant, u"b"_s) }, {}));
    QVERIFY(!again.userMessage.id.isValid());
    QCOMPARE(again.answer.siblings, (QList<MessageId> { stored.answer.id, again.answer.id }));
    QCOMPARE(path(id), (QList<MessageId> { stored.userMessage.id, again.answer.id }));
    const SessionId other = newSession();
    QCOMPARE(code(store().insertTurn(
                 m_anna, { other, stored.answer.id, {}, newMessage(Role::Assistant, {}) }, {})),
             u"not_found"_s);
    QCOMPARE(get(store().session(m_anna, other)).messageCount, 0);
}

void TestChatStore::titleIsForUnnamedSessionsOnly()
{
    const auto nameAfter = [this](const QString &before, UserId asking) {
        const SessionId id = m_fixture->makeSession(m_anna, m_config, before).id;
        get(store().nameUntitled(asking, id, u"Greeting"_s));
        return get(store().session(m_anna, id)).name;
    };
    QCOMPARE(nameAfter(defaultSessionName(), m_anna), u"Greeting"_s);
    QCOMPARE(nameAfter(u"My own name"_s, m_anna), u"My own name"_s);
    QCOMPARE(nameAfter(defaultSessionName(), m_otto), defaultSessionName());
    QCOMPARE(get(m_fixture->storage->checkIntegrity()), QStringList());
}

void TestChatStore::pagesOfTheActivePath()
{
    const SessionId id = newSession();
    MessageId last;
    for (int i = 0; i < 10; ++i)
        last = turn(id, last, QString::number(i)).answer.id;
    const QList<MessageId> all = path(id);
    QCOMPARE(all.size(), 20);
    const auto page = [&](std::optional<qint64> offset, std::optional<MessageId> before,
                          std::optional<MessageId> after, bool newest) {
        QList<MessageId> ids;
        const Page<ChatMessage> messages
            = get(store().messages(m_anna, id, { 3, offset, before, after, newest }));
        for (const ChatMessage &message : messages.items)
            ids.append(message.id);
        return std::pair(ids, messages.offset);
    };
    QCOMPARE(page({}, {}, {}, false), std::pair(all.mid(0, 3), qint64(0)));
    QCOMPARE(page(18, {}, {}, false), std::pair(all.mid(18, 2), qint64(18)));
    QCOMPARE(page(50, {}, {}, false).first, QList<MessageId> {});
    QCOMPARE(page({}, all[10], {}, false), std::pair(all.mid(7, 3), qint64(7)));
    QCOMPARE(page({}, all[1], {}, false), std::pair(all.mid(0, 1), qint64(0)));
    QCOMPARE(page({}, {}, all[10], false), std::pair(all.mid(11, 3), qint64(11)));
    QCOMPARE(page({}, {}, all[19], false).first, QList<MessageId> {});
    QCOMPARE(page({}, {}, {}, true), std::pair(all.mid(17, 3), qint64(17)));
    QCOMPARE(code(store().messages(m_anna, id, { 3, {}, MessageId { 999 }, {}, false })),
             u"not_found"_s);
}

void TestChatStore::branchesKeepTheirSiblings()
{
    const SessionId id = newSession();
    const StoredTurn first = turn(id, {}, u"a"_s);
    const StoredTurn branchOne = turn(id, first.answer.id, u"b"_s);
    const StoredTurn branchTwo = turn(id, first.answer.id, u"c"_s);
    const StoredTurn otherRoot = turn(id, {}, u"d"_s);
    QCOMPARE(get(store().message(m_anna, branchOne.userMessage.id)).siblings,
             (QList<MessageId> { branchOne.userMessage.id, branchTwo.userMessage.id }));
    QCOMPARE(get(store().message(m_anna, otherRoot.userMessage.id)).siblings,
             (QList<MessageId> { first.userMessage.id, otherRoot.userMessage.id }));
    QCOMPARE(path(id), (QList<MessageId> { otherRoot.userMessage.id, otherRoot.answer.id }));
    QCOMPARE(get(store().session(m_anna, id)).messageCount, 8);
    QCOMPARE(code(store().messages(m_anna, id, { 3, {}, branchOne.answer.id, {}, false })),
             u"not_found"_s);
}

void TestChatStore::choosingAMessageShowsItsNewestLeaf()
{
    const SessionId id = newSession();
    const StoredTurn first = turn(id, {}, u"a"_s);
    const StoredTurn one = turn(id, first.answer.id, u"b"_s);
    const StoredTurn two = turn(id, first.answer.id, u"c"_s);
    const StoredTurn deeper = turn(id, one.answer.id, u"d"_s);
    turn(id, {}, u"e"_s);
    SessionChange choice;
    choice.activeMessage = two.userMessage.id;
    QCOMPARE(get(store().updateSession(m_anna, id, choice)).activeMessage, two.answer.id);
    QCOMPARE(path(id),
             (QList<MessageId> { first.userMessage.id, first.answer.id, two.userMessage.id,
                                 two.answer.id }));
    choice.activeMessage = first.userMessage.id;
    QCOMPARE(get(store().updateSession(m_anna, id, choice)).activeMessage, deeper.answer.id);
    QCOMPARE(path(id).size(), 6);
    choice.activeMessage = turn(newSession(), {}, u"x"_s).answer.id;
    QCOMPARE(code(store().updateSession(m_anna, id, choice)), u"not_found"_s);
}

void TestChatStore::editMakesASibling()
{
    const SessionId id = newSession();
    const StoredTurn first = turn(id, {}, u"a"_s);
    const ChatMessage edited
        = get(store().insertSibling(m_anna, first.userMessage.id, u"better"_s, 7, {}));
    QCOMPARE(edited.role, Role::User);
    QCOMPARE(edited.tokens, 7);
    QCOMPARE(edited.siblings, (QList<MessageId> { first.userMessage.id, edited.id }));
    QCOMPARE(path(id), QList<MessageId> { edited.id });
    QCOMPARE(get(store().message(m_anna, first.userMessage.id)).content, u"ask a"_s);
    QCOMPARE(get(store().session(m_anna, id)).messageCount, 3);
    const ChatMessage answer
        = get(store().insertSibling(m_anna, first.answer.id, u"my words"_s, 7, {}));
    QCOMPARE(answer.role, Role::Assistant);
    QVERIFY(!answer.tokens);
    QCOMPARE(path(id), (QList<MessageId> { first.userMessage.id, answer.id }));
}

void TestChatStore::deletedMessageGivesItsChildrenToItsParent()
{
    const SessionId id = newSession();
    const StoredTurn first = turn(id, {}, u"a"_s);
    const StoredTurn second = turn(id, first.answer.id, u"b"_s);
    const StoredTurn third = turn(id, second.answer.id, u"c"_s);
    get(store().deleteMessage(m_anna, second.userMessage.id));
    QCOMPARE(path(id),
             (QList<MessageId> { first.userMessage.id, first.answer.id, second.answer.id,
                                 third.userMessage.id, third.answer.id }));
    QCOMPARE(get(store().message(m_anna, second.answer.id)).parent, first.answer.id);
    get(store().deleteMessage(m_anna, first.userMessage.id));
    QVERIFY(!get(store().message(m_anna, first.answer.id)).parent.isValid());
    QCOMPARE(path(id),
             (QList<MessageId> { first.answer.id, second.answer.id, third.userMessage.id,
                                 third.answer.id }));
    const ChatSession session = get(store().session(m_anna, id));
    QCOMPARE(session.messageCount, 4);
    QCOMPARE(session.activeMessage, third.answer.id);
    QCOMPARE(get(m_fixture->storage->checkIntegrity()), QStringList());
}

void TestChatStore::deletedLeafHandsOver()
{
    const SessionId id = newSession();
    const StoredTurn first = turn(id, {}, u"a"_s);
    const StoredTurn again = get(store().insertTurn(
        m_anna, { id, first.userMessage.id, {}, newMessage(Role::Assistant, u"b"_s) }, {}));
    get(store().deleteMessage(m_anna, again.answer.id));
    QCOMPARE(path(id), (QList<MessageId> { first.userMessage.id, first.answer.id }));
    get(store().deleteMessage(m_anna, first.answer.id));
    QCOMPARE(path(id), QList<MessageId> { first.userMessage.id });
}

void TestChatStore::deletedRootHandsOver()
{
    const SessionId id = newSession();
    const ChatMessage root = turn(id, {}, u"a"_s).userMessage;
    const ChatMessage other = get(store().insertSibling(m_anna, root.id, u"other"_s, 7, {}));
    get(store().deleteMessage(m_anna, other.id));
    QCOMPARE(path(id).first(), root.id);
    for (const MessageId message : path(id))
        get(store().deleteMessage(m_anna, message));
    const ChatSession session = get(store().session(m_anna, id));
    QVERIFY(!session.activeMessage.isValid() && !session.lastMessageAtUtc.isValid());
    QCOMPARE(session.messageCount, 0);
    QCOMPARE(path(id), QList<MessageId> {});
}

void TestChatStore::streamingMessageIsNotDeleted()
{
    const StoredTurn stored
        = get(store().insertTurn(m_anna,
                                 { newSession(),
                                   {},
                                   newMessage(Role::User, u"a"_s),
                                   newMessage(Role::Assistant, {}, MessageState::Pending) },
                                 {}));
    QCOMPARE(code(store().deleteMessage(m_anna, stored.answer.id)), u"already_generating"_s);
    QCOMPARE(code(store().deleteMessage(m_otto, stored.answer.id)), u"not_found"_s);
}

void TestChatStore::forkCopiesThePath()
{
    const SessionId id = newSession();
    const StoredTurn first = turn(id, {}, u"a"_s);
    const StoredTurn left = turn(id, first.answer.id, u"zebra"_s);
    turn(id, first.answer.id, u"c"_s);
    NewTurn running { id, left.answer.id, std::nullopt,
                      newMessage(Role::Assistant, {}, MessageState::Streaming) };
    const StoredTurn live = get(store().insertTurn(m_anna, running, {}));
    const ChatSession cut = get(store().forkSession(m_anna, id, live.answer.id));
    QCOMPARE(get(store().message(m_anna, cut.activeMessage)).error->code, u"interrupted"_s);
    get(store().deleteSession(m_anna, cut.id));
    const ChatSession fork = get(store().forkSession(m_anna, id, left.answer.id));
    QVERIFY(fork.id != id);
    QCOMPARE(fork.name, u"Session"_s);
    QCOMPARE(fork.messageCount, 4);
    MessagePage page;
    const Page<ChatMessage> copies = get(store().messages(m_anna, fork.id, page));
    QCOMPARE(copies.total, 4);
    QCOMPARE(copies.items[3].content, left.answer.content);
    QCOMPARE(copies.items[3].parent, copies.items[2].id);
    QCOMPARE(copies.items[3].siblings, QList<MessageId> { copies.items[3].id });
    QCOMPARE(fork.activeMessage, copies.items[3].id);
    QCOMPARE(found(u"zebra"_s), 4);
    get(store().deleteSession(m_anna, id));
    QCOMPARE(get(store().messages(m_anna, fork.id, page)).total, 4);
    QCOMPARE(code(store().forkSession(m_anna, fork.id, left.answer.id)), u"not_found"_s);
}

void TestChatStore::forkedAnswersSawMessagesOfTheFork()
{
    const SessionId id = newSession();
    const StoredTurn first = turn(id, {}, u"a"_s);
    const StoredTurn seen = turn(id, first.answer.id, u"b"_s);
    SentRecord record { R"({"num_ctx":512,"format":{"first_message_id":5}})", 0, {} };
    AnswerEnd end;
    end.message = first.answer.id;
    end.sent = record.toJson();
    get(store().finishAnswer(end));
    record.context.droppedTurns = 1;
    record.context.firstMessage = seen.userMessage.id;
    record.context.usedEstimate = 7;
    end.message = seen.answer.id;
    end.sent = record.toJson();
    get(store().finishAnswer(end));

    const ChatSession fork = get(store().forkSession(m_anna, id, seen.answer.id));
    const Page<ChatMessage> copies = get(store().messages(m_anna, fork.id, {}));
    QCOMPARE(copies.total, 4);
    QVERIFY(copies.items[2].id != seen.userMessage.id);
    record.context.firstMessage = copies.items[2].id;
    QCOMPARE(copies.items[3].sent, record.toJson());
    record.context = {};
    QCOMPARE(copies.items[1].sent, record.toJson());
}

void TestChatStore::progressAndEndOfAnAnswer()
{
    const StoredTurn stored
        = get(store().insertTurn(m_anna,
                                 { newSession(),
                                   {},
                                   newMessage(Role::User, u"quagga"_s),
                                   newMessage(Role::Assistant, {}, MessageState::Pending) },
                                 {}));
    get(store().saveProgress(stored.answer.id, u"zebra"_s, u"hm"_s));
    const ChatMessage streaming = get(store().message(m_anna, stored.answer.id));
    QCOMPARE(streaming.state, MessageState::Streaming);
    QCOMPARE(streaming.thinking, u"hm"_s);
    QCOMPARE(found(u"zebra"_s), 0);
    AnswerEnd end;
    end.message = stored.answer.id;
    end.state = MessageState::Failed;
    end.content = u"zebra"_s + QChar(0) + u" 🙂"_s;
    end.thinking = u"hm, yes"_s;
    end.reason = u"length"_s;
    end.tokens = 12;
    end.latencySeconds = 1.5;
    end.usage = Usage { 3, 12, {}, 5, 6, 7, 8, 9.5, 10 };
    end.error = MessageError { u"engine_error"_s, u"gone"_s };
    end.sent = R"({"temperature":1})";
    const ChatMessage ended = get(store().finishAnswer(end));
    QCOMPARE(ended.state, end.state);
    QCOMPARE(ended.content, end.content);
    QCOMPARE(ended.thinking, end.thinking);
    QCOMPARE(ended.reason, end.reason);
    QCOMPARE(ended.tokens, end.tokens);
    QCOMPARE(ended.latencySeconds, end.latencySeconds);
    QCOMPARE(ended.usage, end.usage);
    QCOMPARE(ended.error, end.error);
    QCOMPARE(ended.sent, end.sent);
    QVERIFY(ended.revision > streaming.revision);
    QCOMPARE(get(store().message(m_anna, stored.answer.id)), ended);
    QCOMPARE(found(u"zebra"_s), 1);
    QCOMPARE(found(u"quagga"_s), 1); // the question, too
    QCOMPARE(get(m_fixture->storage->checkIntegrity()), QStringList());
}

void TestChatStore::finishedAnswerTakesNoProgress()
{
    const StoredTurn stored = turn(newSession(), {}, u"a"_s);
    QCOMPARE(code(store().saveProgress(stored.answer.id, u"late"_s, {})), u"not_found"_s);
    QCOMPARE(code(store().saveProgress(MessageId { 999 }, u"late"_s, {})), u"not_found"_s);
    QCOMPARE(get(store().message(m_anna, stored.answer.id)).content, u"answer a"_s);
    AnswerEnd end;
    end.message = MessageId { 999 };
    QCOMPARE(code(store().finishAnswer(end)), u"not_found"_s);
}

void TestChatStore::orphansAreInterrupted_d5()
{
    const SessionId id = newSession();
    const StoredTurn done = turn(id, {}, u"a"_s);
    const StoredTurn pending
        = get(store().insertTurn(m_anna,
                                 { id, done.answer.id, newMessage(Role::User, u"b"_s),
                                   newMessage(Role::Assistant, {}, MessageState::Pending) },
                                 {}));
    const StoredTurn streaming
        = get(store().insertTurn(m_anna,
                                 { newSession(),
                                   {},
                                   newMessage(Role::User, u"quagga"_s),
                                   newMessage(Role::Assistant, {}, MessageState::Pending) },
                                 {}));
    QCOMPARE(get(store().message(m_anna, streaming.answer.id)),
             streaming.answer); // what is told is what is stored
    get(store().saveProgress(streaming.answer.id, u"zebra"_s, {}));
    m_fixture->open();
    const MessageId newest = get(store().newestMessage());
    QCOMPARE(newest, streaming.answer.id);
    QCOMPARE(get(store().interruptOrphans(pending.answer.id)), 1);
    QCOMPARE(get(store().interruptOrphans(newest)), 1);
    const ChatMessage interrupted = get(store().message(m_anna, pending.answer.id));
    QCOMPARE(interrupted.state, MessageState::Interrupted);
    QCOMPARE(interrupted.error->code, u"interrupted"_s);
    QCOMPARE(get(store().message(m_anna, streaming.answer.id)).content, u"zebra"_s);
    QCOMPARE(found(u"zebra"_s), 1);
    QCOMPARE(found(u"quagga"_s), 1);
    QCOMPARE(get(store().message(m_anna, done.answer.id)).state, MessageState::Complete);
    QCOMPARE(get(store().interruptOrphans(newest)), 0);
}

void TestChatStore::attachmentsAreKeptAndCopied()
{
    const SessionId id = newSession();
    NewTurn values {
        id, {}, newMessage(Role::User, u"look"_s), newMessage(Role::Assistant, u"ok"_s)
    };
    const QByteArray bytes("\x89PNG\0\xff", 6);
    values.userMessage->attachments
        = { { { {}, u"image"_s, u"a.png"_s, u"image/png"_s, 0 }, bytes },
            { { {}, u"document"_s, u"b.txt"_s, u"text/plain"_s, 0 }, "text" } };
    const StoredTurn stored = get(store().insertTurn(m_anna, values, {}));
    QCOMPARE(stored.userMessage.attachments.size(), 2);
    QCOMPARE(stored.userMessage.attachments[0].bytes, 6);
    QCOMPARE(get(store().message(m_anna, stored.userMessage.id)), stored.userMessage);
    QCOMPARE(get(store().message(m_anna, stored.answer.id)), stored.answer);
    const AttachmentData image
        = get(store().attachment(m_anna, stored.userMessage.attachments[0].id));
    QCOMPARE(image.bytes, bytes);
    QCOMPARE(image.attachment.name, u"a.png"_s);
    const QList<QList<AttachmentData>> both
        = get(store().attachmentsOf(m_anna, { stored.userMessage.id, stored.answer.id }));
    QCOMPARE(both[0].size(), 2);
    QCOMPARE(both[0][1].bytes, QByteArray("text"));
    QVERIFY(both[1].isEmpty());
    QCOMPARE(get(store().insertSibling(m_anna, stored.userMessage.id, u"again"_s, 7, {}))
                 .attachments.size(),
             2);
    const AttachmentData newer { { {}, u"image"_s, u"c.png"_s, u"image/png"_s, 0 }, "newer" };
    const ChatMessage replaced = get(store().insertSibling(
        m_anna, stored.userMessage.id, u"again"_s, 7, QList<AttachmentData> { newer }));
    QStringList names;
    for (const Attachment &one : replaced.attachments)
        names.append(one.name);
    QCOMPARE(names,
             QStringList({ u"c.png"_s,
                           u"b.txt"_s })); // the new picture instead of the old, the document stays
    const StoredTurn copied = get(store().insertTurn(
        m_anna, { id, {}, newMessage(Role::User, u"x"_s), newMessage(Role::Assistant, u"y"_s) },
        { stored.userMessage.id }));
    QCOMPARE(copied.userMessage.attachments.size(), 2);
    const ChatMessage bare = get(
        store().insertSibling(m_anna, copied.userMessage.id, u"z"_s, 7, QList<AttachmentData> {}));
    QCOMPARE(bare.attachments.size(), 1); // the document
    const ChatSession fork = get(store().forkSession(m_anna, id, copied.answer.id));
    QCOMPARE(get(store().messages(m_anna, fork.id, {})).items[0].attachments.size(), 2);
    get(store().deleteSession(m_anna, id));
    QCOMPARE(m_fixture->raw(u"SELECT count(*) FROM attachments"_s).toInt(), 2);
}

void TestChatStore::sendContextHoldsThePath()
{
    const SessionId id = newSession();
    const StoredTurn first = turn(id, {}, u"a"_s);
    const StoredTurn left = turn(id, first.answer.id, u"b"_s);
    const StoredTurn right = turn(id, first.answer.id, u"c"_s);
    const auto lastOf = [](const SendContext &context) {
        return std::pair(context.path.messages.size(), context.path.messages.constLast().id);
    };
    const SendContext active = get(store().sendContext(m_anna, id, {}, {}));
    QCOMPARE(active.config.id, m_config);
    QCOMPARE(active.session.id, id);
    QCOMPARE(lastOf(active), std::pair(qsizetype(4), right.answer.id));
    QCOMPARE(lastOf(get(store().sendContext(m_anna, id, left.answer.id, {}))),
             std::pair(qsizetype(4), left.answer.id));
    QCOMPARE(lastOf(get(store().sendContext(m_anna, id, first.answer.id, {}))),
             std::pair(qsizetype(2), first.answer.id));
    QVERIFY(get(store().sendContext(m_anna, id, MessageId {}, {})).path.messages.isEmpty());
    QVERIFY(get(store().sendContext(m_anna, newSession(), {}, {})).path.messages.isEmpty());
    const ConfigId other = m_fixture->makeConfig(m_anna);
    const SendContext ofMessage = get(store().messageContext(m_anna, left.userMessage.id, other));
    QCOMPARE(ofMessage.config.id, other);
    QCOMPARE(lastOf(ofMessage), std::pair(qsizetype(3), left.userMessage.id));
    QCOMPARE(code(store().sendContext(m_anna, newSession(), first.answer.id, {})), u"not_found"_s);
    QCOMPARE(code(store().sendContext(m_anna, id, {}, m_fixture->makeConfig(m_otto))),
             u"not_found"_s);
}

void TestChatStore::historiesAreReadWithoutThoughts()
{
    const SessionId id = newSession();
    const StoredTurn first = turn(id, {}, u"a"_s);
    const StoredTurn second = turn(id, first.answer.id, u"b"_s);
    for (const MessageId answer : { first.answer.id, second.answer.id }) {
        AnswerEnd end;
        end.message = answer;
        end.content = u"word"_s;
        end.thinking = u"long thought"_s;
        end.sent = R"({"system_prompt":"long"})";
        get(store().finishAnswer(end));
    }
    const SendContext send = get(store().sendContext(m_anna, id, {}, {}));
    QCOMPARE(send.path.messages.size(), 4);
    for (const ChatMessage &message : send.path.messages) {
        QCOMPARE(message.thinking, QString());
        QCOMPARE(message.sent, QByteArray());
    }
    QCOMPARE(send.path.messages[3].content, u"word"_s);
    // A continued answer begins with what was thought before.
    const SendContext run = get(store().messageContext(m_anna, second.answer.id, {}));
    QCOMPARE(run.path.messages[3].thinking, u"long thought"_s);
    QCOMPARE(run.path.messages[1].thinking, QString());
}

void TestChatStore::longPathsAreReadInParts_data()
{
    QTest::addColumn<bool>("onPath");
    QTest::newRow("on the active path") << true;
    QTest::newRow("beside it") << false;
}

void TestChatStore::longPathsAreReadInParts()
{
    QFETCH(bool, onPath);
    const SessionId id = newSession();
    const QString text(20'000, u'x');
    MessageId leaf;
    for (int i = 0; i < 10; ++i)
        leaf = turn(id, leaf, text).answer.id;
    if (!onPath)
        turn(id, {}, u"another root"_s);

    // At least the last turn, and not the whole: reading it would hold up the commits of others.
    const SendContext run = get(store().messageContext(m_anna, leaf, {}));
    QCOMPARE(run.parent, leaf);
    QCOMPARE(run.path.messages.size(), 4);
    QCOMPARE(run.path.messages.constFirst().parent, run.path.above);

    const EarlierPath more = get(store().earlierPath(m_anna, run.path.above, 50'000));
    QCOMPARE(more.path.messages.size(), 3);
    QCOMPARE(more.path.messages.constLast().id, run.path.above);
    QCOMPARE(more.turnsAbove, 7);
    const EarlierPath rest = get(store().earlierPath(m_anna, more.path.above, 10'000'000));
    QCOMPARE(rest.path.messages.size(), 13);
    QVERIFY(!rest.path.above.isValid());
    QCOMPARE(rest.turnsAbove, 0);
    QCOMPARE(get(store().earlierPath(m_anna, leaf, 0)).turnsAbove, 10);
    QCOMPARE(code(store().earlierPath(m_otto, leaf, 10)), u"not_found"_s);
}

void TestChatStore::searchIndexFollowsTheTexts()
{
    const SessionId id = newSession();
    const StoredTurn stored = turn(id, {}, u"Ünïcode zebra"_s);
    QCOMPARE(found(u"unicode"_s), 2);
    get(store().deleteMessage(m_anna, stored.answer.id));
    QCOMPARE(found(u"zebra"_s), 1);
    const auto titles = [this](const QString &word) {
        return m_fixture
            ->raw(u"SELECT count(*) FROM title_search WHERE title_search MATCH 't:\"%1\"'"_s.arg(
                word))
            .toInt();
    };
    SessionChange rename;
    rename.name = u"Giraffe"_s;
    get(store().updateSession(m_anna, id, rename));
    QCOMPARE(titles(u"giraffe"_s), 1);
    QCOMPARE(titles(u"session"_s), 0);
    SessionChange trash;
    trash.trashed = true;
    get(store().updateSession(m_anna, id, trash));
    QCOMPARE(titles(u"giraffe"_s), 0);
    turn(id, {}, u"zebra"_s); // an answer that ends while its session lies in the trash
    QCOMPARE(found(u"zebra"_s), 0);
    QCOMPARE(get(m_fixture->storage->checkIntegrity()), QStringList());
}

void TestChatStore::someoneElsesIsNotFound_z1()
{
    const SessionId id = newSession();
    NewTurn values {
        id, {}, newMessage(Role::User, u"look"_s), newMessage(Role::Assistant, u"ok"_s)
    };
    values.userMessage->attachments
        = { { { {}, u"image"_s, u"a.png"_s, u"image/png"_s, 0 }, "bytes" } };
    const StoredTurn stored = get(store().insertTurn(m_anna, values, {}));
    const MessageId message = stored.userMessage.id;
    const ConfigId ottos = m_fixture->makeConfig(m_otto);
    const SessionId ottosSession = m_fixture->makeSession(m_otto, ottos).id;
    SessionChange change;
    change.name = u"mine"_s;
    const QString notFound = u"not_found"_s;
    QCOMPARE(code(store().session(m_otto, id)), notFound);
    QCOMPARE(code(store().updateSession(m_otto, id, change)), notFound);
    QCOMPARE(code(store().deleteSession(m_otto, id)), notFound);
    QCOMPARE(code(store().forkSession(m_otto, id, message)), notFound);
    QCOMPARE(code(store().forkSession(m_otto, ottosSession, message)), notFound);
    QCOMPARE(code(store().messages(m_otto, id, {})), notFound);
    QCOMPARE(code(store().messages(m_otto, ottosSession, { 3, {}, message, {}, false })), notFound);
    QCOMPARE(code(store().message(m_otto, message)), notFound);
    QCOMPARE(code(store().deleteMessage(m_otto, message)), notFound);
    QCOMPARE(code(store().attachment(m_otto, stored.userMessage.attachments[0].id)), notFound);
    QCOMPARE(code(store().attachmentsOf(m_otto, { message })), notFound);
    QCOMPARE(code(store().sendContext(m_otto, id, {}, {})), notFound);
    QCOMPARE(code(store().sendContext(m_otto, ottosSession, message, {})), notFound);
    QCOMPARE(code(store().messageContext(m_otto, message, {})), notFound);
    QCOMPARE(code(store().insertTurn(m_otto, values, {})), notFound);
    QCOMPARE(code(store().insertTurn(
                 m_otto, { ottosSession, message, {}, newMessage(Role::Assistant, {}) }, {})),
             notFound);
    QCOMPARE(
        code(store().insertTurn(
            m_otto,
            { ottosSession, {}, newMessage(Role::User, u"x"_s), newMessage(Role::Assistant, {}) },
            { message })),
        notFound);
    QCOMPARE(code(store().insertSibling(m_otto, message, u"x"_s, 7, {})), notFound);
    change.activeMessage = message;
    QCOMPARE(code(store().updateSession(m_otto, ottosSession, change)), notFound);
    QCOMPARE(get(store().sessions(m_otto, {}, {})).total, 1);
    QCOMPARE(get(store().session(m_anna, id)).messageCount, 2);
}

QTEST_GUILESS_MAIN(TestChatStore)
#include "tst_chatstore.moc"
