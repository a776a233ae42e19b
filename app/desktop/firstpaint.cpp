#include "app/desktop/firstpaint.h"

#include <QEvent>
#include <QTimer>
#include <QWidget>

#include <cstdio>

namespace lokal::app {
namespace {

class FirstPaintWatch final : public QObject
{
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            watched->removeEventFilter(this);
            // This event comes before the drawing; the next turn of the event loop is behind it.
            QTimer::singleShot(0, this, [this] {
                std::fputs("first paint\n", stderr);
                deleteLater();
            });
        }
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

void announceFirstPaint(QWidget &window)
{
    if (qEnvironmentVariableIsSet("LOKAL_AI_BENCH_FIRST_PAINT"))
        window.installEventFilter(new FirstPaintWatch(&window));
}

} // namespace lokal::app
