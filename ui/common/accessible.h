#pragma once

#include <QAccessible>

class QWidget;

namespace lokal::ui {

/// Tells screen readers what a plain QWidget is: a window, a dialog. Without it they meet a frame
/// of no meaning and do not read its name when it opens. Call in the widget's constructor; not for
/// widgets that have an interface of their own, such as buttons and fields.
void setAccessibleRole(QWidget *widget, QAccessible::Role role);
/// Names the widget @p text and has screen readers say it at once.
void announce(QWidget *widget, const QString &text);

} // namespace lokal::ui
