#pragma once

#include "core/api/connectionguard.h"

#include <QAbstractHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>

#include <memory>

namespace lokal::api {

/// Keeps a request open in the eyes of Qt HttpServer. Nothing on 6.4, where the module neither
/// needs nor survives it; from 6.5 on it also holds back the next request of the connection.
class RequestHold
{
public:
    RequestHold() = default;
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    explicit RequestHold(QHttpServerResponder &responder)
        : m_responder(std::make_shared<QHttpServerResponder>(std::move(responder)))
    {
    }
#endif
    void release()
    {
        m_responder.reset();
    }
    /// Lets go when the socket is closed: earlier would delete it with unsent bytes.
    void releaseWhenClosed(QTcpSocket *socket)
    {
        if (!m_responder || socket->state() == QAbstractSocket::UnconnectedState)
            return release();
        auto kept = std::exchange(m_responder, nullptr);
        QObject::connect(socket, &QAbstractSocket::disconnected, socket,
                         [kept]() mutable { kept.reset(); });
    }

private:
    std::shared_ptr<QHttpServerResponder> m_responder;
};

/// The one class that Qt HttpServer calls. The signatures differ by version; what differs is here.
class HttpFrontBase : public QAbstractHttpServer
{
public:
    explicit HttpFrontBase(ConnectionRegistry &registry, QObject *parent = nullptr)
        : QAbstractHttpServer(parent)
        , m_registry(registry)
    {
    }

protected:
    /// A request is complete. `guard` may be nullptr when the connection is unknown.
    virtual void dispatch(ConnectionGuard *guard, const QByteArray &body,
                          const std::function<RequestHold()> &hold)
        = 0;

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override
    {
        dispatch(m_registry.find(request.remoteAddress(), request.remotePort()), request.body(),
                 [&responder] { return RequestHold(responder); });
        return true;
    }
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    void missingHandler(const QHttpServerRequest &, QHttpServerResponder &) override { }
#else
    void missingHandler(const QHttpServerRequest &, QHttpServerResponder &&) override { }
#endif
#else
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override
    {
        auto *guard = socket->findChild<ConnectionGuard *>(QString(), Qt::FindDirectChildrenOnly);
        dispatch(guard, request.body(), [] { return RequestHold(); });
        return true;
    }
    void missingHandler(const QHttpServerRequest &, QTcpSocket *) override { }
#endif

private:
    [[maybe_unused]] ConnectionRegistry &m_registry; // 6.4 finds the guard at its socket
};

} // namespace lokal::api
