#include "core/storage/userqueries.h"

#include "core/storage/keyqueries.h"
#include "core/storage/loginqueries.h"
#include "core/storage/query.h"

using namespace Qt::StringLiterals;

namespace lokal::sql {
namespace {

const auto userColumns
    = "id, username, email, permissions, enabled, created_at, updated_at, last_login_at, "
      "revision, password_hash, stamp"_L1;

StoredUser readUser(const Query &query)
{
    StoredUser stored;
    User &user = stored.user;
    QString permissions;
    query.read(user.id, user.username, user.email, permissions, user.enabled, user.createdAtUtc,
               user.updatedAtUtc, user.lastLoginAtUtc, user.revision, stored.passwordHash,
               stored.stamp);
    // A word that this program does not know gives no right at all.
    user.permissions = permissionsFromText(permissions).value_or(Permissions {});
    return stored;
}

Result<StoredUser> oneUser(Query &query)
{
    if (!query.next())
        return makeError(ErrorCode::NotFound);
    return readUser(query);
}

std::optional<QString> folded(const std::optional<QString> &text)
{
    return text ? std::optional(text->toCaseFolded()) : std::nullopt;
}

/// The field of `user` that another account has already; empty when none.
QString takenField(SqliteDatabase &database, UserId self, const QString &username,
                   const std::optional<QString> &email)
{
    if (queryValue<qint64>(database, u"SELECT 1 FROM users WHERE username_key = ? AND id <> ?"_s,
                           username.toCaseFolded(), self.value))
        return u"username"_s;
    if (email
        && queryValue<qint64>(database, u"SELECT 1 FROM users WHERE email_key = ? AND id <> ?"_s,
                              email->toCaseFolded(), self.value))
        return u"email"_s;
    return {};
}

Error nameTaken(const QString &field)
{
    Error error = makeError(ErrorCode::NameTaken, {}, { { u"field"_s, field } });
    error.fields.append({ field, u"is taken"_s });
    return error;
}

bool isLastAdmin(SqliteDatabase &database, const User &user)
{
    return user.enabled && user.permissions.testFlag(Permission::Admin)
        && !queryValue<qint64>(database,
                               u"SELECT 1 FROM users WHERE id <> ? AND enabled = 1 AND "
                               "',' || permissions || ',' LIKE '%,admin,%'"_s,
                               user.id);
}

Result<Done> doneIfFound(qint64 rows)
{
    if (rows == 0)
        return makeError(ErrorCode::NotFound);
    return Done {};
}

} // namespace

Result<StoredUser> insertUser(SqliteDatabase &database, const NewUser &user, const QDateTime &now)
{
    const bool isFirst = !queryValue<qint64>(database, u"SELECT 1 FROM users LIMIT 1"_s);
    if (user.mustBeFirst && !isFirst)
        return makeError(ErrorCode::SetupDone);
    if (user.mustNotBeFirst && isFirst)
        return makeError(ErrorCode::RegistrationClosed);
    if (const QString field = takenField(database, {}, user.username, user.email); !field.isEmpty())
        return nameTaken(field);
    change(database,
           u"INSERT INTO users(username, username_key, email, email_key, password_hash, stamp, "
           u"permissions, "
           "enabled, created_at, updated_at, revision) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, 1)"_s,
           user.username, user.username.toCaseFolded(), user.email, folded(user.email),
           user.passwordHash, user.stamp, permissionsText(user.permissions), now, now);
    if (database.failed())
        return database.failure();
    const UserId id { database.lastInsertId() };
    if (user.firstKey) {
        if (const auto key = insertKey(database, id, *user.firstKey, now); !key)
            return key.error();
    }
    return userById(database, id);
}

Result<StoredUser> userById(SqliteDatabase &database, UserId id)
{
    Query query(database, u"SELECT %1 FROM users WHERE id = ?"_s.arg(userColumns), id);
    return oneUser(query);
}

Result<StoredUser> userByLogin(SqliteDatabase &database, const QString &nameOrEmail)
{
    const QString key = nameOrEmail.toCaseFolded();
    Query query(database,
                u"SELECT %1 FROM users WHERE username_key = ? OR email_key = ?"_s.arg(userColumns),
                key, key);
    return oneUser(query);
}

Result<QList<User>> users(SqliteDatabase &database)
{
    QList<User> all;
    Query query(database, u"SELECT %1 FROM users ORDER BY id"_s.arg(userColumns));
    while (query.next())
        all.append(readUser(query).user);
    return all;
}

Result<User> updateProfile(SqliteDatabase &database, UserId id,
                           const std::optional<QString> &username,
                           const std::optional<std::optional<QString>> &email,
                           std::optional<qint64> expectedRevision, const QDateTime &now)
{
    const Result<StoredUser> stored = userById(database, id);
    if (!stored)
        return stored.error();
    User user = stored->user;
    if (expectedRevision && *expectedRevision != user.revision)
        return makeError(ErrorCode::Stale);
    user.username = username.value_or(user.username);
    user.email = email.value_or(user.email);
    if (user == stored->user)
        return user;
    if (const QString field = takenField(database, id, user.username, user.email); !field.isEmpty())
        return nameTaken(field);
    user.updatedAtUtc = now;
    ++user.revision;
    change(database,
           u"UPDATE users SET username = ?, username_key = ?, email = ?, email_key = ?, updated_at "
           u"= ?, "
           "revision = ? WHERE id = ?"_s,
           user.username, user.username.toCaseFolded(), user.email, folded(user.email), now,
           user.revision, id);
    return user;
}

Result<Done> setPassword(SqliteDatabase &database, UserId id, const QString &hash,
                         const QString &stamp, const QDateTime &now)
{
    revokeLogins(database, id);
    return doneIfFound(change(database,
                              u"UPDATE users SET password_hash = ?, stamp = ?, updated_at = ?, "
                              "revision = revision + 1 WHERE id = ?"_s,
                              hash, stamp, now, id));
}

Result<Done> rehash(SqliteDatabase &database, UserId id, const QString &hash)
{
    return doneIfFound(
        change(database, u"UPDATE users SET password_hash = ? WHERE id = ?"_s, hash, id));
}

Result<Done> setEnabled(SqliteDatabase &database, UserId id, bool enabled, const QString &stamp,
                        const QDateTime &now)
{
    const Result<StoredUser> stored = userById(database, id);
    if (!stored)
        return stored.error();
    if (!enabled) {
        if (isLastAdmin(database, stored->user))
            return makeError(ErrorCode::LastAdmin);
        revokeLogins(database, id);
        deleteKeysOf(database, id);
    }
    return doneIfFound(change(database,
                              u"UPDATE users SET enabled = ?, stamp = ?, updated_at = ?, "
                              "revision = revision + 1 WHERE id = ?"_s,
                              enabled, stamp, now, id));
}

Result<Done> noteLogin(SqliteDatabase &database, UserId id, const QDateTime &now)
{
    return doneIfFound(
        change(database, u"UPDATE users SET last_login_at = ? WHERE id = ?"_s, now, id));
}

} // namespace lokal::sql
