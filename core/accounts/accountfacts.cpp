#include "core/accounts/accountfacts.h"

#include "core/common/chain.h"

namespace lokal {
namespace {

// Far above what one installation has at once; reached only by abuse, then reading starts anew.
constexpr qsizetype mostFacts = 20000;
constexpr std::chrono::minutes keyUseInterval { 1 };

} // namespace

AccountFacts::AccountFacts(AccountStore &store, const Clock &clock, QObject *home)
    : m_store(store)
    , m_clock(clock)
    , m_home(home)
{
}

template <typename Id, typename Fact>
void AccountFacts::keep(QHash<Id, Fact> &known, const Id &id, const Fact &fact)
{
    if (known.size() >= mostFacts)
        known.clear();
    known.insert(id, fact);
}

Future<StoredUser> AccountFacts::user(UserId id)
{
    if (const auto known = m_users.constFind(id); known != m_users.cend())
        return ready<StoredUser>(*known);
    return andThen(m_store.userById(id), m_home,
                   [this, id, asked = m_changes](StoredUser user) -> Result<StoredUser> {
                       user.passwordHash.clear();
                       if (asked == m_changes)
                           keep(m_users, id, user);
                       return user;
                   });
}

Future<StoredLogin> AccountFacts::login(LoginId id)
{
    if (const auto known = m_logins.constFind(id); known != m_logins.cend())
        return ready<StoredLogin>(*known);
    return andThen(m_store.loginById(id), m_home,
                   [this, id, asked = m_changes](const StoredLogin &login) -> Result<StoredLogin> {
                       if (asked == m_changes)
                           keep(m_logins, id, login);
                       return login;
                   });
}

Future<StoredKey> AccountFacts::key(const QString &publicId)
{
    if (const auto known = m_keys.constFind(publicId); known != m_keys.cend())
        return ready<StoredKey>(*known);
    return andThen(m_store.keyByPublicId(publicId), m_home,
                   [this, publicId, asked = m_changes](const StoredKey &key) -> Result<StoredKey> {
                       if (asked == m_changes)
                           keep(m_keys, publicId, key);
                       return key;
                   });
}

void AccountFacts::noteKeyUse(const StoredKey &key)
{
    const std::chrono::milliseconds now = m_clock.monotonic();
    const auto last = m_keyUses.constFind(key.key.id);
    if (last != m_keyUses.cend() && now < *last + keyUseInterval)
        return;
    keep(m_keyUses, key.key.id, now);
    m_store.noteKeyUse(key.key.id); // a lost note does no harm
}

void AccountFacts::forgetUser(UserId id)
{
    ++m_changes;
    m_users.remove(id);
    m_logins.removeIf([id](const auto &entry) { return entry.value().user == id; });
    m_keys.removeIf([id](const auto &entry) { return entry.value().key.owner == id; });
}

void AccountFacts::forgetLogin(LoginId id)
{
    ++m_changes;
    m_logins.remove(id);
}

void AccountFacts::forgetKey(KeyId id)
{
    ++m_changes;
    m_keys.removeIf([id](const auto &entry) { return entry.value().key.id == id; });
}

} // namespace lokal
