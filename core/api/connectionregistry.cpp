#include "core/api/connectionregistry.h"

#include "core/api/connectionguard.h"

#include <algorithm>

namespace lokal::api {

ConnectionRegistry::ConnectionRegistry(RequestGate &gate, const Limits &limits, const Clock &clock,
                                       QObject *parent)
    : QObject(parent)
    , m_gate(gate)
    , m_limits(limits)
    , m_clock(clock)
{
    connect(&m_sweepTimer, &QTimer::timeout, this, &ConnectionRegistry::sweep);
    m_sweepTimer.start(std::chrono::milliseconds(250));
}

ConnectionRegistry::~ConnectionRegistry()
{
    abortAll();
}

QTcpSocket *ConnectionRegistry::attach(QTcpSocket *socket)
{
    if (!socket)
        return nullptr;
    const bool crowded
        = m_perAddress.value(socket->peerAddress()) >= m_limits.maxConnectionsPerAddress;
    auto *guard = new ConnectionGuard(socket, this);
    if (crowded)
        guard->reject(makeError(ErrorCode::Overloaded));
    return socket;
}

bool ConnectionRegistry::hasRoom(qsizetype handshaking) const
{
    return qMax(handshaking, m_guards.size()) < m_limits.maxConnections;
}

bool ConnectionRegistry::makeRoom()
{
    ConnectionGuard *chosen = nullptr;
    const auto ranks = [this](const ConnectionGuard *guard) {
        return std::pair(-m_perAddress.value(guard->peer()),
                         guard->deadline().value_or(std::chrono::milliseconds::max()));
    };
    for (ConnectionGuard *guard : std::as_const(m_guards)) {
        if (guard->isWaiting() && (!chosen || ranks(guard) < ranks(chosen)))
            chosen = guard;
    }
    if (chosen)
        chosen->abort();
    return chosen != nullptr;
}

void ConnectionRegistry::add(ConnectionGuard *guard)
{
    m_guards.insert(guard);
    ++m_perAddress[guard->peer()];
    m_byPeer.insert({ guard->peer(), guard->peerPort() }, guard);
}

void ConnectionRegistry::remove(ConnectionGuard *guard)
{
    m_guards.remove(guard);
    if (--m_perAddress[guard->peer()] <= 0)
        m_perAddress.remove(guard->peer());
    const std::pair key { guard->peer(), guard->peerPort() };
    if (m_byPeer.value(key) == guard)
        m_byPeer.remove(key);
}

void ConnectionRegistry::sweep()
{
    const QSet<ConnectionGuard *> guards = m_guards;
    for (ConnectionGuard *guard : guards) {
        if (m_guards.contains(guard)) // one sweep can end another connection
            guard->sweep();
    }
}

bool ConnectionRegistry::hasUnfinished() const
{
    return std::any_of(m_guards.begin(), m_guards.end(),
                       [](const ConnectionGuard *guard) { return guard->isAnswering(); });
}

void ConnectionRegistry::abortAll()
{
    const QSet<ConnectionGuard *> guards = m_guards;
    for (ConnectionGuard *guard : guards) {
        if (m_guards.contains(guard))
            guard->abort();
    }
}

} // namespace lokal::api
