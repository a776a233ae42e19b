#pragma once

#include "core/api/connectionregistry.h"
#include "core/api/refusal.h"

#include <QSslServer>
#include <QTcpServer>

#include <type_traits>

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
            refuseConnection(descriptor,
                             std::is_base_of_v<QSslServer, Base> ? Refusal::Silent : Refusal::Told);
    }

private:
    ConnectionRegistry &m_registry;
};

} // namespace lokal::api
