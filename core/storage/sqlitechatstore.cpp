#include "core/storage/sqlitechatstore.h"

#include "core/storage/answerqueries.h"
#include "core/storage/attachmentqueries.h"
#include "core/storage/messagequeries.h"
#include "core/storage/sessionqueries.h"
#include "core/storage/turnqueries.h"

namespace lokal {
SqliteChatStore::SqliteChatStore(StorageThreads &threads, const Clock &clock)
    : m_threads(threads)
    , m_clock(clock)
{
}

Future<Page<ChatSession>> SqliteChatStore::sessions(UserId owner, const SessionFilter &filter,
                                                    const PageRequest &page)
{
    return m_threads.read(
        [=](SqliteDatabase &database) { return sql::sessions(database, owner, filter, page); });
}

Future<ChatSession> SqliteChatStore::session(UserId owner, SessionId id)
{
    return m_threads.read(
        [=](SqliteDatabase &database) { return sql::session(database, owner, id); });
}

Future<ChatSession> SqliteChatStore::insertSession(UserId owner, const SessionChange &values)
{
    return m_threads.write([=, now = m_clock.nowUtc()](SqliteDatabase &database) {
        return sql::insertSession(database, owner, values, now);
    });
}

Future<ChatSession> SqliteChatStore::updateSession(UserId owner, SessionId id,
                                                   const SessionChange &change)
{
    return m_threads.write([=, now = m_clock.nowUtc()](SqliteDatabase &database) {
        return sql::updateSession(database, owner, id, change, now);
    });
}

Future<Done> SqliteChatStore::nameUntitled(UserId owner, SessionId id, const QString &name)
{
    return m_threads.write(
        [=](SqliteDatabase &database) { return sql::nameUntitled(database, owner, id, name); },
        Durability::Committed);
}

Future<Done> SqliteChatStore::deleteSession(UserId owner, SessionId id)
{
    return m_threads.write(
        [=](SqliteDatabase &database) { return sql::deleteSession(database, owner, id); });
}

Future<ChatSession> SqliteChatStore::forkSession(UserId owner, SessionId id, MessageId message)
{
    return m_threads.write([=, now = m_clock.nowUtc()](SqliteDatabase &database) {
        return sql::forkSession(database, owner, id, message, now);
    });
}

Future<Page<ChatMessage>> SqliteChatStore::messages(UserId owner, SessionId id,
                                                    const MessagePage &page)
{
    return m_threads.read(
        [=](SqliteDatabase &database) { return sql::messages(database, owner, id, page); });
}

Future<ChatMessage> SqliteChatStore::message(UserId owner, MessageId id)
{
    return m_threads.read(
        [=](SqliteDatabase &database) { return sql::message(database, owner, id); });
}

Future<Done> SqliteChatStore::deleteMessage(UserId owner, MessageId id)
{
    return m_threads.write([=, now = m_clock.nowUtc()](SqliteDatabase &database) {
        return sql::deleteMessage(database, owner, id, now);
    });
}

Future<AttachmentData> SqliteChatStore::attachment(UserId owner, AttachmentId id)
{
    return m_threads.read(
        [=](SqliteDatabase &database) { return sql::attachment(database, owner, id); });
}

Future<QList<QList<AttachmentData>>>
SqliteChatStore::attachmentsOf(UserId owner, const QList<MessageId> &messages)
{
    return m_threads.read(
        [=](SqliteDatabase &database) { return sql::attachmentsOf(database, owner, messages); });
}

Future<SendContext> SqliteChatStore::sendContext(UserId owner, SessionId session,
                                                 std::optional<MessageId> parent,
                                                 std::optional<ConfigId> config)
{
    return m_threads.read([=](SqliteDatabase &database) {
        return sql::sendContext(database, owner, session, parent, config);
    });
}

Future<SendContext> SqliteChatStore::messageContext(UserId owner, MessageId message,
                                                    std::optional<ConfigId> config)
{
    return m_threads.read([=](SqliteDatabase &database) {
        return sql::messageContext(database, owner, message, config);
    });
}

Future<EarlierPath> SqliteChatStore::earlierPath(UserId owner, MessageId last, qint64 weight)
{
    return m_threads.read(
        [=](SqliteDatabase &database) { return sql::earlierPath(database, owner, last, weight); });
}

Future<StoredTurn> SqliteChatStore::insertTurn(UserId owner, const NewTurn &turn,
                                               const KeptAttachments &kept)
{
    return m_threads.write([=, now = m_clock.nowUtc()](SqliteDatabase &database) {
        return sql::insertTurn(database, owner, turn, kept, now);
    });
}

Future<StoredTurn> SqliteChatStore::addTurn(UserId owner, SessionId session,
                                            std::optional<MessageId> parent, TurnPlanner planner)
{
    // In one transaction of the writing thread, which spares a wait for a reader.
    return m_threads.write([=, now = m_clock.nowUtc()](SqliteDatabase &database) {
        return sql::addTurn(database, owner, session, parent, planner, now);
    });
}

Future<ChatMessage>
SqliteChatStore::insertSibling(UserId owner, MessageId of, const QString &content,
                               qint64 userTokens,
                               const std::optional<QList<AttachmentData>> &images)
{
    return m_threads.write([=, now = m_clock.nowUtc()](SqliteDatabase &database) {
        return sql::insertSibling(database, owner, of, content, userTokens, images, now);
    });
}

Future<Done> SqliteChatStore::saveProgress(MessageId message, const QString &content,
                                           const QString &thinking)
{
    return m_threads.write(
        [=](SqliteDatabase &database) {
            return sql::saveProgress(database, message, content, thinking);
        },
        Durability::Committed);
}

Future<ChatMessage> SqliteChatStore::finishAnswer(const AnswerEnd &end)
{
    return m_threads.write(
        [=](SqliteDatabase &database) { return sql::finishAnswer(database, end); });
}

Future<MessageId> SqliteChatStore::newestMessage()
{
    return m_threads.read([](SqliteDatabase &database) { return sql::newestMessage(database); });
}

Future<int> SqliteChatStore::interruptOrphans(MessageId last)
{
    return m_threads.write(
        [=](SqliteDatabase &database) { return sql::interruptOrphans(database, last); });
}

Future<int> SqliteChatStore::purgeTrash(const QDateTime &beforeUtc)
{
    return m_threads.write(
        [=](SqliteDatabase &database) { return sql::purgeTrash(database, beforeUtc); });
}

} // namespace lokal
