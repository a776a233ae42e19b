#pragma once

#include "core/accounts/user.h"
#include "core/common/result.h"

namespace lokal {

/// A user with what only AccountService may see.
struct StoredUser
{
    User user;
    QString passwordHash; ///< PHC string, Argon2id
    QString stamp; ///< security stamp: every change of password or rights makes a new one
};

struct StoredKey
{
    ApiKey key;
    QString publicId; ///< 12 characters
    QByteArray secretHash; ///< SHA-256 of the secret part
};

/// One login: a family of refresh tokens of which one at a time is alive.
struct StoredLogin
{
    LoginId id;
    UserId user;
    QByteArray refreshHash; ///< SHA-256 of the one token that may be used now
    QDateTime createdAtUtc;
    QDateTime expiresAtUtc;
    bool revoked = false;
};

struct NewUser
{
    QString username;
    std::optional<QString> email;
    QString passwordHash;
    QString stamp;
    Permissions permissions;
    bool mustBeFirst = false; ///< only when no account exists: decided inside the transaction, so
                              ///< that exactly one request wins
    bool mustNotBeFirst = false;
    std::optional<StoredKey> firstKey;
};

/// What AccountService needs to have kept. A finished write is committed and synced (D4).
/// Errors: not_found, name_taken (args: "field"), setup_done, storage_*.
class AccountStore
{
public:
    virtual ~AccountStore() = default;

    virtual Future<qint64> userCount() = 0;
    virtual Future<StoredUser> insertUser(const NewUser &user) = 0;
    virtual Future<StoredUser> userById(UserId id) = 0;
    /// By name or e-mail, ignoring case.
    virtual Future<StoredUser> userByLogin(const QString &nameOrEmail) = 0;
    virtual Future<QList<User>> users() = 0;
    virtual Future<User> updateProfile(UserId id, const std::optional<QString> &username,
                                       const std::optional<std::optional<QString>> &email,
                                       std::optional<qint64> expectedRevision)
        = 0;
    /// Sets hash and stamp, revokes every login of the user in the same transaction.
    virtual Future<Done> setPassword(UserId id, const QString &hash, const QString &stamp) = 0;
    /// Only the hash (parameters rose); nothing else changes.
    virtual Future<Done> rehash(UserId id, const QString &hash) = 0;
    /// Disabling revokes every login and key. last_admin when no enabled administrator would
    /// remain.
    virtual Future<Done> setEnabled(UserId id, bool enabled, const QString &stamp) = 0;
    virtual Future<Done> noteLogin(UserId id) = 0;

    virtual Future<StoredLogin> insertLogin(UserId user, const QByteArray &refreshHash,
                                            const QDateTime &expiresAtUtc)
        = 0;
    virtual Future<StoredLogin> loginById(LoginId id) = 0;
    /// Replaces the living refresh token. When `oldHash` was used before, revokes the family and
    /// answers invalid_token with args "reuse" = true and "login", "user"; unknown: invalid_token.
    virtual Future<StoredLogin> rotateLogin(const QByteArray &oldHash, const QByteArray &newHash,
                                            const QDateTime &expiresAtUtc)
        = 0;
    /// The login that a refresh token (living or used) belongs to.
    virtual Future<StoredLogin> loginByRefresh(const QByteArray &hash) = 0;
    virtual Future<Done> revokeLogin(LoginId id) = 0;
    virtual Future<Done> revokeLogins(UserId user) = 0;

    virtual Future<ApiKey> insertKey(UserId owner, const StoredKey &key) = 0;
    virtual Future<StoredKey> keyByPublicId(const QString &publicId) = 0;
    virtual Future<QList<ApiKey>> keysOf(UserId owner) = 0;
    virtual Future<QList<ApiKey>> allKeys() = 0;
    /// not_found when it is not the owner's.
    virtual Future<Done> deleteKey(UserId owner, KeyId id) = 0;
    virtual Future<Done> deleteKeyById(KeyId id) = 0;
    /// At most once a minute per key; needs no sync.
    virtual Future<Done> noteKeyUse(KeyId id) = 0;

    /// Installation facts that are no secrets: "installation_id", "setup_done" …; null text when
    /// unset.
    virtual Future<QString> setting(const QString &name) = 0;
    virtual Future<Done> setSetting(const QString &name, const QString &value) = 0;
};

} // namespace lokal
