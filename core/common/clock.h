#pragma once

#include <QDateTime>

#include <chrono>

namespace lokal {

/// Where time comes from. Waiting is measured with the monotonic reading only, so a wall clock
/// that jumps neither reorders nor locks anybody out (D13). Callable from any thread.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual QDateTime nowUtc() const = 0;
    virtual std::chrono::milliseconds monotonic() const = 0;
};

class SystemClock final : public Clock
{
public:
    QDateTime nowUtc() const override;
    std::chrono::milliseconds monotonic() const override;
};

/// RFC 3339 with milliseconds and `Z`, as every timestamp we show or store.
QString toRfc3339(const QDateTime &utc);
/// Invalid for everything but RFC 3339: a date alone, or a time without its zone.
QDateTime fromRfc3339(const QString &text);

} // namespace lokal
