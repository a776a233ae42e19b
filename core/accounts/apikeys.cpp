#include "core/accounts/apikeys.h"

#include "core/accounts/securitylog.h"
#include "core/accounts/tokens.h"
#include "core/common/chain.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr qsizetype longestName = 200;

// Key calls do not say where they come from; better no address in the log than a wrong one.
ClientOrigin unknownOrigin()
{
    return { u"-"_s, {} };
}

bool isName(const QString &text)
{
    const bool hasControl = std::any_of(
        text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
    return !text.isEmpty() && text.size() <= longestName && !hasControl;
}

// `all` means whatever the owner may do, so everybody may have it; so do reading and chatting.
bool isWithinRightsOf(const User &owner, Scopes scopes)
{
    const auto may = [&](Permission right) {
        return owner.permissions.testFlag(Permission::Admin) || owner.permissions.testFlag(right);
    };
    return (!scopes.testFlag(Scope::Models) || may(Permission::Models))
        && (!scopes.testFlag(Scope::Tools) || may(Permission::Tools))
        && (!scopes.testFlag(Scope::Metrics) || may(Permission::Metrics));
}

Status checkWanted(const NewApiKey &wanted, const QDateTime &nowUtc)
{
    if (!isName(wanted.name))
        return invalidField(u"name"_s,
                            u"must have 1 to 200 characters without control characters"_s);
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

Future<CreatedApiKey> ApiKeys::create(const Principal &who, const NewApiKey &wanted)
{
    if (who.key.isValid())
        return failed<CreatedApiKey>(
            makeError(ErrorCode::Forbidden, u"an API key cannot make keys"_s));
    return andThen(m_parts.store.userById(who.user), &m_parts.service,
                   [this, wanted](const StoredUser &owner) { return insert(owner.user, wanted); });
}

Future<CreatedApiKey> ApiKeys::createFor(const QString &username, const NewApiKey &wanted)
{
    return andThen(m_parts.store.userByLogin(username), &m_parts.service,
                   [this, wanted](const StoredUser &owner) { return insert(owner.user, wanted); });
}

Future<CreatedApiKey> ApiKeys::insert(const User &owner, const NewApiKey &wanted)
{
    if (const Status checked = checkWanted(wanted, m_parts.clock.nowUtc()); !checked)
        return failed<CreatedApiKey>(checked.error());
    if (!isWithinRightsOf(owner, wanted.scopes))
        return failed<CreatedApiKey>(
            makeError(ErrorCode::Forbidden, u"scopes above the owner's rights"_s));
    const MadeKey made = makeKey(wanted);
    return andThen(
        m_parts.store.insertKey(owner.id, made.stored), &m_parts.service,
        [owner = owner.id, text = made.text](const ApiKey &key) -> Result<CreatedApiKey> {
            noteSecurityEvent("key_created"_L1, owner, unknownOrigin(),
                              { { "key"_L1, QString::number(key.id.value) } });
            return CreatedApiKey { key, text };
        });
}

Future<Done> ApiKeys::revoke(const Principal &who, KeyId id)
{
    return ended(m_parts.store.deleteKey(who.user, id), who.user, id);
}

Future<Done> ApiKeys::revokeById(KeyId id)
{
    return ended(m_parts.store.deleteKeyById(id), {}, id);
}

Future<QList<ApiKey>> ApiKeys::list(const std::optional<QString> &username)
{
    if (!username)
        return m_parts.store.allKeys();
    return andThen(m_parts.store.userByLogin(*username), &m_parts.service,
                   [this](const StoredUser &owner) { return m_parts.store.keysOf(owner.user.id); });
}

Future<Done> ApiKeys::ended(Future<Done> deletion, UserId by, KeyId id)
{
    return andThen(std::move(deletion), &m_parts.service, [this, by, id](Done) -> Result<Done> {
        m_parts.facts.forgetKey(id);
        noteSecurityEvent("key_revoked"_L1, by, unknownOrigin(),
                          { { "key"_L1, QString::number(id.value) } });
        Q_EMIT m_parts.service.keyEnded(id);
        return Done {};
    });
}

} // namespace lokal
