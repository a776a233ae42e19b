#pragma once

#include "core/api/call.h"

#include <QHash>
#include <QList>

#include <variant>

namespace lokal::api {

/// The first request made this object; its answer was too large to be kept.
struct MadeObject
{
    QByteArray location;
};

/// What the first request with an Idempotency-Key led to.
using Outcome = std::variant<Reply, StartedAnswer, MadeObject>;

/// Remembers what requests with an Idempotency-Key led to (H12): for 24 hours, as far as 16 MiB in
/// memory reach, of which nobody has more than a quarter. When that is full the oldest results of
/// whoever has most are forgotten first; results that are still awaited never are. A restart
/// forgets everything: that is short of the promise, and needs the results kept with the data.
/// Monotonic time only.
class IdempotencyStore
{
public:
    explicit IdempotencyStore(const Clock &clock);

    /// Called with the outcome of the first request, at once or when it is known.
    using Replay = std::function<void(const Outcome &)>;
    /// @param scope who asks: a key means nothing to anybody else.
    /// @return true when this is the first request: it goes on, and its call reports its outcome
    ///         here. False when the call is answered (or will be) by `replay` or with a failure.
    bool begin(const CallPtr &call, const QByteArray &scope, const QByteArray &key,
               const QByteArray &fingerprint, Replay replay);

private:
    struct Entry
    {
        QByteArray fingerprint;
        std::chrono::milliseconds begun { 0 };
        std::optional<Outcome> outcome;
        QList<Replay> waiting;
        qint64 serial = 0;
        qint64 bytes = 0;
    };
    /// All of one scope.
    struct Shelf
    {
        QHash<QByteArray, Entry> entries;
        QList<std::pair<QByteArray, qint64>> order; ///< key and serial, oldest first
        qint64 bytes = 0;
    };

    void watch(const CallPtr &call, const QByteArray &scope, const QByteArray &key, qint64 serial);
    void finish(const QByteArray &scope, const QByteArray &key, qint64 serial,
                const Outcome &outcome);
    void remove(Shelf &shelf, const QByteArray &key);
    void forgetExpired(Shelf &shelf);
    bool forgetOldest(Shelf &shelf);
    void makeRoom(const QByteArray &scope);

    const Clock &m_clock;
    QHash<QByteArray, Shelf> m_shelves;
    qint64 m_bytes = 0;
    qint64 m_serial = 0;
};

} // namespace lokal::api
