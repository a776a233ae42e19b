#pragma once

#include "core/common/clock.h"

#include <QHash>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace lokal {

/// The part of an address that limits count by: IPv4 whole (also when mapped into IPv6), IPv6 by
/// its /64, because one subscriber has that many addresses; anything else as it is.
QString throttleAddress(const QString &address);

/// Slows password guessing down (A6). Counts by the monotonic clock; bounded memory; one thread.
class Throttle
{
public:
    static constexpr int failuresAllowed = 5;
    static constexpr std::chrono::minutes lockTime { 15 };
    static constexpr qsizetype mostEntries = 10000;

    Throttle(const Clock &clock, int attemptsPerMinute);

    void setAttemptsPerMinute(int attempts) { m_attemptsPerMinute = attempts; }

    /// Counts an attempt from this address, or says how long to wait when there were too many.
    [[nodiscard]] std::optional<std::chrono::seconds> admit(const QString &address);
    /// How long this account is still closed for this address.
    [[nodiscard]] std::optional<std::chrono::seconds> lockedFor(const QString &account,
                                                                const QString &address) const;
    void noteFailure(const QString &account, const QString &address);
    void noteSuccess(const QString &account, const QString &address);

private:
    struct Failures
    {
        int count = 0;
        std::chrono::milliseconds last {};
    };
    static QString pairKey(const QString &account, const QString &address);

    const Clock &m_clock;
    int m_attemptsPerMinute;
    QHash<QString, QList<std::chrono::milliseconds>>
        m_attempts; ///< of the last minute, oldest first
    QHash<QString, Failures> m_failures;
};

} // namespace lokal
