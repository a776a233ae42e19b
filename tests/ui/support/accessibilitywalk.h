#pragma once

#include <QAccessible>
#include <QStringList>
#include <QWidget>

namespace lokal::test {

/// Every visible widget inside @p page that takes the focus by Tab and has no name or no role that
/// says what it is; empty when a screen reader can make sense of the page.
inline QStringList unnamedStops(const QWidget &page)
{
    QStringList unnamed;
    for (QWidget *widget : page.findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisibleTo(&page)
            || widget->focusProxy())
            continue;
        QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(widget);
        const bool isNamed = reader && !reader->text(QAccessible::Name).isEmpty();
        const QAccessible::Role role = reader ? reader->role() : QAccessible::NoRole;
        if (!isNamed || role == QAccessible::NoRole || role == QAccessible::Client)
            unnamed.append(
                QStringLiteral("%1 %2 (role %3)")
                    .arg(QLatin1String(widget->metaObject()->className()), widget->objectName())
                    .arg(int(role)));
    }
    return unnamed;
}

} // namespace lokal::test
