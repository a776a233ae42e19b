#include "core/storage/messagetree.h"

#include "core/storage/attachmentqueries.h"
#include "core/storage/messagerows.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::sql {
namespace {

QList<MessageId> readIds(Query &query)
{
    QList<MessageId> ids;
    while (query.next())
        ids.append(query.column<MessageId>(0));
    return ids;
}

/// Depth of the first message on the active path, upwards from `leaf`; −1 when the paths have none
/// in common.
qint64 depthOfFork(SqliteDatabase &database, MessageId leaf)
{
    return queryValue<qint64>(
               database,
               u"WITH RECURSIVE up(id, parent_id, depth, on_path) AS ("
               "SELECT id, parent_id, depth, on_path FROM messages WHERE id = ? "
               "UNION ALL SELECT m.id, m.parent_id, m.depth, m.on_path FROM messages m "
               "JOIN up ON m.id = up.parent_id WHERE up.on_path = 0) "
               "SELECT depth FROM up WHERE on_path = 1"_s,
               leaf)
        .value_or(-1);
}

} // namespace

std::optional<MessageNode> messageNode(SqliteDatabase &database, UserId owner, MessageId id)
{
    Query query(database,
                u"SELECT id, parent_id, session_id, depth, on_path, state FROM messages "
                "WHERE id = ? AND owner_id = ?"_s,
                id, owner);
    if (!query.next())
        return std::nullopt;
    MessageNode node;
    QString state;
    query.read(node.id, node.parent, node.session, node.depth, node.isOnPath, state);
    node.state = stateFromName(state);
    return node;
}

MessageId newestLeafBelow(SqliteDatabase &database, MessageId id)
{
    // A child is always younger than its parent, so the youngest of all has no children.
    return queryValue<MessageId>(
               database,
               u"WITH RECURSIVE below(id) AS (VALUES (?) "
               "UNION ALL SELECT m.id FROM messages m JOIN below ON m.parent_id = below.id) "
               "SELECT max(id) FROM below"_s,
               id)
        .value_or(MessageId {});
}

void activatePath(SqliteDatabase &database, SessionId session, MessageId leaf)
{
    change(database,
           u"UPDATE messages SET on_path = 0 WHERE session_id = ? AND on_path = 1 AND depth > ?"_s,
           session, depthOfFork(database, leaf));
    change(database,
           u"UPDATE messages SET on_path = 1 WHERE id IN ("
           "WITH RECURSIVE up(id, parent_id, on_path) AS ("
           "SELECT id, parent_id, on_path FROM messages WHERE id = ? "
           "UNION ALL SELECT m.id, m.parent_id, m.on_path FROM messages m "
           "JOIN up ON m.id = up.parent_id WHERE up.on_path = 0) "
           "SELECT id FROM up WHERE on_path = 0)"_s,
           leaf);
    change(database, u"UPDATE sessions SET active_message_id = ? WHERE id = ?"_s, leaf, session);
}

void liftChildren(SqliteDatabase &database, const MessageNode &node)
{
    change(database,
           u"UPDATE messages SET depth = depth - 1 WHERE id IN ("
           "WITH RECURSIVE below(id) AS (SELECT id FROM messages WHERE parent_id = ? "
           "UNION ALL SELECT m.id FROM messages m JOIN below ON m.parent_id = below.id) "
           "SELECT id FROM below)"_s,
           node.id);
    change(database,
           u"UPDATE messages SET parent_id = ?, revision = revision + 1 WHERE parent_id = ?"_s,
           node.parent, node.id);
}

PathEnd pathTo(SqliteDatabase &database, const MessageNode &node, const PathBound &bound)
{
    // Newest first, and no row further than needed: each brings its whole text along.
    const QString onPath
        = u"SELECT %1, %2 FROM messages WHERE session_id = ? AND on_path = 1 AND depth <= ? "
          "ORDER BY depth DESC"_s;
    const QString anywhere = u"WITH RECURSIVE up(id, parent_id, depth) AS ("
                             "SELECT id, parent_id, depth FROM messages WHERE id = ? "
                             "UNION ALL SELECT m.id, m.parent_id, m.depth FROM messages m JOIN up "
                             "ON m.id = up.parent_id "
                             "ORDER BY 3 DESC) "
                             "SELECT %1, %2 FROM up CROSS JOIN messages ON messages.id = up.id"_s;
    const auto hasAttachments
        = "EXISTS (SELECT 1 FROM attachments WHERE message_id = messages.id)"_L1;
    PathEnd path;
    path.above = node.id;
    const auto readNewest = [&](Query &&query) {
        qint64 weight = 0;
        const auto wantsMore = [&] {
            const qsizetype count = path.messages.size();
            return count < bound.atMost && (weight < bound.weight || count < bound.atLeast);
        };
        while (wantsMore() && query.next()) {
            ChatMessage message = readMessage(query);
            weight += pathWeight(message.content);
            if (query.column<bool>(messageColumnCount))
                message.attachments = attachmentFacts(database, message.id);
            path.above = message.parent;
            path.messages.prepend(std::move(message));
        }
    };
    if (node.isOnPath)
        readNewest(
            Query(database, onPath.arg(historyColumns, hasAttachments), node.session, node.depth));
    else
        readNewest(Query(database, anywhere.arg(historyColumns, hasAttachments), node.id));
    return path;
}

int turnsTo(SqliteDatabase &database, const MessageNode &node)
{
    const QString onPath
        = u"SELECT count(*) FROM messages WHERE session_id = ? AND on_path = 1 AND depth <= ? "
          "AND role = 'user'"_s;
    const QString anywhere = u"WITH RECURSIVE up(id, parent_id, role) AS ("
                             "SELECT id, parent_id, role FROM messages WHERE id = ? "
                             "UNION ALL SELECT m.id, m.parent_id, m.role FROM messages m JOIN up "
                             "ON m.id = up.parent_id) "
                             "SELECT count(*) FROM up WHERE role = 'user'"_s;
    const auto count = node.isOnPath ? queryValue<int>(database, onPath, node.session, node.depth)
                                     : queryValue<int>(database, anywhere, node.id);
    return std::max(count.value_or(0), 1);
}

QList<MessageId> idsOfPathTo(SqliteDatabase &database, const MessageNode &node)
{
    Query query(database,
                u"WITH RECURSIVE up(id, parent_id, depth) AS ("
                "SELECT id, parent_id, depth FROM messages WHERE id = ? "
                "UNION ALL SELECT m.id, m.parent_id, m.depth FROM messages m JOIN up ON m.id = "
                "up.parent_id) "
                "SELECT id FROM up ORDER BY depth"_s,
                node.id);
    return readIds(query);
}

QList<MessageId> siblingsOf(SqliteDatabase &database, const ChatMessage &message)
{
    if (message.parent.isValid()) {
        Query query(database, u"SELECT id FROM messages WHERE parent_id = ? ORDER BY id"_s,
                    message.parent);
        return readIds(query);
    }
    Query query(database,
                u"SELECT id FROM messages WHERE parent_id IS NULL AND session_id = ? ORDER BY id"_s,
                message.session);
    return readIds(query);
}

} // namespace lokal::sql
