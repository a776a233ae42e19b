#pragma once

#include "core/common/ids.h"
#include "core/common/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <chrono>

namespace lokal {

/// What an access token says.
struct AccessClaims
{
    UserId user;
    LoginId login;
    QString stamp; ///< the user's security stamp when it was issued
};

/// Makes and checks access tokens (A7). The algorithm is HS256 and the key is the installation's,
/// whatever the header of a token says.
class Jwt
{
public:
    static constexpr std::chrono::seconds lifetime { 15 * 60 };
    static constexpr std::chrono::seconds leeway { 30 };

    /// @param key 256 random bits. @param installation names issuer and audience.
    Jwt(QByteArray key, const QString &installation);

    QString issue(const AccessClaims &claims, const QDateTime &nowUtc) const;
    /// invalid_token for any fault, always the same one.
    Result<AccessClaims> check(const QString &token, const QDateTime &nowUtc) const;

    /// The third part of a token for the first two, "header.payload" (RFC 7515).
    static QByteArray signature(const QByteArray &signingInput, const QByteArray &key);

private:
    QByteArray m_key;
    QString m_party; ///< iss and aud
};

} // namespace lokal
