#pragma once

#include "core/chat/chatstore.h"
#include "core/storage/sqlitedatabase.h"

#include <limits>

/// The tree of messages of a session and its one active path.
namespace lokal::sql {

/// Where a message stands.
struct MessageNode
{
    MessageId id;
    MessageId parent; ///< invalid for a root
    SessionId session;
    qint64 depth = 0; ///< 0 for a root
    bool isOnPath = false;
    MessageState state = MessageState::Complete;
};

/// nullopt when it does not exist or belongs to somebody else.
std::optional<MessageNode> messageNode(SqliteDatabase &database, UserId owner, MessageId id);
/// The youngest message of the part of the tree that begins with `id`; always a leaf.
MessageId newestLeafBelow(SqliteDatabase &database, MessageId id);
/// Makes the path that ends with `leaf` the active one. Invalid: no path.
void activatePath(SqliteDatabase &database, SessionId session, MessageId leaf);
/// Takes a message out: its children become its parent's. Does not delete it.
void liftChildren(SqliteDatabase &database, const MessageNode &node);
/// How much of a path is read.
struct PathBound
{
    qint64 weight = 0; ///< it ends with the message that passes it (pathWeight()) …
    qsizetype atLeast = 0; ///< … unless there are fewer than these yet
    qsizetype atMost = std::numeric_limits<qsizetype>::max();
};

/// The end of the path from the root to `node`, as a history: with attachments, without siblings,
/// thinking and what was sent.
PathEnd pathTo(SqliteDatabase &database, const MessageNode &node, const PathBound &bound);
/// Turns of the path from the root to `node`: its user messages, but at least one.
int turnsTo(SqliteDatabase &database, const MessageNode &node);
QList<MessageId> idsOfPathTo(SqliteDatabase &database, const MessageNode &node);
/// Those with the same parent, in order, itself included.
QList<MessageId> siblingsOf(SqliteDatabase &database, const ChatMessage &message);

} // namespace lokal::sql
