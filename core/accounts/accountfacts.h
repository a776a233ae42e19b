#pragma once

#include "core/accounts/accountstore.h"
#include "core/common/clock.h"

#include <QHash>
#include <QObject>

#include <chrono>

namespace lokal {

/// What each request has to know about users, logins and keys, read once and kept until something
/// changes. One process owns the data, so whoever changes something here forgets it here and the
/// next request sees the change (A9). Engine thread.
class AccountFacts
{
public:
    /// @param home where answers arrive. The references must outlive this object.
    AccountFacts(AccountStore &store, const Clock &clock, QObject *home);

    /// The password hash is not kept: it is empty. Errors: not_found, storage_*.
    Future<StoredUser> user(UserId id);
    Future<StoredLogin> login(LoginId id);
    Future<StoredKey> key(const QString &publicId);
    /// Records a use of the key, at most once a minute.
    void noteKeyUse(const StoredKey &key);

    void forgetUser(UserId id); ///< with all that is theirs
    void forgetLogin(LoginId id);
    void forgetKey(KeyId id);

private:
    template <typename Id, typename Fact>
    void keep(QHash<Id, Fact> &known, const Id &id, const Fact &fact);

    AccountStore &m_store;
    const Clock &m_clock;
    QObject *m_home;
    QHash<UserId, StoredUser> m_users;
    QHash<LoginId, StoredLogin> m_logins;
    QHash<QString, StoredKey> m_keys; ///< by public id
    QHash<KeyId, std::chrono::milliseconds> m_keyUses; ///< when last recorded
    quint64 m_changes = 0; ///< a fact that was asked for before a change must not be kept after it
};

} // namespace lokal
