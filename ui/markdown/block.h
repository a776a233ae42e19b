#pragma once

#include <QString>
#include <QStringList>
#include <QVector>

namespace lokal::ui {

enum class BlockKind : quint8
{
    Paragraph,
    Heading,
    Code,
    Table,
    Rule,
    Math,
    Image
};

enum SpanFlag : quint8
{
    SpanBold = 0x01,
    SpanItalic = 0x02,
    SpanCode = 0x04,
    SpanStrike = 0x08,
    SpanLink = 0x10,
    SpanMath
    = 0x20, ///< a formula in readable signs; with SpanCode too, TeX source that could not be read
};

/// A run of equally formatted characters, in positions of the text it belongs to.
struct Span
{
    int start = 0;
    int length = 0;
    quint8 flags = 0;
    int link
        = -1; ///< index into Block::links, -1 for none; without SpanLink, SpanMath's TeX source
    bool operator==(const Span &) const = default;
};

/// One cell of a table, row by row; the first Block::columns cells are the header.
struct Cell
{
    QString text;
    QVector<Span> spans;
    Qt::Alignment alignment = Qt::AlignLeft;
    bool operator==(const Cell &) const = default;
};

/// One flat piece of a rendered message. Lists and quotes are flattened: a block carries its depth
/// and, if it is the first of its item, the marker.
struct Block
{
    BlockKind kind = BlockKind::Paragraph;
    quint8 level = 0; ///< heading level 1…6
    quint8 quoteDepth = 0; ///< clamped to 8
    quint8 listDepth = 0; ///< clamped to 8
    bool tight = false; ///< item of a tight list: less space before
    int list = 0; ///< which of the message's outermost lists it is in, from 1; 0: none
    QString marker; ///< "•" "3." "☐" "☑", or empty
    QString lang; ///< Code: info string's first word, lower case
    /// Line breaks are U+2028, ready for QTextLayout. Code: lines joined with '\n', no trailing
    /// one, without bidirectional controls; Image: the alternative text; Math: TeX source, show
    /// readableMath() of it.
    QString text;
    QVector<Span> spans;
    /// Only http, https and mailto targets, as written; TeX sources of inline formulas.
    /// Image: exactly one, the http(s) address.
    QStringList links;
    int columns = 0;
    QVector<Cell> cells;
    /// Of a piece of a table that was cut: the widest cells of the whole one, row by row, the first
    /// row is the header. All pieces then get equal columns.
    QVector<Cell> widest;
    bool operator==(const Block &) const = default;
};

} // namespace lokal::ui
