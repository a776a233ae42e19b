#include "ui/transcript/accessiblearea.h"

#include "ui/transcript/transcriptview.h"

namespace lokal::ui {

AccessibleArea::AccessibleArea(TranscriptView *view, qint64 messageId, const HitArea &area)
    : m_view(view)
    , m_message(messageId)
    , m_area(area)
{
}

/// The area as it is now: it moves, and may be disabled.
std::optional<HitArea> AccessibleArea::current() const
{
    const int index = m_view ? m_view->list().indexOf(m_message) : -1;
    if (index < 0)
        return {};
    for (const HitArea &area : m_view->areasOf(index))
        if (area == m_area)
            return area;
    return {};
}

bool AccessibleArea::isValid() const
{
    return current().has_value();
}

QWindow *AccessibleArea::window() const
{
    return m_view ? m_view->window()->windowHandle() : nullptr;
}

QAccessibleInterface *AccessibleArea::parent() const
{
    QAccessibleInterface *list = m_view ? QAccessible::queryAccessibleInterface(m_view) : nullptr;
    const int index = m_view ? m_view->list().indexOf(m_message) : -1;
    return list && index >= 0 ? list->child(index) : nullptr;
}

QString AccessibleArea::text(QAccessible::Text kind) const
{
    if (kind == QAccessible::Name)
        return m_area.name;
    const std::optional<HitArea> area = current();
    return kind == QAccessible::Description && area ? area->reason : QString();
}

QRect AccessibleArea::rect() const
{
    const std::optional<HitArea> area = current();
    return area ? m_view->areaScreenRect(m_message, *area) : QRect();
}

QAccessible::Role AccessibleArea::role() const
{
    return m_area.kind == AreaKind::Link ? QAccessible::Link : QAccessible::Button;
}

QAccessible::State AccessibleArea::state() const
{
    QAccessible::State state;
    const std::optional<HitArea> area = current();
    state.invalid = !area;
    state.focusable = true;
    state.disabled = area && !area->enabled;
    state.focused = m_view && m_view->hasFocus() && m_view->focusedMessage() == m_message
        && m_view->focusedArea() == area && area;
    return state;
}

void *AccessibleArea::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::ActionInterface)
        return static_cast<QAccessibleActionInterface *>(this);
    return nullptr;
}

void AccessibleArea::doAction(const QString &name)
{
    const std::optional<HitArea> area = current();
    if (area && name == pressAction())
        m_view->trigger(m_message, *area);
}

} // namespace lokal::ui
