#pragma once

#include "ui/transcript/transcriptlist.h"

#include <compare>

namespace lokal::ui {

/// A place between two characters. Order is the reading order.
struct TextPosition
{
    int message = -1; ///< index in the list; -1: nowhere
    int part = MessageLayout::Answer;
    int block = 0;
    int character = 0; ///< of the block's flat text
    auto operator<=>(const TextPosition &) const = default;
    bool isValid() const { return message >= 0; }
};

struct TextRange
{
    int from = 0;
    int to = 0;
    bool isEmpty() const { return from >= to; }
};

/// What is selected, from where the mouse went down to where it is.
class Selection
{
public:
    void set(const TextPosition &anchor, const TextPosition &cursor);
    void clear() { set({}, {}); }
    bool isEmpty() const { return !m_anchor.isValid() || m_anchor == m_cursor; }
    const TextPosition &anchor() const { return m_anchor; }
    const TextPosition &cursor() const { return m_cursor; }
    const TextPosition &first() const { return qMin(m_anchor, m_cursor); }
    const TextPosition &last() const { return qMax(m_anchor, m_cursor); }
    /// The selected characters of one block.
    TextRange within(int message, int part, int block, int length) const;
    /// Messages were put in before or taken out at an index.
    void messagesInserted(int index, int count);
    void messagesRemoved(int index, int count);

private:
    TextPosition m_anchor;
    TextPosition m_cursor;
};

/// The place nearest to a point in content coordinates (x from the column's left edge).
/// Lays out the message that is hit.
TextPosition positionAt(TranscriptList &list, const TranscriptStyle &style, QPoint point);
/// True when there really is a character at the point, not only near it.
bool isOverText(TranscriptList &list, const TranscriptStyle &style, QPoint point);
/// The link target under a point, if it may be opened; empty otherwise.
QString linkAt(TranscriptList &list, const TranscriptStyle &style, QPoint point);
/// The word (or run of other characters) around a place.
TextRange wordAround(const QString &text, int character);
/// Where a place is drawn, in content coordinates; null when its block has no lines.
QRect rectOf(const TranscriptList &list, const TranscriptStyle &style, const TextPosition &place);
/// The whole of a message.
void selectMessage(TranscriptList &list, Selection &selection, int first, int last);

} // namespace lokal::ui
