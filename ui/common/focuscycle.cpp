#include "ui/common/focuscycle.h"

#include <QAbstractButton>
#include <QApplication>
#include <QWidget>

namespace lokal::ui {

namespace {

/// Of a group of radio buttons only the chosen one is a stop; arrows move between them.
bool isOtherChoice(const QWidget *widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    return button && button->autoExclusive() && !button->isChecked();
}

} // namespace

QList<QWidget *> focusStops(const QWidget *inside)
{
    QList<QWidget *> stops;
    const auto children = inside->findChildren<QWidget *>();
    for (QWidget *child : children) {
        if (child->focusPolicy() & Qt::TabFocus && child->isEnabled() && child->isVisibleTo(inside)
            && !child->focusProxy() && !isOtherChoice(child))
            stops.append(child);
    }
    return stops;
}

void cycleFocus(const QWidget *inside, bool next)
{
    const QList<QWidget *> stops = focusStops(inside);
    if (stops.isEmpty())
        return;
    const qsizetype now = stops.indexOf(QApplication::focusWidget());
    const qsizetype step = next ? 1 : stops.size() - 1;
    const qsizetype first = next ? 0 : stops.size() - 1;
    stops[now < 0 ? first : (now + step) % stops.size()]->setFocus(next ? Qt::TabFocusReason
                                                                        : Qt::BacktabFocusReason);
}

} // namespace lokal::ui
