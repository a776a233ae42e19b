#include "app/desktop/firstpaint.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTimer>
#include <QWidget>

#include <cstdio>
#include <utility>

namespace lokal::app {
namespace {

class PaintWatch final : public QObject
{
public:
    explicit PaintWatch(QWidget *window)
        : QObject(window)
        , m_window(window)
    {
        QCoreApplication::instance()->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && watched->isWidgetType()) {
            if (watched == m_window)
                announce(m_windowPainted, "first paint\n");
            else if (m_window->isAncestorOf(static_cast<QWidget *>(watched)))
                announce(m_pagePainted, "first page\n");
        }
        return QObject::eventFilter(watched, event);
    }

private:
    /// The event comes before the drawing; the next turn of the event loop is behind it.
    void announce(bool &done, const char *line)
    {
        if (!std::exchange(done, true))
            QTimer::singleShot(0, this, [line] { std::fputs(line, stderr); });
    }

    QWidget *m_window;
    bool m_windowPainted = false;
    bool m_pagePainted = false;
};

} // namespace

void announceFirstPaint(QWidget &window)
{
    if (qEnvironmentVariableIsSet("LOKAL_AI_BENCH_FIRST_PAINT"))
        new PaintWatch(&window);
}

} // namespace lokal::app
