#include "ui/signin/countdown.h"

namespace lokal::ui {
namespace {

constexpr int tickMs = 250; // four looks a second, so that no number is skipped

} // namespace

Countdown::Countdown(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(tickMs);
    connect(&m_timer, &QTimer::timeout, this, &Countdown::tick);
}

void Countdown::start(int seconds)
{
    m_end.setRemainingTime(qint64(seconds) * 1000);
    m_timer.start();
    tick();
}

void Countdown::stop()
{
    m_timer.stop();
}

int Countdown::secondsLeft() const
{
    return m_timer.isActive() ? int((m_end.remainingTime() + 999) / 1000) : 0;
}

void Countdown::tick()
{
    const int left = secondsLeft();
    if (left <= 0)
        m_timer.stop();
    Q_EMIT ticked(qMax(0, left));
}

} // namespace lokal::ui
