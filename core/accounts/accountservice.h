#pragma once

#include "core/accounts/accountparts.h"
#include "core/accounts/apikeys.h"
#include "core/accounts/authenticator.h"
#include "core/accounts/logins.h"
#include "core/accounts/registrar.h"
#include "core/accounts/secretstore.h"

namespace lokal {

/// The accounts of this installation. Lives in the engine thread (move it there before the first
/// call); each public method may be called from any thread.
class AccountService final : public Accounts
{
    Q_OBJECT
public:
    /// The references must outlive the service.
    AccountService(AccountStore &store, SecretStore &secrets, PasswordHasher &hasher,
                   SetupTokenPlace &setupTokenPlace, const Clock &clock,
                   const AccountSettings &settings, QObject *parent = nullptr);

    /// Loads what signing in needs, so that a fault shows at start, and issues a setup token when
    /// one is needed (setupTokenIssued). Errors: storage_*; the service still works once storage
    /// does.
    Future<Done> start();
    /// Takes an issued setup token back: nobody takes it when this program has ended.
    void withdrawSetup() { m_registrar.withdrawSetup(); }
    /// After the listening address or the policy changed. start() again when the first account's
    /// door did.
    void setSettings(const AccountSettings &settings);

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

Q_SIGNALS:
    /// For the person at this computer, on stderr: the proof that the first account needs.
    void setupTokenIssued(const QString &token);

private:
    Future<User> changeProfile(const Principal &who, const ProfileChange &change);
    Future<Done> enable(const User &user, bool enabled);
    void noteDisabled(UserId user, const QList<ApiKey> &keys);

    AccountStore &m_store;
    AccountFacts m_facts;
    Installation m_installation;
    AccountParts m_parts; // last of what the following share
    Registrar m_registrar;
    Logins m_logins;
    Authenticator m_authenticator;
    ApiKeys m_keys;
};

} // namespace lokal
