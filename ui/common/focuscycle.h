#pragma once

#include <QList>

class QWidget;

namespace lokal::ui {

/// What the Tab key stops at inside @p inside, in order.
QList<QWidget *> focusStops(const QWidget *inside);
/// Moves the focus to the next (or previous) stop inside @p inside, from the last to the first: for
/// what lies over the window and keeps the keys. Begins at the first when the focus is elsewhere.
void cycleFocus(const QWidget *inside, bool next);

} // namespace lokal::ui
