#include "ui/transcript/messagelayout.h"

#include <algorithm>
#include <cmath>

namespace lokal::ui {

using Role = TranscriptMessage::Role;

bool isThinkingLive(const TranscriptMessage &message)
{
    return message.isOpen() && message.source.isEmpty() && !message.thinking.isEmpty();
}

bool isThinkingShown(const TranscriptMessage &message, const MessageView &view)
{
    if (message.thinking.isEmpty() || message.role != Role::Assistant)
        return false;
    if (view.thinking == ThinkingFold::Automatic)
        return isThinkingLive(message);
    return view.thinking == ThinkingFold::Open;
}

void MessageLayout::setContent(const TranscriptMessage &message, const MessageView &view)
{
    replaceBlocks(Answer, answerBlocks(message));
    replaceBlocks(Thinking,
                  isThinkingShown(message, view) ? thinkingBlocks(message)
                                                 : QVector<DisplayBlock>());
}

void MessageLayout::replaceBlocks(Part part, const QVector<DisplayBlock> &next)
{
    std::vector<BlockLayout> &blocks = m_columns[part].blocks;
    const size_t before = blocks.size();
    blocks.resize(static_cast<size_t>(next.size()));
    for (size_t i = 0; i < blocks.size(); ++i) {
        const DisplayBlock &wanted = next.at(static_cast<qsizetype>(i));
        BlockLayout &layout = blocks[i];
        const bool fresh = i >= before || layout.continued != wanted.continued;
        layout.goesOn = wanted.goesOn;
        layout.changed = fresh || layout.block != wanted.block;
        if (!layout.changed)
            continue;
        if (fresh || layout.block.kind != wanted.block.kind)
            layout = BlockLayout();
        updateBlock(layout, wanted.block);
        layout.changed = true;
        layout.continued = wanted.continued;
        layout.goesOn = wanted.goesOn;
        layout.available = 0; // place() estimates it anew
    }
}

void MessageLayout::invalidate()
{
    for (BlockColumn &column : m_columns) {
        for (BlockLayout &layout : column.blocks) {
            const Block block = std::move(layout.block);
            const bool continued = layout.continued;
            const bool goesOn = layout.goesOn;
            layout = BlockLayout();
            layout.block = block;
            layout.continued = continued;
            layout.goesOn = goesOn;
        }
    }
}

int MessageLayout::placeColumn(Part part, const TranscriptStyle &style, QPoint origin, int width)
{
    BlockColumn &column = m_columns[part];
    int y = 0;
    const Block *previous = nullptr;
    for (BlockLayout &layout : column.blocks) {
        const int indent = std::min(indentOf(layout.block, style), width * 2 / 3);
        y += gapBefore(layout.block, layout.continued, previous, style);
        const int available = width - indent;
        if (layout.available != available) {
            const bool code = layout.block.kind == BlockKind::Code && layout.exact;
            layout.available = available;
            layout.frame.setWidth(available);
            if (!code)
                estimateBlock(layout, style, part == Thinking);
        }
        layout.indent = indent;
        const QPoint at(isMirrored(layout.block) ? 0 : indent, y);
        layout.moved = layout.frame.topLeft() != at;
        layout.frame.moveTo(at);
        y += layout.frame.height();
        previous = &layout.block;
    }
    column.contentHeight = y;
    column.rect = QRect(origin, QSize(width, y));
    return y;
}

void MessageLayout::clearChrome()
{
    bubble = thinkingRow = dots = phaseRing = errorCard = errorDetails = actions = editor = QRect();
    m_columns[Thinking].rect = QRect();
    for (Caption *caption : { &phaseTitle, &phaseText, &errorTitle, &errorCause, &errorDetail })
        *caption = Caption();
    thinkingLabel.clear();
    buttons.clear();
    attachments.clear();
}

int MessageLayout::place(const TranscriptMessage &message, const MessageView &view,
                         const TranscriptStyle &style, int width)
{
    clearChrome();
    m_width = width;
    if (view.editorHeight > 0)
        m_height = placeEditor(view);
    else
        m_height = message.role == Role::Assistant ? placeAssistant(message, view, style)
                                                   : placeUser(message, view, style);
    return m_height;
}

int MessageLayout::placeEditor(const MessageView &view)
{
    editor = QRect(0, 0, m_width, view.editorHeight);
    m_columns[Answer].rect = QRect();
    return view.editorHeight;
}

int MessageLayout::placeUser(const TranscriptMessage &message, const MessageView &,
                             const TranscriptStyle &style)
{
    const int top = placeAttachments(message, style, 0);
    const int padX = style.px(16);
    const int padY = style.px(11);
    const int widest = m_width * 78 / 100 - 2 * padX;
    int y = top + padY + placeColumn(Answer, style, { 0, top + padY }, widest) + padY;
    BlockColumn &column = m_columns[Answer];
    if (column.blocks.empty() && top > 0) {
        column.rect = QRect();
        y = top;
    } else {
        qreal natural = 0;
        for (const BlockLayout &layout : column.blocks)
            natural = qMax(natural, layout.exact ? partsNaturalWidth(layout.parts) : qreal(widest));
        const int inner = qBound(style.px(8), static_cast<int>(std::ceil(natural)), widest);
        bubble = QRect(m_width - inner - 2 * padX, top, inner + 2 * padX, y - top);
        const bool rtl = !column.blocks.empty() && column.blocks.front().block.text.isRightToLeft();
        // Right-to-left lines end at the right edge of the width they were broken for.
        column.rect.moveLeft(rtl ? m_width - padX - widest : bubble.left() + padX);
    }
    if (!message.isOpen())
        actions = QRect(0, y + style.px(2), m_width, style.px(24));
    return y;
}

int MessageLayout::placeAssistant(const TranscriptMessage &message, const MessageView &view,
                                  const TranscriptStyle &style)
{
    int y = placeAttachments(message, style, 0);
    y = placeThinking(message, view, style, y);
    y = placePhase(message, style, y);
    const auto space = [&y, &style](int designGap) { y += y > 0 ? style.px(designGap) : 0; };
    if (!m_columns[Answer].blocks.empty()) {
        space(10);
        y += placeColumn(Answer, style, { 0, y }, m_width);
    } else {
        m_columns[Answer].rect = QRect();
    }
    if (message.isOpen() && phaseRing.isNull()) {
        space(10);
        dots = QRect(0, y, m_width, style.px(24));
        y = dots.bottom() + 1;
    }
    if (!message.error.title.isEmpty()) {
        space(14);
        y = placeError(message, view, style, y);
    }
    if (!message.isOpen()) {
        space(10);
        actions = QRect(0, y, m_width, style.px(24));
        y = actions.bottom() + 1;
    }
    return y;
}

bool MessageLayout::ensureExact(const TranscriptStyle &style, int top, int bottom)
{
    bool changed = false;
    for (const Part part : { Thinking, Answer }) {
        BlockColumn &column = m_columns[part];
        if (column.rect.isNull() || column.rect.top() > bottom || column.rect.bottom() < top)
            continue;
        const int shift = part == Thinking ? thinkingShift() : 0;
        const int from = qMax(top, column.rect.top()) - column.rect.top() + shift;
        const int to = qMin(bottom, column.rect.bottom()) - column.rect.top() + shift;
        for (size_t i
             = static_cast<size_t>(qMax(0, blockAt(part, from + column.rect.top() - shift)));
             i < column.blocks.size() && column.blocks[i].frame.top() <= to; ++i) {
            BlockLayout &layout = column.blocks[i];
            if (!layout.exact) {
                layoutBlock(layout, style, part == Thinking);
                ++m_blocksLaidOut;
                changed = true;
            }
            ensureCode(layout, style, from, to);
        }
    }
    return changed;
}

void MessageLayout::dropCode(int top, int bottom)
{
    BlockColumn &column = m_columns[Answer];
    for (BlockLayout &layout : column.blocks) {
        if (layout.block.kind != BlockKind::Code)
            continue;
        const int y = column.rect.top() + layout.frame.top();
        for (TextPart &part : layout.parts) {
            const qreal partTop = y + part.position.y();
            if (partTop + part.height < top || partTop > bottom)
                part.layout.reset();
        }
    }
}

QRect MessageLayout::blockFrame(Part part, int block) const
{
    const BlockColumn &column = m_columns[part];
    const int shift = part == Thinking ? thinkingShift() : 0;
    return column.blocks[static_cast<size_t>(block)].frame.translated(column.rect.topLeft()
                                                                      - QPoint(0, shift));
}

int MessageLayout::blockAt(Part part, int y) const
{
    const BlockColumn &column = m_columns[part];
    const int local = y - column.rect.top() + (part == Thinking ? thinkingShift() : 0);
    const auto found = std::partition_point(
        column.blocks.begin(), column.blocks.end(),
        [local](const BlockLayout &layout) { return layout.frame.bottom() < local; });
    return static_cast<int>(found - column.blocks.begin());
}

int MessageLayout::thinkingShift() const
{
    const BlockColumn &column = m_columns[Thinking];
    return column.rect.isNull() ? 0 : qMax(0, column.contentHeight - column.rect.height());
}

int MessageLayout::estimateHeight(const TranscriptMessage &message, const TranscriptStyle &style,
                                  int width)
{
    const bool user = message.role != Role::Assistant;
    const int perLine = qMax(1, static_cast<int>((user ? width * 0.7 : width) / style.bodyAdvance));
    const auto lines = message.source.size() / perLine + message.source.count('\n') + 1;
    const int text = static_cast<int>(qreal(lines) * style.body.lineHeight);
    return text + style.px(user ? 22 : 34) + (message.thinking.isEmpty() ? 0 : style.px(34));
}

} // namespace lokal::ui
