#pragma once

#include "core/chat/chatstore.h"
#include "core/storage/sqlitedatabase.h"

/// One function per question about sessions; see userqueries.h for how they are used.
namespace lokal::sql {

Result<Page<ChatSession>> sessions(SqliteDatabase &database, UserId owner,
                                   const SessionFilter &filter, const PageRequest &page);
Result<ChatSession> session(SqliteDatabase &database, UserId owner, SessionId id);
Result<ChatSession> insertSession(SqliteDatabase &database, UserId owner,
                                  const SessionChange &values, const QDateTime &now);
Result<ChatSession> updateSession(SqliteDatabase &database, UserId owner, SessionId id,
                                  const SessionChange &values, const QDateTime &now);
Result<Done> nameUntitled(SqliteDatabase &database, UserId owner, SessionId id,
                          const QString &name);
Result<Done> deleteSession(SqliteDatabase &database, UserId owner, SessionId id);
/// Unfinished messages become interrupted ones in the copy: nobody goes on writing it.
Result<ChatSession> forkSession(SqliteDatabase &database, UserId owner, SessionId id,
                                MessageId message, const QDateTime &now);
Result<int> purgeTrash(SqliteDatabase &database, const QDateTime &beforeUtc);

} // namespace lokal::sql
