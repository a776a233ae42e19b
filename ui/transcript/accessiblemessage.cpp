#include "ui/transcript/accessiblemessage.h"

#include "ui/transcript/accessiblearea.h"
#include "ui/transcript/transcriptview.h"

using namespace Qt::StringLiterals;

namespace lokal::ui {

AccessibleMessage::AccessibleMessage(TranscriptView *view, qint64 messageId)
    : m_view(view)
    , m_id(messageId)
{
}

AccessibleMessage::~AccessibleMessage()
{
    for (const QAccessible::Id id : std::as_const(m_children))
        QAccessible::deleteAccessibleInterface(id);
}

std::vector<HitArea> AccessibleMessage::areas() const
{
    const int at = index();
    return at < 0 ? std::vector<HitArea>() : m_view->areasOf(at);
}

int AccessibleMessage::childCount() const
{
    return static_cast<int>(areas().size());
}

/// Areas come and go with what a message is; a child that has become another one is made anew.
QAccessibleInterface *AccessibleMessage::child(int index) const
{
    const std::vector<HitArea> now = areas();
    if (index < 0 || index >= static_cast<int>(now.size()))
        return nullptr;
    const HitArea &area = now[static_cast<size_t>(index)];
    for (const QAccessible::Id id : std::as_const(m_children)) {
        auto *known = dynamic_cast<AccessibleArea *>(QAccessible::accessibleInterface(id));
        if (known && known->area() == area)
            return known;
    }
    auto *made = new AccessibleArea(m_view, m_id, area); // owned by the cache
    m_children.append(QAccessible::registerAccessibleInterface(made));
    return made;
}

QAccessibleInterface *AccessibleMessage::childAt(int x, int y) const
{
    const int count = childCount();
    for (int i = 0; i < count; ++i)
        if (QAccessibleInterface *found = child(i); found->rect().contains(x, y))
            return found;
    return nullptr;
}

int AccessibleMessage::indexOfChild(const QAccessibleInterface *child) const
{
    const auto *wanted = dynamic_cast<const AccessibleArea *>(child);
    const std::vector<HitArea> now = areas();
    for (size_t i = 0; wanted && i < now.size(); ++i)
        if (now[i] == wanted->area())
            return static_cast<int>(i);
    return -1;
}

QAccessibleInterface *AccessibleMessage::focusChild() const
{
    const int count = childCount();
    for (int i = 0; i < count; ++i)
        if (QAccessibleInterface *found = child(i); found->state().focused)
            return found;
    return nullptr;
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

// Asked for character by character; a long answer is parsed once for all of them.
QString AccessibleMessage::content() const
{
    const int at = index();
    if (at < 0)
        return {};
    const MessageItem &item = m_view->list().at(at);
    const TranscriptMessage &message = item.message;
    const Version now { message.source.size(), message.thinking.size(),
                        message.isOpen(),      isThinkingShown(message, item.view),
                        message.phase.title,   message.error.title + message.error.cause };
    if (now != m_version) {
        m_content = makeContent(item);
        m_version = now;
    }
    return m_content;
}

// What a reader sees: the answer, and in its place the phase or the error.
QString AccessibleMessage::makeContent(const MessageItem &item) const
{
    const TranscriptMessage &message = item.message;
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
    for (const HitArea &area : areas())
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
