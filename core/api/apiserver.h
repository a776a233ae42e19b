#pragma once

#include "core/api/apiconfig.h"
#include "core/common/result.h"

#include <QObject>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>

class QTcpServer;

namespace lokal::api {

class ConnectionRegistry;
class Dispatcher;
class HttpFront;

/// The REST door. Made, used and destroyed in the engine thread.
class ApiServer : public QObject
{
    Q_OBJECT
public:
    /// The services must outlive the server.
    ApiServer(const ApiServices &services, const ApiConfig &config, QObject *parent = nullptr);
    /// Closes what is still open, at once.
    ~ApiServer() override;

    /// Begins to listen. @return the address with the port really bound; bad_request with a reason
    /// in `detail` when the address cannot be had or a certificate cannot be read.
    Result<QUrl> listen();
    bool isListening() const { return m_front != nullptr; }
    QUrl url() const { return m_url; }

    /// Takes no more requests and lets the running ones end: finished when all is sent, after
    /// `patience` at the latest; streams that still run by then get an `error` event. Stop the
    /// answers first, so that streams end with their own final event.
    Future<Done> stop(std::chrono::milliseconds patience);

    qsizetype connectionCount() const;

private:
    Result<QTcpServer *> makeServer();
    void noteHandshakeFault(const QString &peer, const QString &why);
    void checkStopped();

    ApiServices m_services;
    ApiConfig m_config;
    QUrl m_url;
    // Order matters: the front ends the connections, whose guards count themselves in the registry.
    std::unique_ptr<Dispatcher> m_dispatcher;
    std::unique_ptr<ConnectionRegistry> m_registry;
    std::unique_ptr<HttpFront> m_front;
    QTcpServer *m_server = nullptr; ///< owned by m_front
    std::optional<std::chrono::milliseconds> m_faultTold;
    struct Stopping;
    std::unique_ptr<Stopping> m_stopping;
};

} // namespace lokal::api
