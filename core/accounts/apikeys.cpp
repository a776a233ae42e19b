#include "core/accounts/apikeys.h"

#include "core/accounts/securitylog.h"
#include "core/accounts/tokens.h"
#include "core/common/chain.h"
#include "core/common/names.h"

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

// `all` means whatever the owner may do, so everybody may have it; so do reading and chatting.
/// The scopes that are more than the owner may do.
Scopes aboveRightsOf(const User &owner, Scopes scopes)
{
    Scopes above;
    for (const auto &[scope, right] :
         { std::pair(Scope::Models, Permission::Models), std::pair(Scope::Tools, Permission::Tools),
           std::pair(Scope::Metrics, Permission::Metrics) }) {
        const bool may
            = owner.permissions.testFlag(Permission::Admin) || owner.permissions.testFlag(right);
        if (scopes.testFlag(scope) && !may)
            above.setFlag(scope);
    }
    return above;
}

Status checkWanted(const NewApiKey &wanted, const QDateTime &nowUtc)
{
    if (const Status named = checkName(u"name"_s, wanted.name); !named)
        return named;
    if (!wanted.scopes)
        return invalidField(u"scopes"_s, u"must name at least one scope"_s);
    if (wanted.expiresAtUtc.isValid() && wanted.expiresAtUtc <= nowUtc)
        return invalidField(u"expires_at"_s, u"must be in the future"_s);
    return Done {};
}

} // namespace

MadeKey makeKey(const NewApiKey &wanted)
{
    const ApiKeyText text = ApiKeyText::generate();
    MadeKey made;
    made.text = text.text();
    made.stored.publicId = text.publicId;
    made.stored.secretHash = sha256(text.secret);
    made.stored.key.name = wanted.name;
    made.stored.key.scopes = wanted.scopes;
    made.stored.key.prefix = text.prefix();
    made.stored.key.expiresAtUtc = wanted.expiresAtUtc;
    return made;
}

ApiKeys::ApiKeys(const AccountParts &parts)
    : m_parts(parts)
{
}

Future<QList<ApiKey>> ApiKeys::of(const Principal &who)
{
    return m_parts.store.keysOf(who.user);
}

Future<CreatedApiKey> ApiKeys::create(const Principal &who, const NewApiKey &wanted,
                                      const ClientOrigin &from)
{
    if (who.key.isValid())
        return failed<CreatedApiKey>(
            makeError(ErrorCode::Forbidden, u"An API key cannot make keys."_s));
    return andThen(
        m_parts.store.userById(who.user), &m_parts.service,
        [this, wanted, from](const StoredUser &owner) { return insert(owner.user, wanted, from); });
}

Future<CreatedApiKey> ApiKeys::createFor(const QString &username, const NewApiKey &wanted)
{
    return andThen(
        m_parts.store.userByLogin(username), &m_parts.service,
        [this, wanted](const StoredUser &owner) { return insert(owner.user, wanted, {}); });
}

Future<CreatedApiKey> ApiKeys::insert(const User &owner, const NewApiKey &wanted,
                                      const ClientOrigin &from)
{
    if (const Status checked = checkWanted(wanted, m_parts.clock.nowUtc()); !checked)
        return failed<CreatedApiKey>(checked.error());
    if (const Scopes above = aboveRightsOf(owner, wanted.scopes); above)
        return failed<CreatedApiKey>(makeError(ErrorCode::Forbidden,
                                               u"The owner's rights do not cover the scope "_s
                                                   + scopeNames(above).join(u", "_s)));
    const MadeKey made = makeKey(wanted);
    return andThen(
        m_parts.store.insertKey(owner.id, made.stored), &m_parts.service,
        [owner = owner.id, text = made.text, from](const ApiKey &key) -> Result<CreatedApiKey> {
            noteSecurityEvent("key_created"_L1, owner, from,
                              { { "key"_L1, QString::number(key.id.value) } });
            return CreatedApiKey { key, text };
        });
}

Future<Done> ApiKeys::revoke(const Principal &who, KeyId id, const ClientOrigin &from)
{
    return ended(m_parts.store.deleteKey(who.user, id), who.user, id, from);
}

Future<Done> ApiKeys::revokeById(KeyId id)
{
    return ended(m_parts.store.deleteKeyById(id), {}, id, {});
}

Future<QList<ApiKey>> ApiKeys::list(const std::optional<QString> &username)
{
    if (!username)
        return m_parts.store.allKeys();
    return andThen(m_parts.store.userByLogin(*username), &m_parts.service,
                   [this](const StoredUser &owner) { return m_parts.store.keysOf(owner.user.id); });
}

Future<Done> ApiKeys::ended(Future<Done> deletion, UserId by, KeyId id, const ClientOrigin &from)
{
    return andThen(std::move(deletion), &m_parts.service,
                   [this, by, id, from](Done) -> Result<Done> {
                       m_parts.facts.forgetKey(id);
                       noteSecurityEvent("key_revoked"_L1, by, from,
                                         { { "key"_L1, QString::number(id.value) } });
                       Q_EMIT m_parts.service.keyEnded(id);
                       return Done {};
                   });
}

} // namespace lokal
