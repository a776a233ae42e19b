#include "ui/common/accessible.h"

#include <QAccessibleWidget>
#include <QVariant>
#include <QWidget>

namespace lokal::ui {
namespace {

constexpr auto roleProperty = "lokalAccessibleRole";

QAccessibleInterface *createInterface(const QString &, QObject *object)
{
    if (!object || !object->isWidgetType())
        return nullptr;
    const QVariant role = object->property(roleProperty);
    return role.isValid()
        ? new QAccessibleWidget(static_cast<QWidget *>(object), QAccessible::Role(role.toInt()))
        : nullptr;
}

} // namespace

void setAccessibleRole(QWidget *widget, QAccessible::Role role)
{
    QAccessible::installFactory(createInterface); // once: Qt knows it after that
    widget->setProperty(roleProperty, int(role));
}

void announce(QWidget *widget, const QString &text)
{
    widget->setAccessibleName(text);
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent alert(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace lokal::ui
