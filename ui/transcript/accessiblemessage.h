#pragma once

#include "ui/transcript/hitareas.h"

#include <QAccessible>
#include <QPointer>

namespace lokal::ui {

class AccessibleArea;
class TranscriptView;

/// One message for assistive technology: its text as it reads, its buttons as children, and for
/// those who do not look at children as actions. No QObject.
class AccessibleMessage : public QAccessibleInterface,
                          public QAccessibleTextInterface,
                          public QAccessibleActionInterface
{
public:
    AccessibleMessage(TranscriptView *view, qint64 messageId);
    ~AccessibleMessage() override;

    qint64 messageId() const { return m_id; }

    bool isValid() const override;
    QObject *object() const override { return nullptr; }
    QWindow *window() const override;
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int index) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    int childCount() const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *focusChild() const override;
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
    /// What the text depends on, to see whether it has to be made again.
    struct Version
    {
        qsizetype source = -1;
        qsizetype thinking = 0;
        bool open = false;
        bool thinkingShown = false;
        QString phase, error;
        bool operator==(const Version &) const = default;
    };

    int index() const;
    std::vector<HitArea> areas() const;
    QString content() const;
    QString makeContent(const MessageItem &item) const;

    QPointer<TranscriptView> m_view;
    qint64 m_id;
    mutable QVector<QAccessible::Id> m_children;
    mutable Version m_version; ///< of m_content
    mutable QString m_content;
};

} // namespace lokal::ui
