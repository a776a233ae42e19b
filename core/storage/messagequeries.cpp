#include "core/storage/messagequeries.h"

#include "core/storage/attachmentqueries.h"
#include "core/storage/fillpage.h"
#include "core/storage/messagerows.h"
#include "core/storage/messagetree.h"
#include "core/storage/sessionqueries.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::sql {
namespace {

void addSurroundings(SqliteDatabase &database, ChatMessage &message)
{
    message.siblings = siblingsOf(database, message);
    message.attachments = attachmentFacts(database, message.id);
}

/// Which depths of the active path a page wants.
struct DepthRange
{
    qint64 first = 0;
    qint64 count = 0;
};

Result<DepthRange> rangeOf(SqliteDatabase &database, UserId owner, SessionId session,
                           const MessagePage &page, qint64 total)
{
    if (page.newest)
        return DepthRange { std::max<qint64>(total - page.limit, 0), page.limit };
    if (!page.before && !page.after)
        return DepthRange { page.offset.value_or(0), page.limit };
    const auto node
        = messageNode(database, owner, page.before.value_or(page.after.value_or(MessageId {})));
    if (!node || node->session != session || !node->isOnPath)
        return makeError(ErrorCode::NotFound);
    if (page.after)
        return DepthRange { node->depth + 1, page.limit };
    const qint64 first = std::max<qint64>(node->depth - page.limit, 0);
    return DepthRange { first, node->depth - first };
}

/// The leaf that takes over when `removed`, the active leaf, is gone.
MessageId leafInstead(SqliteDatabase &database, const MessageNode &removed)
{
    if (removed.parent.isValid())
        return newestLeafBelow(database, removed.parent);
    return queryValue<MessageId>(database, u"SELECT max(id) FROM messages WHERE session_id = ?"_s,
                                 removed.session)
        .value_or(MessageId {});
}

} // namespace

Result<Page<ChatMessage>> messages(SqliteDatabase &database, UserId owner, SessionId id,
                                   const MessagePage &page)
{
    const Result<ChatSession> stored = session(database, owner, id);
    if (!stored)
        return stored.error();
    // On the active path the depths have no gaps, so the leaf's says how long it is.
    const qint64 total = 1
        + queryValue<qint64>(database, u"SELECT depth FROM messages WHERE id = ?"_s,
                             stored->activeMessage)
              .value_or(-1);
    const Result<DepthRange> range = rangeOf(database, owner, id, page, total);
    if (!range)
        return range.error();
    Page<ChatMessage> result { {}, total, page.limit, range->first };
    const auto select = [&](QLatin1StringView columns, int limit, qint64 firstDepth) {
        return Query(database,
                     u"SELECT %1 FROM messages WHERE session_id = ? AND on_path = 1 AND depth >= ? "
                     "ORDER BY depth LIMIT ?"_s.arg(columns),
                     id, firstDepth, limit);
    };
    const auto read = [&database](const Query &row) {
        ChatMessage message = readMessage(row);
        addSurroundings(database, message);
        return message;
    };
    const auto charactersOf = [](const ChatMessage &message) {
        return message.content.size() + message.thinking.size();
    };
    fillPage(result, { int(range->count), range->first, page.characters }, messageColumns, select,
             read, charactersOf);
    return result;
}

Result<ChatMessage> message(SqliteDatabase &database, UserId owner, MessageId id)
{
    Query query(database,
                u"SELECT %1 FROM messages WHERE id = ? AND owner_id = ?"_s.arg(messageColumns), id,
                owner);
    if (!query.next())
        return makeError(ErrorCode::NotFound);
    ChatMessage message = readMessage(query);
    addSurroundings(database, message);
    return message;
}

Result<Done> deleteMessage(SqliteDatabase &database, UserId owner, MessageId id,
                           const QDateTime &now)
{
    const auto node = messageNode(database, owner, id);
    if (!node)
        return makeError(ErrorCode::NotFound);
    if (!isFinal(node->state))
        return makeError(ErrorCode::AlreadyGenerating);
    const Result<ChatSession> stored = session(database, owner, node->session);
    if (!stored)
        return stored.error();
    liftChildren(database, *node);
    change(database, u"DELETE FROM messages WHERE id = ?"_s, id);
    if (stored->activeMessage == id)
        activatePath(database, node->session, leafInstead(database, *node));
    change(database,
           u"UPDATE sessions SET message_count = message_count - 1, updated_at = ?, revision = "
           u"revision + 1, "
           "last_message_at = (SELECT created_at FROM messages WHERE session_id = ? ORDER BY id "
           "DESC LIMIT 1) "
           "WHERE id = ?"_s,
           now, node->session, node->session);
    return Done {};
}

} // namespace lokal::sql
