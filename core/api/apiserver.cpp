#include "core/api/apiserver.h"

#include "core/api/dispatcher.h"
#include "core/api/guardedserver.h"
#include "core/api/httpfront.h"
#include "core/api/tls.h"
#include "core/common/log.h"

#include <QPromise>
#include <QSslServer>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lokal::api {

struct ApiServer::Stopping
{
    QPromise<Result<Done>> promise;
    QTimer poll;
    std::chrono::milliseconds until { 0 };
};

ApiServer::ApiServer(const ApiServices &services, const ApiConfig &config, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_config(config)
    , m_dispatcher(std::make_unique<Dispatcher>(m_services, m_config))
    , m_registry(std::make_unique<ConnectionRegistry>(*m_dispatcher, config.limits, services.clock))
{
}

ApiServer::~ApiServer()
{
    m_front.reset();
    m_registry.reset();
    m_dispatcher.reset();
    if (m_stopping && !m_stopping->promise.future().isFinished()) {
        m_stopping->promise.addResult(Done {});
        m_stopping->promise.finish();
    }
}

Result<QTcpServer *> ApiServer::makeServer()
{
    if (m_config.tlsCertificateFile.isEmpty() && m_config.tlsKeyFile.isEmpty())
        return new GuardedServer<QTcpServer>(*m_registry, m_config.limits);
    const Result<QSslConfiguration> tls = loadTls(m_config.tlsCertificateFile, m_config.tlsKeyFile);
    if (!tls)
        return tls.error();
    auto *server = new GuardedServer<QSslServer>(*m_registry, m_config.limits);
    server->setSslConfiguration(*tls);
    connect(server, &QSslServer::errorOccurred, this, [this](const QSslSocket *socket) {
        noteHandshakeFault(socket->peerAddress().toString(), socket->errorString());
    });
    server->setHandshakeTimeout(int(m_config.limits.connectTimeout.count()));
    return server;
}

/// Anybody can cause them, so one in ten seconds is told.
void ApiServer::noteHandshakeFault(const QString &peer, const QString &why)
{
    const auto now = m_services.clock.monotonic();
    if (m_faultTold && now - *m_faultTold < 10s)
        return;
    m_faultTold = now;
    qCInfo(logApi).noquote() << "no TLS with" << peer << "-" << why;
}

Result<QUrl> ApiServer::listen()
{
    Result<QTcpServer *> made = makeServer();
    if (!made)
        return made.error();
    std::unique_ptr<QTcpServer> server(*made);
    if (!server->listen(m_config.address, m_config.port)) {
        return makeError(ErrorCode::BadRequest,
                         u"cannot listen on %1 port %2: %3"_s.arg(m_config.address.toString())
                             .arg(m_config.port)
                             .arg(server->errorString()));
    }
    m_front = std::make_unique<HttpFront>(
        *m_registry, [this](HttpExchange *exchange) { m_dispatcher->handle(exchange); });
    m_server = server.release();
    m_front->bind(m_server);
    m_url.setScheme(m_config.tlsCertificateFile.isEmpty() ? u"http"_s : u"https"_s);
    m_url.setHost(m_config.address.toString());
    m_url.setPort(m_server->serverPort());
    qCInfo(logApi, "listening on %s", qPrintable(m_url.toString()));
    return m_url;
}

Future<Done> ApiServer::stop(std::chrono::milliseconds patience)
{
    m_dispatcher->status().setStopping();
    if (m_server)
        m_server->close();
    if (m_stopping)
        return m_stopping->promise.future();
    m_stopping = std::make_unique<Stopping>();
    m_stopping->promise.start();
    m_stopping->until = m_services.clock.monotonic() + patience;
    connect(&m_stopping->poll, &QTimer::timeout, this, &ApiServer::checkStopped);
    m_stopping->poll.start(20ms);
    return m_stopping->promise.future();
}

void ApiServer::checkStopped()
{
    const bool isLate = m_services.clock.monotonic() >= m_stopping->until;
    if (m_registry->hasUnfinished() && !isLate)
        return;
    m_stopping->poll.stop();
    if (isLate)
        m_dispatcher->streams().endAll(makeError(ErrorCode::Interrupted));
    m_stopping->promise.addResult(Done {});
    m_stopping->promise.finish();
}

qsizetype ApiServer::connectionCount() const
{
    return m_registry->connectionCount();
}

} // namespace lokal::api
