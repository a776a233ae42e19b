#pragma once

#include "core/accounts/accountfacts.h"
#include "core/accounts/accounts.h"
#include "core/accounts/installation.h"
#include "core/accounts/passwordhasher.h"

namespace lokal {

/// How this installation takes in people.
struct AccountSettings
{
    RegistrationPolicy laterRegistration
        = RegistrationPolicy::Closed; ///< for all but the first account
    bool firstAccountFree = false; ///< only loopback is listened on, or nothing
    int loginsPerMinute = 10; ///< per address
};

/// What the parts of AccountService share. All live in the engine thread and as long as the
/// service.
struct AccountParts
{
    Accounts &service; ///< context of every answer; its signals say what ended
    AccountStore &store;
    PasswordHasher &hasher;
    const Clock &clock;
    AccountFacts &facts;
    Installation &installation;
};

} // namespace lokal
