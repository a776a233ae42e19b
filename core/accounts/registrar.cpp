#include "core/accounts/registrar.h"

#include "core/accounts/apikeys.h"
#include "core/accounts/profile.h"
#include "core/accounts/securitylog.h"
#include "core/accounts/throttle.h"
#include "core/accounts/tokens.h"
#include "core/common/chain.h"
#include "core/common/log.h"

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

Error setupDone()
{
    return makeError(ErrorCode::SetupDone);
}

Error registrationClosed()
{
    return makeError(ErrorCode::RegistrationClosed);
}

Status checkRegistration(const Registration &wanted)
{
    if (const Status name = checkUsername(wanted.username); !name)
        return name;
    return wanted.email ? checkEmail(*wanted.email) : Status(Done {});
}

} // namespace

Registrar::Registrar(const AccountParts &parts, SetupTokenPlace &place,
                     const AccountSettings &settings)
    : m_parts(parts)
    , m_setupToken(place)
    , m_settings(settings)
{
}

Future<bool> Registrar::isSetUp()
{
    if (m_isSetUp)
        return ready<bool>(true);
    return andThen(m_parts.store.setting(u"setup_done"_s), &m_parts.service,
                   [this](const QString &done) {
                       return andThen(m_parts.store.userCount(), &m_parts.service,
                                      [this, done](qint64 accounts) -> Result<bool> {
                                          // An empty user table is no first run when there was an
                                          // account before.
                                          if (accounts > 0 && done.isEmpty())
                                              noteSetUp();
                                          m_isSetUp = m_isSetUp || accounts > 0 || !done.isEmpty();
                                          return m_isSetUp;
                                      });
                   });
}

Future<AccountsState> Registrar::state()
{
    return andThen(isSetUp(), &m_parts.service, [this](bool isDone) -> Result<AccountsState> {
        return AccountsState { isDone, m_settings.laterRegistration };
    });
}

Future<QString> Registrar::prepareSetup()
{
    return andThen(isSetUp(), &m_parts.service, [this](bool isDone) -> Result<QString> {
        if (!isDone && !m_settings.firstAccountFree)
            return m_setupToken.issue();
        m_setupToken.withdraw();
        return QString();
    });
}

void Registrar::withdrawSetup()
{
    if (m_setupToken.isIssued())
        m_setupToken.withdraw();
}

Future<RegisteredUser> Registrar::registerUser(const Registration &wanted, const ClientOrigin &from)
{
    return andThen(placeFor(wanted, from), &m_parts.service, [this, wanted, from](Place place) {
        const Permissions permissions = place == Place::First ? Permission::Admin | Permission::User
                                                              : Permissions(Permission::User);
        return make({ wanted, place, permissions, from });
    });
}

Future<RegisteredUser> Registrar::addUser(const Registration &wanted, Permissions permissions)
{
    return andThen(isSetUp(), &m_parts.service, [this, wanted, permissions](bool isDone) {
        if (isDone)
            return make({ wanted, Place::Later, permissions, {} });
        return make(
            { wanted, Place::First, permissions | Permission::Admin | Permission::User, {} });
    });
}

Future<Registrar::Place> Registrar::placeFor(const Registration &wanted, const ClientOrigin &from)
{
    return whenDone(isSetUp(), &m_parts.service,
                    [this, wanted, from](const Result<bool> &isDone) -> Result<Place> {
                        // A token can be right only in a run that has read an empty user table and
                        // issued one; so a fault here never opens the door again, and says no more
                        // than "done" (A1).
                        if (!isDone && wanted.setupToken && !m_setupToken.isIssued())
                            return setupDone();
                        if (!isDone)
                            return isDone.error();
                        const Result<Place> place
                            = *isDone ? placeAfterSetup(wanted) : placeBeforeSetup(wanted, from);
                        if (!place)
                            noteSecurityEvent("registration_refused"_L1, {}, from,
                                              { { "code"_L1, codeName(place.error().code) } });
                        return place;
                    });
}

Result<Registrar::Place> Registrar::placeAfterSetup(const Registration &wanted) const
{
    if (wanted.setupToken)
        return setupDone();
    if (m_settings.laterRegistration == RegistrationPolicy::Closed)
        return registrationClosed();
    return Place::Later;
}

Result<Registrar::Place> Registrar::placeBeforeSetup(const Registration &wanted,
                                                     const ClientOrigin &from) const
{
    const bool isAtThisComputer = from.address.isEmpty();
    if (isAtThisComputer || m_settings.firstAccountFree
        || (wanted.setupToken && m_setupToken.matches(*wanted.setupToken)))
        return Place::First;
    return registrationClosed();
}

Future<RegisteredUser> Registrar::make(const Account &account)
{
    if (const Status checked = checkRegistration(account.wanted); !checked)
        return failed<RegisteredUser>(checked.error());
    return andThen(
        m_parts.hasher.judgeAndHash(u"password"_s, account.wanted.password, account.wanted.username,
                                    throttleAddress(account.from.address)),
        &m_parts.service, [this, account](const QString &hash) { return insert(account, hash); });
}

Future<RegisteredUser> Registrar::insert(const Account &account, const QString &hash)
{
    const MadeKey key = makeKey({ u"default"_s, Scope::All, {} });
    NewUser user;
    user.username = account.wanted.username;
    user.email = account.wanted.email;
    user.passwordHash = hash;
    user.stamp = newOpaqueToken();
    user.permissions = account.permissions;
    user.mustBeFirst = account.place == Place::First;
    user.mustNotBeFirst = account.place == Place::Later;
    user.firstKey = key.stored;
    return whenDone(
        m_parts.store.insertUser(user), &m_parts.service,
        [this, account, hash,
         text = key.text](const Result<StoredUser> &made) -> Future<RegisteredUser> {
            if (!made && made.error().code == ErrorCode::SetupDone && account.place == Place::First)
                return lostTheRace(account, hash);
            if (!made)
                return failed<RegisteredUser>(made.error());
            noteSecurityEvent("user_created"_L1, made->user.id, account.from,
                              { { "permissions"_L1, permissionsText(made->user.permissions) } });
            if (account.place == Place::First)
                noteSetUp();
            return ready<RegisteredUser>(RegisteredUser { made->user, text });
        });
}

// Somebody else became the first while this password was hashed: go on as if it had been so before.
Future<RegisteredUser> Registrar::lostTheRace(const Account &account, const QString &hash)
{
    noteSetUp();
    Account later = account;
    later.place = Place::Later;
    later.permissions = Permission::User;
    if (account.from.address.isEmpty() && !account.wanted.setupToken)
        return insert(later, hash);
    const Result<Place> place = placeAfterSetup(account.wanted);
    return place ? insert(later, hash) : failed<RegisteredUser>(place.error());
}

void Registrar::noteSetUp()
{
    m_isSetUp = true;
    m_setupToken.withdraw();
    // Kept beside the accounts, so that a user table that lost its rows is not taken for a first
    // run.
    m_parts.store.setSetting(u"setup_done"_s, u"1"_s)
        .then(&m_parts.service, [](const Status &kept) {
            if (!kept)
                qCWarning(logSecurity) << "setup_done could not be kept:" << kept.error().detail;
        });
}

} // namespace lokal
