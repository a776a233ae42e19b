#pragma once

#include <QAccessible>
#include <QPointer>

namespace lokal::ui {

class TranscriptView;

/// One message for assistive technology: its text as it reads, its buttons as actions. No QObject.
class AccessibleMessage : public QAccessibleInterface,
                          public QAccessibleTextInterface,
                          public QAccessibleActionInterface
{
public:
    AccessibleMessage(TranscriptView *view, qint64 messageId);

    qint64 messageId() const { return m_id; }

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
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    void selection(int index, int *start, int *end) const override;
    int selectionCount() const override { return 0; }
    void addSelection(int, int) override { }
    void removeSelection(int) override { }
    void setSelection(int, int, int) override { }
    int cursorPosition() const override { return 0; }
    void setCursorPosition(int) override { }
    QString text(int from, int to) const override;
    int characterCount() const override;
    QRect characterRect(int) const override { return rect(); }
    int offsetAtPoint(const QPoint &) const override { return 0; }
    void scrollToSubstring(int from, int to) override;
    QString attributes(int offset, int *from, int *to) const override;

    QStringList actionNames() const override;
    void doAction(const QString &name) override;
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    int index() const;
    QString content() const;

    QPointer<TranscriptView> m_view;
    qint64 m_id;
};

} // namespace lokal::ui
