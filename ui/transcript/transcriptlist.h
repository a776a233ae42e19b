#pragma once

#include "ui/transcript/messagelayout.h"

#include <QElapsedTimer>

namespace lokal::ui {

/// A message with its place in the transcript and, near the viewport, its layout.
struct MessageItem
{
    TranscriptMessage message;
    MessageView view;
    std::unique_ptr<MessageLayout> layout; ///< null: never laid out or evicted
    int top = 0; ///< content coordinates
    int height = 0; ///< an estimate while there is no layout
    bool stale = false; ///< the message is newer than its layout
    bool dimmed = false; ///< the model does not see it
    bool isLast = false; ///< nothing is below it
    QElapsedTimer thinking; ///< runs from the first thinking chunk

    int bottom() const { return top + height; }
};

/// The messages below each other. Lays out only what it is asked for; everything else has an
/// estimated height. Content coordinates: y from the top of the first message's margin.
class TranscriptList
{
public:
    explicit TranscriptList(const TranscriptStyle &style);

    std::vector<MessageItem> &items() { return m_items; }
    const std::vector<MessageItem> &items() const { return m_items; }
    int count() const { return static_cast<int>(m_items.size()); }
    MessageItem &at(int index) { return m_items[static_cast<size_t>(index)]; }
    const MessageItem &at(int index) const { return m_items[static_cast<size_t>(index)]; }
    /// -1 when there is none; searches from the end, where the streaming message is.
    int indexOf(qint64 id) const;

    /// Inserts messages before `index`; nothing is laid out.
    void insert(int index, const QVector<TranscriptMessage> &messages);
    void remove(int from, int count);
    void clear();

    int width() const { return m_width; }
    /// A new column width or theme: all heights become estimates, layouts are refreshed when
    /// needed.
    void setWidth(int width);
    void invalidate();
    /// Little room above and below the messages, for a page of a few lines.
    void setLow(bool low);

    /// The first message the model still sees; 0: no line. Dims what is above.
    void setContextLine(qint64 beforeMessageId);
    /// To be called when a message's visibleToModel has changed.
    void updateDimming();
    qint64 contextMessage() const { return m_contextId; }
    int contextIndex() const { return m_contextIndex; } ///< -1: no line
    /// Where the context line is drawn, in content coordinates (whole column width).
    QRect contextRect() const;

    int contentHeight() const;
    /// First message whose bottom is below y; count() when there is none.
    int indexAt(int y) const;
    /// Recomputes places from a message on.
    void updateTops(int from = 0);
    /// Brings layouts between two heights up to date. True if anything was laid out.
    bool ensure(int top, int bottom);
    /// Lays out or refreshes one message and returns its layout.
    MessageLayout &layoutOf(int index);
    /// Puts the parts of a message in their places again.
    void replace(int index);
    /// Drops layouts outside [top, bottom] unless the message is open, and the lines of code there.
    void evict(int top, int bottom);

    /// Blocks laid out since the start, including layouts dropped since.
    qint64 blocksLaidOut() const;
    int layoutCount() const;

private:
    int gapAbove(int index) const;
    int topEdge() const;
    void estimate(MessageItem &item);

    const TranscriptStyle &m_style;
    std::vector<MessageItem> m_items;
    qint64 m_contextId = 0;
    int m_contextIndex = -1;
    int m_width = 0;
    bool m_low = false;
    qint64 m_evictedBlocks = 0;
};

} // namespace lokal::ui
