#pragma once

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QUrl>

#include <memory>
#include <vector>

namespace lokal {

/// Connections to Ollama. A QNetworkAccessManager opens six connections per host at most and lets
/// everything else wait behind them, so short calls have one of their own, and a few streams share
/// another: fewer than six, so that none ever waits. (QHttp1Configuration raises the limit only from
/// Qt 6.5 on; this works with every version. A manager for each stream would be a thread for each.)
/// No proxies, no cookies, no redirects; TLS is always verified (N7).
class OllamaNetwork
{
public:
    using Manager = std::shared_ptr<QNetworkAccessManager>;

    /// @param caFile PEM file of further trusted authorities; empty: the system's only.
    explicit OllamaNetwork(const QString &caFile = {});

    QNetworkAccessManager &forShortCalls();
    /// A manager with a free connection; counts as used while the caller holds it.
    Manager forStream();
    QNetworkRequest request(const QUrl &url) const;

private:
    Manager m_shortCalls; ///< made when first needed, in the thread that needs it
    std::vector<Manager> m_streams;
    QSslConfiguration m_tls;
};

} // namespace lokal
