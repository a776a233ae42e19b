#pragma once

#include "core/chat/chatstore.h"
#include "core/storage/sqlitedatabase.h"

/// Reading what a send needs and inserting what it makes; see userqueries.h for the use.
namespace lokal::sql {

Result<SendContext> sendContext(SqliteDatabase &database, UserId owner, SessionId session,
                                std::optional<MessageId> parent, std::optional<ConfigId> config);
Result<SendContext> messageContext(SqliteDatabase &database, UserId owner, MessageId message,
                                   std::optional<ConfigId> config);
Result<StoredTurn> insertTurn(SqliteDatabase &database, UserId owner, const NewTurn &turn,
                              const KeptAttachments &kept, const QDateTime &now);
/// ChatStore::addTurn() in one transaction.
Result<StoredTurn> addTurn(SqliteDatabase &database, UserId owner, SessionId session,
                           std::optional<MessageId> parent, const TurnPlanner &planner,
                           const QDateTime &now);
/// ChatStore::earlierPath().
Result<EarlierPath> earlierPath(SqliteDatabase &database, UserId owner, MessageId last,
                                qint64 weight);
Result<ChatMessage> insertSibling(SqliteDatabase &database, UserId owner, MessageId of,
                                  const QString &content, qint64 userTokens,
                                  const std::optional<QList<AttachmentData>> &images,
                                  const QDateTime &now);

} // namespace lokal::sql
