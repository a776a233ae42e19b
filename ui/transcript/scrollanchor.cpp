#include "ui/transcript/scrollanchor.h"

namespace lokal::ui {
namespace {

qreal fractionAbove(int top, int height, int scroll)
{
    return height > 0 ? qBound(0.0, qreal(scroll - top) / height, 1.0) : 0;
}

bool anchorOnBlock(ScrollAnchor &anchor, const MessageItem &item, int scroll, int viewportHeight)
{
    for (const auto part : { MessageLayout::Thinking, MessageLayout::Answer }) {
        const BlockColumn &column = item.layout->column(part);
        if (column.rect.isNull())
            continue;
        int block = item.layout->blockAt(part, scroll - item.top);
        for (; block < static_cast<int>(column.blocks.size()); ++block) {
            const QRect frame = item.layout->blockFrame(part, block);
            const int top = item.top + frame.top();
            if (top >= scroll + viewportHeight)
                break;
            if (!column.blocks[static_cast<size_t>(block)].exact)
                continue;
            anchor.part = part;
            anchor.block = block;
            anchor.offset = top - scroll;
            anchor.fraction = fractionAbove(top, frame.height(), scroll);
            return true;
        }
    }
    return false;
}

} // namespace

ScrollAnchor anchorOnMessage(const TranscriptList &list, int index, int scroll)
{
    ScrollAnchor anchor;
    const MessageItem &item = list.at(index);
    anchor.messageId = item.message.id;
    anchor.offset = anchor.messageOffset = item.top - scroll;
    anchor.fraction = fractionAbove(item.top, item.height, scroll);
    return anchor;
}

ScrollAnchor captureAnchor(const TranscriptList &list, int scroll, int viewportHeight)
{
    const int first = list.indexAt(scroll);
    for (int i = first; i < list.count() && list.at(i).top < scroll + viewportHeight; ++i) {
        // After a change of width the geometry of a layout means nothing until it is refreshed.
        if (!list.at(i).layout || list.at(i).layout->width() != list.width())
            continue;
        ScrollAnchor anchor = anchorOnMessage(list, i, scroll);
        if (anchorOnBlock(anchor, list.at(i), scroll, viewportHeight))
            return anchor;
    }
    if (first < list.count())
        return anchorOnMessage(list, first, scroll);
    return {};
}

int scrollFor(const TranscriptList &list, const ScrollAnchor &anchor, bool byFraction)
{
    const int index = list.indexOf(anchor.messageId);
    if (index < 0)
        return -1;
    const MessageItem &item = list.at(index);
    int top = item.top;
    int height = item.height;
    bool found = anchor.block < 0;
    if (!found && item.layout) {
        const auto part = static_cast<MessageLayout::Part>(anchor.part);
        const BlockColumn &column = item.layout->column(part);
        if (!column.rect.isNull() && anchor.block < static_cast<int>(column.blocks.size())) {
            const QRect frame = item.layout->blockFrame(part, anchor.block);
            top += frame.top();
            height = frame.height();
            found = true;
        }
    }
    if (!found)
        return item.top - anchor.messageOffset;
    if (byFraction && anchor.fraction > 0)
        return top + qRound(anchor.fraction * height);
    return top - anchor.offset;
}

} // namespace lokal::ui
