#include "core/storage/sqliteaccountstore.h"

#include "core/storage/keyqueries.h"
#include "core/storage/loginqueries.h"
#include "core/storage/query.h"
#include "core/storage/userqueries.h"

using namespace Qt::StringLiterals;

namespace lokal {

SqliteAccountStore::SqliteAccountStore(StorageThreads &threads, const Clock &clock)
    : m_threads(threads)
    , m_clock(clock)
{
}

Future<qint64> SqliteAccountStore::userCount()
{
    return m_threads.read([](SqliteDatabase &database) -> Result<qint64> {
        return queryValue<qint64>(database, u"SELECT count(*) FROM users"_s).value_or(0);
    });
}

Future<StoredUser> SqliteAccountStore::insertUser(const NewUser &user)
{
    return m_threads.write([user, now = m_clock.nowUtc()](SqliteDatabase &database) {
        return sql::insertUser(database, user, now);
    });
}

Future<StoredUser> SqliteAccountStore::userById(UserId id)
{
    return m_threads.read([id](SqliteDatabase &database) { return sql::userById(database, id); });
}

Future<StoredUser> SqliteAccountStore::userByLogin(const QString &nameOrEmail)
{
    return m_threads.read([nameOrEmail](SqliteDatabase &database) {
        return sql::userByLogin(database, nameOrEmail);
    });
}

Future<QList<User>> SqliteAccountStore::users()
{
    return m_threads.read([](SqliteDatabase &database) { return sql::users(database); });
}

Future<User> SqliteAccountStore::updateProfile(UserId id, const std::optional<QString> &username,
                                               const std::optional<std::optional<QString>> &email,
                                               std::optional<qint64> expectedRevision)
{
    return m_threads.write([=, now = m_clock.nowUtc()](SqliteDatabase &database) {
        return sql::updateProfile(database, id, username, email, expectedRevision, now);
    });
}

Future<Done> SqliteAccountStore::setPassword(UserId id, const QString &hash, const QString &stamp)
{
    return m_threads.write([=, now = m_clock.nowUtc()](SqliteDatabase &database) {
        return sql::setPassword(database, id, hash, stamp, now);
    });
}

Future<Done> SqliteAccountStore::rehash(UserId id, const QString &hash)
{
    return m_threads.write(
        [=](SqliteDatabase &database) { return sql::rehash(database, id, hash); });
}

Future<Done> SqliteAccountStore::setEnabled(UserId id, bool enabled, const QString &stamp)
{
    return m_threads.write([=, now = m_clock.nowUtc()](SqliteDatabase &database) {
        return sql::setEnabled(database, id, enabled, stamp, now);
    });
}

Future<Done> SqliteAccountStore::noteLogin(UserId id)
{
    return m_threads.write([id, now = m_clock.nowUtc()](SqliteDatabase &database) {
        return sql::noteLogin(database, id, now);
    });
}

Future<StoredLogin> SqliteAccountStore::insertLogin(UserId user, const QByteArray &refreshHash,
                                                    const QDateTime &expiresAtUtc)
{
    return m_threads.write([=, now = m_clock.nowUtc()](SqliteDatabase &database) {
        return sql::insertLogin(database, user, refreshHash, expiresAtUtc, now);
    });
}

Future<StoredLogin> SqliteAccountStore::loginById(LoginId id)
{
    return m_threads.read([id](SqliteDatabase &database) { return sql::loginById(database, id); });
}

Future<StoredLogin> SqliteAccountStore::rotateLogin(const QByteArray &oldHash,
                                                    const QByteArray &newHash,
                                                    const QDateTime &expiresAtUtc)
{
    const auto rotation = m_threads.write([=, now = m_clock.nowUtc()](SqliteDatabase &database) {
        return sql::rotateLogin(database, oldHash, newHash, expiresAtUtc, now);
    });
    return QFuture(rotation).then([](const Result<sql::Rotation> &rotated) -> Result<StoredLogin> {
        if (!rotated)
            return rotated.error();
        if (!rotated->wasReused)
            return rotated->login;
        return makeError(ErrorCode::InvalidToken, u"a used refresh token came again"_s,
                         { { u"reuse"_s, true },
                           { u"login"_s, rotated->login.id.value },
                           { u"user"_s, rotated->login.user.value } });
    });
}

Future<StoredLogin> SqliteAccountStore::loginByRefresh(const QByteArray &hash)
{
    return m_threads.read(
        [hash](SqliteDatabase &database) { return sql::loginByRefresh(database, hash); });
}

Future<Done> SqliteAccountStore::revokeLogin(LoginId id)
{
    return m_threads.write([id](SqliteDatabase &database) -> Result<Done> {
        if (sql::revokeLogin(database, id) == 0)
            return makeError(ErrorCode::NotFound);
        return Done {};
    });
}

Future<Done> SqliteAccountStore::revokeLogins(UserId user)
{
    return m_threads.write([user](SqliteDatabase &database) -> Result<Done> {
        sql::revokeLogins(database, user);
        return Done {};
    });
}

Future<ApiKey> SqliteAccountStore::insertKey(UserId owner, const StoredKey &key)
{
    return m_threads.write([=, now = m_clock.nowUtc()](SqliteDatabase &database) {
        return sql::insertKey(database, owner, key, now);
    });
}

Future<StoredKey> SqliteAccountStore::keyByPublicId(const QString &publicId)
{
    return m_threads.read(
        [publicId](SqliteDatabase &database) { return sql::keyByPublicId(database, publicId); });
}

Future<QList<ApiKey>> SqliteAccountStore::keysOf(UserId owner)
{
    return m_threads.read([owner](SqliteDatabase &database) { return sql::keys(database, owner); });
}

Future<QList<ApiKey>> SqliteAccountStore::allKeys()
{
    return m_threads.read(
        [](SqliteDatabase &database) { return sql::keys(database, std::nullopt); });
}

Future<Done> SqliteAccountStore::deleteKey(UserId owner, KeyId id)
{
    return m_threads.write(
        [=](SqliteDatabase &database) { return sql::deleteKey(database, owner, id); });
}

Future<Done> SqliteAccountStore::deleteKeyById(KeyId id)
{
    return m_threads.write(
        [id](SqliteDatabase &database) { return sql::deleteKeyById(database, id); });
}

Future<Done> SqliteAccountStore::noteKeyUse(KeyId id)
{
    return m_threads.write(
        [id, now = m_clock.nowUtc()](SqliteDatabase &database) {
            return sql::noteKeyUse(database, id, now);
        },
        Durability::Committed);
}

Future<QString> SqliteAccountStore::setting(const QString &name)
{
    return m_threads.read([name](SqliteDatabase &database) -> Result<QString> {
        return queryValue<QString>(database, u"SELECT value FROM settings WHERE name = ?"_s, name)
            .value_or(QString());
    });
}

Future<Done> SqliteAccountStore::setSetting(const QString &name, const QString &value)
{
    return m_threads.write([=](SqliteDatabase &database) -> Result<Done> {
        change(database,
               u"INSERT INTO settings(name, value) VALUES (?, ?) "
               "ON CONFLICT(name) DO UPDATE SET value = excluded.value"_s,
               name, value);
        return Done {};
    });
}

} // namespace lokal
