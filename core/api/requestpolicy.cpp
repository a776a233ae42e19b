#include "core/api/requestpolicy.h"

#include <QSysInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

/// IPv4 addresses inside IPv6 ones become plain, so that they compare equal.
QHostAddress plain(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);
    QHostAddress result = isV4 ? QHostAddress(v4) : address;
    result.setScopeId({});
    return result;
}

struct HostPort
{
    QByteArray host;
    std::optional<quint16> port;
};

/// "name", "name:80", "[::1]:80"; nullopt for anything else.
std::optional<HostPort> splitHost(const QByteArray &text)
{
    const qsizetype bracket = text.indexOf(']');
    if (text.startsWith('[') != (bracket > 0))
        return std::nullopt;
    const qsizetype colon = text.indexOf(':', qMax<qsizetype>(0, bracket));
    HostPort result;
    result.host
        = bracket > 0 ? text.mid(1, bracket - 1) : text.left(colon < 0 ? text.size() : colon);
    if (bracket > 0 && colon != bracket + 1 && bracket + 1 != text.size())
        return std::nullopt;
    if (colon >= 0) {
        const QByteArray digits = text.mid(colon + 1);
        bool ok = !digits.isEmpty() && std::all_of(digits.begin(), digits.end(), [](char c) {
            return c >= '0' && c <= '9';
        });
        const quint16 port = ok ? digits.toUShort(&ok) : quint16(0);
        if (!ok)
            return std::nullopt;
        result.port = port;
    }
    if (result.host.isEmpty())
        return std::nullopt;
    return result;
}

/// A dotted quad or an IPv6 literal in its full spelling; QHostAddress also takes "127.1" and "1".
std::optional<QHostAddress> literalAddress(const QByteArray &host)
{
    if (!host.contains(':') && host.count('.') != 3)
        return std::nullopt;
    if (!host.contains(':') && !std::all_of(host.begin(), host.end(), [](char c) {
            return c == '.' || (c >= '0' && c <= '9');
        }))
        return std::nullopt;
    const QHostAddress address(QString::fromLatin1(host));
    return address.isNull() ? std::nullopt : std::optional(address);
}

/// Names what was refused and the option that would allow it.
Error notAllowed(ErrorCode code, const QByteArray &what, const QString &option)
{
    constexpr qsizetype longest = 100;
    return makeError(code,
                     u"\""_s + QString::fromUtf8(what.left(longest))
                         + u"\" is not allowed here; the server's option "_s + option
                         + u" would allow it."_s);
}

bool isLoopback(const QHostAddress &address)
{
    return plain(address).isLoopback();
}

/// 0.0.0.0 and ::, which name no computer.
bool isAnyAddress(const QHostAddress &address)
{
    return address == QHostAddress(QHostAddress::AnyIPv4)
        || address == QHostAddress(QHostAddress::AnyIPv6);
}

/// The values of "for" in the elements of Forwarded (RFC 7239).
QList<QByteArray> forwardedFor(const QByteArray &elements)
{
    QList<QByteArray> hops;
    for (const QByteArray &element : elements.split(',')) {
        for (const QByteArray &pair : element.split(';')) {
            const QByteArray text = pair.trimmed();
            if (text.left(4).toLower() == "for=")
                hops.append(text.mid(4));
        }
    }
    return hops;
}

/// The addresses that proxies saw, the nearest last: of the first kind of header that there is.
QList<QByteArray> forwardedHops(const HttpRequest &request)
{
    if (request.hasHeader("X-Forwarded-For"))
        return request.headerValues("X-Forwarded-For").join(',').split(',');
    if (request.hasHeader("Forwarded"))
        return forwardedFor(request.headerValues("Forwarded").join(','));
    return request.headerValues("X-Real-IP");
}

/// "192.0.2.1", "192.0.2.1:80", "2001:db8::1", "[2001:db8::1]:80", with or without quotes; null
/// for names and anything else.
QHostAddress hopAddress(const QByteArray &hop)
{
    QByteArray text = hop.trimmed();
    if (text.size() > 1 && text.startsWith('"') && text.endsWith('"'))
        text = text.sliced(1, text.size() - 2);
    if (text.startsWith('['))
        text = text.mid(1, text.indexOf(']') - 1);
    else if (text.count(':') == 1)
        text.truncate(text.indexOf(':'));
    return QHostAddress(QString::fromLatin1(text));
}

/// A configured host as it is compared: an IPv6 address without its brackets.
QByteArray configuredHost(const QString &text)
{
    const QByteArray host = text.trimmed().toLower().toUtf8();
    return host.startsWith('[') && host.endsWith(']') ? host.sliced(1, host.size() - 2) : host;
}

} // namespace

RequestPolicy::RequestPolicy(const ApiConfig &config)
{
    const QByteArray machine = QSysInfo::machineHostName().toLower().toUtf8();
    if (!machine.isEmpty())
        m_hosts << machine << machine + ".local";
    for (const QString &host : config.allowedHosts)
        m_hosts.append(configuredHost(host));
    for (const QString &origin : config.allowedOrigins)
        m_origins.append(origin.trimmed().toLower().toUtf8());
    for (const QString &proxy : config.trustedProxies) {
        const auto net = proxy.contains(u'/')
            ? QHostAddress::parseSubnet(proxy)
            : std::pair(QHostAddress(proxy), proxy.contains(u':') ? 128 : 32);
        if (!net.first.isNull() && net.second >= 0)
            m_proxies.append(net);
    }
}

bool RequestPolicy::isHostAllowed(const HttpRequest &request) const
{
    const QByteArray text = request.header("Host").toLower();
    const auto host = splitHost(text);
    const auto address = host ? literalAddress(host->host) : std::nullopt;
    if (!host || (address && isAnyAddress(*address)))
        return false;
    if (host->port && m_hosts.contains(text))
        return true; // configured with this very port, as behind a proxy
    if (host->port && *host->port != request.localPort)
        return false;
    if (host->host == "localhost")
        return isLoopback(request.local);
    return m_hosts.contains(host->host) || (address && plain(*address) == plain(request.local));
}

bool RequestPolicy::isSameOrigin(const HttpRequest &request, const QByteArray &origin) const
{
    const bool behindTls
        = isTrustedProxy(request.peer) && request.header("X-Forwarded-Proto").toLower() == "https";
    const QByteArray scheme = request.tls || behindTls ? "https://" : "http://";
    return origin == scheme + request.header("Host").toLower();
}

std::optional<Error> RequestPolicy::check(const HttpRequest &request) const
{
    if (!isHostAllowed(request))
        return notAllowed(ErrorCode::HostNotAllowed, request.header("Host"), u"--allowed-host"_s);
    const QList<QByteArray> origins = request.headerValues("Origin");
    const QList<QByteArray> sites = request.headerValues("Sec-Fetch-Site");
    if (origins.size() > 1 || sites.size() > 1)
        return makeError(ErrorCode::OriginNotAllowed);
    if (!origins.isEmpty()) {
        const QByteArray origin = origins.first().toLower();
        if (m_origins.contains(origin) || isSameOrigin(request, origin))
            return std::nullopt;
        return notAllowed(ErrorCode::OriginNotAllowed, origin, u"--allowed-origin"_s);
    }
    if (!sites.isEmpty() && sites.first().toLower() == "cross-site") {
        const QByteArray path = request.path();
        const bool showsDocs = request.method == "GET"
            && request.header("Sec-Fetch-Mode").toLower() == "navigate"
            && (path == "/docs" || path == "/api/v1/docs");
        if (!showsDocs)
            return makeError(ErrorCode::OriginNotAllowed);
    }
    return std::nullopt;
}

bool RequestPolicy::isTrustedProxy(const QHostAddress &address) const
{
    const QHostAddress wanted = plain(address);
    return std::any_of(m_proxies.begin(), m_proxies.end(),
                       [&wanted](const auto &net) { return wanted.isInSubnet(net); });
}

QHostAddress RequestPolicy::clientAddress(const HttpRequest &request) const
{
    QHostAddress client = plain(request.peer);
    if (!isTrustedProxy(client))
        return client;
    // Each proxy appends the address it saw: go from the right as long as proxies of ours said so.
    const QList<QByteArray> hops = forwardedHops(request);
    for (auto hop = hops.crbegin(); hop != hops.crend() && isTrustedProxy(client); ++hop) {
        const QHostAddress address = hopAddress(*hop);
        if (address.isNull())
            break;
        client = plain(address);
    }
    return client;
}

HttpHeaders RequestPolicy::corsHeaders(const HttpRequest &request) const
{
    const QByteArray origin = request.header("Origin");
    if (origin.isEmpty() || !m_origins.contains(origin.toLower()))
        return m_origins.isEmpty() ? HttpHeaders() : HttpHeaders { { "Vary", "Origin" } };
    HttpHeaders headers { { "Access-Control-Allow-Origin", origin }, { "Vary", "Origin" } };
    if (request.method == "OPTIONS" && request.hasHeader("Access-Control-Request-Method")) {
        headers.append(
            HttpHeader { "Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE" });
        headers.append(HttpHeader {
            "Access-Control-Allow-Headers",
            "Authorization, Content-Type, Idempotency-Key, If-Match, Last-Event-ID, X-API-Key" });
        headers.append(HttpHeader { "Access-Control-Max-Age", "600" });
    } else {
        headers.append(HttpHeader {
            "Access-Control-Expose-Headers",
            "ETag, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id" });
    }
    return headers;
}

} // namespace lokal::api
