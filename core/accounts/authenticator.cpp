#include "core/accounts/authenticator.h"

#include "core/accounts/tokens.h"
#include "core/common/chain.h"

namespace lokal {
namespace {

Error invalidToken()
{
    return makeError(ErrorCode::InvalidToken);
}

// What does not exist makes a credential invalid; any other failure is a fault of ours (A12).
template <typename T> Future<T> orInvalid(Future<T> lookup, QObject *home)
{
    return whenDone(std::move(lookup), home, [](Result<T> found) -> Result<T> {
        if (!found && found.error().code == ErrorCode::NotFound)
            return invalidToken();
        return found;
    });
}

} // namespace

Authenticator::Authenticator(const AccountParts &parts)
    : m_parts(parts)
{
}

Future<Principal> Authenticator::byToken(const QString &jwt)
{
    return andThen(m_parts.installation.tokens(), &m_parts.service,
                   [this, jwt](const std::shared_ptr<const Jwt> &tokens) -> Future<Principal> {
                       const Result<AccessClaims> claims
                           = tokens->check(jwt, m_parts.clock.nowUtc());
                       if (!claims)
                           return failed<Principal>(claims.error());
                       return byClaims(*claims);
                   });
}

Future<Principal> Authenticator::byClaims(const AccessClaims &claims)
{
    return andThen(
        orInvalid(m_parts.facts.login(claims.login), &m_parts.service), &m_parts.service,
        [this, claims](const StoredLogin &login) -> Future<Principal> {
            if (login.revoked || login.user != claims.user
                || login.expiresAtUtc <= m_parts.clock.nowUtc())
                return failed<Principal>(invalidToken());
            return andThen(
                orInvalid(m_parts.facts.user(claims.user), &m_parts.service), &m_parts.service,
                [claims](const StoredUser &found) -> Result<Principal> {
                    if (!found.user.enabled || found.stamp != claims.stamp)
                        return invalidToken();
                    return Principal { found.user.id, found.user.username, found.user.permissions,
                                       Scope::All,    claims.login,        {} };
                });
        });
}

Future<Principal> Authenticator::byKey(const QString &key)
{
    const std::optional<ApiKeyText> presented = ApiKeyText::parse(key);
    if (!presented)
        return failed<Principal>(invalidToken());
    return andThen(
        orInvalid(m_parts.facts.key(presented->publicId), &m_parts.service), &m_parts.service,
        [this, hash = sha256(presented->secret)](const StoredKey &known) -> Future<Principal> {
            const QDateTime expires = known.key.expiresAtUtc;
            if (!equalInConstantTime(hash, known.secretHash)
                || (expires.isValid() && expires <= m_parts.clock.nowUtc()))
                return failed<Principal>(invalidToken());
            return ownerOf(known);
        });
}

Future<Principal> Authenticator::ownerOf(const StoredKey &key)
{
    return andThen(orInvalid(m_parts.facts.user(key.key.owner), &m_parts.service), &m_parts.service,
                   [this, key](const StoredUser &owner) -> Result<Principal> {
                       if (!owner.user.enabled)
                           return invalidToken();
                       m_parts.facts.noteKeyUse(key);
                       return Principal { owner.user.id,
                                          owner.user.username,
                                          owner.user.permissions,
                                          key.key.scopes,
                                          {},
                                          key.key.id };
                   });
}

} // namespace lokal
