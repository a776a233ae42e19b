#pragma once

#include "core/accounts/accountparts.h"
#include "core/accounts/setuptoken.h"

namespace lokal {

/// Makes accounts (A1–A3). Who may is decided here, who is first is decided inside the store's
/// transaction.
class Registrar
{
public:
    Registrar(const AccountParts &parts, SetupTokenPlace &place, const AccountSettings &settings);

    void setSettings(const AccountSettings &settings) { m_settings = settings; }

    Future<AccountsState> state();
    Future<RegisteredUser> registerUser(const Registration &wanted, const ClientOrigin &from);
    /// By the administrator of this machine, whatever the settings say. The first one is an
    /// administrator, whatever `permissions` says.
    Future<RegisteredUser> addUser(const Registration &wanted, Permissions permissions);
    /// Issues a setup token when the first account needs one. Gives its text, null when none is
    /// needed.
    Future<QString> prepareSetup();
    /// Takes it back, if one was issued here.
    void withdrawSetup();

private:
    enum class Place
    {
        First,
        Later
    };
    struct Account
    {
        Registration wanted;
        Place place = Place::Later;
        Permissions permissions = Permission::User;
        ClientOrigin from;
    };

    /// Whether accounts exist or ever existed. Once true it stays true, whatever storage says
    /// later.
    Future<bool> isSetUp();
    Future<Place> placeFor(const Registration &wanted, const ClientOrigin &from);
    Result<Place> placeAfterSetup(const Registration &wanted) const;
    Result<Place> placeBeforeSetup(const Registration &wanted, const ClientOrigin &from) const;
    Future<RegisteredUser> make(const Account &account);
    Future<RegisteredUser> insert(const Account &account, const QString &hash);
    Future<RegisteredUser> lostTheRace(const Account &account, const QString &hash);
    void noteSetUp();

    AccountParts m_parts;
    SetupToken m_setupToken;
    AccountSettings m_settings;
    bool m_isSetUp = false;
};

} // namespace lokal
