#pragma once

#include "core/chat/chatstore.h"
#include "core/storage/query.h"

/// How a message is spread over the columns of its table.
namespace lokal::sql {

/// The columns of readMessage(), in its order, of the table (or alias) `messages`.
extern const QLatin1StringView messageColumns;
/// The same without what is long and no part of a history: `sent` and `thinking` are empty.
extern const QLatin1StringView historyColumns;
constexpr int messageColumnCount = 17;
/// The states that are not final, as a list for IN.
extern const QLatin1StringView unfinishedStates;

/// The current row, without siblings and attachments.
ChatMessage readMessage(const Query &query);

/// Where a new message goes in its tree.
struct MessagePlace
{
    UserId owner;
    SessionId session;
    MessageId parent; ///< invalid for a root
    qint64 depth = 0;
    bool isOnPath = false; ///< continues the active path, which ends above it
};

/// When a new message gets into the full-text index. That writes several pages, so the question of
/// a running answer, for whose commit a person waits, gets there with the end of the answer.
enum class Indexing
{
    Now,
    WithAnswer
};

/// Inserts message and attachments. Invalid after a fault.
MessageId insertMessage(SqliteDatabase &database, const MessagePlace &place,
                        const NewMessage &message, Indexing indexing, const QDateTime &now);
/// Takes an ended message and the question before it into the full-text index, as far as they
/// belong there.
void indexWithQuestion(SqliteDatabase &database, MessageId answer);

std::optional<QString> usageText(const std::optional<Usage> &usage);

} // namespace lokal::sql
