#pragma once

#include "core/accounts/accountparts.h"
#include "core/accounts/throttle.h"

namespace lokal {

/// Signing in, staying signed in, signing out, and the passwords all that rests on (A3–A9).
class Logins
{
public:
    Logins(const AccountParts &parts, int loginsPerMinute);

    void setLoginsPerMinute(int logins) { m_throttle.setAttemptsPerMinute(logins); }

    Future<LoginResult> login(const QString &name, const QString &password,
                              const ClientOrigin &from);
    Future<LoginResult> refresh(const QString &refreshToken, const ClientOrigin &from);
    Future<Done> logout(const QString &refreshToken, bool everywhere, const ClientOrigin &from);
    Future<Done> logoutEverywhere(const Principal &who, const ClientOrigin &from);
    Future<LoginResult> changePassword(const Principal &who, const QString &current,
                                       const QString &fresh, const ClientOrigin &from);
    /// By the administrator of this machine: no current password needed.
    Future<Done> resetPassword(const QString &username, const QString &password);

private:
    Future<Done> endAll(UserId user, const ClientOrigin &from);
    Future<Done> endOne(const StoredLogin &login, const ClientOrigin &from);
    struct Attempt
    {
        QString account; ///< what failures count for
        QString password;
        ClientOrigin from;
    };

    Future<LoginResult> tryPassword(const Attempt &attempt, const std::optional<StoredUser> &user);
    Future<LoginResult> judge(const Attempt &attempt, const std::optional<StoredUser> &user,
                              const Verification &verified);
    std::optional<Error> lockedOut(const Attempt &attempt, UserId user);
    void renewHash(const StoredUser &user, const QString &password);
    /// A new login for somebody who has just proved to be `user`.
    Future<LoginResult> begin(const StoredUser &user, const ClientOrigin &from);
    Future<LoginResult> confirm(const StoredUser &proved, const StoredLogin &login,
                                const QString &refreshToken);
    Future<LoginResult> rotate(const StoredLogin &login, const QString &refreshToken,
                               const ClientOrigin &from);
    Future<LoginResult> answer(const StoredUser &user, const StoredLogin &login,
                               const QString &refreshToken);
    Future<QString> verifyCurrent(const Attempt &attempt, const StoredUser &user,
                                  const QString &fresh);
    /// Sets the password, which ends every login; gives the new stamp.
    Future<QString> setPassword(UserId user, const QString &hash);

    AccountParts m_parts;
    Throttle m_throttle;
    /// How often each password was set since the start: work that began before must not be written
    /// after.
    QHash<UserId, int> m_passwordsSet;
};

} // namespace lokal
