#pragma once

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QUrl>

#include <memory>
#include <vector>

namespace lokal {

/// What Qt may read ahead of whoever takes the bytes of a reply. Without a bound an engine that
/// talks faster than we can listen would fill the memory.
inline constexpr qint64 readAheadBytes = 256 << 10;

/// A few streams with connections of their own, so that none ever waits for another.
struct StreamLane
{
    std::shared_ptr<QNetworkAccessManager> manager;
    int number = 0;
    int newConnections = 0; ///< useNewConnection() so far
};

/// Connections to Ollama. Short calls have a manager of their own; streams share lanes
/// (qtcompat.h), as few managers as possible, because each keeps a thread and wakes it for every
/// token. No proxies, no cookies, no redirects; TLS is always verified (N7).
class OllamaNetwork
{
public:
    /// @param caFile PEM file of further trusted authorities; empty: the system's only.
    explicit OllamaNetwork(const QString &caFile = {});

    QNetworkAccessManager &forShortCalls();
    /// A lane with a free connection for this request, which is made to use it. It counts as used
    /// while the caller holds it.
    std::shared_ptr<StreamLane> forStream(QNetworkRequest &request);
    QNetworkRequest request(const QUrl &url) const;
    /// Makes a request of this lane use a connection of its own, which ends with its answer. No
    /// effect with TLS.
    static void useNewConnection(QNetworkRequest &request, StreamLane &lane);

private:
    using Lanes = std::vector<std::shared_ptr<StreamLane>>;

    // Made when first needed, in the thread that needs them.
    std::shared_ptr<QNetworkAccessManager> m_shortCalls;
    Lanes m_sharedLanes; ///< in one manager
    Lanes m_lanes; ///< with a manager each
    QSslConfiguration m_tls;
};

} // namespace lokal
