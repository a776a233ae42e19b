#include "core/accounts/jwt.h"

#include "core/accounts/tokens.h"
#include "core/common/jsonreader.h"

#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QUuid>

#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr qsizetype longestToken = 4096;

std::optional<QByteArray> decoded(const QByteArray &part)
{
    const auto result = QByteArray::fromBase64Encoding(
        part, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    // Only the one canonical spelling, so that a token cannot be varied and stay valid.
    if (!result || base64Url(result.decoded) != part)
        return std::nullopt;
    return result.decoded;
}

std::optional<qint64> integer(const QJsonValue &value)
{
    constexpr double exactlyRepresentable = 9007199254740992.0;
    const double number = value.isDouble() ? value.toDouble() : std::nan("");
    if (!(std::abs(number) < exactlyRepresentable) || std::trunc(number) != number)
        return std::nullopt;
    return qint64(number);
}

qint64 idFrom(const QJsonValue &value)
{
    bool isNumber = false;
    const qint64 id = value.toString().toLongLong(&isNumber);
    return isNumber && QString::number(id) == value.toString() ? id : 0;
}

// Exactly the header that issue() writes: nothing in it may choose a key or an algorithm.
bool isOurHeader(const QByteArray &text)
{
    const Result<JsonObject> header = parseStrictObject(text);
    return header && header->values().size() == 2
        && header->value(u"alg"_s) == QJsonValue(u"HS256"_s)
        && header->value(u"typ"_s) == QJsonValue(u"at+jwt"_s);
}

bool isTimely(const QJsonObject &payload, const QDateTime &nowUtc)
{
    const std::optional<qint64> issued = integer(payload[u"iat"_s]);
    const std::optional<qint64> expires = integer(payload[u"exp"_s]);
    if (!issued || !expires || *expires - *issued > Jwt::lifetime.count() || *expires < *issued)
        return false;
    const qint64 now = nowUtc.toSecsSinceEpoch();
    return now < *expires + Jwt::leeway.count() && now >= *issued - Jwt::leeway.count();
}

} // namespace

Jwt::Jwt(QByteArray key, const QString &installation)
    : m_key(std::move(key))
    , m_party("lokal-ai:"_L1 + installation)
{
}

QByteArray Jwt::signature(const QByteArray &signingInput, const QByteArray &key)
{
    return base64Url(
        QMessageAuthenticationCode::hash(signingInput, key, QCryptographicHash::Sha256));
}

QString Jwt::issue(const AccessClaims &claims, const QDateTime &nowUtc) const
{
    const qint64 now = nowUtc.toSecsSinceEpoch();
    const QJsonObject header { { u"alg"_s, u"HS256"_s }, { u"typ"_s, u"at+jwt"_s } };
    const QJsonObject payload {
        { u"iss"_s, m_party },
        { u"aud"_s, m_party },
        { u"sub"_s, QString::number(claims.user.value) },
        { u"sid"_s, QString::number(claims.login.value) },
        { u"stamp"_s, claims.stamp },
        { u"jti"_s, QUuid::createUuid().toString(QUuid::WithoutBraces) },
        { u"iat"_s, now },
        { u"exp"_s, now + qint64(lifetime.count()) },
    };
    const QByteArray input = base64Url(QJsonDocument(header).toJson(QJsonDocument::Compact)) + '.'
        + base64Url(QJsonDocument(payload).toJson(QJsonDocument::Compact));
    return QString::fromLatin1(input + '.' + signature(input, m_key));
}

Result<AccessClaims> Jwt::check(const QString &token, const QDateTime &nowUtc) const
{
    const Error invalid = makeError(ErrorCode::InvalidToken);
    if (token.size() > longestToken)
        return invalid;
    const QByteArray text = token.toUtf8();
    const QList<QByteArray> parts = text.split('.');
    if (parts.size() != 3)
        return invalid;
    // The signature first: nothing unsigned is ever parsed.
    if (!equalInConstantTime(signature(parts[0] + '.' + parts[1], m_key), parts[2]))
        return invalid;
    const std::optional<QByteArray> header = decoded(parts[0]);
    const std::optional<QByteArray> payloadText = decoded(parts[1]);
    if (!header || !payloadText || !isOurHeader(*header))
        return invalid;
    const Result<JsonObject> parsed = parseStrictObject(*payloadText);
    if (!parsed)
        return invalid;
    const QJsonObject &payload = parsed->values();
    const AccessClaims claims { { idFrom(payload[u"sub"_s]) },
                                { idFrom(payload[u"sid"_s]) },
                                payload[u"stamp"_s].toString() };
    if (payload[u"iss"_s] != QJsonValue(m_party) || payload[u"aud"_s] != QJsonValue(m_party)
        || payload[u"jti"_s].toString().isEmpty() || claims.stamp.isEmpty()
        || !claims.user.isValid() || !claims.login.isValid() || !isTimely(payload, nowUtc))
        return invalid;
    return claims;
}

} // namespace lokal
