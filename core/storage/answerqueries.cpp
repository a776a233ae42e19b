#include "core/storage/answerqueries.h"

#include "core/storage/messagequeries.h"
#include "core/storage/messagerows.h"

using namespace Qt::StringLiterals;

namespace lokal::sql {

Result<Done> saveProgress(SqliteDatabase &database, MessageId message, const QString &content,
                          const QString &thinking)
{
    // Unfinished text is not searchable: indexing it anew each second would cost more the longer it
    // gets.
    const qint64 rows
        = change(database,
                 u"UPDATE messages SET content = ?, thinking = ?, revision = revision + 1, "
                 "state = CASE state WHEN 'pending' THEN 'streaming' ELSE state END "
                 "WHERE id = ? AND state IN %1"_s.arg(unfinishedStates),
                 content, thinking, message);
    if (rows == 0)
        return makeError(ErrorCode::NotFound);
    return Done {};
}

Result<ChatMessage> finishAnswer(SqliteDatabase &database, const AnswerEnd &end)
{
    const std::optional<QString> code = end.error ? std::optional(end.error->code) : std::nullopt;
    const std::optional<QString> detail
        = end.error ? std::optional(end.error->detail) : std::nullopt;
    change(
        database,
        u"UPDATE messages SET state = ?, content = ?, thinking = ?, reason = ?, tokens = ?, "
        u"latency = ?, "
        "usage = ?, error_code = ?, error_detail = ?, sent = ?, revision = revision + 1 WHERE id = ?"_s,
        stateName(end.state), end.content, end.thinking, end.reason, end.tokens, end.latencySeconds,
        usageText(end.usage), code, detail, end.sent, end.message);
    indexWithQuestion(database, end.message);
    const auto owner = queryValue<UserId>(database, u"SELECT owner_id FROM messages WHERE id = ?"_s,
                                          end.message);
    return message(database, owner.value_or(UserId {}), end.message);
}

Result<MessageId> newestMessage(SqliteDatabase &database)
{
    return queryValue<MessageId>(database, u"SELECT max(id) FROM messages"_s)
        .value_or(MessageId {});
}

Result<int> interruptOrphans(SqliteDatabase &database, MessageId last)
{
    QList<MessageId> orphans;
    for (Query query(
             database,
             u"SELECT id FROM messages WHERE id <= ? AND state IN %1"_s.arg(unfinishedStates),
             last);
         query.next();)
        orphans.append(query.column<MessageId>(0));
    for (const MessageId orphan : std::as_const(orphans)) {
        change(database,
               u"UPDATE messages SET state = 'interrupted', error_code = 'interrupted', "
               "revision = revision + 1 WHERE id = ?"_s,
               orphan);
        indexWithQuestion(database, orphan);
    }
    return int(orphans.size());
}

} // namespace lokal::sql
