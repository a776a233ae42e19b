#include "core/api/connectionguard.h"

#include <algorithm>

namespace lokal::api {

ConnectionRegistry::ConnectionRegistry(const Limits &limits, const Clock &clock, QObject *parent)
    : QObject(parent)
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
        return std::pair(-m_perAddress.value(guard->m_peer),
                         guard->m_deadline.value_or(std::chrono::milliseconds::max()));
    };
    for (ConnectionGuard *guard : std::as_const(m_guards)) {
        const bool waits = guard->m_state == ConnectionGuard::State::Idle
            || guard->m_state == ConnectionGuard::State::Head;
        if (waits && (!chosen || ranks(guard) < ranks(chosen)))
            chosen = guard;
    }
    if (!chosen)
        return false;
    chosen->m_state = ConnectionGuard::State::Closing;
    chosen->socket()->abort();
    return true;
}

void ConnectionRegistry::remove(ConnectionGuard *guard)
{
    m_guards.remove(guard);
    if (--m_perAddress[guard->m_peer] <= 0)
        m_perAddress.remove(guard->m_peer);
    const std::pair key { guard->m_peer, guard->m_peerPort };
    if (m_byPeer.value(key) == guard)
        m_byPeer.remove(key);
}

void ConnectionRegistry::sweep()
{
    const auto now = m_clock.monotonic();
    const QSet<ConnectionGuard *> guards = m_guards;
    for (ConnectionGuard *guard : guards) {
        if (m_guards.contains(guard)) // one sweep can end another connection
            guard->sweep(now);
    }
}

bool ConnectionRegistry::hasUnfinished() const
{
    return std::any_of(m_guards.begin(), m_guards.end(), [](const ConnectionGuard *guard) {
        return guard->m_state == ConnectionGuard::State::Answering || guard->backlog() > 0;
    });
}

void ConnectionRegistry::abortAll()
{
    const QSet<ConnectionGuard *> guards = m_guards;
    for (ConnectionGuard *guard : guards) {
        if (m_guards.contains(guard))
            guard->socket()->abort();
    }
}

} // namespace lokal::api
