#include "core/ollama/ollamanetwork.h"

#include "core/common/log.h"
#include "core/ollama/qtcompat.h"

#include <QNetworkProxy>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

/// Answers "what the application uses", which is no proxy (Composition). Saying "none" here would
/// mean the same, but then Qt 6.4 reads each byte of a head and of a chunk's length with system
/// calls of its own.
class ApplicationProxy final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &) override
    {
        return { QNetworkProxy(QNetworkProxy::DefaultProxy) };
    }
};

std::shared_ptr<QNetworkAccessManager> newManager()
{
    // Later, because the last holder may let go inside a signal of the manager's own reply.
    std::shared_ptr<QNetworkAccessManager> manager(
        new QNetworkAccessManager, [](QNetworkAccessManager *m) { m->deleteLater(); });
    manager->setProxyFactory(new ApplicationProxy);
    return manager;
}

bool isUnused(const std::shared_ptr<StreamLane> &lane)
{
    return lane.use_count() == 1; // ours
}

bool hasRoom(const std::shared_ptr<StreamLane> &lane)
{
    return lane.use_count() <= streamsPerLane;
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

std::shared_ptr<StreamLane> OllamaNetwork::forStream(QNetworkRequest &request)
{
    if (m_lanes.size() > 1) // a manager that nobody needs would keep its thread
        m_lanes.erase(std::remove_if(m_lanes.begin() + 1, m_lanes.end(), isUnused), m_lanes.end());
    const bool share = lanesShareManager(request.url());
    Lanes &lanes = share ? m_sharedLanes : m_lanes;
    auto lane = std::find_if(lanes.begin(), lanes.end(), hasRoom);
    if (lane == lanes.end()) {
        const auto manager = share && !lanes.empty() ? lanes.front()->manager : newManager();
        lane = lanes.insert(
            lane, std::make_shared<StreamLane>(StreamLane { manager, int(lanes.size()) }));
    }
    useLane(request, (*lane)->number);
    return *lane;
}

void OllamaNetwork::useNewConnection(QNetworkRequest &request, StreamLane &lane)
{
    if (request.url().scheme() != "http"_L1)
        return;
    // The name keeps it apart, as for lanes (qtcompat.h).
    request.setPeerVerifyName(u"new-%1-%2"_s.arg(lane.number).arg(++lane.newConnections));
    request.setRawHeader("Connection", "close");
}

QNetworkRequest OllamaNetwork::request(const QUrl &url) const
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::UserAgentHeader, u"Lokal-AI"_s);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("Accept-Encoding",
                         "identity"); // a proxy that compresses would hold tokens back
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    // One connection per stream: closing it is how the engine learns to stop.
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setSslConfiguration(m_tls);
    return request;
}

} // namespace lokal
