#pragma once

#include "ui/transcript/blocklayout.h"

class QPainter;

namespace lokal::ui {

/// A coloured range of a block's flat text: selection or search hit.
struct TextMark
{
    int from = 0;
    int to = 0;
    QColor color;
    QColor ink = {}; ///< of the text on it; invalid: as it is
};

/// How the blocks of one message are to be drawn.
struct BlockPaint
{
    const TranscriptStyle &style;
    QRect clip; ///< message coordinates
    QColor text;
    QColor quote; ///< of text within quotes
    QVector<TextMark> marks; ///< later ones win
    QString copyLabel; ///< of code cards
    QString copyIcon;
    bool copyHovered = false;
    bool inBubble = false;
    QString plainTitle; ///< of code that names no language
};

/// Draws one block; `frame` in the coordinates of the painter.
void paintBlock(QPainter &painter, const BlockLayout &layout, QRect frame, const BlockPaint &paint);
/// The block above another one, as far as its quote bars go on.
struct QuoteAbove
{
    int depth = 0;
    int bottom = 0; ///< just below it
};
/// The bars of quotes and the marker of a list item.
void paintGutter(QPainter &painter, const BlockLayout &layout, QRect frame, const QuoteAbove &above,
                 const BlockPaint &paint);
/// Text cut with "…" in a rectangle, vertically centred on the face's line.
void paintLabel(QPainter &painter, const QRect &rect, const QString &text, const TextFace &face,
                const QColor &color, Qt::Alignment alignment = Qt::AlignLeft);
void paintIcon(QPainter &painter, const TranscriptStyle &style, const QString &name, QRect rect,
               int designSize, const QColor &color);
void paintCard(QPainter &painter, const QRect &rect, qreal radius, const QColor &fill,
               const QColor &edge);

} // namespace lokal::ui
