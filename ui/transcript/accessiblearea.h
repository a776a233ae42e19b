#pragma once

#include "ui/transcript/hitareas.h"

#include <QAccessible>
#include <QPointer>

namespace lokal::ui {

class TranscriptView;

/// A button or link within a message for assistive technology: what the ring of the keyboard stands
/// on. No QObject.
class AccessibleArea : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    AccessibleArea(TranscriptView *view, qint64 messageId, const HitArea &area);

    const HitArea &area() const { return m_area; }

    bool isValid() const override;
    QObject *object() const override { return nullptr; }
    QWindow *window() const override;
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override;
    QAccessible::Role role() const override;
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    QStringList actionNames() const override { return { pressAction() }; }
    void doAction(const QString &name) override;
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    std::optional<HitArea> current() const;

    QPointer<TranscriptView> m_view;
    qint64 m_message;
    HitArea m_area;
};

} // namespace lokal::ui
