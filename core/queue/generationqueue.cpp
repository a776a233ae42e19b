#include "core/queue/generationqueue.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr int retrySeconds = 5;

Error busy(ErrorCode code, const QString &detail)
{
    return makeError(code, detail, { { u"retry_after"_s, retrySeconds } });
}

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
    if (m_perUser.value(user) >= m_limits.streamsPerUser)
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
    ++m_perUser[user];
    if (startsNow)
        ++m_runningCount;
    else
        wait(ticket.get());
    return ticket;
}

void GenerationQueue::wait(QueueTicket *ticket)
{
    Lane &lane = m_lanes[ticket->m_lane];
    std::deque<QueueTicket *> &own = lane.tickets[ticket->m_user];
    if (own.empty())
        lane.rotation.push_back(ticket->m_user);
    own.push_back(ticket);
    m_waiting.insert(ticket->m_serial, ticket);
    ticket->m_position = int(order().indexOf(ticket)) + 1;
    scheduleTurns(); // it may have come before others
}

void GenerationQueue::leave(QueueTicket *ticket)
{
    if (--m_perUser[ticket->m_user] == 0)
        m_perUser.remove(ticket->m_user);
    if (m_waiting.remove(ticket->m_serial)) {
        Lane &lane = m_lanes[ticket->m_lane];
        std::deque<QueueTicket *> &own = lane.tickets[ticket->m_user];
        std::erase(own, ticket);
        if (own.empty()) {
            lane.tickets.remove(ticket->m_user);
            std::erase(lane.rotation, ticket->m_user);
        }
    } else {
        --m_runningCount;
    }
    scheduleTurns();
}

void GenerationQueue::scheduleTurns()
{
    if (m_turnsScheduled || m_waiting.isEmpty())
        return;
    m_turnsScheduled = true;
    QMetaObject::invokeMethod(this, &GenerationQueue::giveTurns, Qt::QueuedConnection);
}

QueueTicket *GenerationQueue::takeNext()
{
    for (Lane &lane : m_lanes) {
        if (lane.rotation.empty())
            continue;
        const UserId user = lane.rotation.front();
        lane.rotation.pop_front();
        std::deque<QueueTicket *> &own = lane.tickets[user];
        QueueTicket *ticket = own.front();
        own.pop_front();
        if (own.empty())
            lane.tickets.remove(user);
        else
            lane.rotation.push_back(user);
        m_waiting.remove(ticket->m_serial);
        return ticket;
    }
    return nullptr;
}

void GenerationQueue::giveTurns()
{
    m_turnsScheduled = false;
    while (m_runningCount < m_limits.runningLimit) {
        QueueTicket *ticket = takeNext();
        if (!ticket)
            break;
        ++m_runningCount;
        ticket->m_position = 0;
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
    for (const Lane &lane : m_lanes) {
        size_t deepest = 0;
        for (const std::deque<QueueTicket *> &own : lane.tickets)
            deepest = std::max(deepest, own.size());
        for (size_t round = 0; round < deepest; ++round) {
            for (const UserId user : lane.rotation) {
                const auto own = lane.tickets.constFind(user);
                if (round < own->size())
                    result.append((*own)[round]);
            }
        }
    }
    return result;
}

} // namespace lokal
