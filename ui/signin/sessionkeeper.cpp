#include "ui/signin/sessionkeeper.h"

#include "ui/common/answered.h"

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lokal::ui {
namespace {

const auto secretName = u"window-login"_s;
constexpr std::chrono::seconds headStart = 60s; ///< renew this long before the end
constexpr std::chrono::seconds leastLife = 5s;
constexpr std::chrono::seconds retryAfter = 30s;

} // namespace

SessionKeeper::SessionKeeper(const Backend &backend, QObject *parent)
    : QObject(parent)
    , m_backend(backend)
{
    m_renewal.setParent(this);
    m_renewal.setSingleShot(true);
    connect(&m_renewal, &QTimer::timeout, this, &SessionKeeper::renew);
    connect(&backend.accounts, &Accounts::loginEnded, this, &SessionKeeper::noticeEnd);
}

void SessionKeeper::resume()
{
    whenAnswered(m_backend.secrets.read(secretName), this,
                 [this](const Result<QByteArray> &secret) {
                     if (secret && !secret->isEmpty())
                         resumeWith(QString::fromUtf8(*secret));
                     else
                         Q_EMIT nothing();
                 });
}

void SessionKeeper::resumeWith(const QString &token)
{
    whenAnswered(m_backend.accounts.refresh(token, {}), this,
                 [this](const Result<LoginResult> &result) {
                     if (result) {
                         m_stay = true;
                         take(*result);
                         Q_EMIT resumed(*result);
                         return;
                     }
                     // A disk that does not answer says nothing about the token: it may serve the
                     // next start.
                     if (result.error().code == ErrorCode::InvalidToken)
                         m_backend.secrets.remove(secretName);
                     Q_EMIT nothing();
                 });
}

void SessionKeeper::keep(const LoginResult &login, bool stay)
{
    ++m_round;
    m_renewing = false;
    m_stay = stay;
    if (!stay)
        m_backend.secrets.remove(secretName);
    take(login);
}

void SessionKeeper::take(const LoginResult &login)
{
    m_login = login;
    // The old token is spent; used again it would end the login. So the new one is kept at once.
    if (m_stay)
        m_backend.secrets.write(secretName, login.refreshToken.toUtf8());
    const auto life = std::chrono::seconds(login.expiresInSeconds) - headStart;
    m_renewal.start(std::max(life, leastLife));
}

void SessionKeeper::renew()
{
    if (!m_login || m_renewing)
        return;
    m_renewing = true;
    whenAnswered(m_backend.accounts.refresh(m_login->refreshToken, {}), this,
                 [this, round = m_round](const Result<LoginResult> &result) {
                     if (round == m_round)
                         renewalDone(result);
                     else if (result) // signed out meanwhile: the token made since then ends too
                         m_backend.accounts.logout(result->refreshToken, false, {});
                 });
}

void SessionKeeper::renewalDone(const Result<LoginResult> &result)
{
    m_renewing = false;
    if (result) {
        take(*result);
        Q_EMIT renewed(*result);
    } else if (result.error().code == ErrorCode::InvalidToken) {
        forget();
        Q_EMIT ended();
    } else {
        m_renewal.start(retryAfter);
    }
}

void SessionKeeper::signOut()
{
    if (!m_login)
        return;
    const QString token = m_login->refreshToken;
    const bool renewing = m_renewing;
    forget();
    if (!renewing) // else the answer of the renewal is signed out when it comes
        m_backend.accounts.logout(token, false, {});
}

void SessionKeeper::noticeEnd(UserId user, LoginId login)
{
    if (!m_login || m_login->principal.user != user)
        return;
    if (login.isValid() && login != m_login->principal.login)
        return;
    forget();
    Q_EMIT ended();
}

void SessionKeeper::forget()
{
    ++m_round;
    m_renewing = false;
    m_renewal.stop();
    m_login.reset();
    m_backend.secrets.remove(secretName);
}

} // namespace lokal::ui
