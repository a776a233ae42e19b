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

const TextFace &cellFace(size_t cell, int columns, const TranscriptStyle &style)
{
    return cell < static_cast<size_t>(columns) ? style.tableHead : style.table;
}

TextPart makeCell(const Block &block, size_t index, qreal width, const TranscriptStyle &style)
{
    const Cell &cell = block.cells.at(static_cast<qsizetype>(index));
    const TextFace &face = cellFace(index, block.columns, style);
    const FormatRanges formats = spanFormats(cell.text, cell.spans, block.links, face, style);
    TextPart part
        = layoutText(displayText(cell.text, false), formats, { &face, width, cell.alignment });
    part.width = width;
    return part;
}

Columns fitColumns(const std::vector<TextPart> &cells, int count, qreal available,
                   const TranscriptStyle &style)
{
    Columns columns;
    columns.natural.assign(static_cast<size_t>(count), 0);
    for (size_t i = 0; i < cells.size(); ++i) {
        qreal &natural = columns.natural[i % static_cast<size_t>(count)];
        natural = qMax(natural, std::ceil(cells[i].naturalWidth));
    }
    qreal total = 0;
    qreal least = 0;
    const qreal minimum = style.px(96);
    for (const qreal natural : columns.natural) {
        total += natural;
        least += qMin(natural, minimum);
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
            cells[i] = makeCell(layout.block, i, 0, style);
    }
    layout.parts.clear();
    return cells;
}

void wrapCells(std::vector<TextPart> &cells, const Block &block, const Columns &columns,
               const TranscriptStyle &style)
{
    for (size_t i = 0; i < cells.size(); ++i) {
        const qreal width = columns.width[i % columns.width.size()];
        const bool rtl = block.cells.at(static_cast<qsizetype>(i)).text.isRightToLeft();
        const bool wraps = std::ceil(cells[i].naturalWidth) > width || rtl;
        const qreal wanted = wraps ? width : 0;
        if (cells[i].width == wanted)
            continue;
        const qreal natural = cells[i].naturalWidth;
        cells[i] = makeCell(block, i, wanted, style);
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
        = fitColumns(layout.parts, count, available - count * 2 * style.px(12), style);
    wrapCells(layout.parts, layout.block, columns, style);
    placeCells(layout, columns, style);
    layout.contentWidth = layout.grid.columnX.back();
    layout.frame.setWidth(qMin(available, layout.contentWidth));
    layout.frame.setHeight(layout.grid.rowY.back());
}

} // namespace lokal::ui
