#pragma once

#include "core/accounts/accountstore.h"
#include "core/storage/sqlitedatabase.h"

/// One function per question about accounts; each runs inside the transaction of its caller.
/// A fault of the database is not in the answers: it stays in SqliteDatabase::failure().
namespace lokal::sql {

Result<StoredUser> insertUser(SqliteDatabase &database, const NewUser &user, const QDateTime &now);
Result<StoredUser> userById(SqliteDatabase &database, UserId id);
Result<StoredUser> userByLogin(SqliteDatabase &database, const QString &nameOrEmail);
Result<QList<User>> users(SqliteDatabase &database);
Result<User> updateProfile(SqliteDatabase &database, UserId id,
                           const std::optional<QString> &username,
                           const std::optional<std::optional<QString>> &email,
                           std::optional<qint64> expectedRevision, const QDateTime &now);
Result<Done> setPassword(SqliteDatabase &database, UserId id, const QString &hash,
                         const QString &stamp, const QDateTime &now);
Result<Done> rehash(SqliteDatabase &database, UserId id, const QString &hash);
Result<Done> setEnabled(SqliteDatabase &database, UserId id, bool enabled, const QString &stamp,
                        const QDateTime &now);
Result<Done> noteLogin(SqliteDatabase &database, UserId id, const QDateTime &now);

} // namespace lokal::sql
