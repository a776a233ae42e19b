// Keyboard: the message with the focus, the buttons within it, selection, scrolling.
#include "ui/transcript/accessibility.h"
#include "ui/transcript/transcriptview.h"

#include <QKeyEvent>
#include <QScrollBar>

namespace lokal::ui {
namespace {

/// The first area of the first of these kinds that is there at all; -1: none.
int firstOf(const std::vector<HitArea> &areas, std::initializer_list<AreaKind> kinds)
{
    for (const AreaKind kind : kinds)
        for (size_t i = 0; i < areas.size(); ++i)
            if (areas[i].kind == kind)
                return static_cast<int>(i);
    return -1;
}

} // namespace

bool TranscriptView::event(QEvent *event)
{
    // Keys the window may have as shortcuts too belong to the transcript while it has the focus.
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void TranscriptView::focusMessage(int index)
{
    if (index < 0 || index >= m_list.count())
        return;
    markFocused(index);
    ensureVisible(m_list.at(index).top,
                  qMin(m_list.at(index).bottom(), m_list.at(index).top + pageHeight() / 2));
}

void TranscriptView::markFocused(int index)
{
    m_focusMessage = m_list.at(index).message.id;
    m_focusArea.reset();
    m_keyboardFocus = true;
    viewport()->update();
    announceFocus(*this, index);
}

void TranscriptView::moveFocus(int by)
{
    int index = m_list.indexOf(m_focusMessage);
    if (index < 0) {
        // Start with what is on the screen.
        index = by < 0 ? m_list.count() - 1 : m_list.indexAt(scroll());
        return focusMessage(qMin(index, m_list.count() - 1));
    }
    if (index + by >= m_list.count())
        return jumpToLatest();
    focusMessage(qMax(0, index + by));
}

void TranscriptView::moveArea(int by)
{
    const int index = m_list.indexOf(m_focusMessage);
    if (index < 0)
        return;
    const std::vector<HitArea> areas = areasOf(index);
    if (areas.empty())
        return;
    int at = -1;
    for (size_t i = 0; i < areas.size(); ++i)
        if (m_focusArea && areas[i] == *m_focusArea)
            at = static_cast<int>(i);
    const int count = static_cast<int>(areas.size());
    if (at < 0 && by >= 0) {
        // First what helps after an error, else the row of icons: what Enter is expected to open.
        at = qMax(0, firstOf(areas, { AreaKind::ErrorButton, AreaKind::Action }));
    } else {
        at = (qMax(at, 0) + by + count) % count;
    }
    m_focusArea = areas[static_cast<size_t>(at)];
    m_keyboardFocus = true;
    const QRect place = m_focusArea->rect.translated(0, m_list.at(index).top);
    ensureVisible(place.top(), place.bottom());
    viewport()->update();
    announceAreaFocus(*this, index);
}

bool TranscriptView::handleAreaKeys(QKeyEvent *event)
{
    const int index = m_list.indexOf(m_focusMessage);
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_jumpFocused)
            jumpToLatest();
        else if (m_focusArea && index >= 0)
            trigger(m_focusMessage, *m_focusArea);
        else if (index >= 0 && event->key() != Qt::Key_Space)
            moveArea(0);
        else
            return false;
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const int by = event->key() == Qt::Key_Right ? 1 : -1;
        if (event->modifiers().testFlag(Qt::AltModifier) && index >= 0)
            Q_EMIT siblingStep(m_focusMessage, by);
        else if (event->modifiers().testFlag(Qt::ShiftModifier) && m_focusArea && index >= 0)
            scrollCard(m_focusArea->rect.center() + QPoint(0, m_list.at(index).top),
                       by * m_style.px(60));
        else if (m_focusArea)
            moveArea(by);
        else
            return false;
        return true;
    }
    case Qt::Key_Escape:
        if (m_focusArea)
            m_focusArea.reset();
        else if (!m_selection.isEmpty())
            clearSelection();
        else
            return false;
        viewport()->update();
        return true;
    default:
        return false;
    }
}

bool TranscriptView::handleNavigation(QKeyEvent *event)
{
    QScrollBar *bar = verticalScrollBar();
    const int page = qMax(1, pageHeight() - m_style.px(60));
    switch (event->key()) {
    case Qt::Key_Up:
        moveFocus(-1);
        return true;
    case Qt::Key_Down:
        moveFocus(1);
        return true;
    case Qt::Key_PageUp:
        bar->setValue(bar->value() - page);
        releaseBottom();
        return true;
    case Qt::Key_PageDown:
        bar->setValue(bar->value() + page);
        return true;
    case Qt::Key_Home:
        bar->setValue(0);
        return true;
    case Qt::Key_End:
        jumpToLatest();
        return true;
    default:
        return false;
    }
}

bool TranscriptView::handleShortcut(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return true;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        selectAllStep();
        return true;
    }
    return false;
}

// The message first, everything the second time.
void TranscriptView::selectAllStep()
{
    if (m_list.count() == 0)
        return;
    int index = m_list.indexOf(m_focusMessage);
    if (m_selection.cursor().isValid())
        index = m_selection.cursor().message;
    if (index < 0)
        return selectAllMessages();
    Selection whole;
    selectMessage(m_list, whole, index, index);
    if (m_selection.anchor() == whole.anchor() && m_selection.cursor() == whole.cursor())
        return selectAllMessages();
    m_selection = whole;
    selectionMoved();
}

void TranscriptView::keyPressEvent(QKeyEvent *event)
{
    if (handleShortcut(event) || handleAreaKeys(event) || handleNavigation(event))
        return event->accept();
    event->ignore(); // for the window: typing goes to the composer
}

bool TranscriptView::focusNextPrevChild(bool next)
{
    const bool hasButton = !jumpButtonRect().isNull();
    if (hasFocus() && hasButton && next != m_jumpFocused) {
        m_jumpFocused = next;
        viewport()->update();
        return true;
    }
    m_jumpFocused = false;
    return QAbstractScrollArea::focusNextPrevChild(next);
}

void TranscriptView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    const bool byKeyboard
        = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (!byKeyboard || m_list.count() == 0)
        return;
    const int known = m_list.indexOf(m_focusMessage);
    const int index = known >= 0 ? known : m_list.count() - 1;
    const MessageItem &item = m_list.at(index);
    // Whoever reads a message that is higher than the page stays where they are.
    const bool isRead = item.top < scroll() && item.bottom() > scroll() + pageHeight() / 2;
    if (isRead)
        markFocused(index);
    else
        focusMessage(index);
}

void TranscriptView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    m_keyboardFocus = m_jumpFocused = false;
    m_focusArea.reset();
    viewport()->update();
}

} // namespace lokal::ui
