#include "ui/transcript/blockpainter.h"

#include "ui/highlight/highlighter.h"
#include "ui/transcript/codelayout.h"

#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

FormatRanges marksFor(const TextPart &part, const QVector<TextMark> &marks)
{
    FormatRanges ranges;
    for (const TextMark &mark : marks) {
        const int from = qMax(mark.from, part.start);
        const int to = qMin(mark.to, part.start + part.length);
        if (from >= to)
            continue;
        QTextLayout::FormatRange range;
        range.start = from - part.start;
        range.length = to - from;
        range.format.setBackground(mark.color);
        if (mark.ink.isValid())
            range.format.setForeground(mark.ink);
        ranges.append(range);
    }
    return ranges;
}

void paintPills(QPainter &painter, const TextPart &part, const QVector<Span> &spans, int offset,
                QPointF at, const BlockPaint &paint)
{
    const TranscriptStyle &style = paint.style;
    painter.setPen(Qt::NoPen);
    painter.setBrush(paint.inBubble ? style.colors().hover : style.colors().inlineBg);
    const qreal pad = style.px(4);
    for (const Span &span : spans) {
        const int from = qMax(0, span.start - offset);
        const int to = qMin(part.length, span.start + span.length - offset);
        if (!(span.flags & SpanCode) || from >= to)
            continue;
        for (int i = part.layout->lineForTextPosition(from).lineNumber();
             i < part.layout->lineCount(); ++i) {
            const QTextLine line = part.layout->lineAt(i);
            if (line.textStart() >= to)
                break;
            const int end = qMin(to, line.textStart() + line.textLength());
            const qreal x1 = line.cursorToX(qMax(from, line.textStart()));
            const qreal x2 = line.cursorToX(end);
            const qreal lead = from >= line.textStart() ? pad : 0;
            painter.drawRoundedRect(QRectF(at.x() + qMin(x1, x2) - lead, at.y() + line.y() - 0.5,
                                           qAbs(x2 - x1) + lead, line.height() + 1),
                                    style.px(5), style.px(5));
        }
    }
}

void paintPart(QPainter &painter, const TextPart &part, const QVector<Span> &spans, int offset,
               QPointF origin, const BlockPaint &paint, const QColor &color)
{
    const QPointF at = origin + part.position;
    if (!part.layout || at.y() > paint.clip.bottom() || at.y() + part.height < paint.clip.top())
        return;
    if (!spans.isEmpty())
        paintPills(painter, part, spans, offset, at, paint);
    painter.setPen(color);
    part.layout->draw(&painter, at, marksFor(part, paint.marks), paint.clip);
}

void paintScrollHint(QPainter &painter, const BlockLayout &layout, QRect frame,
                     const TranscriptStyle &style)
{
    if (layout.contentWidth <= frame.width())
        return;
    const qreal track = frame.width() - style.px(16);
    const qreal share = track * frame.width() / layout.contentWidth;
    const qreal length = qMax<qreal>(style.px(32), share);
    const qreal range = layout.contentWidth - frame.width();
    const qreal x = frame.left() + style.px(8) + (track - length) * layout.scrollX / range;
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.colors().borderStrong);
    painter.drawRoundedRect(QRectF(x, frame.bottom() - style.px(7), length, style.px(4)), 2, 2);
}

void paintCode(QPainter &painter, const BlockLayout &layout, QRect frame, const BlockPaint &paint)
{
    const TranscriptStyle &style = paint.style;
    const Tokens &colors = style.colors();
    paintCard(painter, frame, style.px(11), colors.codeBg, colors.border);
    const int header = codeHeaderHeight(style);
    painter.fillRect(QRect(frame.left() + 1, frame.top() + header - 1, frame.width() - 2, 1),
                     colors.border);
    QRect head(frame.left() + style.px(16), frame.top(), frame.width() - style.px(32), header - 1);
    if (!paint.copyLabel.isEmpty()) {
        const QColor ink = paint.copyHovered ? colors.text : colors.text2;
        const int label
            = qRound(QFontMetricsF(style.label.font()).horizontalAdvance(paint.copyLabel));
        paintLabel(painter, head, paint.copyLabel, style.label, ink, Qt::AlignRight);
        const QRect icon(head.right() - label - style.px(22), head.top(), style.px(16),
                         head.height());
        paintIcon(painter, style, paint.copyIcon, icon, 16, ink);
        head.setRight(icon.left() - style.px(8));
    }
    const QString lang = layout.block.lang;
    paintLabel(painter, head, lang.isEmpty() ? paint.plainTitle : languageTitle(lang), style.label,
               colors.text2);
    painter.save();
    painter.setClipRect(frame.adjusted(1, header, -1, -1), Qt::IntersectClip);
    const QPointF origin = frame.topLeft() + contentOrigin(layout, style);
    for (const TextPart &part : layout.parts)
        paintPart(painter, part, {}, 0, origin, paint, paint.text);
    paintScrollHint(painter, layout, frame, style);
    painter.restore();
}

// Pieces of one table join: no corners and no edge where it was cut.
void paintTable(QPainter &painter, const BlockLayout &layout, QRect frame, const BlockPaint &paint)
{
    const TranscriptStyle &style = paint.style;
    const Tokens &colors = style.colors();
    const std::vector<int> &rows = layout.grid.rowY;
    if (rows.size() < 2)
        return;
    const int beyond = style.px(24);
    const QRect card
        = frame.adjusted(0, layout.continued ? -beyond : 0, 0, layout.goesOn ? beyond : 0);
    painter.save();
    painter.setClipRect(frame, Qt::IntersectClip);
    painter.save();
    QPainterPath shape;
    shape.addRoundedRect(QRectF(card), style.px(10), style.px(10));
    painter.setClipPath(shape, Qt::IntersectClip);
    if (!layout.continued)
        painter.fillRect(QRect(frame.left(), frame.top(), frame.width(), rows[1]), colors.codeHead);
    const size_t lines = layout.goesOn ? rows.size() : rows.size() - 1;
    for (size_t row = 1; row < lines; ++row)
        painter.fillRect(frame.left(), frame.top() + rows[row] - 1, frame.width(), 1,
                         colors.border);
    const QPointF origin = frame.topLeft() + contentOrigin(layout, style);
    for (size_t i = 0; i < layout.parts.size(); ++i)
        paintPart(painter, layout.parts[i], layout.block.cells.at(static_cast<qsizetype>(i)).spans,
                  0, origin, paint, paint.text);
    if (!layout.goesOn)
        paintScrollHint(painter, layout, frame, style);
    painter.restore();
    paintCard(painter, card, style.px(10), Qt::transparent, colors.border);
    painter.restore();
}

void paintImage(QPainter &painter, const BlockLayout &layout, QRect frame, const BlockPaint &paint)
{
    const TranscriptStyle &style = paint.style;
    const Tokens &colors = style.colors();
    paintCard(painter, frame, style.px(10), colors.surface, colors.border);
    const QRect icon(frame.left() + style.px(14), frame.top(), style.px(18), frame.height());
    paintIcon(painter, style, u"image"_s, icon, 18, colors.text2);
    const QPointF origin = frame.topLeft() + contentOrigin(layout, style);
    for (const TextPart &part : layout.parts)
        paintPart(painter, part, {}, 0, origin, paint, paint.text);
    const QString address = layout.block.links.value(0);
    const QRect line(frame.left() + style.px(44),
                     frame.bottom() - style.px(10) - qRound(style.small.lineHeight),
                     frame.width() - style.px(60), qRound(style.small.lineHeight));
    paintLabel(painter, line, displayText(address, true), style.small, colors.text3);
}

void paintTaskBox(QPainter &painter, const QRectF &box, bool done, const TranscriptStyle &style)
{
    const Tokens &colors = style.colors();
    painter.setPen(done ? QPen(Qt::NoPen) : QPen(colors.control, 1.3));
    painter.setBrush(done ? colors.accent : QColor(Qt::transparent));
    painter.drawRoundedRect(done ? box.adjusted(-0.5, -0.5, 0.5, 0.5) : box, style.px(3.5),
                            style.px(3.5));
    if (!done)
        return;
    QPainterPath tick;
    tick.moveTo(box.left() + box.width() * 0.22, box.top() + box.height() * 0.54);
    tick.lineTo(box.left() + box.width() * 0.43, box.top() + box.height() * 0.74);
    tick.lineTo(box.left() + box.width() * 0.80, box.top() + box.height() * 0.30);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(
        QPen(colors.accentText, style.px(1.8), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(tick);
}

void paintMarker(QPainter &painter, const BlockLayout &layout, QRect frame, const BlockPaint &paint)
{
    const TranscriptStyle &style = paint.style;
    const QString &marker = layout.block.marker;
    const TextFace &face = faceOf(layout.block, style, false);
    const int lineHeight = qRound(face.lineHeight);
    const int inset = layout.isCard() ? style.px(8) : 0;
    const bool mirrored = isMirrored(layout.block);
    const auto beside = [&](qreal distance, qreal width) {
        return mirrored ? frame.right() + 1 + distance - width : frame.left() - distance;
    };
    if (marker == u"☐" || marker == u"☑") {
        const qreal size = style.px(13);
        const QRectF box(beside(style.px(22), size), frame.top() + inset + (lineHeight - size) / 2,
                         size, size);
        paintTaskBox(painter, box, marker == u"☑", style);
        return;
    }
    if (marker == u"•") {
        const qreal radius = style.px(2.5);
        painter.setPen(Qt::NoPen);
        painter.setBrush(style.colors().text2);
        painter.drawEllipse(
            QPointF(beside(style.px(14), 0), frame.top() + inset + lineHeight / 2.0 + 1), radius,
            radius);
        return;
    }
    const int wide = style.px(60);
    const int x = mirrored ? frame.right() + 1 + style.px(9) : frame.left() - style.px(9) - wide;
    paintLabel(painter, QRect(x, frame.top() + inset, wide, lineHeight), marker, style.body,
               style.colors().text3, mirrored ? Qt::AlignLeft : Qt::AlignRight);
}

} // namespace

void paintLabel(QPainter &painter, const QRect &rect, const QString &text, const TextFace &face,
                const QColor &color, Qt::Alignment alignment)
{
    if (text.isEmpty() || rect.width() <= 0)
        return;
    painter.setFont(face.font());
    painter.setPen(color);
    const QString shown
        = QFontMetricsF(face.font()).elidedText(text, Qt::ElideRight, rect.width() + 1);
    painter.drawText(QRectF(rect), int(alignment | Qt::AlignVCenter | Qt::TextSingleLine), shown);
}

void paintIcon(QPainter &painter, const TranscriptStyle &style, const QString &name, QRect rect,
               int designSize, const QColor &color)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QPixmap pixmap = style.theme().pixmap(name, designSize, color, ratio);
    const QSizeF size = pixmap.deviceIndependentSize();
    const QPointF at(rect.left() + (rect.width() - size.width()) / 2,
                     rect.top() + (rect.height() - size.height()) / 2);
    painter.drawPixmap(at.toPoint(), pixmap);
}

void paintCard(QPainter &painter, const QRect &rect, qreal radius, const QColor &fill,
               const QColor &edge)
{
    painter.setPen(edge.isValid() ? QPen(edge, 1) : QPen(Qt::NoPen));
    painter.setBrush(fill);
    const qreal inset = edge.isValid() ? 0.5 : 0;
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius);
}

void paintGutter(QPainter &painter, const BlockLayout &layout, QRect frame, const QuoteAbove &above,
                 const BlockPaint &paint)
{
    const TranscriptStyle &style = paint.style;
    const bool mirrored = isMirrored(layout.block);
    const int left = frame.left() - layout.frame.left();
    const int right = left + layout.available + layout.indent;
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.colors().borderStrong);
    for (int depth = 0; depth < layout.block.quoteDepth; ++depth) {
        // Its round end lies under the bar that goes on.
        const int top = depth < above.depth ? above.bottom - style.px(3) : frame.top();
        const int aside = style.px(18) * depth + style.px(1);
        const int x = mirrored ? right - aside - style.px(3) : left + aside;
        painter.drawRoundedRect(QRectF(x, top, style.px(3), frame.bottom() + 1 - top), 1.5, 1.5);
    }
    if (!layout.block.marker.isEmpty())
        paintMarker(painter, layout, frame, paint);
}

void paintBlock(QPainter &painter, const BlockLayout &layout, QRect frame, const BlockPaint &paint)
{
    switch (layout.block.kind) {
    case BlockKind::Code:
        return paintCode(painter, layout, frame, paint);
    case BlockKind::Table:
        return paintTable(painter, layout, frame, paint);
    case BlockKind::Image:
        return paintImage(painter, layout, frame, paint);
    case BlockKind::Rule:
        return painter.fillRect(frame.left(), frame.center().y(), frame.width(), 1,
                                paint.style.colors().border);
    default:
        break;
    }
    const QColor &color = layout.block.quoteDepth > 0 ? paint.quote : paint.text;
    const QPointF origin = frame.topLeft() + contentOrigin(layout, paint.style);
    for (const TextPart &part : layout.parts)
        paintPart(painter, part, layout.block.spans, part.start, origin, paint, color);
}

} // namespace lokal::ui
