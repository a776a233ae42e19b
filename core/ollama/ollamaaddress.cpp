#include "core/ollama/ollamaaddress.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr int usualPort = 11434;

Error badAddress(const QString &why)
{
    return invalidField(u"engine_url"_s, why);
}

/// Spaces and quotes around a value come from shell scripts and .env files.
QString stripped(QString text)
{
    text = text.trimmed();
    while (text.size() >= 2 && (text.front() == u'"' || text.front() == u'\'')
           && text.back() == text.front())
        text = text.sliced(1, text.size() - 2).trimmed();
    return text;
}

struct HostPort
{
    QString host;
    int port;
};

HostPort splitHostPort(const QString &text, int defaultPort)
{
    QString host = text, port;
    const qsizetype bracket = text.indexOf(u']');
    const qsizetype colon = text.lastIndexOf(u':');
    if (text.startsWith(u'[') && bracket > 0) {
        host = text.sliced(1, bracket - 1);
        if (colon > bracket)
            port = text.sliced(colon + 1);
    } else if (text.count(u':') == 1) { // more of them: a bare IPv6 address
        host = text.first(colon);
        port = text.sliced(colon + 1);
    }
    bool isNumber = false;
    const int number = port.toInt(&isNumber);
    return { host, isNumber && number > 0 && number <= 65535 ? number : defaultPort };
}

QString reachableHost(const QString &host)
{
    const QHostAddress address(host);
    if (host.isEmpty() || address == QHostAddress(QHostAddress::AnyIPv4))
        return u"127.0.0.1"_s;
    if (address == QHostAddress(QHostAddress::AnyIPv6))
        return u"::1"_s;
    return host;
}

} // namespace

OllamaAddress::OllamaAddress()
    : m_base(u"http://127.0.0.1:11434"_s)
{
}

OllamaAddress::OllamaAddress(const QUrl &base)
    : m_base(base)
{
}

Result<OllamaAddress> OllamaAddress::parse(const QString &text)
{
    QString rest = stripped(text);
    QString scheme = u"http"_s;
    int defaultPort = usualPort;
    if (const qsizetype mark = rest.indexOf("://"_L1); mark >= 0) {
        scheme = rest.first(mark).toLower();
        if (scheme != "http"_L1 && scheme != "https"_L1)
            return badAddress(u"only http:// and https:// are possible"_s);
        defaultPort = scheme == "https"_L1 ? 443 : 80;
        rest = rest.sliced(mark + 3);
        if (rest.isEmpty())
            return badAddress(u"the name of the computer is missing"_s);
    } else if (rest == "ollama.com"_L1) {
        scheme = u"https"_s;
        defaultPort = 443;
    }
    if (rest.contains(u'@') || rest.contains(u'?') || rest.contains(u'#'))
        return badAddress(u"a user name, a query or a fragment does not belong here"_s);

    const qsizetype slash = rest.indexOf(u'/');
    QString path = slash < 0 ? QString() : rest.sliced(slash);
    while (path.endsWith(u'/'))
        path.chop(1);
    const auto [host, port] = splitHostPort(slash < 0 ? rest : rest.first(slash), defaultPort);

    QUrl base;
    base.setScheme(scheme);
    base.setHost(reachableHost(host), QUrl::StrictMode);
    base.setPort(port);
    base.setPath(path);
    if (!base.isValid() || base.host().isEmpty())
        return badAddress(u"this is no address of a computer"_s);
    return OllamaAddress(base);
}

QUrl OllamaAddress::endpoint(const QString &path) const
{
    QUrl url = m_base;
    url.setPath(m_base.path() + path);
    return url;
}

QString OllamaAddress::text() const
{
    return m_base.toString();
}

} // namespace lokal
