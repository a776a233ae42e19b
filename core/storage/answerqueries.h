#pragma once

#include "core/chat/chatstore.h"
#include "core/storage/sqlitedatabase.h"

/// How an answer is written while it comes and when it ends; see userqueries.h for the use.
namespace lokal::sql {

/// not_found when the answer is gone or has ended already.
Result<Done> saveProgress(SqliteDatabase &database, MessageId message, const QString &content,
                          const QString &thinking);
Result<ChatMessage> finishAnswer(SqliteDatabase &database, const AnswerEnd &end);
Result<MessageId> newestMessage(SqliteDatabase &database);
Result<int> interruptOrphans(SqliteDatabase &database, MessageId last);

} // namespace lokal::sql
