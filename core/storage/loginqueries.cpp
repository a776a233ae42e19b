#include "core/storage/loginqueries.h"

#include "core/storage/query.h"

using namespace Qt::StringLiterals;

namespace lokal::sql {

Result<StoredLogin> insertLogin(SqliteDatabase &database, UserId user,
                                const QByteArray &refreshHash, const QDateTime &expiresAtUtc,
                                const QDateTime &now)
{
    if (!queryValue<qint64>(database, u"SELECT 1 FROM users WHERE id = ?"_s, user))
        return makeError(ErrorCode::NotFound);
    change(database, u"DELETE FROM logins WHERE expires_at < ?"_s, now);
    change(database,
           u"INSERT INTO logins(user_id, created_at, expires_at, revoked) VALUES (?, ?, ?, 0)"_s,
           user, now, expiresAtUtc);
    if (database.failed())
        return database.failure();
    const LoginId id { database.lastInsertId() };
    change(database, u"INSERT INTO refresh_tokens(hash, login_id, used) VALUES (?, ?, 0)"_s,
           refreshHash, id);
    return loginById(database, id);
}

Result<StoredLogin> loginById(SqliteDatabase &database, LoginId id)
{
    Query query(database,
                u"SELECT id, user_id, created_at, expires_at, revoked, "
                "(SELECT hash FROM refresh_tokens WHERE login_id = logins.id AND used = 0) "
                "FROM logins WHERE id = ?"_s,
                id);
    if (!query.next())
        return makeError(ErrorCode::NotFound);
    StoredLogin login;
    query.read(login.id, login.user, login.createdAtUtc, login.expiresAtUtc, login.revoked,
               login.refreshHash);
    return login;
}

Result<StoredLogin> loginByRefresh(SqliteDatabase &database, const QByteArray &hash)
{
    const auto id = queryValue<LoginId>(
        database, u"SELECT login_id FROM refresh_tokens WHERE hash = ?"_s, hash);
    return loginById(database, id.value_or(LoginId {}));
}

Result<Rotation> rotateLogin(SqliteDatabase &database, const QByteArray &oldHash,
                             const QByteArray &newHash, const QDateTime &expiresAtUtc,
                             const QDateTime &now)
{
    const auto used
        = queryValue<bool>(database, u"SELECT used FROM refresh_tokens WHERE hash = ?"_s, oldHash);
    const Result<StoredLogin> login = loginByRefresh(database, oldHash);
    if (!used || !login)
        return makeError(ErrorCode::InvalidToken);
    if (*used) {
        revokeLogin(database, login->id);
        return Rotation { *login, true };
    }
    if (login->revoked || login->expiresAtUtc <= now)
        return makeError(ErrorCode::InvalidToken);
    change(database, u"UPDATE refresh_tokens SET used = 1 WHERE hash = ?"_s, oldHash);
    change(database, u"INSERT INTO refresh_tokens(hash, login_id, used) VALUES (?, ?, 0)"_s,
           newHash, login->id);
    change(database, u"UPDATE logins SET expires_at = ? WHERE id = ?"_s, expiresAtUtc, login->id);
    const Result<StoredLogin> rotated = loginById(database, login->id);
    if (!rotated)
        return rotated.error();
    return Rotation { *rotated, false };
}

qint64 revokeLogin(SqliteDatabase &database, LoginId id)
{
    return change(database, u"UPDATE logins SET revoked = 1 WHERE id = ?"_s, id);
}

qint64 revokeLogins(SqliteDatabase &database, UserId user)
{
    return change(database, u"UPDATE logins SET revoked = 1 WHERE user_id = ? AND revoked = 0"_s,
                  user);
}

} // namespace lokal::sql
