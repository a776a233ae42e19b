#include "ui/transcript/accessibility.h"

#include "ui/transcript/accessiblemessage.h"
#include "ui/transcript/transcriptview.h"

#include <QAccessibleWidget>
#include <QHash>

namespace lokal::ui {
namespace {

class AccessibleTranscript : public QAccessibleWidget
{
public:
    explicit AccessibleTranscript(TranscriptView *view)
        : QAccessibleWidget(view, QAccessible::List)
    {
    }
    ~AccessibleTranscript() override
    {
        for (const QAccessible::Id id : std::as_const(m_children))
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return view().list().count(); }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        const qint64 id = view().list().at(index).message.id;
        const auto known = m_children.constFind(id);
        if (known != m_children.constEnd())
            return QAccessible::accessibleInterface(*known);
        auto *child = new AccessibleMessage(&view(), id); // owned by the cache
        m_children.insert(id, QAccessible::registerAccessibleInterface(child));
        return child;
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *message = dynamic_cast<const AccessibleMessage *>(child);
        return message ? view().list().indexOf(message->messageId()) : -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i)
            if (view().messageScreenRect(i).contains(x, y))
                return child(i);
        return nullptr;
    }
    QAccessibleInterface *focusChild() const override
    {
        return child(view().list().indexOf(view().focusedMessage()));
    }
    void forget(qint64 messageId)
    {
        const auto known = m_children.constFind(messageId);
        if (known == m_children.constEnd())
            return;
        QAccessible::deleteAccessibleInterface(*known);
        m_children.erase(known);
    }

private:
    TranscriptView &view() const { return *static_cast<TranscriptView *>(object()); }

    mutable QHash<qint64, QAccessible::Id> m_children;
};

QAccessibleInterface *createInterface(const QString &, QObject *object)
{
    if (auto *view = qobject_cast<TranscriptView *>(object))
        return new AccessibleTranscript(view); // owned by QAccessible's cache
    return nullptr;
}

AccessibleTranscript *interfaceOf(TranscriptView &view)
{
    if (!QAccessible::isActive())
        return nullptr;
    return dynamic_cast<AccessibleTranscript *>(QAccessible::queryAccessibleInterface(&view));
}

void sendChildEvent(TranscriptView &view, QAccessible::Event type, int index)
{
    AccessibleTranscript *parent = interfaceOf(view);
    QAccessibleInterface *child = parent ? parent->child(index) : nullptr;
    if (!child)
        return;
    QAccessibleEvent event(child, type);
    QAccessible::updateAccessibility(&event);
}

} // namespace

void installTranscriptAccessibility()
{
    QAccessible::installFactory(createInterface);
}

void announceAdded(TranscriptView &view, int index)
{
    sendChildEvent(view, QAccessible::ObjectCreated, index);
}

void announceChanged(TranscriptView &view, int index)
{
    sendChildEvent(view, QAccessible::NameChanged, index);
}

void announceFocus(TranscriptView &view, int index)
{
    sendChildEvent(view, QAccessible::Focus, index);
}

void announceAreaFocus(TranscriptView &view, int index)
{
    AccessibleTranscript *parent = interfaceOf(view);
    const QAccessibleInterface *message = parent ? parent->child(index) : nullptr;
    QAccessibleInterface *area = message ? message->focusChild() : nullptr;
    if (!area)
        return;
    QAccessibleEvent event(area, QAccessible::Focus);
    QAccessible::updateAccessibility(&event);
}

void announceRemoved(TranscriptView &view, int index, int count)
{
    AccessibleTranscript *parent = interfaceOf(view);
    if (!parent)
        return;
    for (int i = index; i < index + count; ++i)
        parent->forget(view.list().at(i).message.id);
}

} // namespace lokal::ui
