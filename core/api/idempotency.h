#pragma once

#include "core/api/call.h"

#include <QHash>
#include <QList>

#include <variant>

namespace lokal::api {

/// What the first request with an Idempotency-Key led to.
using Outcome = std::variant<Reply, StartedAnswer>;

/// Remembers for 24 hours what requests with an Idempotency-Key led to (H12). In memory and
/// bounded: the oldest are forgotten first. Monotonic time only.
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
    };
    using Key = std::pair<QByteArray, QByteArray>;

    void finish(const Key &key, qint64 serial, const Outcome &outcome);
    void forgetOld(const QByteArray &scope);

    const Clock &m_clock;
    QHash<Key, Entry> m_entries;
    QList<std::pair<Key, qint64>> m_order; ///< oldest first
    qint64 m_serial = 0;
};

} // namespace lokal::api
