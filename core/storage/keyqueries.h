#pragma once

#include "core/accounts/accountstore.h"
#include "core/storage/sqlitedatabase.h"

/// One function per question about API keys; see userqueries.h for how they are used.
namespace lokal::sql {

Result<ApiKey> insertKey(SqliteDatabase &database, UserId owner, const StoredKey &key,
                         const QDateTime &now);
Result<StoredKey> keyByPublicId(SqliteDatabase &database, const QString &publicId);
/// nullopt: of every owner.
Result<QList<ApiKey>> keys(SqliteDatabase &database, std::optional<UserId> owner);
Result<Done> deleteKey(SqliteDatabase &database, UserId owner, KeyId id);
Result<Done> deleteKeyById(SqliteDatabase &database, KeyId id);
void deleteKeysOf(SqliteDatabase &database, UserId owner);
/// Writes only when the last note is a minute old.
Result<Done> noteKeyUse(SqliteDatabase &database, KeyId id, const QDateTime &now);

} // namespace lokal::sql
