#pragma once

#include "core/common/ids.h"
#include "core/common/result.h"
#include "core/settings/limits.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <array>
#include <deque>
#include <functional>
#include <memory>

namespace lokal {

class GenerationQueue;

/// A place in the queue, then a place at the engine. Destroying it gives either back.
class QueueTicket
{
public:
    ~QueueTicket();
    QueueTicket(const QueueTicket &) = delete;
    QueueTicket &operator=(const QueueTicket &) = delete;

    bool hasTurn() const { return m_position == 0; }
    /// 1 = next; 0 once it has its turn.
    int position() const { return m_position; }

private:
    friend class GenerationQueue;
    QueueTicket() = default;

    QPointer<GenerationQueue> m_queue;
    quint64 m_serial = 0;
    UserId m_user;
    size_t m_lane = 0;
    int m_position = 0;
    std::function<void()> m_onTurn;
    std::function<void(int)> m_onMoved;
};

/// Lets a limited number of requests to the engine at a time (L2). The next turn is for the user
/// who has the fewest running, and among equals for the one who was served longest ago; what a
/// person waits for goes before batch work. Lives in the engine thread.
class GenerationQueue : public QObject
{
    Q_OBJECT
public:
    enum class Priority
    {
        Interactive,
        Batch
    };

    /// `limits` must outlive the queue.
    explicit GenerationQueue(const Limits &limits, QObject *parent = nullptr);
    ~GenerationQueue() override;

    /// Takes the next free place or waits for one.
    /// @param onTurn called once, later, if there was no place at once.
    /// @param onMoved called with the new position whenever it changes while waiting.
    /// Fails with rate_limited (too many of this user) or queue_full; both with `retry_after`.
    Result<std::unique_ptr<QueueTicket>> enter(UserId user, Priority priority,
                                               std::function<void()> onTurn,
                                               std::function<void(int)> onMoved);
    int runningCount() const { return m_runningCount; }
    int waitingCount() const { return int(m_waiting.size()); }

private:
    friend class QueueTicket;
    /// What waits of each user, oldest first.
    using Lane = QHash<UserId, std::deque<QueueTicket *>>;
    struct User
    {
        int places = 0; ///< running and waiting
        int running = 0;
        quint64 lastServed = 0; ///< grows with every turn that is given; 0: none yet
    };

    void serve(QueueTicket *ticket);
    void wait(QueueTicket *ticket);
    void stopWaiting(QueueTicket *ticket);
    void leave(QueueTicket *ticket);
    void giveTurns();
    void scheduleTurns();
    void tellPositions();
    /// Everything that waits, in the order in which it will get its turn.
    QList<QueueTicket *> order() const;

    const Limits &m_limits;
    std::array<Lane, 2> m_lanes;
    QHash<quint64, QueueTicket *> m_waiting;
    QHash<UserId, User> m_users; ///< of those who have places
    quint64 m_lastSerial = 0;
    quint64 m_lastServed = 0;
    int m_runningCount = 0;
    bool m_turnsScheduled = false;
};

} // namespace lokal
