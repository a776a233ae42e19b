#pragma once

#include "core/accounts/accountparts.h"

namespace lokal {

/// Answers "who is this?" for every request (A7, A10–A12). Nothing is read from storage for a
/// credential that was seen before and has not changed since.
class Authenticator
{
public:
    explicit Authenticator(const AccountParts &parts);

    Future<Principal> byToken(const QString &jwt);
    Future<Principal> byKey(const QString &key);

private:
    Future<Principal> byClaims(const AccessClaims &claims);
    Future<Principal> ownerOf(const StoredKey &key);

    AccountParts m_parts;
};

} // namespace lokal
