#pragma once

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

namespace lokal::ui {

/// Counts whole seconds down to zero, for texts like "Next try in 4 s".
class Countdown : public QObject
{
    Q_OBJECT
public:
    explicit Countdown(QObject *parent = nullptr);

    /// Begins anew; ticked() comes at once, and once more for each second that is left.
    void start(int seconds);
    void stop();
    bool isRunning() const { return m_timer.isActive(); }
    /// Rounded up: 1 until the very end.
    int secondsLeft() const;

Q_SIGNALS:
    /// @p secondsLeft is 0 exactly once, at the end.
    void ticked(int secondsLeft);

private:
    void tick();

    QTimer m_timer;
    QDeadlineTimer m_end;
};

} // namespace lokal::ui
