#include "core/accounts/accountservice.h"

#include "core/accounts/profile.h"
#include "core/accounts/securitylog.h"
#include "core/accounts/tokens.h"
#include "core/common/chain.h"
#include "core/common/executor.h"

using namespace Qt::StringLiterals;

namespace lokal {

AccountService::AccountService(AccountStore &store, SecretStore &secrets, PasswordHasher &hasher,
                               SetupTokenPlace &setupTokenPlace, const Clock &clock,
                               const AccountSettings &settings, QObject *parent)
    : Accounts(parent)
    , m_store(store)
    , m_facts(store, clock, this)
    , m_installation(store, secrets, this)
    , m_parts { *this, store, hasher, clock, m_facts, m_installation }
    , m_registrar(m_parts, setupTokenPlace, settings)
    , m_logins(m_parts, settings.loginsPerMinute)
    , m_authenticator(m_parts)
    , m_keys(m_parts)
{
}

Future<Done> AccountService::start()
{
    return runOn(this, [this] {
        return andThen(m_registrar.prepareSetup(), this, [this](const QString &token) {
            if (!token.isEmpty())
                Q_EMIT setupTokenIssued(token);
            return andThen(m_installation.tokens(), this,
                           [](const auto &) -> Result<Done> { return Done {}; });
        });
    });
}

void AccountService::setSettings(const AccountSettings &settings)
{
    QMetaObject::invokeMethod(this, [this, settings] {
        m_registrar.setSettings(settings);
        m_logins.setLoginsPerMinute(settings.loginsPerMinute);
    });
}

Future<AccountsState> AccountService::state()
{
    return runOn(this, [this] { return m_registrar.state(); });
}

Future<RegisteredUser> AccountService::registerUser(const Registration &registration,
                                                    const ClientOrigin &from)
{
    return runOn(
        this, [this, registration, from] { return m_registrar.registerUser(registration, from); });
}

Future<LoginResult> AccountService::login(const QString &name, const QString &password,
                                          const ClientOrigin &from)
{
    return runOn(this,
                 [this, name, password, from] { return m_logins.login(name, password, from); });
}

Future<LoginResult> AccountService::refresh(const QString &refreshToken, const ClientOrigin &from)
{
    return runOn(this, [this, refreshToken, from] { return m_logins.refresh(refreshToken, from); });
}

Future<Done> AccountService::logout(const QString &refreshToken, bool everywhere,
                                    const ClientOrigin &from)
{
    return runOn(this, [this, refreshToken, everywhere, from] {
        return m_logins.logout(refreshToken, everywhere, from);
    });
}

Future<Done> AccountService::logoutEverywhere(const Principal &who, const ClientOrigin &from)
{
    return runOn(this, [this, who, from] { return m_logins.logoutEverywhere(who, from); });
}

Future<Principal> AccountService::authenticateToken(const QString &jwt)
{
    return runOn(this, [this, jwt] { return m_authenticator.byToken(jwt); });
}

Future<Principal> AccountService::authenticateKey(const QString &key)
{
    return runOn(this, [this, key] { return m_authenticator.byKey(key); });
}

Future<User> AccountService::me(const Principal &who)
{
    return runOn(this, [this, who] {
        return andThen(m_store.userById(who.user), this,
                       [](const StoredUser &found) -> Result<User> { return found.user; });
    });
}

Future<User> AccountService::updateMe(const Principal &who, const ProfileChange &change)
{
    return runOn(this, [this, who, change] { return changeProfile(who, change); });
}

Future<User> AccountService::changeProfile(const Principal &who, const ProfileChange &change)
{
    Status checked = change.username ? checkUsername(*change.username) : Status(Done {});
    if (checked && change.email && *change.email)
        checked = checkEmail(**change.email);
    if (!checked)
        return failed<User>(checked.error());
    return whenDone(
        m_store.updateProfile(who.user, change.username, change.email, change.expectedRevision),
        this, [this, id = who.user](const Result<User> &changed) -> Result<User> {
            m_facts.forgetUser(id);
            return changed;
        });
}

Future<LoginResult> AccountService::changePassword(const Principal &who, const QString &current,
                                                   const QString &fresh, const ClientOrigin &from)
{
    return runOn(this, [this, who, current, fresh, from] {
        return m_logins.changePassword(who, current, fresh, from);
    });
}

Future<QList<ApiKey>> AccountService::keys(const Principal &who)
{
    return runOn(this, [this, who] { return m_keys.of(who); });
}

Future<CreatedApiKey> AccountService::createKey(const Principal &who, const NewApiKey &key,
                                                const ClientOrigin &from)
{
    return runOn(this, [this, who, key, from] { return m_keys.create(who, key, from); });
}

Future<Done> AccountService::revokeKey(const Principal &who, KeyId id, const ClientOrigin &from)
{
    return runOn(this, [this, who, id, from] { return m_keys.revoke(who, id, from); });
}

Future<RegisteredUser> AccountService::addUser(const Registration &registration,
                                               Permissions permissions)
{
    return runOn(this, [this, registration, permissions] {
        return m_registrar.addUser(registration, permissions);
    });
}

Future<QList<User>> AccountService::listUsers()
{
    return runOn(this, [this] { return m_store.users(); });
}

Future<Done> AccountService::resetPassword(const QString &username, const QString &password)
{
    return runOn(this,
                 [this, username, password] { return m_logins.resetPassword(username, password); });
}

Future<Done> AccountService::setEnabled(const QString &username, bool enabled)
{
    return runOn(this, [this, username, enabled] {
        return andThen(
            m_store.userByLogin(username), this,
            [this, enabled](const StoredUser &found) { return enable(found.user, enabled); });
    });
}

Future<Done> AccountService::enable(const User &user, bool enabled)
{
    // Read before: disabling ends the keys, and whoever streams with one has to hear of it.
    return andThen(
        m_store.keysOf(user.id), this, [this, id = user.id, enabled](const QList<ApiKey> &keys) {
            return whenDone(m_store.setEnabled(id, enabled, newOpaqueToken()), this,
                            [this, id, enabled, keys](const Status &set) -> Result<Done> {
                                m_facts.forgetUser(id);
                                if (!set)
                                    return set.error();
                                noteSecurityEvent(enabled ? "user_enabled"_L1 : "user_disabled"_L1,
                                                  id, {});
                                if (!enabled)
                                    noteDisabled(id, keys);
                                return Done {};
                            });
        });
}

void AccountService::noteDisabled(UserId user, const QList<ApiKey> &keys)
{
    Q_EMIT loginEnded(user, {});
    for (const ApiKey &key : keys)
        Q_EMIT keyEnded(key.id);
}

Future<CreatedApiKey> AccountService::addKeyFor(const QString &username, const NewApiKey &key)
{
    return runOn(this, [this, username, key] { return m_keys.createFor(username, key); });
}

Future<QList<ApiKey>> AccountService::listKeys(const std::optional<QString> &username)
{
    return runOn(this, [this, username] { return m_keys.list(username); });
}

Future<Done> AccountService::revokeKeyById(KeyId id)
{
    return runOn(this, [this, id] { return m_keys.revokeById(id); });
}

} // namespace lokal
