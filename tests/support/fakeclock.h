#pragma once

#include "core/common/clock.h"
#include "core/common/utczone.h"

#include <QTimeZone>

namespace lokal {

/// A clock that stands still until a test moves it. Both readings move together, except with
/// jumpWallClock().
class FakeClock final : public Clock
{
public:
    QDateTime nowUtc() const override { return m_nowUtc; }
    std::chrono::milliseconds monotonic() const override { return m_monotonic; }

    void advance(std::chrono::milliseconds time)
    {
        m_nowUtc = m_nowUtc.addMSecs(time.count());
        m_monotonic += time;
    }
    /// Somebody sets the computer's clock.
    void jumpWallClock(std::chrono::milliseconds time)
    {
        m_nowUtc = m_nowUtc.addMSecs(time.count());
    }

private:
    QDateTime m_nowUtc { QDate(2024, 5, 1), QTime(12, 0), utcZone };
    std::chrono::milliseconds m_monotonic { 1'000'000 };
};

} // namespace lokal
