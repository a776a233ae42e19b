#include "ui/transcript/blocklayout.h"

#include "ui/markdown/mathtext.h"
#include "ui/transcript/codelayout.h"
#include "ui/transcript/tablelayout.h"

#include <algorithm>
#include <cmath>

namespace lokal::ui {
namespace {

int roundedUp(qreal value)
{
    return static_cast<int>(std::ceil(value - 0.01));
}

void layoutTextBlock(BlockLayout &layout, const TranscriptStyle &style, bool thinking)
{
    const Block &block = layout.block;
    const TextFace &face = faceOf(block, style, thinking);
    const FormatRanges formats = spanFormats(block.text, block.spans, block.links, face, style);
    layoutParagraph(layout.parts, displayText(block.text, false), formats,
                    { &face, qreal(layout.frame.width()), Qt::AlignLeft }, layout.unchanged);
    layout.frame.setHeight(roundedUp(partsHeight(layout.parts)));
}

void layoutMath(BlockLayout &layout, const TranscriptStyle &style)
{
    const QString tex = layout.block.text;
    const std::optional<QString> readable = readableMath(tex);
    TextFace face = readable ? style.body : style.code;
    if (readable)
        face.variants[0] = face.math;
    layout.parts.clear();
    layout.parts.push_back(layoutText(displayText(readable.value_or(tex), true), {},
                                      { &face, qreal(layout.frame.width() - style.px(24)) }));
    layout.frame.setHeight(roundedUp(layout.parts.front().height) + style.px(8));
}

void layoutImage(BlockLayout &layout, const TranscriptStyle &style)
{
    layout.parts.clear();
    layout.parts.push_back(
        layoutText(displayText(layout.block.text, true), {},
                   { &style.label, qreal(layout.frame.width() - style.px(64)) }));
    layout.frame.setHeight(roundedUp(layout.parts.front().height + style.small.lineHeight)
                           + style.px(20));
}

// Lines of code depend on those above them only.
int keptCodeHeight(const BlockLayout &layout, const TranscriptStyle &style)
{
    const QStringView kept = QStringView(layout.block.text).left(layout.changedFrom);
    const qreal lines = qreal(kept.count(u'\n'));
    return static_cast<int>(contentOrigin(layout, style).y() + lines * style.code.lineHeight) - 1;
}

int charactersAlike(QStringView a, QStringView b)
{
    const auto ends = std::mismatch(a.begin(), a.begin() + std::min(a.size(), b.size()), b.begin());
    return static_cast<int>(ends.first - a.begin());
}

} // namespace

QString flatText(const Block &block)
{
    if (block.kind != BlockKind::Table)
        return block.text;
    QString text;
    for (qsizetype i = 0; i < block.cells.size(); ++i) {
        if (i > 0)
            text += i % qMax(1, block.columns) == 0 ? u'\n' : u'\t';
        text += block.cells.at(i).text;
    }
    return text;
}

int flatLength(const Block &block)
{
    if (block.kind != BlockKind::Table)
        return static_cast<int>(block.text.size());
    qsizetype length = qMax<qsizetype>(0, block.cells.size() - 1);
    for (const Cell &cell : block.cells)
        length += cell.text.size();
    return static_cast<int>(length);
}

const TextFace &faceOf(const Block &block, const TranscriptStyle &style, bool thinking)
{
    if (thinking)
        return style.thinking;
    switch (block.kind) {
    case BlockKind::Heading:
        return style.heading(block.level);
    case BlockKind::Code:
        return style.code;
    case BlockKind::Table:
        return style.table;
    default:
        return style.body;
    }
}

int gapBefore(const Block &block, bool continued, const Block *previous,
              const TranscriptStyle &style)
{
    if (!previous || continued)
        return 0;
    const auto isCard = [](const Block &b) {
        return b.kind == BlockKind::Code || b.kind == BlockKind::Table
            || b.kind == BlockKind::Image;
    };
    if (block.kind == BlockKind::Heading)
        return style.px(block.level <= 2 ? 22 : 16);
    if (previous->kind == BlockKind::Heading)
        return style.px(8);
    if (isCard(block) || isCard(*previous) || block.kind == BlockKind::Rule
        || previous->kind == BlockKind::Rule)
        return style.px(13);
    const bool sameList = block.tight && block.list > 0 && block.list == previous->list;
    return style.px(sameList ? 4 : 10);
}

int indentOf(const Block &block, const TranscriptStyle &style)
{
    return style.px(18) * block.quoteDepth + style.px(26) * block.listDepth;
}

bool isMirrored(const Block &block)
{
    const bool flows = block.kind == BlockKind::Paragraph || block.kind == BlockKind::Heading;
    return flows && block.text.isRightToLeft();
}

QPointF contentOrigin(const BlockLayout &layout, const TranscriptStyle &style)
{
    switch (layout.block.kind) {
    case BlockKind::Code:
        return QPointF(style.px(16) - layout.scrollX, codeHeaderHeight(style) + style.px(12));
    case BlockKind::Table:
        return QPointF(-layout.scrollX, 0);
    case BlockKind::Math:
        return QPointF(style.px(24), style.px(4));
    case BlockKind::Image:
        return QPointF(style.px(44), style.px(10));
    default:
        return {};
    }
}

void estimateBlock(BlockLayout &layout, const TranscriptStyle &style, bool thinking)
{
    const Block &block = layout.block;
    layout.exact = false;
    if (block.kind == BlockKind::Code) {
        indexCode(layout, style, layout.unchanged);
        layout.unchanged = static_cast<int>(block.text.size());
        layout.exact = true;
        return;
    }
    if (block.kind == BlockKind::Table) {
        const qsizetype rows = block.cells.size() / qMax(1, block.columns);
        layout.frame.setHeight(static_cast<int>(rows) * style.px(38));
        return;
    }
    const TextFace &face = faceOf(block, style, thinking);
    const qreal advance = style.bodyAdvance * face.height / style.body.height;
    const int perLine = qMax(1, static_cast<int>(layout.frame.width() / advance));
    const qsizetype lines = block.text.size() / perLine + block.text.count(u'\n')
        + block.text.count(QChar(QChar::LineSeparator)) + 1;
    layout.frame.setHeight(roundedUp(face.lineHeight * qreal(lines)));
}

void layoutBlock(BlockLayout &layout, const TranscriptStyle &style, bool thinking)
{
    layout.frame.setWidth(layout.available);
    switch (layout.block.kind) {
    case BlockKind::Code:
        indexCode(layout, style, layout.unchanged);
        break;
    case BlockKind::Table:
        layoutTable(layout, style);
        break;
    case BlockKind::Rule:
        layout.parts.clear();
        layout.frame.setHeight(style.px(9));
        break;
    case BlockKind::Math:
        layoutMath(layout, style);
        break;
    case BlockKind::Image:
        layoutImage(layout, style);
        break;
    case BlockKind::Paragraph:
    case BlockKind::Heading:
        layoutTextBlock(layout, style, thinking);
        break;
    }
    if (layout.block.kind != BlockKind::Code && layout.block.kind != BlockKind::Table)
        layout.contentWidth = layout.frame.width();
    layout.unchanged = static_cast<int>(layout.block.text.size());
    layout.exact = true;
}

int keptHeight(const BlockLayout &layout, const TranscriptStyle &style)
{
    const Block &block = layout.block;
    const bool flows = block.kind == BlockKind::Paragraph || block.kind == BlockKind::Heading;
    if (layout.moved)
        return 0;
    if (block.kind == BlockKind::Code)
        return keptCodeHeight(layout, style);
    qreal height = 0;
    for (const TextPart &part : layout.parts) {
        if (!flows || !part.layout || part.width != qreal(layout.frame.width())
            || part.start > layout.unchanged)
            break;
        // A word that gets shorter may move up into the line before.
        const QTextLine changed = part.layout->lineForTextPosition(layout.unchanged - part.start);
        const int line = changed.isValid() ? changed.lineNumber() : part.layout->lineCount();
        if (line > 1)
            height = part.position.y() + part.layout->lineAt(line - 1).y();
    }
    return static_cast<int>(height);
}

void updateBlock(BlockLayout &layout, const Block &next)
{
    layout.changedFrom = commonPrefix(layout.block, next);
    layout.unchanged = std::min(layout.unchanged, layout.changedFrom);
    const bool sameTable = next.kind == BlockKind::Table && layout.block.kind == BlockKind::Table
        && next.columns == layout.block.columns && next.links == layout.block.links;
    if (sameTable) {
        const size_t cells = std::min(layout.parts.size(), static_cast<size_t>(next.cells.size()));
        for (size_t i = 0; i < cells; ++i) {
            const auto index = static_cast<qsizetype>(i);
            if (index >= layout.block.cells.size()
                || next.cells.at(index) != layout.block.cells.at(index))
                layout.parts[i].layout.reset();
        }
    } else if (layout.unchanged == 0) {
        layout.parts.clear();
        layout.code = {};
    }
    layout.block = next;
    layout.exact = false;
}

void ensureCode(BlockLayout &layout, const TranscriptStyle &style, int top, int bottom)
{
    if (layout.block.kind == BlockKind::Code)
        ensureCodeSegments(layout, style, top, bottom);
}

int commonPrefix(const Block &before, const Block &after)
{
    if (before.kind != after.kind || before.lang != after.lang || before.level != after.level)
        return 0;
    int same = charactersAlike(before.text, after.text);
    const qsizetype spans = std::min(before.spans.size(), after.spans.size());
    for (qsizetype i = 0; i < spans; ++i) {
        const Span &a = before.spans.at(i);
        const Span &b = after.spans.at(i);
        if (a == b)
            continue;
        if (a.start != b.start || a.flags != b.flags || a.link != b.link)
            return std::min({ same, a.start, b.start });
        return std::min({ same, a.start + a.length, b.start + b.length });
    }
    if (before.spans.size() > spans)
        same = std::min(same, before.spans.at(spans).start);
    if (after.spans.size() > spans)
        same = std::min(same, after.spans.at(spans).start);
    return same;
}

} // namespace lokal::ui
