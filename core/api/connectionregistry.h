#pragma once

#include "core/api/bodybudget.h"
#include "core/common/clock.h"
#include "core/settings/limits.h"

#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QSet>
#include <QTcpSocket>
#include <QTimer>

namespace lokal::api {

class ConnectionGuard;
class RequestGate;

/// What all connections of one server share: limits, counters, the clock tick for their deadlines.
/// Engine thread only.
class ConnectionRegistry : public QObject
{
    Q_OBJECT
public:
    /// @param gate outlives the registry.
    ConnectionRegistry(RequestGate &gate, const Limits &limits, const Clock &clock,
                       QObject *parent = nullptr);
    ~ConnectionRegistry() override;

    /// Puts a guard on a fresh connection. Has to run before anything else connects to its
    /// readyRead.
    QTcpSocket *attach(QTcpSocket *socket);
    /// True when one more connection may be accepted; `handshaking` of them are not attached yet.
    bool hasRoom(qsizetype handshaking) const;
    /// When all places are taken: ends the connection that has waited longest without a whole
    /// request, of the address that has most of them, so that idle connections cannot keep others
    /// out (H5). False when every connection is at work.
    bool makeRoom();
    /// The guard of a connection, by its far end; nullptr when it is gone.
    ConnectionGuard *find(const QHostAddress &peer, quint16 port) const
    {
        return m_byPeer.value({ peer, port });
    }
    qsizetype connectionCount() const { return m_guards.size(); }
    /// True while an answer is not written to the network completely.
    bool hasUnfinished() const;
    /// Ends every connection now.
    void abortAll();

    // For the guards.
    void add(ConnectionGuard *guard);
    void remove(ConnectionGuard *guard);
    RequestGate &gate() const { return m_gate; }
    const Limits &limits() const { return m_limits; }
    BodyBudget &bodies() { return m_bodies; }
    std::chrono::milliseconds now() const { return m_clock.monotonic(); }

private:
    void sweep();

    RequestGate &m_gate;
    Limits m_limits;
    const Clock &m_clock;
    QSet<ConnectionGuard *> m_guards;
    QHash<QHostAddress, int> m_perAddress;
    QHash<std::pair<QHostAddress, quint16>, ConnectionGuard *> m_byPeer;
    BodyBudget m_bodies;
    QTimer m_sweepTimer;
};

} // namespace lokal::api
