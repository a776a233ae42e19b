#pragma once

#include "core/accounts/accountstore.h"
#include "core/common/clock.h"

#include <QHash>
#include <QMap>
#include <QSet>

#include <functional>
#include <utility>

namespace lokal {

/// Accounts in memory with the promises of the real store. Set `fault` and every call fails with
/// it.
class FakeAccountStore final : public AccountStore
{
public:
    explicit FakeAccountStore(const Clock &clock)
        : m_clock(clock)
    {
    }

    std::optional<Error> fault;
    std::function<void()> beforeLogin; ///< called once, when a login is about to be stored
    int reads = 0; ///< by id, login, key or name
    int keyNotes = 0;
    QMap<qint64, StoredUser> userRows;
    QMap<qint64, StoredLogin> loginRows;
    QMap<qint64, StoredKey> keyRows;
    QMap<QString, QString> settings;

    Future<qint64> userCount() override
    {
        return answer<qint64>([this] { return qint64(userRows.size()); });
    }

    Future<StoredUser> insertUser(const NewUser &user) override
    {
        return answer<StoredUser>([&]() -> Result<StoredUser> {
            if (user.mustBeFirst && !userRows.isEmpty())
                return makeError(ErrorCode::SetupDone);
            if (user.mustNotBeFirst && userRows.isEmpty())
                return makeError(ErrorCode::StorageError);
            if (isTaken(user.username, {}))
                return makeError(ErrorCode::NameTaken, {},
                                 { { QStringLiteral("field"), QStringLiteral("username") } });
            if (user.email && isTaken(*user.email, {}))
                return makeError(ErrorCode::NameTaken, {},
                                 { { QStringLiteral("field"), QStringLiteral("email") } });
            StoredUser stored;
            stored.user.id = { nextId() };
            stored.user.username = user.username;
            stored.user.email = user.email;
            stored.user.permissions = user.permissions;
            stored.user.createdAtUtc = stored.user.updatedAtUtc = m_clock.nowUtc();
            stored.passwordHash = user.passwordHash;
            stored.stamp = user.stamp;
            userRows.insert(stored.user.id.value, stored);
            if (user.firstKey)
                keep(stored.user.id, *user.firstKey);
            return stored;
        });
    }

    Future<StoredUser> userById(UserId id) override
    {
        return answer<StoredUser>([&] { return row(userRows, id.value); });
    }

    Future<StoredUser> userByLogin(const QString &name) override
    {
        return answer<StoredUser>([&]() -> Result<StoredUser> {
            ++reads;
            for (const StoredUser &stored : userRows) {
                if (is(stored.user, name))
                    return stored;
            }
            return makeError(ErrorCode::NotFound);
        });
    }

    Future<QList<User>> users() override
    {
        return answer<QList<User>>([&] {
            QList<User> all;
            for (const StoredUser &stored : userRows)
                all.append(stored.user);
            return all;
        });
    }

    Future<User> updateProfile(UserId id, const std::optional<QString> &username,
                               const std::optional<std::optional<QString>> &email,
                               std::optional<qint64> expectedRevision) override
    {
        return answer<User>([&]() -> Result<User> {
            if (!userRows.contains(id.value))
                return makeError(ErrorCode::NotFound);
            User &user = userRows[id.value].user;
            if (expectedRevision && *expectedRevision != user.revision)
                return makeError(ErrorCode::Stale);
            if (username && isTaken(*username, id))
                return makeError(ErrorCode::NameTaken, {},
                                 { { QStringLiteral("field"), QStringLiteral("username") } });
            if (username)
                user.username = *username;
            if (email)
                user.email = *email;
            ++user.revision;
            return user;
        });
    }

    Future<Done> setPassword(UserId id, const QString &hash, const QString &stamp) override
    {
        return answer<Done>([&]() -> Status {
            userRows[id.value].passwordHash = hash;
            userRows[id.value].stamp = stamp;
            endLogins(id);
            return Done {};
        });
    }

    Future<Done> rehash(UserId id, const QString &hash) override
    {
        return answer<Done>([&] {
            userRows[id.value].passwordHash = hash;
            return Done {};
        });
    }

    Future<Done> setEnabled(UserId id, bool enabled, const QString &stamp) override
    {
        return answer<Done>([&]() -> Status {
            StoredUser &stored = userRows[id.value];
            if (!enabled && isLastAdmin(stored.user))
                return makeError(ErrorCode::LastAdmin);
            stored.user.enabled = enabled;
            stored.stamp = stamp;
            if (!enabled) {
                endLogins(id);
                keyRows.removeIf([id](const auto &entry) { return entry.value().key.owner == id; });
            }
            return Done {};
        });
    }

    Future<Done> noteLogin(UserId id) override
    {
        return answer<Done>([&] {
            userRows[id.value].user.lastLoginAtUtc = m_clock.nowUtc();
            return Done {};
        });
    }

    Future<StoredLogin> insertLogin(UserId user, const QByteArray &refreshHash,
                                    const QDateTime &expiresAtUtc) override
    {
        if (beforeLogin)
            std::exchange(beforeLogin, {})();
        return answer<StoredLogin>([&] {
            const StoredLogin login { { nextId() },     user,         refreshHash,
                                      m_clock.nowUtc(), expiresAtUtc, false };
            loginRows.insert(login.id.value, login);
            return login;
        });
    }

    Future<StoredLogin> loginById(LoginId id) override
    {
        return answer<StoredLogin>([&] { return row(loginRows, id.value); });
    }

    Future<StoredLogin> rotateLogin(const QByteArray &oldHash, const QByteArray &newHash,
                                    const QDateTime &expiresAtUtc) override
    {
        return answer<StoredLogin>([&]() -> Result<StoredLogin> {
            StoredLogin *login = byRefresh(oldHash);
            if (!login || login->revoked)
                return makeError(ErrorCode::InvalidToken);
            if (login->refreshHash != oldHash) {
                login->revoked = true;
                return makeError(ErrorCode::InvalidToken, {},
                                 { { QStringLiteral("reuse"), true },
                                   { QStringLiteral("login"), login->id.value },
                                   { QStringLiteral("user"), login->user.value } });
            }
            m_used.insert(oldHash, login->id);
            login->refreshHash = newHash;
            login->expiresAtUtc = expiresAtUtc;
            return *login;
        });
    }

    Future<StoredLogin> loginByRefresh(const QByteArray &hash) override
    {
        return answer<StoredLogin>([&]() -> Result<StoredLogin> {
            const StoredLogin *login = byRefresh(hash);
            return login ? Result<StoredLogin>(*login)
                         : Result<StoredLogin>(makeError(ErrorCode::NotFound));
        });
    }

    Future<Done> revokeLogin(LoginId id) override
    {
        return answer<Done>([&] {
            loginRows[id.value].revoked = true;
            return Done {};
        });
    }

    Future<Done> revokeLogins(UserId user) override
    {
        return answer<Done>([&] {
            endLogins(user);
            return Done {};
        });
    }

    Future<ApiKey> insertKey(UserId owner, const StoredKey &key) override
    {
        return answer<ApiKey>([&] { return keep(owner, key).key; });
    }

    Future<StoredKey> keyByPublicId(const QString &publicId) override
    {
        return answer<StoredKey>([&]() -> Result<StoredKey> {
            ++reads;
            for (const StoredKey &stored : keyRows) {
                if (stored.publicId == publicId)
                    return stored;
            }
            return makeError(ErrorCode::NotFound);
        });
    }

    Future<QList<ApiKey>> keysOf(UserId owner) override
    {
        return answer<QList<ApiKey>>([&] {
            QList<ApiKey> keys;
            for (const StoredKey &stored : keyRows) {
                if (!owner.isValid() || stored.key.owner == owner)
                    keys.append(stored.key);
            }
            return keys;
        });
    }

    Future<QList<ApiKey>> allKeys() override { return keysOf({}); }

    Future<Done> deleteKey(UserId owner, KeyId id) override
    {
        return answer<Done>([&]() -> Status {
            if (!keyRows.contains(id.value) || keyRows[id.value].key.owner != owner)
                return makeError(ErrorCode::NotFound);
            keyRows.remove(id.value);
            return Done {};
        });
    }

    Future<Done> deleteKeyById(KeyId id) override
    {
        return answer<Done>([&]() -> Status {
            return keyRows.remove(id.value) ? Status(Done {})
                                            : Status(makeError(ErrorCode::NotFound));
        });
    }

    Future<Done> noteKeyUse(KeyId) override
    {
        return answer<Done>([&] {
            ++keyNotes;
            return Done {};
        });
    }

    Future<QString> setting(const QString &name) override
    {
        return answer<QString>([&] { return settings.value(name); });
    }

    Future<Done> setSetting(const QString &name, const QString &value) override
    {
        return answer<Done>([&] {
            settings.insert(name, value);
            return Done {};
        });
    }

private:
    template <typename T, typename Work> Future<T> answer(Work work)
    {
        return fault ? ready(Result<T>(*fault)) : ready(Result<T>(work()));
    }

    template <typename Row> Result<Row> row(const QMap<qint64, Row> &rows, qint64 id)
    {
        ++reads;
        return rows.contains(id) ? Result<Row>(rows[id])
                                 : Result<Row>(makeError(ErrorCode::NotFound));
    }

    qint64 nextId() { return ++m_lastId; }

    static bool is(const User &user, const QString &name)
    {
        return user.username.compare(name, Qt::CaseInsensitive) == 0
            || (user.email && user.email->compare(name, Qt::CaseInsensitive) == 0);
    }

    bool isTaken(const QString &name, UserId except) const
    {
        for (const StoredUser &stored : userRows) {
            if (stored.user.id != except && is(stored.user, name))
                return true;
        }
        return false;
    }

    bool isLastAdmin(const User &user) const
    {
        for (const StoredUser &other : userRows) {
            if (other.user.id != user.id && other.user.enabled
                && other.user.permissions.testFlag(Permission::Admin))
                return false;
        }
        return user.permissions.testFlag(Permission::Admin);
    }

    void endLogins(UserId user)
    {
        for (StoredLogin &login : loginRows)
            login.revoked = login.revoked || login.user == user;
    }

    StoredLogin *byRefresh(const QByteArray &hash)
    {
        for (StoredLogin &login : loginRows) {
            if (login.refreshHash == hash)
                return &login;
        }
        const LoginId used = m_used.value(hash);
        return used.isValid() ? &loginRows[used.value] : nullptr;
    }

    StoredKey keep(UserId owner, StoredKey key)
    {
        key.key.id = { nextId() };
        key.key.owner = owner;
        key.key.createdAtUtc = m_clock.nowUtc();
        keyRows.insert(key.key.id.value, key);
        return key;
    }

    const Clock &m_clock;
    qint64 m_lastId = 0;
    QHash<QByteArray, LoginId> m_used; ///< refresh tokens that were exchanged already
};

} // namespace lokal
