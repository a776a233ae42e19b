#include "core/ollama/ollamanetwork.h"

#include "core/common/log.h"

#include <QNetworkProxy>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

/// Each manager keeps a thread, so surplus ones go once their stream has ended.
constexpr std::size_t keptForStreams = 1;
/// One less than the connections of a manager: one that is just closing may still hold its place.
constexpr long streamsPerManager = 5;

OllamaNetwork::Manager newManager()
{
    // Later, because the last holder may let go inside a signal of the manager's own reply.
    OllamaNetwork::Manager manager(new QNetworkAccessManager, [](QNetworkAccessManager *m) { m->deleteLater(); });
    manager->setProxy(QNetworkProxy::NoProxy);
    return manager;
}

bool isUnused(const OllamaNetwork::Manager &manager)
{
    return manager.use_count() == 1; // ours
}

bool hasRoom(const OllamaNetwork::Manager &manager)
{
    return manager.use_count() <= streamsPerManager;
}

} // namespace

OllamaNetwork::OllamaNetwork(const QString &caFile)
    : m_tls(QSslConfiguration::defaultConfiguration())
{
    m_tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!caFile.isEmpty() && !m_tls.addCaCertificates(caFile))
        qCWarning(logEngine) << "no certificate could be read from the CA file" << caFile;
}

QNetworkAccessManager &OllamaNetwork::forShortCalls()
{
    if (!m_shortCalls)
        m_shortCalls = newManager();
    return *m_shortCalls;
}

OllamaNetwork::Manager OllamaNetwork::forStream()
{
    while (m_streams.size() > keptForStreams) {
        const auto surplus = std::find_if(m_streams.begin(), m_streams.end(), isUnused);
        if (surplus == m_streams.end())
            break;
        m_streams.erase(surplus);
    }
    const auto roomy = std::find_if(m_streams.begin(), m_streams.end(), hasRoom);
    return roomy != m_streams.end() ? *roomy : m_streams.emplace_back(newManager());
}

QNetworkRequest OllamaNetwork::request(const QUrl &url) const
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::UserAgentHeader, u"Lokal-AI"_s);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("Accept-Encoding", "identity"); // a proxy that compresses would hold tokens back
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    // One connection per stream: closing it is how the engine learns to stop.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setSslConfiguration(m_tls);
    return request;
}

} // namespace lokal
