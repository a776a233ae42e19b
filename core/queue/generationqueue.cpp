#include "core/queue/generationqueue.h"

#include <set>
#include <tuple>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr int retrySeconds = 5;

Error busy(ErrorCode code, const QString &detail)
{
    return makeError(code, detail, { { u"retry_after"_s, retrySeconds } });
}

/// A user who waits: the smallest is next.
struct Turn
{
    int running = 0;
    quint64 lastServed = 0;
    quint64 serial = 0; ///< of the first that waits
    const std::deque<QueueTicket *> *tickets = nullptr;
    size_t taken = 0;

    bool operator<(const Turn &other) const
    {
        return std::tie(running, lastServed, serial)
            < std::tie(other.running, other.lastServed, other.serial);
    }
};

} // namespace

QueueTicket::~QueueTicket()
{
    if (m_queue)
        m_queue->leave(this);
}

GenerationQueue::GenerationQueue(const Limits &limits, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
{
}

GenerationQueue::~GenerationQueue() = default;

Result<std::unique_ptr<QueueTicket>> GenerationQueue::enter(UserId user, Priority priority,
                                                            std::function<void()> onTurn,
                                                            std::function<void(int)> onMoved)
{
    if (m_users.value(user).places >= m_limits.streamsPerUser)
        return busy(ErrorCode::RateLimited, u"too many answers of this user at once"_s);
    // What waits goes first, also in the moment before the freed place is given away.
    const bool startsNow = m_waiting.isEmpty() && m_runningCount < m_limits.runningLimit;
    if (!startsNow && m_waiting.size() >= m_limits.queueLimit)
        return busy(ErrorCode::QueueFull, u"the queue of requests is full"_s);

    std::unique_ptr<QueueTicket> ticket(new QueueTicket);
    ticket->m_queue = this;
    ticket->m_serial = ++m_lastSerial;
    ticket->m_user = user;
    ticket->m_lane = priority == Priority::Interactive ? 0 : 1;
    ticket->m_onTurn = std::move(onTurn);
    ticket->m_onMoved = std::move(onMoved);
    ++m_users[user].places;
    if (startsNow)
        serve(ticket.get());
    else
        wait(ticket.get());
    return ticket;
}

void GenerationQueue::serve(QueueTicket *ticket)
{
    ++m_runningCount;
    User &user = m_users[ticket->m_user];
    ++user.running;
    user.lastServed = ++m_lastServed;
    ticket->m_position = 0;
}

void GenerationQueue::wait(QueueTicket *ticket)
{
    m_lanes[ticket->m_lane][ticket->m_user].push_back(ticket);
    m_waiting.insert(ticket->m_serial, ticket);
    ticket->m_position = int(order().indexOf(ticket)) + 1;
    scheduleTurns(); // it may have come before others
}

void GenerationQueue::stopWaiting(QueueTicket *ticket)
{
    m_waiting.remove(ticket->m_serial);
    Lane &lane = m_lanes[ticket->m_lane];
    std::deque<QueueTicket *> &own = lane[ticket->m_user];
    std::erase(own, ticket);
    if (own.empty())
        lane.remove(ticket->m_user);
}

void GenerationQueue::leave(QueueTicket *ticket)
{
    User &user = m_users[ticket->m_user];
    if (m_waiting.contains(ticket->m_serial)) {
        stopWaiting(ticket);
    } else {
        --m_runningCount;
        --user.running;
    }
    if (--user.places == 0)
        m_users.remove(ticket->m_user);
    scheduleTurns();
}

void GenerationQueue::scheduleTurns()
{
    if (m_turnsScheduled || m_waiting.isEmpty())
        return;
    m_turnsScheduled = true;
    QMetaObject::invokeMethod(this, &GenerationQueue::giveTurns, Qt::QueuedConnection);
}

void GenerationQueue::giveTurns()
{
    m_turnsScheduled = false;
    while (m_runningCount < m_limits.runningLimit && !m_waiting.isEmpty()) {
        QueueTicket *ticket = order().constFirst();
        stopWaiting(ticket);
        serve(ticket);
        const auto onTurn = std::move(ticket->m_onTurn); // the call may destroy the ticket
        if (onTurn)
            onTurn();
    }
    tellPositions();
}

void GenerationQueue::tellPositions()
{
    QList<quint64> moved;
    int position = 0;
    const QList<QueueTicket *> waiting = order();
    for (QueueTicket *ticket : waiting) {
        ++position;
        if (std::exchange(ticket->m_position, position) != position)
            moved.append(ticket->m_serial);
    }
    // Whoever is told may leave at once, and take others along: look each up again.
    for (const quint64 serial : std::as_const(moved)) {
        const QueueTicket *ticket = m_waiting.value(serial);
        if (ticket && ticket->m_onMoved)
            ticket->m_onMoved(ticket->m_position);
    }
}

QList<QueueTicket *> GenerationQueue::order() const
{
    QList<QueueTicket *> result;
    result.reserve(m_waiting.size());
    quint64 served = m_lastServed;
    for (const Lane &lane : m_lanes) {
        std::set<Turn> turns;
        for (auto own = lane.cbegin(); own != lane.cend(); ++own) {
            const User user = m_users.value(own.key());
            turns.insert({ user.running, user.lastServed, own->front()->m_serial, &*own, 0 });
        }
        while (!turns.empty()) {
            Turn turn = turns.extract(turns.begin()).value();
            result.append((*turn.tickets)[turn.taken]);
            if (++turn.taken == turn.tickets->size())
                continue;
            ++turn.running;
            turn.lastServed = ++served;
            turns.insert(turn);
        }
    }
    return result;
}

} // namespace lokal
