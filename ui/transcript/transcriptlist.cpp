#include "ui/transcript/transcriptlist.h"

#include <algorithm>
#include <utility>

namespace lokal::ui {

static constexpr int topMargin = 30;
static constexpr int bottomMargin = 40;
static constexpr int lowMargin = 12;
static constexpr int messageGap = 28;
static constexpr int contextGap = 24;
static constexpr int contextHeight = 20;

TranscriptList::TranscriptList(const TranscriptStyle &style)
    : m_style(style)
{
}

int TranscriptList::indexOf(qint64 id) const
{
    for (int i = count() - 1; i >= 0; --i)
        if (at(i).message.id == id)
            return i;
    return -1;
}

void TranscriptList::estimate(MessageItem &item)
{
    item.height = item.view.editorHeight > 0
        ? item.view.editorHeight
        : MessageLayout::estimateHeight(item.message, m_style, qMax(1, m_width));
}

void TranscriptList::insert(int index, const QVector<TranscriptMessage> &messages)
{
    std::vector<MessageItem> added(static_cast<size_t>(messages.size()));
    for (size_t i = 0; i < added.size(); ++i) {
        added[i].message = messages.at(static_cast<qsizetype>(i));
        // QString::toUtf8() leaves three times the room; thousands of messages feel that.
        QByteArray &source = added[i].message.source;
        if (source.capacity() > source.size() + source.size() / 2 + 64)
            source.squeeze();
        estimate(added[i]);
    }
    m_items.insert(m_items.begin() + index, std::make_move_iterator(added.begin()),
                   std::make_move_iterator(added.end()));
    updateDimming();
    updateTops(index);
}

void TranscriptList::remove(int from, int count)
{
    m_items.erase(m_items.begin() + from, m_items.begin() + from + count);
    updateDimming();
    updateTops(from);
}

void TranscriptList::clear()
{
    m_items.clear();
    m_contextId = 0;
    updateDimming();
}

void TranscriptList::setWidth(int width)
{
    if (m_width == width)
        return;
    m_width = width;
    for (MessageItem &item : m_items) {
        item.stale = item.layout != nullptr;
        estimate(item);
    }
    updateTops();
}

void TranscriptList::invalidate()
{
    for (MessageItem &item : m_items) {
        if (item.layout)
            item.layout->invalidate();
        item.stale = item.layout != nullptr;
        estimate(item);
    }
    updateTops();
}

void TranscriptList::setLow(bool low)
{
    if (std::exchange(m_low, low) != low)
        updateTops();
}

int TranscriptList::topEdge() const
{
    return m_style.px(m_low ? lowMargin : topMargin);
}

void TranscriptList::setContextLine(qint64 beforeMessageId)
{
    m_contextId = beforeMessageId;
    updateDimming();
    updateTops();
}

void TranscriptList::updateDimming()
{
    m_contextIndex = m_contextId == 0 ? -1 : indexOf(m_contextId);
    for (int i = 0; i < count(); ++i) {
        at(i).dimmed = i < m_contextIndex || !at(i).message.visibleToModel;
        at(i).isLast = i == count() - 1;
    }
}

int TranscriptList::gapAbove(int index) const
{
    if (index == m_contextIndex) {
        // An answer ends with room for its row of icons, which is empty most of the time.
        const bool hasRow
            = index > 0 && at(index - 1).message.role == TranscriptMessage::Role::Assistant;
        const int above = index == 0 ? 0 : m_style.px(hasRow ? contextGap / 3 : contextGap);
        return above + m_style.px(contextGap) + m_style.px(contextHeight);
    }
    return index > 0 ? m_style.px(messageGap) : 0;
}

QRect TranscriptList::contextRect() const
{
    if (m_contextIndex < 0)
        return {};
    const int bottom = at(m_contextIndex).top - m_style.px(contextGap);
    return QRect(0, bottom - m_style.px(contextHeight), m_width, m_style.px(contextHeight));
}

int TranscriptList::contentHeight() const
{
    const int end = m_items.empty() ? topEdge() : m_items.back().bottom();
    return end + m_style.px(m_low ? lowMargin : bottomMargin);
}

int TranscriptList::indexAt(int y) const
{
    const auto found
        = std::partition_point(m_items.begin(), m_items.end(),
                               [y](const MessageItem &item) { return item.bottom() <= y; });
    return static_cast<int>(found - m_items.begin());
}

void TranscriptList::updateTops(int from)
{
    int y = from > 0 ? at(from - 1).bottom() : topEdge();
    for (int i = qMax(0, from); i < count(); ++i) {
        y += gapAbove(i);
        at(i).top = y;
        y += at(i).height;
    }
}

void TranscriptList::replace(int index)
{
    MessageItem &item = at(index);
    if (item.layout)
        item.height = item.layout->place(item.message, item.view, m_style, m_width);
}

MessageLayout &TranscriptList::layoutOf(int index)
{
    MessageItem &item = at(index);
    if (!item.layout || item.stale) {
        if (!item.layout)
            item.layout = std::make_unique<MessageLayout>();
        item.layout->setContent(item.message, item.view);
        item.stale = false;
        replace(index);
    }
    return *item.layout;
}

bool TranscriptList::ensure(int top, int bottom)
{
    bool changed = false;
    int first = count();
    int shift = 0;
    for (int i = indexAt(top); i < count() && at(i).top + shift <= bottom; ++i) {
        MessageItem &item = at(i);
        const int before = item.height;
        const bool fresh = !item.layout || item.stale;
        MessageLayout &layout = layoutOf(i);
        const int offset = item.top + shift;
        const bool exactNow = layout.ensureExact(m_style, top - offset, bottom - offset);
        if (exactNow)
            replace(i);
        if (fresh || exactNow) {
            changed = true;
            first = qMin(first, i);
        }
        shift += item.height - before;
    }
    if (changed)
        updateTops(first);
    return changed;
}

void TranscriptList::evict(int top, int bottom)
{
    for (MessageItem &item : m_items) {
        if (!item.layout)
            continue;
        const bool far = item.bottom() < top || item.top > bottom;
        if (!far || item.message.isOpen()) {
            item.layout->dropCode(top - item.top, bottom - item.top);
            continue;
        }
        m_evictedBlocks += item.layout->blocksLaidOut();
        item.layout.reset(); // its height stays, so nothing moves
        item.stale = false;
    }
}

qint64 TranscriptList::blocksLaidOut() const
{
    qint64 sum = m_evictedBlocks;
    for (const MessageItem &item : m_items)
        sum += item.layout ? item.layout->blocksLaidOut() : 0;
    return sum;
}

int TranscriptList::layoutCount() const
{
    return static_cast<int>(
        std::count_if(m_items.begin(), m_items.end(),
                      [](const MessageItem &item) { return item.layout != nullptr; }));
}

} // namespace lokal::ui
