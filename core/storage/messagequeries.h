#pragma once

#include "core/chat/chatstore.h"
#include "core/storage/sqlitedatabase.h"

/// One function per question about stored messages; see userqueries.h for how they are used.
namespace lokal::sql {

Result<Page<ChatMessage>> messages(SqliteDatabase &database, UserId owner, SessionId session,
                                   const MessagePage &page);
Result<ChatMessage> message(SqliteDatabase &database, UserId owner, MessageId id);
Result<Done> deleteMessage(SqliteDatabase &database, UserId owner, MessageId id,
                           const QDateTime &now);

} // namespace lokal::sql
