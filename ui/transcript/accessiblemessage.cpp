#include "ui/transcript/accessiblemessage.h"

#include "ui/transcript/transcriptview.h"

using namespace Qt::StringLiterals;

namespace lokal::ui {

AccessibleMessage::AccessibleMessage(TranscriptView *view, qint64 messageId)
    : m_view(view)
    , m_id(messageId)
{
}

int AccessibleMessage::index() const
{
    return m_view ? m_view->list().indexOf(m_id) : -1;
}

bool AccessibleMessage::isValid() const
{
    return index() >= 0;
}

QWindow *AccessibleMessage::window() const
{
    return m_view ? m_view->window()->windowHandle() : nullptr;
}

QAccessibleInterface *AccessibleMessage::parent() const
{
    return m_view ? QAccessible::queryAccessibleInterface(m_view) : nullptr;
}

// What a reader sees: the answer, and in its place the phase or the error.
QString AccessibleMessage::content() const
{
    const int at = index();
    if (at < 0)
        return {};
    const TranscriptMessage &message = m_view->list().at(at).message;
    QStringList parts { m_view->messagePlainText(m_id) };
    if (message.isOpen() && message.source.isEmpty())
        parts.append(message.phase.title);
    parts.append(message.error.title);
    parts.append(message.error.cause);
    parts.append(message.attachments);
    parts.removeAll(QString());
    return parts.join(u'\n');
}

QString AccessibleMessage::text(QAccessible::Text kind) const
{
    const int at = index();
    if (at < 0)
        return {};
    if (kind == QAccessible::Description)
        return m_view->list().at(at).message.meta;
    if (kind != QAccessible::Name)
        return {};
    QString who;
    switch (m_view->list().at(at).message.role) {
    case TranscriptMessage::Role::User:
        who = TranscriptView::tr("You");
        break;
    case TranscriptMessage::Role::Assistant:
        who = TranscriptView::tr("Assistant");
        break;
    case TranscriptMessage::Role::System:
        who = TranscriptView::tr("System");
        break;
    }
    const QString start = content().left(120).simplified();
    return start.isEmpty() ? who : who + u": "_s + start;
}

QRect AccessibleMessage::rect() const
{
    const int at = index();
    return at < 0 ? QRect() : m_view->messageScreenRect(at);
}

QAccessible::State AccessibleMessage::state() const
{
    QAccessible::State state;
    const int at = index();
    if (at < 0) {
        state.invalid = true;
        return state;
    }
    state.focusable = true;
    state.readOnly = true;
    state.multiLine = true;
    state.focused = m_view->hasFocus() && m_view->focusedMessage() == m_id;
    const QRect page(m_view->viewport()->mapToGlobal(QPoint()), m_view->viewport()->size());
    state.offscreen = !rect().intersects(page);
    state.busy = m_view->list().at(at).message.isOpen();
    return state;
}

void *AccessibleMessage::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::TextInterface)
        return static_cast<QAccessibleTextInterface *>(this);
    if (type == QAccessible::ActionInterface)
        return static_cast<QAccessibleActionInterface *>(this);
    return nullptr;
}

void AccessibleMessage::selection(int, int *start, int *end) const
{
    *start = *end = 0;
}

QString AccessibleMessage::text(int from, int to) const
{
    const QString all = content();
    return all.mid(from, (to < 0 ? static_cast<int>(all.size()) : to) - from);
}

int AccessibleMessage::characterCount() const
{
    return static_cast<int>(content().size());
}

void AccessibleMessage::scrollToSubstring(int, int)
{
    if (m_view)
        m_view->scrollToMessage(m_id);
}

QString AccessibleMessage::attributes(int, int *from, int *to) const
{
    *from = 0;
    *to = characterCount();
    return {};
}

QStringList AccessibleMessage::actionNames() const
{
    QStringList names { setFocusAction() };
    const int at = index();
    if (at < 0 || !m_view->list().at(at).layout)
        return names;
    for (const HitArea &area : m_view->areasOf(at))
        if (area.enabled && !names.contains(area.name))
            names.append(area.name);
    return names;
}

void AccessibleMessage::doAction(const QString &name)
{
    const int at = index();
    if (at < 0)
        return;
    if (name == setFocusAction()) {
        m_view->setFocus();
        return m_view->focusMessage(at);
    }
    for (const HitArea &area : m_view->areasOf(at))
        if (area.name == name)
            return m_view->trigger(m_id, area);
}

} // namespace lokal::ui
