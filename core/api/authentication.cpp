#include "core/api/authentication.h"

#include "core/accounts/securitylog.h"

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

constexpr qsizetype maximumCredential = 4096;

Error invalidToken()
{
    return makeError(ErrorCode::InvalidToken);
}

} // namespace

Result<Credential> credentialOf(const HttpRequest &request)
{
    QList<QByteArray> found;
    bool malformed = false;
    for (const QByteArray &value : request.headerValues("Authorization")) {
        const qsizetype space = value.indexOf(' ');
        const QByteArray token = value.mid(space + 1).trimmed();
        if (space > 0 && value.left(space).toLower() == "bearer" && !token.isEmpty()
            && !token.contains(' '))
            found.append(token);
        else
            malformed = true;
    }
    found.append(request.headerValues("X-API-Key"));
    for (const QByteArray &other : std::as_const(found)) {
        if (other != found.first())
            return makeError(ErrorCode::TwoCredentials);
    }
    if (malformed && !found.isEmpty())
        return makeError(ErrorCode::TwoCredentials);
    if (found.isEmpty() || found.first().isEmpty() || found.first().size() > maximumCredential)
        return invalidToken();
    // A JWT is no key, so X-API-Key takes keys only.
    const bool isKey = found.first().startsWith("lok_") || request.hasHeader("X-API-Key");
    return Credential { QString::fromLatin1(found.first()), isKey };
}

Future<Principal> authenticate(Accounts &accounts, const Credential &credential)
{
    return credential.isKey ? accounts.authenticateKey(credential.text)
                            : accounts.authenticateToken(credential.text);
}

std::optional<Error> checkRights(const Principal &who, const Route &route)
{
    if (route.rights && !who.isAdmin() && !(who.permissions & route.rights))
        return makeError(ErrorCode::Forbidden);
    if (route.access == Access::LoginOnly) {
        if (auto fault = checkIsLogin(who))
            return fault;
    }
    if (who.scopes.testFlag(Scope::All) || (who.scopes & route.scopes))
        return std::nullopt;
    return makeError(ErrorCode::Forbidden, u"The scopes of this key do not allow that."_s);
}

std::optional<Error> checkIsLogin(const Principal &who)
{
    if (!who.key.isValid())
        return std::nullopt;
    return makeError(ErrorCode::Forbidden,
                     u"API keys may not do this; sign in with the password."_s);
}

void noteAccessDenied(const Error &error, UserId user, const ClientOrigin &from)
{
    if (error.kind != ErrorKind::Forbidden && error.kind != ErrorKind::Unauthorized)
        return;
    if (error.code == ErrorCode::WrongPassword)
        return; // noted where the password was compared
    noteSecurityEvent("access_denied"_L1, user, from, { { "code"_L1, codeName(error.code) } });
}

} // namespace lokal::api
