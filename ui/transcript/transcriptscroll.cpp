// Layout near the viewport, scrolling, streaming frames.
#include "ui/transcript/transcriptview.h"

#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace lokal::ui {

static constexpr int bottomTolerance = 4;
static constexpr int keptPages = 6;
static constexpr int mostRounds = 8;
static constexpr int topFade = 16;
static constexpr int bottomFade = 28;

int frameDelay(bool isActive, qint64 lastFrameMs)
{
    constexpr qint64 longest = 250;
    return static_cast<int>(qBound<qint64>(isActive ? 16 : 33, 3 * lastFrameMs, longest));
}

int TranscriptView::scroll() const
{
    return verticalScrollBar()->value();
}

int TranscriptView::columnWidth() const
{
    const int wide = width() - 2 * m_style.px(32);
    const int available = width() < m_style.px(700) ? width() - 2 * m_style.px(26) : wide;
    return qMax(m_style.px(160), qMin(m_style.px(760), available));
}

int TranscriptView::columnLeft() const
{
    // Centred in the whole view, scroll bar included, as the composer below is.
    return (width() - columnWidth()) / 2;
}

QPoint TranscriptView::toContent(QPoint viewportPoint) const
{
    return viewportPoint + QPoint(-columnLeft(), scroll());
}

bool TranscriptView::isAtBottom() const
{
    return scroll() >= verticalScrollBar()->maximum() - bottomTolerance;
}

ScrollAnchor TranscriptView::anchor() const
{
    return captureAnchor(m_list, scroll(), pageHeight());
}

void TranscriptView::updateScrollRange()
{
    verticalScrollBar()->setPageStep(pageHeight());
    verticalScrollBar()->setSingleStep(m_style.px(40));
    verticalScrollBar()->setRange(0, qMax(0, m_list.contentHeight() - pageHeight()));
}

void TranscriptView::restore(const ScrollAnchor &anchor, bool byFraction)
{
    if (m_following) {
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
        return;
    }
    const int value = scrollFor(m_list, anchor, byFraction);
    if (value >= 0)
        verticalScrollBar()->setValue(value);
}

// Heights may have changed: keep the anchor (or the bottom) in place and lay out what shows, until
// nothing in view is an estimate any more.
void TranscriptView::settle(const ScrollAnchor &anchor, bool byFraction, int changedFrom)
{
    const int before = scroll();
    m_settling = true;
    updateScrollRange();
    restore(anchor, byFraction);
    for (int round = 0; round < mostRounds; ++round) {
        const ScrollAnchor kept = captureAnchor(m_list, scroll(), pageHeight());
        if (!m_list.ensure(scroll(), scroll() + pageHeight()))
            break;
        updateScrollRange();
        restore(kept, false);
    }
    m_settling = false;
    placeEditors();
    repaintScrolled(before, changedFrom);
    reportPosition();
    m_aheadTimer.start(0);
}

// Moves the pixels that stay the same and repaints only what is below `changedFrom`.
void TranscriptView::repaintScrolled(int oldScroll, int changedFrom)
{
    const int dy = oldScroll - scroll();
    if (changedFrom < 0 || qAbs(dy) >= pageHeight() || !m_editors.isEmpty()) {
        viewport()->update();
        return;
    }
    if (dy != 0)
        viewport()->scroll(0, dy);
    const QRect page = viewport()->rect();
    const int from = qBound(0, changedFrom - scroll(), page.height());
    const int fade = m_style.px(bottomFade);
    viewport()->update(page.adjusted(0, qMin(from, page.height() - fade - qAbs(dy)), 0, 0));
    viewport()->update(QRect(0, 0, page.width(), m_style.px(topFade) + qAbs(dy)));
    const QRect button = jumpButtonRect();
    viewport()->update(button.adjusted(-4, -4 - qAbs(dy), 4, 4 + qAbs(dy)));
}

void TranscriptView::scrollContentsBy(int, int dy)
{
    if (m_settling || dy == 0)
        return;
    m_following = isAtBottom();
    const ScrollAnchor kept = anchor();
    const int wanted = scroll();
    if (m_list.ensure(wanted, wanted + pageHeight())) {
        settle(kept);
    } else {
        placeEditors();
        // The old picture was taken at `wanted + dy`.
        repaintScrolled(wanted + dy, wanted + pageHeight());
        const QRect page = viewport()->rect();
        if (dy > 0)
            viewport()->update(QRect(0, 0, page.width(), dy + m_style.px(topFade)));
        reportPosition();
        m_aheadTimer.start(0);
    }
    if (!m_press.selecting && viewport()->underMouse())
        updateHover(viewport()->mapFromGlobal(QCursor::pos()));
}

void TranscriptView::reportPosition()
{
    const bool bottom = isAtBottom();
    if (bottom) {
        m_newBelow = false;
        m_jumpFocused = false;
    }
    if (bottom != m_wasAtBottom) {
        m_wasAtBottom = bottom;
        viewport()->update();
        Q_EMIT atBottomChanged(bottom);
    }
    const bool fits = verticalScrollBar()->maximum() == 0;
    if (m_list.count() > 0 && (fits || !m_following) && scroll() < pageHeight())
        Q_EMIT needOlder();
}

void TranscriptView::jumpToLatest()
{
    m_following = true;
    m_jumpFocused = false;
    settle({});
}

void TranscriptView::scrollToMessage(qint64 id)
{
    const int index = m_list.indexOf(id);
    if (index >= 0)
        ensureVisible(m_list.at(index).top, m_list.at(index).bottom());
}

void TranscriptView::ensureVisible(int top, int bottom)
{
    const int margin = m_style.px(24);
    const int page = pageHeight();
    int value = scroll();
    const bool isEnd = m_list.count() > 0 && bottom >= m_list.items().back().bottom();
    if (isEnd) // all the way: the button to the latest message would lie over its row
        value = verticalScrollBar()->maximum();
    else if (bottom + margin > value + page)
        value = bottom + margin - page;
    if (top - margin < value)
        value = top - margin;
    verticalScrollBar()->setValue(value);
}

// One page in each direction, so that a turn of the wheel finds everything ready.
void TranscriptView::prepareAhead()
{
    if (!isVisible() || m_list.count() == 0)
        return;
    const int page = pageHeight();
    const ScrollAnchor kept = anchor();
    if (m_list.ensure(scroll() - page, scroll() + 2 * page)) {
        m_settling = true;
        updateScrollRange();
        restore(kept, false);
        m_settling = false;
        placeEditors();
        viewport()->update();
        reportPosition();
    }
    m_list.evict(scroll() - keptPages * page, scroll() + (keptPages + 1) * page);
}

void TranscriptView::scheduleFlush()
{
    if (!isVisible() || m_flushTimer.isActive())
        return; // shown as a whole when the view is
    m_flushTimer.start(frameDelay(isActiveWindow(), m_flushMs));
}

// Where drawing has to start again: below the last line that is as it was.
int TranscriptView::firstChange(int index, size_t blocksBefore) const
{
    const MessageItem &item = m_list.at(index);
    const BlockColumn &column = item.layout->column(MessageLayout::Answer);
    if (blocksBefore == 0 || column.rect.isNull() || !item.message.isOpen())
        return qMax(0, item.top - m_style.px(bottomFade));
    const int origin = item.top + column.rect.top();
    int y = origin;
    for (const BlockLayout &layout : column.blocks) {
        // What is above the page has no pixels, laid out or not; if it grows, others move.
        const bool isSeen = origin + layout.frame.bottom() >= scroll();
        if (layout.moved || (isSeen && !layout.changed && !layout.exact))
            break;
        if (layout.changed && isSeen) {
            const int kept = keptHeight(layout, m_style);
            return kept > 0 ? origin + layout.frame.top() + kept : y;
        }
        y = origin + layout.frame.bottom() + 1;
    }
    return y;
}

void TranscriptView::flush()
{
    m_flushTimer.stop();
    const QVector<qint64> changed = std::exchange(m_changed, {});
    QElapsedTimer taken;
    taken.start();
    const ScrollAnchor kept = anchor();
    int from = -1;
    for (const qint64 id : changed) {
        const int index = m_list.indexOf(id);
        if (index < 0)
            continue;
        MessageItem &item = m_list.at(index);
        const size_t blocks
            = item.layout ? item.layout->column(MessageLayout::Answer).blocks.size() : 0;
        item.stale = true;
        m_list.layoutOf(index);
        m_list.updateTops(index);
        const int start = firstChange(index, blocks);
        from = from < 0 ? start : qMin(from, start);
        if (!m_following)
            m_newBelow = true;
    }
    if (changed.isEmpty())
        return;
    settle(kept, false, from);
    m_flushMs = taken.elapsed();
    updateAnimation();
    if (m_find.isActive() && !m_findTimer.isActive())
        m_findTimer.start();
}

void TranscriptView::relayoutMessage(int index)
{
    const ScrollAnchor kept = anchorOnMessage(m_list, index, scroll());
    const bool following = std::exchange(m_following, false);
    m_list.at(index).stale = m_list.at(index).layout != nullptr;
    m_list.layoutOf(index);
    m_list.updateTops(index);
    settle(kept);
    m_following = following && isAtBottom();
}

void TranscriptView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    const ScrollAnchor kept = anchor();
    fitList();
    settle(kept, true);
}

void TranscriptView::fitList()
{
    constexpr int lowPage = 200; // a few lines
    m_list.setLow(pageHeight() < m_style.px(lowPage));
    m_list.setWidth(columnWidth());
}

void TranscriptView::themeChanged()
{
    const ScrollAnchor kept = anchor();
    m_style.reload();
    fitList();
    m_list.invalidate();
    settle(kept, true);
}

void TranscriptView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    flush();
    updateAnimation();
    m_aheadTimer.start(0);
}

void TranscriptView::hideEvent(QHideEvent *event)
{
    QAbstractScrollArea::hideEvent(event);
    m_flushTimer.stop();
    updateAnimation();
}

void TranscriptView::updateAnimation()
{
    const bool open = m_list.count() > 0 && m_list.items().back().message.isOpen();
    if (!open || !isVisible())
        m_animationTimer.stop();
    else if (!m_animationTimer.isActive())
        m_animationTimer.start();
}

void TranscriptView::animate()
{
    if (m_list.count() == 0)
        return;
    const int index = m_list.count() - 1;
    MessageItem &item = m_list.at(index);
    if (m_animated)
        ++m_tick;
    if (!item.layout || item.top + item.height < scroll() || item.top > scroll() + pageHeight())
        return;
    if (isThinkingLive(item.message) && item.thinking.isValid()) {
        const auto seconds = double(item.thinking.elapsed() / 1000);
        if (seconds > item.view.thinkingSeconds) {
            item.view.thinkingSeconds = seconds;
            m_list.replace(index);
        }
    }
    for (const QRect &rect :
         { item.layout->dots, item.layout->thinkingRow, item.layout->phaseRing })
        if (!rect.isNull())
            viewport()->update(QRect(0, rect.top() + item.top - scroll() - 2, viewport()->width(),
                                     rect.height() + 8));
}

} // namespace lokal::ui
