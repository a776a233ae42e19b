// Mouse: hover, buttons, selection, scrolling inside cards.
#include "ui/transcript/messagepainter.h"
#include "ui/transcript/transcriptview.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace lokal::ui {

std::vector<HitArea> TranscriptView::areasOf(int index) const
{
    const MessageItem &item = m_list.at(index);
    if (!item.layout)
        return {};
    std::vector<HitArea> areas = hitAreas(item, m_style, scroll() - item.top - pageHeight(),
                                          scroll() - item.top + 2 * pageHeight());
    if (index == m_list.contextIndex()) {
        HitArea change;
        change.kind = AreaKind::ContextChange;
        change.rect = contextChangeRect(m_style, m_list.contextRect()).translated(0, -item.top);
        change.name = tr("Change what the model sees");
        areas.insert(areas.begin(), change);
    }
    applyBlocked(areas, m_blocked);
    return areas;
}

std::optional<HitArea> TranscriptView::areaAt(QPoint content, int *index) const
{
    const int near = m_list.indexAt(content.y());
    for (int i = qMax(0, near - 1); i <= qMin(near, m_list.count() - 1); ++i) {
        for (const HitArea &area : areasOf(i)) {
            const bool link = area.kind == AreaKind::Link; // found by character instead
            if (link || !area.rect.translated(0, m_list.at(i).top).contains(content))
                continue;
            *index = i;
            return area;
        }
    }
    return {};
}

// The message a point belongs to; the gap below a message is its own, for its row of icons.
int TranscriptView::messageAround(QPoint content) const
{
    const int index = m_list.indexAt(content.y());
    const bool inGap = index > 0
        && (index >= m_list.count() || content.y() < m_list.at(index).top - m_style.px(2));
    return inGap ? index - 1 : qMin(index, m_list.count() - 1);
}

void TranscriptView::updateMessageArea(int index)
{
    if (index < 0)
        return;
    const MessageItem &item = m_list.at(index);
    const int slack = m_style.px(32);
    viewport()->update(
        QRect(0, item.top - scroll() - slack, viewport()->width(), item.height + 2 * slack));
}

void TranscriptView::setHover(qint64 message, const std::optional<HitArea> &area)
{
    if (m_hoverMessage == message && m_hoverArea == area)
        return;
    if (m_hoverMessage != 0)
        updateMessageArea(m_list.indexOf(m_hoverMessage));
    if (message != 0 && message != m_hoverMessage)
        updateMessageArea(m_list.indexOf(message));
    m_hoverMessage = message;
    m_hoverArea = area;
    if (message != 0)
        updateMessageArea(m_list.indexOf(message));
}

void TranscriptView::updateHover(QPoint viewportPoint)
{
    const QPoint content = toContent(viewportPoint);
    const bool jump = jumpButtonRect().contains(viewportPoint);
    if (jump != m_hoverJump) {
        m_hoverJump = jump;
        viewport()->update(jumpButtonRect().adjusted(-4, -4, 4, 4));
    }
    if (!viewport()->rect().contains(viewportPoint) || m_list.count() == 0 || jump) {
        setHover(0, {});
        viewport()->setCursor(jump ? Qt::PointingHandCursor : Qt::ArrowCursor);
        return;
    }
    int index = -1;
    const std::optional<HitArea> area = areaAt(content, &index);
    if (!area)
        index = messageAround(content);
    setHover(index < 0 ? 0 : m_list.at(index).message.id, area);
    Qt::CursorShape shape = Qt::ArrowCursor;
    if ((area && area->enabled) || !linkAt(m_list, m_style, content).isEmpty())
        shape = Qt::PointingHandCursor;
    else if (!area && isOverText(m_list, m_style, content))
        shape = Qt::IBeamCursor;
    viewport()->setCursor(shape);
}

QString TranscriptView::toolTipAt(QPoint content) const
{
    int index = -1;
    if (const std::optional<HitArea> area = areaAt(content, &index)) {
        const bool named = area->kind == AreaKind::Action || area->kind == AreaKind::SiblingNext
            || area->kind == AreaKind::SiblingPrevious;
        if (!area->reason.isEmpty())
            return u"%1: %2"_s.arg(area->name, area->reason);
        return named ? area->name : QString();
    }
    return {};
}

bool TranscriptView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QPoint content = toContent(help->pos());
        QString text = toolTipAt(content);
        const QString link = linkAt(m_list, m_style, content);
        if (!link.isEmpty())
            text = linkForDisplay(link); // percent-encoded: cannot be taken for rich text
        if (jumpButtonRect().contains(help->pos()))
            text = tr("Jump to the latest message");
        QToolTip::showText(help->globalPos(), text, viewport());
        return true;
    }
    if (event->type() == QEvent::Leave) {
        setHover(0, {});
        m_hoverJump = false;
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

std::pair<TextPosition, TextPosition> TranscriptView::expanded(const TextPosition &place) const
{
    if (m_granularity == Granularity::Character || !place.isValid())
        return { place, place };
    const MessageItem &item = m_list.at(place.message);
    const auto part = static_cast<MessageLayout::Part>(place.part);
    const BlockColumn &column = item.layout->column(part);
    if (place.block >= static_cast<int>(column.blocks.size()))
        return { place, place };
    const QString text = flatText(column.blocks[static_cast<size_t>(place.block)].block);
    TextRange range { 0, static_cast<int>(text.size()) };
    if (m_granularity == Granularity::Word)
        range = wordAround(text, place.character);
    TextPosition from = place;
    TextPosition to = place;
    from.character = range.from;
    to.character = range.to;
    return { from, to };
}

void TranscriptView::mousePressEvent(QMouseEvent *event)
{
    m_keyboardFocus = false;
    m_press = {};
    m_lastMouse = event->position().toPoint();
    if (event->button() != Qt::LeftButton || m_list.count() == 0)
        return QAbstractScrollArea::mousePressEvent(event);
    const QPoint content = toContent(m_lastMouse);
    m_press.jump = jumpButtonRect().contains(m_lastMouse);
    int index = -1;
    m_press.area = m_press.jump ? std::nullopt : areaAt(content, &index);
    if (m_press.area)
        m_press.message = m_list.at(index).message.id;
    if (m_press.jump || m_press.area || pressCardScrollBar(content))
        return;
    m_press.link = linkAt(m_list, m_style, content);
    const bool third = event->timestamp() > 0
        && static_cast<qint64>(event->timestamp()) - m_lastDoubleClick
            < QApplication::doubleClickInterval();
    m_granularity = third ? Granularity::Block : Granularity::Character;
    m_press.selecting = true;
    const TextPosition place = positionAt(m_list, m_style, content);
    if (event->modifiers().testFlag(Qt::ShiftModifier) && m_selection.anchor().isValid()) {
        m_pressRange = { m_selection.anchor(), m_selection.anchor() };
        return extendSelection(m_lastMouse);
    }
    m_pressRange = expanded(place);
    m_selection.set(m_pressRange.first, m_pressRange.second);
    selectionMoved();
}

void TranscriptView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QPoint content = toContent(event->position().toPoint());
    int index = -1;
    if (event->button() != Qt::LeftButton || m_list.count() == 0 || areaAt(content, &index)
        || jumpButtonRect().contains(event->position().toPoint()))
        return mousePressEvent(event);
    m_lastDoubleClick = static_cast<qint64>(event->timestamp());
    m_granularity = Granularity::Word;
    m_press = {};
    m_press.selecting = true;
    m_pressRange = expanded(positionAt(m_list, m_style, content));
    m_selection.set(m_pressRange.first, m_pressRange.second);
    selectionMoved();
}

void TranscriptView::mouseMoveEvent(QMouseEvent *event)
{
    m_lastMouse = event->position().toPoint();
    if (m_press.cardBlock >= 0)
        return dragCard(toContent(m_lastMouse));
    if (!m_press.selecting)
        return updateHover(m_lastMouse);
    const bool outside = m_lastMouse.y() < 0 || m_lastMouse.y() > viewport()->height();
    if (outside && !m_dragTimer.isActive())
        m_dragTimer.start();
    else if (!outside)
        m_dragTimer.stop();
    extendSelection(m_lastMouse);
}

void TranscriptView::extendSelection(QPoint viewportPoint)
{
    const int page = viewport()->height();
    if (m_dragTimer.isActive()) {
        const int beyond = viewportPoint.y() < 0 ? viewportPoint.y() : viewportPoint.y() - page;
        verticalScrollBar()->setValue(scroll() + qBound(-120, beyond, 120));
    }
    const QPoint inside(viewportPoint.x(), qBound(0, viewportPoint.y(), page - 1));
    const auto range = expanded(positionAt(m_list, m_style, toContent(inside)));
    if (range.first < m_pressRange.first)
        m_selection.set(m_pressRange.second, range.first);
    else
        m_selection.set(m_pressRange.first, qMax(range.second, m_pressRange.second));
    if (!m_selection.isEmpty())
        m_following = false; // do not pull the text away from under the mouse
    selectionMoved();
}

void TranscriptView::selectionMoved()
{
    viewport()->update();
    Q_EMIT selectionChanged();
}

void TranscriptView::publishSelection()
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (clipboard->supportsSelection() && !m_selection.isEmpty())
        clipboard->setText(selectedText(), QClipboard::Selection);
}

void TranscriptView::mouseReleaseEvent(QMouseEvent *event)
{
    m_dragTimer.stop();
    const Press press = std::exchange(m_press, {});
    if (event->button() != Qt::LeftButton)
        return QAbstractScrollArea::mouseReleaseEvent(event);
    const QPoint point = event->position().toPoint();
    if (press.jump && jumpButtonRect().contains(point))
        return jumpToLatest();
    int index = -1;
    if (press.area) {
        const std::optional<HitArea> area = areaAt(toContent(point), &index);
        if (area && *area == *press.area && m_list.at(index).message.id == press.message)
            trigger(press.message, *area);
        return;
    }
    if (press.selecting)
        publishSelection();
    const QString link = linkAt(m_list, m_style, toContent(point));
    if (m_selection.isEmpty() && !link.isEmpty() && link == press.link)
        Q_EMIT linkActivated(linkForDisplay(link));
}

void TranscriptView::wheelEvent(QWheelEvent *event)
{
    QPoint delta = event->pixelDelta().isNull() ? event->angleDelta() : event->pixelDelta();
    if (event->modifiers().testFlag(Qt::ShiftModifier) && delta.x() == 0)
        delta = delta.transposed();
    const bool sideways = qAbs(delta.x()) > qAbs(delta.y());
    if (sideways && scrollCard(toContent(event->position().toPoint()), -delta.x()))
        return event->accept();
    QAbstractScrollArea::wheelEvent(event);
    // However little: what comes in must not pull it down again.
    if (delta.y() > 0)
        releaseBottom();
}

void TranscriptView::releaseBottom()
{
    if (verticalScrollBar()->value() < verticalScrollBar()->maximum())
        m_following = false;
}

MenuPlace TranscriptView::menuPlaceAt(QPoint globalPoint)
{
    MenuPlace place;
    place.globalRect = QRect(globalPoint, QSize(1, 1));
    const QPoint content = toContent(viewport()->mapFromGlobal(globalPoint));
    const int index = m_list.count() == 0 ? -1 : messageAround(content);
    if (index < 0)
        return place;
    const QString link = linkAt(m_list, m_style, content);
    place.message = m_list.at(index).message.id;
    place.link = link.isEmpty() ? QString() : linkForDisplay(link);
    const TextPosition at = positionAt(m_list, m_style, content);
    const BlockColumn &column = m_list.layoutOf(index).column(MessageLayout::Answer);
    if (at.message != index || at.part != MessageLayout::Answer || column.rect.isNull()
        || at.block >= static_cast<int>(column.blocks.size()))
        return place;
    const QRect frame = m_list.at(index).layout->blockFrame(MessageLayout::Answer, at.block);
    const bool isCode = column.blocks[static_cast<size_t>(at.block)].block.kind == BlockKind::Code;
    if (isCode && frame.translated(0, m_list.at(index).top).contains(content))
        place.codeBlock = at.block;
    return place;
}

/// The menu key means what the keyboard stands on, wherever the mouse is.
MenuPlace TranscriptView::focusedMenuPlace()
{
    MenuPlace place;
    const int index = m_list.indexOf(m_focusMessage);
    if (index < 0)
        return menuPlaceAt(viewport()->mapToGlobal(viewport()->rect().center()));
    const QRect page(viewport()->mapToGlobal(QPoint()), viewport()->size());
    place.message = m_focusMessage;
    place.globalRect = QRect((messageScreenRect(index) & page).topLeft(), QSize(1, 1));
    if (!m_focusArea)
        return place;
    place.globalRect = toScreen(index, m_focusArea->rect);
    if (m_focusArea->kind == AreaKind::Link)
        place.link = linkForDisplay(m_focusArea->id);
    else if (m_focusArea->kind == AreaKind::CodeCopy)
        place.codeBlock = m_focusArea->block;
    return place;
}

void TranscriptView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isKey = event->reason() == QContextMenuEvent::Keyboard;
    Q_EMIT contextMenuRequested(isKey ? focusedMenuPlace() : menuPlaceAt(event->globalPos()));
}

} // namespace lokal::ui
