#pragma once

#include "core/accounts/accounts.h"
#include "core/api/httprequest.h"
#include "core/api/routetable.h"

namespace lokal::api {

/// The one credential of a request.
struct Credential
{
    QString text;
    bool isKey = false;
};

/// The credential that a request presents in Authorization or X-API-Key (N4). Errors: invalid_token
/// when there is none or it cannot be one, two_credentials when there are different ones.
Result<Credential> credentialOf(const HttpRequest &request);

/// Who presents it.
Future<Principal> authenticate(Accounts &accounts, const Credential &credential);

/// forbidden when this principal may not use this route.
std::optional<Error> checkRights(const Principal &who, const Route &route);
/// forbidden when an API key acts where only a person may (A10).
std::optional<Error> checkIsLogin(const Principal &who);

/// One line in the security log when the error says that something was not allowed (O2).
void noteAccessDenied(const Error &error, UserId user, const ClientOrigin &from);

} // namespace lokal::api
