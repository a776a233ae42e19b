#include "ui/transcript/tablelayout.h"

#include <cmath>

namespace lokal::ui {
namespace {

constexpr int hairline = 1;

struct Columns
{
    std::vector<qreal> natural;
    std::vector<qreal> width;
};

// Only the first piece of a table that was cut begins with the header.
const TextFace &cellFace(const BlockLayout &layout, size_t cell, const TranscriptStyle &style)
{
    const bool isHeader
        = !layout.continued && cell < static_cast<size_t>(qMax(1, layout.block.columns));
    return isHeader ? style.tableHead : style.table;
}

TextPart makeCell(const Cell &cell, const QStringList &links, const TextFace &face, qreal width,
                  const TranscriptStyle &style)
{
    const FormatRanges formats = spanFormats(cell.text, cell.spans, links, face, style);
    TextPart part
        = layoutText(displayText(cell.text, false), formats, { &face, width, cell.alignment });
    part.width = width;
    return part;
}

TextPart makeCell(const BlockLayout &layout, size_t index, qreal width,
                  const TranscriptStyle &style)
{
    return makeCell(layout.block.cells.at(static_cast<qsizetype>(index)), layout.block.links,
                    cellFace(layout, index, style), width, style);
}

// What each column would like: in this piece, or in the whole table that it is a piece of.
std::vector<qreal> naturalWidths(const BlockLayout &layout, const TranscriptStyle &style)
{
    const auto count = static_cast<size_t>(qMax(1, layout.block.columns));
    std::vector<qreal> widths(count, 0);
    const auto take = [&](size_t cell, const TextPart &part) {
        qreal &width = widths[cell % count];
        width = qMax(width, std::ceil(part.naturalWidth));
    };
    const QVector<Cell> &widest = layout.block.widest;
    for (size_t i = 0; i < static_cast<size_t>(widest.size()); ++i)
        take(i,
             makeCell(widest.at(static_cast<qsizetype>(i)), layout.block.links,
                      i < count ? style.tableHead : style.table, 0, style));
    for (size_t i = 0; widest.isEmpty() && i < layout.parts.size(); ++i)
        take(i, layout.parts[i]);
    return widths;
}

Columns fitColumns(const std::vector<qreal> &natural, qreal available, const TranscriptStyle &style)
{
    Columns columns;
    columns.natural = natural;
    qreal total = 0;
    qreal least = 0;
    const qreal minimum = style.px(96);
    for (const qreal wanted : natural) {
        total += wanted;
        least += qMin(wanted, minimum);
    }
    columns.width = columns.natural;
    if (total <= available)
        return columns;
    const qreal share = total > least ? qMax(0.0, available - least) / (total - least) : 0;
    for (qreal &width : columns.width) {
        const qreal floor = qMin(width, minimum);
        width = std::floor(floor + (width - floor) * share);
    }
    return columns;
}

// Natural widths come from unwrapped cells; those already known for equal text are kept.
std::vector<TextPart> naturalCells(BlockLayout &layout, const TranscriptStyle &style)
{
    std::vector<TextPart> cells(static_cast<size_t>(layout.block.cells.size()));
    for (size_t i = 0; i < cells.size(); ++i) {
        if (i < layout.parts.size() && layout.parts[i].layout)
            cells[i] = std::move(layout.parts[i]);
        else
            cells[i] = makeCell(layout, i, 0, style);
    }
    layout.parts.clear();
    return cells;
}

void wrapCells(BlockLayout &layout, const Columns &columns, const TranscriptStyle &style)
{
    std::vector<TextPart> &cells = layout.parts;
    for (size_t i = 0; i < cells.size(); ++i) {
        const qreal width = columns.width[i % columns.width.size()];
        const bool rtl = layout.block.cells.at(static_cast<qsizetype>(i)).text.isRightToLeft();
        const bool wraps = std::ceil(cells[i].naturalWidth) > width || rtl;
        const qreal wanted = wraps ? width : 0;
        if (cells[i].width == wanted)
            continue;
        const qreal natural = cells[i].naturalWidth;
        cells[i] = makeCell(layout, i, wanted, style);
        cells[i].naturalWidth = natural;
    }
}

qreal alignedX(const TextPart &part, Qt::Alignment alignment, qreal columnWidth)
{
    if (part.width > 0) // wrapped: the lines are aligned themselves
        return 0;
    const qreal spare = columnWidth - part.naturalWidth;
    if (alignment & Qt::AlignRight)
        return spare;
    return alignment & Qt::AlignHCenter ? spare / 2 : 0;
}

void placeCells(BlockLayout &layout, const Columns &columns, const TranscriptStyle &style)
{
    const Block &block = layout.block;
    const int padX = style.px(12);
    const int padY = style.px(8);
    const size_t count = columns.width.size();
    layout.grid.columnX.assign(1, 0);
    for (const qreal width : columns.width)
        layout.grid.columnX.push_back(layout.grid.columnX.back() + qRound(width) + 2 * padX);
    layout.grid.rowY.assign(1, 0);
    int flat = 0;
    for (size_t first = 0; first < layout.parts.size(); first += count) {
        const int y = layout.grid.rowY.back();
        qreal height = 0;
        for (size_t i = first; i < qMin(first + count, layout.parts.size()); ++i) {
            TextPart &part = layout.parts[i];
            const Cell &cell = block.cells.at(static_cast<qsizetype>(i));
            const size_t column = i - first;
            const qreal x = layout.grid.columnX[column] + padX;
            part.position
                = { x + alignedX(part, cell.alignment, columns.width[column]), qreal(y + padY) };
            part.start = flat;
            part.length = static_cast<int>(cell.text.size());
            flat += part.length + 1;
            height = qMax(height, part.height);
        }
        layout.grid.rowY.push_back(y + static_cast<int>(std::ceil(height)) + 2 * padY + hairline);
    }
}

} // namespace

void layoutTable(BlockLayout &layout, const TranscriptStyle &style)
{
    const int count = qMax(1, layout.block.columns);
    const int available = layout.frame.width();
    layout.parts = naturalCells(layout, style);
    const Columns columns
        = fitColumns(naturalWidths(layout, style), available - count * 2 * style.px(12), style);
    wrapCells(layout, columns, style);
    placeCells(layout, columns, style);
    layout.contentWidth = layout.grid.columnX.back();
    layout.frame.setWidth(qMin(available, layout.contentWidth));
    layout.frame.setHeight(layout.grid.rowY.back());
}

} // namespace lokal::ui
