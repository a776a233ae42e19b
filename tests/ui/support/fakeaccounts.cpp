#include "tests/ui/support/fakeaccounts.h"

using namespace Qt::StringLiterals;

namespace lokal::test {

User FakeAccounts::add(const QString &name, const QString &password, Permissions permissions)
{
    User user;
    user.id = { users.size() + 1 };
    user.username = name;
    user.permissions = permissions;
    users.append(user);
    passwords.insert(name, password);
    return user;
}

Principal FakeAccounts::principalOf(const User &user)
{
    return { user.id, user.username, user.permissions, Scope::All, { 1 }, {} };
}

LoginResult FakeAccounts::loginOf(const User &user)
{
    ++m_logins;
    return { user, principalOf(user), u"access-%1"_s.arg(m_logins),
             u"refresh-%1-%2"_s.arg(user.username).arg(m_logins), 900 };
}

Future<AccountsState> FakeAccounts::state()
{
    AccountsState now = startState;
    now.hasAccounts = !users.isEmpty();
    return later<AccountsState>(this, now);
}

Future<RegisteredUser> FakeAccounts::registerUser(const Registration &registration,
                                                  const ClientOrigin &)
{
    if (nextError.isSet())
        return later<RegisteredUser>(this, nextError.take());
    if (passwords.contains(registration.username))
        return later<RegisteredUser>(this, makeError(ErrorCode::NameTaken));
    const Permissions rights
        = users.isEmpty() ? Permission::Admin | Permission::User : Permissions(Permission::User);
    return later<RegisteredUser>(
        this,
        RegisteredUser { add(registration.username, registration.password, rights), u"lok_key"_s });
}

Future<LoginResult> FakeAccounts::login(const QString &name, const QString &password,
                                        const ClientOrigin &)
{
    if (loginError.isSet())
        return later<LoginResult>(this, loginError.take());
    if (nextError.isSet())
        return later<LoginResult>(this, nextError.take());
    for (const User &user : std::as_const(users)) {
        if (user.username == name && passwords.value(name) == password)
            return later<LoginResult>(this, loginOf(user));
    }
    return later<LoginResult>(this, makeError(ErrorCode::InvalidCredentials));
}

Future<LoginResult> FakeAccounts::refresh(const QString &refreshToken, const ClientOrigin &)
{
    if (nextError.isSet())
        return later<LoginResult>(this, nextError.take());
    for (const User &user : std::as_const(users)) {
        if (refreshToken.startsWith(u"refresh-%1-"_s.arg(user.username)))
            return later<LoginResult>(this, loginOf(user));
    }
    return later<LoginResult>(this, makeError(ErrorCode::InvalidToken));
}

Future<Done> FakeAccounts::logout(const QString &, bool, const ClientOrigin &)
{
    ++logouts;
    return later<Done>(this, Done {});
}

Future<Done> FakeAccounts::logoutEverywhere(const Principal &, const ClientOrigin &)
{
    ++logouts;
    return later<Done>(this, Done {});
}

Future<Principal> FakeAccounts::authenticateToken(const QString &)
{
    return refused<Principal>();
}

Future<Principal> FakeAccounts::authenticateKey(const QString &)
{
    return refused<Principal>();
}

Future<User> FakeAccounts::me(const Principal &who)
{
    for (const User &user : std::as_const(users)) {
        if (user.id == who.user)
            return later<User>(this, user);
    }
    return later<User>(this, makeError(ErrorCode::InvalidToken));
}

Future<User> FakeAccounts::updateMe(const Principal &who, const ProfileChange &change)
{
    for (User &user : users) {
        if (user.id != who.user)
            continue;
        if (change.email)
            user.email = *change.email;
        return later<User>(this, user);
    }
    return later<User>(this, makeError(ErrorCode::InvalidToken));
}

Future<LoginResult> FakeAccounts::changePassword(const Principal &who, const QString &current,
                                                 const QString &fresh, const ClientOrigin &)
{
    if (passwords.value(who.username) != current)
        return later<LoginResult>(this, makeError(ErrorCode::WrongPassword));
    passwords.insert(who.username, fresh);
    return login(who.username, fresh, {});
}

Future<QList<ApiKey>> FakeAccounts::keys(const Principal &)
{
    return later<QList<ApiKey>>(this, QList<ApiKey>());
}

Future<CreatedApiKey> FakeAccounts::createKey(const Principal &, const NewApiKey &,
                                              const ClientOrigin &)
{
    return refused<CreatedApiKey>();
}

Future<Done> FakeAccounts::revokeKey(const Principal &, KeyId, const ClientOrigin &)
{
    return refused<Done>();
}

Future<RegisteredUser> FakeAccounts::addUser(const Registration &registration,
                                             Permissions permissions)
{
    return later<RegisteredUser>(
        this,
        RegisteredUser { add(registration.username, registration.password, permissions), {} });
}

Future<QList<User>> FakeAccounts::listUsers()
{
    return later<QList<User>>(this, users);
}

Future<Done> FakeAccounts::resetPassword(const QString &, const QString &)
{
    return refused<Done>();
}

Future<Done> FakeAccounts::setEnabled(const QString &, bool)
{
    return refused<Done>();
}

Future<CreatedApiKey> FakeAccounts::addKeyFor(const QString &, const NewApiKey &)
{
    return refused<CreatedApiKey>();
}

Future<QList<ApiKey>> FakeAccounts::listKeys(const std::optional<QString> &)
{
    return later<QList<ApiKey>>(this, QList<ApiKey>());
}

Future<Done> FakeAccounts::revokeKeyById(KeyId)
{
    return refused<Done>();
}

} // namespace lokal::test
