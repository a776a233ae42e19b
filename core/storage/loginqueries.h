#pragma once

#include "core/accounts/accountstore.h"
#include "core/storage/sqlitedatabase.h"

/// One function per question about logins; see userqueries.h for how they are used.
namespace lokal::sql {

/// A used token is no error here: the revoking of its family has to be committed.
struct Rotation
{
    StoredLogin login;
    bool wasReused = false;
};

Result<StoredLogin> insertLogin(SqliteDatabase &database, UserId user,
                                const QByteArray &refreshHash, const QDateTime &expiresAtUtc,
                                const QDateTime &now);
Result<StoredLogin> loginById(SqliteDatabase &database, LoginId id);
Result<StoredLogin> loginByRefresh(SqliteDatabase &database, const QByteArray &hash);
Result<Rotation> rotateLogin(SqliteDatabase &database, const QByteArray &oldHash,
                             const QByteArray &newHash, const QDateTime &expiresAtUtc,
                             const QDateTime &now);
/// The number of logins that ended.
qint64 revokeLogin(SqliteDatabase &database, LoginId id);
qint64 revokeLogins(SqliteDatabase &database, UserId user);

} // namespace lokal::sql
