#include "ui/transcript/displayblocks.h"

#include "ui/markdown/markdownparser.h"
#include "ui/markdown/utf8tail.h"

#include <utility>

namespace lokal::ui {
namespace {

// Long paragraphs are cut so that laying out one block never takes long, whatever its length.
constexpr qsizetype pieceLength = 16'000;
constexpr qsizetype pieceRows = 100;
constexpr qsizetype widthSamples = 4;

QString decoded(const QByteArray &utf8, bool open)
{
    return QString::fromUtf8(utf8.constData(), open ? wholeCharacters(utf8) : utf8.size());
}

qsizetype cutPosition(const QString &text, qsizetype from)
{
    const qsizetype limit = from + pieceLength;
    for (qsizetype at = limit; at > limit - 400; --at)
        if (text.at(at - 1).isSpace())
            return at;
    return text.at(limit).isLowSurrogate() ? limit - 1 : limit;
}

QVector<Span> spansWithin(const QVector<Span> &spans, qsizetype from, qsizetype to)
{
    QVector<Span> inside;
    for (Span span : spans) {
        const int start = qMax(span.start, static_cast<int>(from));
        const int end = qMin(span.start + span.length, static_cast<int>(to));
        if (start >= end)
            continue;
        span.start = start - static_cast<int>(from);
        span.length = end - start;
        inside.append(span);
    }
    return inside;
}

void appendParagraph(QVector<DisplayBlock> &blocks, const Block &block)
{
    qsizetype from = 0;
    while (block.text.size() - from > pieceLength) {
        const qsizetype to = cutPosition(block.text, from);
        Block piece = block;
        piece.text = block.text.mid(from, to - from);
        piece.spans = spansWithin(block.spans, from, to);
        if (from > 0)
            piece.marker.clear();
        blocks.append({ piece, from > 0, true });
        from = to;
    }
    Block rest = block;
    if (from > 0) {
        rest.text = block.text.mid(from);
        rest.spans = spansWithin(block.spans, from, block.text.size());
        rest.marker.clear();
    }
    blocks.append({ rest, from > 0 });
}

// Of each column the cells with the longest texts, below the header: what its width depends on.
QVector<Cell> widestCells(const Block &table)
{
    const qsizetype columns = qMax(1, table.columns);
    QVector<Cell> widest = table.cells.mid(0, columns);
    widest.resize(columns * (1 + widthSamples));
    for (qsizetype i = columns; i < table.cells.size(); ++i) {
        Cell cell = table.cells.at(i);
        for (qsizetype at = columns + i % columns; at < widest.size(); at += columns)
            if (cell.text.size() > widest.at(at).text.size())
                std::swap(widest[at], cell);
    }
    return widest;
}

void appendTable(QVector<DisplayBlock> &blocks, const Block &block)
{
    const qsizetype step = pieceRows * qMax(1, block.columns);
    const QVector<Cell> widest = widestCells(block);
    for (qsizetype from = 0; from == 0 || from < block.cells.size(); from += step) {
        Block piece = block;
        piece.cells = block.cells.mid(from, step);
        piece.widest = widest;
        if (from > 0)
            piece.marker.clear();
        blocks.append({ piece, from > 0, from + step < block.cells.size() });
    }
}

void appendBlock(QVector<DisplayBlock> &blocks, const Block &block)
{
    const bool flowing = block.kind == BlockKind::Paragraph || block.kind == BlockKind::Heading;
    if (flowing && block.text.size() > pieceLength)
        appendParagraph(blocks, block);
    else if (block.kind == BlockKind::Table
             && block.cells.size() > pieceRows * qMax(1, block.columns))
        appendTable(blocks, block);
    else
        blocks.append({ block, false });
}

} // namespace

QVector<DisplayBlock> answerBlocks(const TranscriptMessage &message)
{
    QVector<DisplayBlock> blocks;
    const bool open = message.isOpen();
    if (message.role != TranscriptMessage::Role::Assistant) {
        Block block;
        block.text = decoded(message.source, open);
        if (!block.text.isEmpty())
            appendBlock(blocks, block);
        return blocks;
    }
    if (message.source.isEmpty())
        return blocks;
    const auto mode = open ? ParseMode::Streaming : ParseMode::Complete;
    const QVector<Block> parsed = parseMarkdown(message.source, mode);
    blocks.reserve(parsed.size());
    for (const Block &block : parsed)
        appendBlock(blocks, block);
    return blocks;
}

QVector<DisplayBlock> thinkingBlocks(const TranscriptMessage &message)
{
    QVector<DisplayBlock> blocks;
    const QString text = decoded(message.thinking, message.isOpen()).trimmed();
    for (const QStringView line : QStringView(text).split(u'\n')) {
        if (line.trimmed().isEmpty())
            continue;
        Block block;
        block.text = line.toString();
        appendBlock(blocks, block);
    }
    return blocks;
}

} // namespace lokal::ui
