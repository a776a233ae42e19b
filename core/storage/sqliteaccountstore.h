#pragma once

#include "core/accounts/accountstore.h"
#include "core/common/clock.h"
#include "core/storage/storagethreads.h"

namespace lokal {

/// AccountStore over the storage threads; both arguments must outlive it.
class SqliteAccountStore final : public AccountStore
{
public:
    SqliteAccountStore(StorageThreads &threads, const Clock &clock);

    Future<qint64> userCount() override;
    Future<StoredUser> insertUser(const NewUser &user) override;
    Future<StoredUser> userById(UserId id) override;
    Future<StoredUser> userByLogin(const QString &nameOrEmail) override;
    Future<QList<User>> users() override;
    Future<User> updateProfile(UserId id, const std::optional<QString> &username,
                               const std::optional<std::optional<QString>> &email,
                               std::optional<qint64> expectedRevision) override;
    Future<Done> setPassword(UserId id, const QString &hash, const QString &stamp) override;
    Future<Done> rehash(UserId id, const QString &hash) override;
    Future<Done> setEnabled(UserId id, bool enabled, const QString &stamp) override;
    Future<Done> noteLogin(UserId id) override;

    Future<StoredLogin> insertLogin(UserId user, const QByteArray &refreshHash,
                                    const QDateTime &expiresAtUtc) override;
    Future<StoredLogin> loginById(LoginId id) override;
    Future<StoredLogin> rotateLogin(const QByteArray &oldHash, const QByteArray &newHash,
                                    const QDateTime &expiresAtUtc) override;
    Future<StoredLogin> loginByRefresh(const QByteArray &hash) override;
    Future<Done> revokeLogin(LoginId id) override;
    Future<Done> revokeLogins(UserId user) override;

    Future<ApiKey> insertKey(UserId owner, const StoredKey &key) override;
    Future<StoredKey> keyByPublicId(const QString &publicId) override;
    Future<QList<ApiKey>> keysOf(UserId owner) override;
    Future<QList<ApiKey>> allKeys() override;
    Future<Done> deleteKey(UserId owner, KeyId id) override;
    Future<Done> deleteKeyById(KeyId id) override;
    Future<Done> noteKeyUse(KeyId id) override;

    Future<QString> setting(const QString &name) override;
    Future<Done> setSetting(const QString &name, const QString &value) override;

private:
    StorageThreads &m_threads;
    const Clock &m_clock;
};

} // namespace lokal
