#pragma once

#include "ui/transcript/textparts.h"

#include <QRect>

namespace lokal::ui {

/// Where the code segments of a card begin. Known without laying anything out, since all lines of a
/// card have one height.
struct CodeIndex
{
    struct Segment
    {
        int start = 0; ///< first character
        int length = 0; ///< without the newline after it
        int firstLine = 0;
        int lines = 0;
    };
    std::vector<Segment> segments; ///< at most 32 lines or 500 characters of one line each
    std::vector<int> states; ///< highlighter state at a segment's start, as far as known
    int lines = 0;
    int columns = 0; ///< of the widest line
};

/// The grid of a table, relative to its frame; both have one entry more than columns and rows.
struct TableGrid
{
    std::vector<int> columnX;
    std::vector<int> rowY;
};

/// A block with its place in the message and, once laid out, its lines.
struct BlockLayout
{
    Block block;
    bool continued = false; ///< goes on where the block before it was cut
    bool goesOn = false; ///< the next one is the rest of it
    int indent = 0; ///< room for quote bars and markers beside the frame
    int available = 0; ///< width the frame may take
    int unchanged = 0; ///< leading characters that are as they were when the parts were made
    bool changed = false; ///< by the last update of the message
    int changedFrom = 0; ///< the first character that may look different since that
    bool moved = false; ///< stands elsewhere in the message than before
    bool exact = false; ///< laid out; otherwise `height` is an estimate
    QRect frame; ///< in message coordinates; of code and tables the whole card
    std::vector<TextPart> parts; ///< paragraph or code segments, or table cells
    CodeIndex code;
    TableGrid grid;
    int contentWidth = 0; ///< more than the frame's: scrolls inside
    int scrollX = 0;

    bool isCard() const { return block.kind == BlockKind::Code || block.kind == BlockKind::Table; }
};

/// The text that positions of a selection count in: cells joined by tab and newline, else the text.
QString flatText(const Block &block);
int flatLength(const Block &block);
const TextFace &faceOf(const Block &block, const TranscriptStyle &style, bool thinking);

/// Space above a block that follows `previous` (null: the first), in device-independent pixels.
int gapBefore(const Block &block, bool continued, const Block *previous,
              const TranscriptStyle &style);
/// The room left of the block's text for quote bars and list markers.
int indentOf(const Block &block, const TranscriptStyle &style);
/// Text from right to left: quote bars and markers stand at its right.
bool isMirrored(const Block &block);
/// Where the parts of a block start, relative to its frame.
QPointF contentOrigin(const BlockLayout &layout, const TranscriptStyle &style);

/// Sets a cheap, rough height; does not touch the parts.
void estimateBlock(BlockLayout &layout, const TranscriptStyle &style, bool thinking);
/// Lays out for the available width and sets the frame's size.
void layoutBlock(BlockLayout &layout, const TranscriptStyle &style, bool thinking);
/// Of a block that has changed: the height at its top that looks as it did. Before the layout of
/// the change for paragraphs and headings; 0 for tables and for what has moved.
int keptHeight(const BlockLayout &layout, const TranscriptStyle &style);
/// Takes over a new version of the block and keeps what can be reused of its lines.
void updateBlock(BlockLayout &layout, const Block &next);
/// Makes the segments of a code card between two heights of the message (no-op for other kinds).
void ensureCode(BlockLayout &layout, const TranscriptStyle &style, int top, int bottom);

/// How many leading characters two versions of a block show alike, formats included.
int commonPrefix(const Block &before, const Block &after);

} // namespace lokal::ui
