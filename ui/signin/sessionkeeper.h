#pragma once

#include "ui/shell/backend.h"

#include <QTimer>

#include <optional>

namespace lokal::ui {

/// Keeps the window's login alive: takes it up again at the start, renews it before it runs out,
/// and notices when it was ended elsewhere. The refresh token rests in the secret store only for
/// "stay signed in". GUI thread.
class SessionKeeper : public QObject
{
    Q_OBJECT
public:
    explicit SessionKeeper(const Backend &backend, QObject *parent = nullptr);

    /// Looks for a kept login. Exactly one of resumed() and nothing() follows.
    void resume();
    /// Takes over a fresh login. @p stay: it outlives the program.
    void keep(const LoginResult &login, bool stay);
    /// Ends the login and forgets it. ended() does not come for this.
    void signOut();
    bool isSignedIn() const { return m_login.has_value(); }
    std::optional<LoginResult> login() const { return m_login; }

Q_SIGNALS:
    void resumed(const lokal::LoginResult &login);
    void nothing();
    /// The login goes on, with rights that may have changed.
    void renewed(const lokal::LoginResult &login);
    /// The login was ended elsewhere (another window, an administrator, a new password).
    void ended();

private:
    void resumeWith(const QString &token);
    void take(const LoginResult &login);
    void renew();
    void renewalDone(const Result<LoginResult> &result);
    void noticeEnd(UserId user, LoginId login);
    void forget();

    const Backend &m_backend;
    QTimer m_renewal;
    std::optional<LoginResult> m_login;
    bool m_stay = false;
    bool m_renewing = false;
    int m_round = 0; ///< grows with each sign-in and sign-out: late answers then do not count
};

} // namespace lokal::ui
