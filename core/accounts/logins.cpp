#include "core/accounts/logins.h"

#include "core/accounts/securitylog.h"
#include "core/accounts/tokens.h"
#include "core/common/chain.h"

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr int refreshDays = 30;

Error invalidToken()
{
    return makeError(ErrorCode::InvalidToken);
}

Error rateLimited(std::chrono::seconds wait)
{
    return makeError(ErrorCode::RateLimited, {}, { { u"retry_after"_s, qint64(wait.count()) } });
}

QString accountOf(UserId user)
{
    return u"user "_s + QString::number(user.value);
}

} // namespace

Logins::Logins(const AccountParts &parts, int loginsPerMinute)
    : m_parts(parts)
    , m_throttle(parts.clock, loginsPerMinute)
{
}

Future<LoginResult> Logins::login(const QString &name, const QString &password,
                                  const ClientOrigin &from)
{
    if (const auto wait = m_throttle.admit(from.address)) {
        noteSecurityEvent("login_throttled"_L1, {}, from, { { "by"_L1, u"address"_s } });
        return failed<LoginResult>(rateLimited(*wait));
    }
    return whenDone(
        m_parts.store.userByLogin(name), &m_parts.service,
        [this, name, password, from](const Result<StoredUser> &found) -> Future<LoginResult> {
            if (found)
                return tryPassword({ accountOf(found->user.id), password, from }, *found);
            if (found.error().code != ErrorCode::NotFound)
                return failed<LoginResult>(found.error());
            // Hashed, so that a long name costs no more memory than a short one.
            const QString unknown = QString::fromLatin1(base64Url(sha256(name.toCaseFolded())));
            return tryPassword({ u"name "_s + unknown, password, from }, std::nullopt);
        });
}

std::optional<Error> Logins::lockedOut(const Attempt &attempt, UserId user)
{
    const auto wait = m_throttle.lockedFor(attempt.account, attempt.from.address);
    if (!wait)
        return std::nullopt;
    noteSecurityEvent("login_throttled"_L1, user, attempt.from, { { "by"_L1, u"failures"_s } });
    return rateLimited(*wait);
}

Future<LoginResult> Logins::tryPassword(const Attempt &attempt,
                                        const std::optional<StoredUser> &user)
{
    if (const auto locked = lockedOut(attempt, user ? user->user.id : UserId {}))
        return failed<LoginResult>(*locked);
    // A null hash costs the same work and never matches (A5).
    return andThen(m_parts.hasher.verify(user ? user->passwordHash : QString(), attempt.password),
                   &m_parts.service, [this, attempt, user](const Verification &verified) {
                       return judge(attempt, user, verified);
                   });
}

Future<LoginResult> Logins::judge(const Attempt &attempt, const std::optional<StoredUser> &user,
                                  const Verification &verified)
{
    const UserId id = user ? user->user.id : UserId {};
    // Asked again: guesses that ran side by side must not get more tries than guesses in a row.
    if (const auto locked = lockedOut(attempt, id))
        return failed<LoginResult>(*locked);
    if (!user || !verified.matches || !user->user.enabled) {
        m_throttle.noteFailure(attempt.account, attempt.from.address);
        noteSecurityEvent("login_failed"_L1, id, attempt.from);
        return failed<LoginResult>(makeError(ErrorCode::InvalidCredentials));
    }
    m_throttle.noteSuccess(attempt.account, attempt.from.address);
    if (verified.isOutdated)
        renewHash(*user, attempt.password);
    return begin(*user, attempt.from);
}

void Logins::renewHash(const StoredUser &user, const QString &password)
{
    const UserId id = user.user.id;
    m_parts.hasher.hash(password).then(
        &m_parts.service, [this, id, set = m_passwordsSet.value(id)](const Result<QString> &hash) {
            // Missed chances come again with the next login; an older password must never come
            // back.
            if (hash && m_passwordsSet.value(id) == set)
                m_parts.store.rehash(id, *hash);
        });
}

Future<LoginResult> Logins::begin(const StoredUser &user, const ClientOrigin &from)
{
    const QString token = newOpaqueToken();
    const QDateTime expires = m_parts.clock.nowUtc().addDays(refreshDays);
    return andThen(m_parts.store.insertLogin(user.user.id, sha256(token), expires),
                   &m_parts.service, [this, user, token, from](const StoredLogin &login) {
                       noteSecurityEvent("login"_L1, user.user.id, from,
                                         { { "login"_L1, QString::number(login.id.value) } });
                       m_parts.store.noteLogin(user.user.id); // only a note for people
                       return confirm(user, login, token);
                   });
}

Future<LoginResult> Logins::confirm(const StoredUser &proved, const StoredLogin &login,
                                    const QString &refreshToken)
{
    return andThen(
        m_parts.store.userById(proved.user.id), &m_parts.service,
        [this, proved, login, refreshToken](const StoredUser &now) -> Future<LoginResult> {
            if (now.user.enabled && now.stamp == proved.stamp)
                return answer(now, login, refreshToken);
            // Password or rights changed while this one was checked: what was proved no longer
            // counts.
            return andThen(m_parts.store.revokeLogin(login.id), &m_parts.service,
                           [this, login](Done) -> Result<LoginResult> {
                               m_parts.facts.forgetLogin(login.id);
                               return makeError(ErrorCode::InvalidCredentials);
                           });
        });
}

Future<LoginResult> Logins::answer(const StoredUser &user, const StoredLogin &login,
                                   const QString &refreshToken)
{
    return andThen(m_parts.installation.tokens(), &m_parts.service,
                   [this, user, login,
                    refreshToken](const std::shared_ptr<const Jwt> &tokens) -> Result<LoginResult> {
                       LoginResult result;
                       result.user = user.user;
                       result.principal = { user.user.id, user.user.username, user.user.permissions,
                                            Scope::All,   login.id,           {} };
                       result.accessToken = tokens->issue({ user.user.id, login.id, user.stamp },
                                                          m_parts.clock.nowUtc());
                       result.refreshToken = refreshToken;
                       result.expiresInSeconds = int(Jwt::lifetime.count());
                       return result;
                   });
}

Future<LoginResult> Logins::refresh(const QString &refreshToken, const ClientOrigin &from)
{
    return whenDone(
        m_parts.store.loginByRefresh(sha256(refreshToken)), &m_parts.service,
        [this, refreshToken, from](const Result<StoredLogin> &login) -> Future<LoginResult> {
            if (!login && login.error().code != ErrorCode::NotFound
                && login.error().code != ErrorCode::InvalidToken)
                return failed<LoginResult>(login.error());
            if (!login || login->revoked || login->expiresAtUtc <= m_parts.clock.nowUtc()) {
                noteSecurityEvent("refresh_refused"_L1, login ? login->user : UserId {}, from);
                return failed<LoginResult>(invalidToken());
            }
            return rotate(*login, refreshToken, from);
        });
}

Future<LoginResult> Logins::rotate(const StoredLogin &login, const QString &refreshToken,
                                   const ClientOrigin &from)
{
    const QString fresh = newOpaqueToken();
    const QDateTime expires = m_parts.clock.nowUtc().addDays(refreshDays);
    return whenDone(
        m_parts.store.rotateLogin(sha256(refreshToken), sha256(fresh), expires), &m_parts.service,
        [this, old = login, fresh,
         from](const Result<StoredLogin> &rotated) -> Future<LoginResult> {
            m_parts.facts.forgetLogin(old.id);
            if (!rotated && rotated.error().code == ErrorCode::InvalidToken) {
                // Used twice: one of the two holders has stolen it, so the whole family ends (A8).
                if (rotated.error().args.value(u"reuse"_s).toBool()) {
                    noteSecurityEvent("refresh_reuse"_L1, old.user, from,
                                      { { "login"_L1, QString::number(old.id.value) } });
                    Q_EMIT m_parts.service.loginEnded(old.user, old.id);
                }
                return failed<LoginResult>(invalidToken());
            }
            if (!rotated)
                return failed<LoginResult>(rotated.error());
            return andThen(
                m_parts.store.userById(old.user), &m_parts.service,
                [this, login = *rotated, fresh](const StoredUser &user) -> Future<LoginResult> {
                    if (!user.user.enabled)
                        return failed<LoginResult>(invalidToken());
                    return answer(user, login, fresh);
                });
        });
}

Future<Done> Logins::logout(const QString &refreshToken, bool everywhere, const ClientOrigin &from)
{
    return whenDone(m_parts.store.loginByRefresh(sha256(refreshToken)), &m_parts.service,
                    [this, everywhere, from](const Result<StoredLogin> &login) -> Future<Done> {
                        if (!login)
                            return failed<Done>(login.error().code == ErrorCode::NotFound
                                                    ? invalidToken()
                                                    : login.error());
                        // An ended login may still be signed out of, but has no say over the
                        // others.
                        if (login->revoked)
                            return everywhere ? failed<Done>(invalidToken()) : ready<Done>(Done {});
                        return everywhere ? endAll(login->user, from) : endOne(*login, from);
                    });
}

Future<Done> Logins::logoutEverywhere(const Principal &who, const ClientOrigin &from)
{
    return endAll(who.user, from);
}

Future<Done> Logins::endAll(UserId user, const ClientOrigin &from)
{
    return andThen(m_parts.store.revokeLogins(user), &m_parts.service,
                   [this, user, from](Done) -> Result<Done> {
                       noteSecurityEvent("logout"_L1, user, from, { { "scope"_L1, u"all"_s } });
                       m_parts.facts.forgetUser(user);
                       Q_EMIT m_parts.service.loginEnded(user, {});
                       return Done {};
                   });
}

Future<Done> Logins::endOne(const StoredLogin &login, const ClientOrigin &from)
{
    return andThen(m_parts.store.revokeLogin(login.id), &m_parts.service,
                   [this, login, from](Done) -> Result<Done> {
                       noteSecurityEvent("logout"_L1, login.user, from,
                                         { { "scope"_L1, QString::number(login.id.value) } });
                       m_parts.facts.forgetLogin(login.id);
                       Q_EMIT m_parts.service.loginEnded(login.user, login.id);
                       return Done {};
                   });
}

Future<LoginResult> Logins::changePassword(const Principal &who, const QString &current,
                                           const QString &fresh, const ClientOrigin &from)
{
    if (who.key.isValid())
        return failed<LoginResult>(
            makeError(ErrorCode::Forbidden, u"an API key cannot change passwords"_s));
    return andThen(
        m_parts.store.userById(who.user), &m_parts.service,
        [this, current, fresh, from](const StoredUser &user) {
            const UserId id = user.user.id;
            const int set = m_passwordsSet.value(id);
            return andThen(
                verifyCurrent({ accountOf(id), current, from }, user, fresh), &m_parts.service,
                [this, user, from, set](const QString &hash) -> Future<LoginResult> {
                    // Another change came first: the current password that was checked is none any
                    // more.
                    if (m_passwordsSet.value(user.user.id) != set)
                        return failed<LoginResult>(makeError(ErrorCode::WrongPassword));
                    return andThen(setPassword(user.user.id, hash), &m_parts.service,
                                   [this, user, from](const QString &stamp) {
                                       noteSecurityEvent("password_changed"_L1, user.user.id, from);
                                       StoredUser proved = user;
                                       proved.stamp = stamp;
                                       return begin(proved, from);
                                   });
                });
        });
}

Future<QString> Logins::verifyCurrent(const Attempt &attempt, const StoredUser &user,
                                      const QString &fresh)
{
    const UserId id = user.user.id;
    if (const auto locked = lockedOut(attempt, id))
        return failed<QString>(*locked);
    return andThen(m_parts.hasher.verify(user.passwordHash, attempt.password), &m_parts.service,
                   [this, attempt, id, name = user.user.username,
                    fresh](const Verification &verified) -> Future<QString> {
                       if (const auto locked = lockedOut(attempt, id))
                           return failed<QString>(*locked);
                       if (!verified.matches) {
                           m_throttle.noteFailure(attempt.account, attempt.from.address);
                           noteSecurityEvent("password_change_refused"_L1, id, attempt.from);
                           return failed<QString>(makeError(ErrorCode::WrongPassword));
                       }
                       return m_parts.hasher.judgeAndHash(u"new_password"_s, fresh, name);
                   });
}

Future<Done> Logins::resetPassword(const QString &username, const QString &password)
{
    return andThen(m_parts.store.userByLogin(username), &m_parts.service,
                   [this, password](const StoredUser &user) {
                       const UserId id = user.user.id;
                       return andThen(
                           m_parts.hasher.judgeAndHash(u"password"_s, password, user.user.username),
                           &m_parts.service, [this, id](const QString &hash) {
                               return andThen(setPassword(id, hash), &m_parts.service,
                                              [id](const QString &) -> Result<Done> {
                                                  noteSecurityEvent("password_reset"_L1, id, {});
                                                  return Done {};
                                              });
                           });
                   });
}

Future<QString> Logins::setPassword(UserId user, const QString &hash)
{
    ++m_passwordsSet[user];
    const QString stamp = newOpaqueToken();
    return whenDone(m_parts.store.setPassword(user, hash, stamp), &m_parts.service,
                    [this, user, stamp](const Status &set) -> Result<QString> {
                        // Also after a fault, of which nobody knows how far it got: the next
                        // request reads afresh.
                        m_parts.facts.forgetUser(user);
                        if (!set)
                            return set.error();
                        Q_EMIT m_parts.service.loginEnded(user, {});
                        return stamp;
                    });
}

} // namespace lokal
