#pragma once

#include "core/accounts/user.h"
#include "core/common/result.h"

#include <QObject>

namespace lokal {

/// Which limits and which words in the security log a request falls under.
struct ClientOrigin
{
    QString
        address; ///< the socket's address as text; empty: this program's own window or command line
    QString requestId;
};

struct Registration
{
    QString username;
    QString password; ///< used exactly as received
    std::optional<QString> email;
    std::optional<QString> setupToken;
};

/// A fresh pair of tokens and who they stand for.
struct LoginResult
{
    User user;
    Principal principal;
    QString accessToken; ///< JWT, 15 minutes
    QString refreshToken; ///< opaque, single use, 30 days
    int expiresInSeconds = 900;
};

struct RegisteredUser
{
    User user;
    QString apiKey; ///< of the key named "default"; never shown again
};

struct NewApiKey
{
    QString name;
    Scopes scopes = Scope::All;
    QDateTime expiresAtUtc; ///< invalid: never
};

struct CreatedApiKey
{
    ApiKey key;
    QString secret; ///< the whole "lok_…", once
};

struct ProfileChange
{
    std::optional<QString> username;
    std::optional<std::optional<QString>> email;
    std::optional<qint64> expectedRevision; ///< If-Match
};

enum class RegistrationPolicy
{
    Open,
    Closed
};

/// What a start page has to know before anybody signs in.
struct AccountsState
{
    bool hasAccounts = false; ///< false only when the user table was read and is empty
    RegistrationPolicy registration = RegistrationPolicy::Open;
};

/// Accounts, logins and keys (security promises A1–A12). Methods may be called from any thread;
/// futures finish exactly once. Signals are emitted in the engine thread.
class Accounts : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual Future<AccountsState> state() = 0;
    /// Errors: invalid_field, name_taken, registration_closed, setup_done, storage_*.
    virtual Future<RegisteredUser> registerUser(const Registration &registration,
                                                const ClientOrigin &from)
        = 0;
    /// Username or e-mail. Errors: invalid_credentials, rate_limited (args: retry_after),
    /// overloaded.
    virtual Future<LoginResult> login(const QString &name, const QString &password,
                                      const ClientOrigin &from)
        = 0;
    /// Errors: invalid_token (reuse revokes the whole family).
    virtual Future<LoginResult> refresh(const QString &refreshToken, const ClientOrigin &from) = 0;
    /// Ends the login of that refresh token, or with `everywhere` each login of the user.
    virtual Future<Done> logout(const QString &refreshToken, bool everywhere,
                                const ClientOrigin &from)
        = 0;
    /// Each login of the user; API keys stay.
    virtual Future<Done> logoutEverywhere(const Principal &who, const ClientOrigin &from) = 0;
    /// Who presents this JWT. Errors: invalid_token, storage_* (never success, never 401 on a
    /// fault).
    virtual Future<Principal> authenticateToken(const QString &jwt) = 0;
    /// Who presents this API key. Errors as authenticateToken().
    virtual Future<Principal> authenticateKey(const QString &key) = 0;

    virtual Future<User> me(const Principal &who) = 0;
    virtual Future<User> updateMe(const Principal &who, const ProfileChange &change) = 0;
    /// Ends every token and refresh token of the user; gives a fresh pair.
    virtual Future<LoginResult> changePassword(const Principal &who, const QString &current,
                                               const QString &fresh, const ClientOrigin &from)
        = 0;

    virtual Future<QList<ApiKey>> keys(const Principal &who) = 0;
    virtual Future<CreatedApiKey> createKey(const Principal &who, const NewApiKey &key,
                                            const ClientOrigin &from)
        = 0;
    virtual Future<Done> revokeKey(const Principal &who, KeyId id, const ClientOrigin &from) = 0;

    // For the command line on this machine (which may open the data, so it is the administrator).
    virtual Future<RegisteredUser> addUser(const Registration &registration,
                                           Permissions permissions)
        = 0;
    virtual Future<QList<User>> listUsers() = 0;
    virtual Future<Done> resetPassword(const QString &username, const QString &password) = 0;
    virtual Future<Done> setEnabled(const QString &username, bool enabled) = 0;
    virtual Future<CreatedApiKey> addKeyFor(const QString &username, const NewApiKey &key) = 0;
    virtual Future<QList<ApiKey>> listKeys(const std::optional<QString> &username) = 0;
    virtual Future<Done> revokeKeyById(KeyId id) = 0;

Q_SIGNALS:
    /// These logins end now: their streams have to be closed (A9). An invalid login means all of
    /// the user's.
    void loginEnded(lokal::UserId user, lokal::LoginId login);
    /// This key ends now.
    void keyEnded(lokal::KeyId key);
};

} // namespace lokal
