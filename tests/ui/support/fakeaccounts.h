#pragma once

#include "core/accounts/accounts.h"
#include "tests/ui/support/later.h"

#include <QHash>

namespace lokal::test {

/// Accounts in memory. Passwords are compared as they are.
class FakeAccounts : public Accounts
{
    Q_OBJECT
public:
    QList<User> users;
    QHash<QString, QString> passwords; ///< by user name
    AccountsState startState { false, RegistrationPolicy::Open }; ///< hasAccounts follows the users
    NextError nextError;
    NextError loginError; ///< likewise, for login() alone
    int logouts = 0;

    User add(const QString &name, const QString &password,
             Permissions permissions = Permission::User);
    static Principal principalOf(const User &user);

    Future<AccountsState> state() override;
    Future<RegisteredUser> registerUser(const Registration &registration,
                                        const ClientOrigin &from) override;
    Future<LoginResult> login(const QString &name, const QString &password,
                              const ClientOrigin &from) override;
    Future<LoginResult> refresh(const QString &refreshToken, const ClientOrigin &from) override;
    Future<Done> logout(const QString &refreshToken, bool everywhere,
                        const ClientOrigin &from) override;
    Future<Done> logoutEverywhere(const Principal &who, const ClientOrigin &from) override;
    Future<Principal> authenticateToken(const QString &jwt) override;
    Future<Principal> authenticateKey(const QString &key) override;
    Future<User> me(const Principal &who) override;
    Future<User> updateMe(const Principal &who, const ProfileChange &change) override;
    Future<LoginResult> changePassword(const Principal &who, const QString &current,
                                       const QString &fresh, const ClientOrigin &from) override;
    Future<QList<ApiKey>> keys(const Principal &who) override;
    Future<CreatedApiKey> createKey(const Principal &who, const NewApiKey &key,
                                    const ClientOrigin &from) override;
    Future<Done> revokeKey(const Principal &who, KeyId id, const ClientOrigin &from) override;
    Future<RegisteredUser> addUser(const Registration &registration,
                                   Permissions permissions) override;
    Future<QList<User>> listUsers() override;
    Future<Done> resetPassword(const QString &username, const QString &password) override;
    Future<Done> setEnabled(const QString &username, bool enabled) override;
    Future<CreatedApiKey> addKeyFor(const QString &username, const NewApiKey &key) override;
    Future<QList<ApiKey>> listKeys(const std::optional<QString> &username) override;
    Future<Done> revokeKeyById(KeyId id) override;

private:
    LoginResult loginOf(const User &user);
    template <typename T> Future<T> refused()
    {
        return later<T>(this, makeError(ErrorCode::NotImplemented));
    }

    int m_logins = 0;
};

} // namespace lokal::test
