#pragma once

#include "core/api/connectionguard.h"

#include <QTcpServer>

namespace lokal::api {

/// A QTcpServer or QSslServer whose connections are guarded before anybody else hears of them.
template <typename Base> class GuardedServer final : public Base
{
public:
    GuardedServer(ConnectionRegistry &registry, const Limits &limits, QObject *parent = nullptr)
        : Base(parent)
        , m_registry(registry)
    {
        // With the default backlog of 50 a burst of clients waits for SYN retries; with the default
        // of 30 pending connections unfinished TLS handshakes stop everybody.
        this->setListenBacklogSize(1024);
        this->setMaxPendingConnections(limits.maxConnections + 256);
    }

    QTcpSocket *nextPendingConnection() override
    {
        return m_registry.attach(Base::nextPendingConnection());
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        const auto handshaking
            = this->template findChildren<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly)
                  .size();
        if (m_registry.hasRoom(handshaking) || m_registry.makeRoom())
            Base::incomingConnection(descriptor);
        else
            refuse(descriptor);
    }

private:
    static void refuse(qintptr descriptor)
    {
        QTcpSocket socket;
        if (!socket.setSocketDescriptor(descriptor))
            return;
        socket.write("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 1\r\n"
                     "Cache-Control: no-store\r\nContent-Length: 0\r\n\r\n");
        socket.flush();
        socket.disconnectFromHost();
    }

    ConnectionRegistry &m_registry;
};

} // namespace lokal::api
