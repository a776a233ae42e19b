#pragma once

#include <QMutex>
#include <QString>
#include <QThreadPool>

#include <deque>
#include <functional>
#include <optional>

namespace lokal {

/// Work on passwords in threads of its own: two pieces at a time, 16 wait (A4). Accounts go before
/// strangers who register: those are counted by address, and when the places are taken, who holds
/// most of them gives one up. So nobody keeps others from signing in by registering. Callable from
/// any thread.
class HashQueue
{
public:
    static constexpr int running = 2;
    static constexpr qsizetype waiting = 16;

    struct Piece
    {
        std::function<void()> run; ///< in a thread of the queue
        std::function<void()> refuse; ///< instead: there is no room, or not any more
        QString stranger; ///< the address of somebody without an account; else empty
    };

    HashQueue();
    /// Forgets what waits, ends what runs.
    ~HashQueue();
    HashQueue(const HashQueue &) = delete;
    HashQueue &operator=(const HashQueue &) = delete;

    /// Calls exactly one function of the piece, unless the queue is destroyed before.
    void submit(Piece piece);

private:
    std::optional<Piece> enqueue(Piece piece);
    std::optional<Piece> takePlaceFor(const Piece &piece);
    std::optional<Piece> next();
    void work();

    QMutex m_lock;
    std::deque<Piece> m_waiting;
    int m_threads = 0; ///< at work, or just about to be
    int m_busy = 0; ///< pieces that run
    QThreadPool m_pool; // last: its threads use the rest
};

} // namespace lokal
