#include "ui/transcript/messagepainter.h"

#include "ui/transcript/blockpainter.h"

#include <QCoreApplication>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(lokal::ui::TranscriptView)
};

const MessageItem &itemOf(const MessagePaint &paint)
{
    return paint.list.at(paint.index);
}

bool isArea(const HitArea *area, const HitArea &other)
{
    return area && *area == other;
}

/// Its colour is bright in both themes: light text would not be readable on it.
QColor inkOnCurrentHit(const Tokens &colors)
{
    return colors.text.lightness() < colors.window.lightness() ? colors.text : colors.window;
}

QVector<TextMark> marksOf(const MessagePaint &paint, int part, int block, int length)
{
    const Tokens &colors = paint.style.colors();
    QVector<TextMark> marks;
    const TextRange range = paint.selection.within(paint.index, part, block, length);
    if (!range.isEmpty())
        marks.append({ range.from, range.to, colors.selection });
    for (int i = 0; i < static_cast<int>(paint.hits.size()); ++i) {
        const FindHit &hit = paint.hits.at(i);
        if (hit.part == part && hit.block == block)
            marks.append(i == paint.currentHit
                             ? TextMark { hit.start, hit.start + hit.length, colors.findCurrent,
                                          inkOnCurrentHit(colors) }
                             : TextMark { hit.start, hit.start + hit.length, colors.find });
    }
    return marks; // later ones lie on top
}

void paintColumn(QPainter &painter, const MessagePaint &paint, MessageLayout::Part part)
{
    const MessageItem &item = itemOf(paint);
    const BlockColumn &column = item.layout->column(part);
    if (column.rect.isNull())
        return;
    const Tokens &colors = paint.style.colors();
    const bool thinking = part == MessageLayout::Thinking;
    BlockPaint how { paint.style, paint.clip, colors.text, colors.text2, {},
                     {},          {},         false,       false,        Text::tr("Text") };
    if (item.dimmed)
        how.text = how.quote = colors.text3;
    else if (thinking)
        how.text = colors.text2;
    how.inBubble = !item.layout->bubble.isNull();
    QuoteAbove above;
    bool aboveMirrored = false;
    for (int i = qMax(0, item.layout->blockAt(part, paint.clip.top()) - 1);
         i < static_cast<int>(column.blocks.size()); ++i) {
        const BlockLayout &layout = column.blocks[static_cast<size_t>(i)];
        const QRect frame = item.layout->blockFrame(part, i);
        if (frame.top() > paint.clip.bottom() + paint.style.px(30))
            break;
        how.marks = marksOf(paint, part, i, flatLength(layout.block));
        HitArea copy;
        copy.kind = AreaKind::CodeCopy;
        copy.block = i;
        const bool copied = paint.copiedBlock == i;
        how.copyLabel = copied ? Text::tr("Copied") : Text::tr("Copy");
        how.copyIcon = copied ? u"check"_s : u"copy"_s;
        how.copyHovered = isArea(paint.hovered, copy);
        const bool mirrored = isMirrored(layout.block);
        if (mirrored != aboveMirrored)
            above.depth = 0;
        paintGutter(painter, layout, frame, above, how);
        paintBlock(painter, layout, frame, how);
        above = { layout.block.quoteDepth, frame.bottom() + 1 };
        aboveMirrored = mirrored;
    }
}

void paintThinking(QPainter &painter, const MessagePaint &paint)
{
    const TranscriptStyle &style = paint.style;
    const Tokens &colors = style.colors();
    const MessageLayout &layout = *itemOf(paint).layout;
    const QRect row = layout.thinkingRow;
    if (row.isNull())
        return;
    const bool hovered = paint.hovered && paint.hovered->kind == AreaKind::ThinkingToggle;
    const QColor ink = hovered ? colors.text : colors.text2;
    paintIcon(painter, style, u"clock"_s, QRect(0, row.top(), style.px(18), row.height()), 18, ink);
    const QRect label = row.adjusted(style.px(25), 0, -style.px(22), 0);
    paintLabel(painter, label, layout.thinkingLabel, style.label, ink);
    const BlockColumn &column = layout.column(MessageLayout::Thinking);
    const QString chevron = column.rect.isNull() ? u"chevron-right"_s : u"chevron-down"_s;
    paintIcon(painter, style, chevron,
              QRect(row.right() - style.px(21), row.top(), style.px(16), row.height()), 16, ink);
    if (column.rect.isNull())
        return;
    const QRect body = column.rect;
    painter.fillRect(QRect(style.px(8), body.top(), style.px(2), body.height()), colors.border);
    painter.save();
    painter.setClipRect(body.adjusted(-2, 0, style.px(4), 0), Qt::IntersectClip);
    paintColumn(painter, paint, MessageLayout::Thinking);
    if (layout.thinkingShift() > 0) {
        const int fade = style.px(36);
        QLinearGradient gradient(0, body.top(), 0, body.top() + fade);
        QColor clear = colors.window;
        clear.setAlpha(0);
        gradient.setColorAt(0, colors.window);
        gradient.setColorAt(1, clear);
        painter.fillRect(QRect(body.left() - 2, body.top(), body.width() + 6, fade), gradient);
    }
    painter.restore();
}

void drawCaption(QPainter &painter, const Caption &caption, const QColor &color)
{
    if (!caption.part.layout)
        return;
    painter.setPen(color);
    caption.part.layout->draw(&painter, caption.at);
}

void paintPhase(QPainter &painter, const MessagePaint &paint)
{
    const TranscriptStyle &style = paint.style;
    const Tokens &colors = style.colors();
    const MessageLayout &layout = *itemOf(paint).layout;
    if (layout.phaseRing.isNull())
        return;
    const QRectF ring = QRectF(layout.phaseRing).adjusted(2, 2, -2, -2);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colors.border, style.px(2)));
    painter.drawEllipse(ring);
    painter.setPen(QPen(colors.accent, style.px(2), Qt::SolidLine, Qt::RoundCap));
    painter.drawArc(ring, 90 * 16 - paint.tick * 24 * 16, -110 * 16);
    drawCaption(painter, layout.phaseTitle, colors.text);
    drawCaption(painter, layout.phaseText, colors.text3);
    const QTextLine line = layout.phaseTitle.part.layout->lineAt(0);
    const QRect seconds(layout.phaseTitle.at.x() + qRound(line.naturalTextWidth()) + style.px(10),
                        layout.phaseTitle.at.y(), style.px(80), qRound(style.phase.lineHeight));
    paintLabel(painter, seconds, paint.phaseSeconds, style.label, colors.text3);
}

void paintDots(QPainter &painter, const MessagePaint &paint)
{
    const TranscriptStyle &style = paint.style;
    const QRect row = itemOf(paint).layout->dots;
    if (row.isNull())
        return;
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < 3; ++i) {
        QColor color = style.colors().accent;
        const int phase = (paint.tick / 3 + 2 - i) % 3;
        color.setAlphaF(phase == 0 ? 1.0F : phase == 1 ? 0.75F : 0.45F);
        painter.setBrush(color);
        const qreal radius = 2.5 * style.theme().factor();
        painter.drawEllipse(QPointF(style.px(4) + i * style.px(9), row.center().y() + 0.5), radius,
                            radius);
    }
    paintLabel(painter, row.adjusted(style.px(34), 0, 0, 0), itemOf(paint).message.meta,
               style.small, style.colors().text3);
}

void paintAttachments(QPainter &painter, const MessagePaint &paint)
{
    const TranscriptStyle &style = paint.style;
    const Tokens &colors = style.colors();
    for (const ButtonPlace &place : itemOf(paint).layout->attachments) {
        paintCard(painter, place.rect, style.px(9), colors.surface, colors.border);
        const QRect icon(place.rect.left() + style.px(8), place.rect.top(), style.px(16),
                         place.rect.height());
        paintIcon(painter, style, place.icon, icon, 16, colors.text2);
        paintLabel(painter, place.rect.adjusted(style.px(29), 0, -style.px(8), 0), place.label,
                   style.label, itemOf(paint).dimmed ? colors.text3 : colors.text2);
    }
}

void paintBubble(QPainter &painter, const MessagePaint &paint)
{
    const MessageItem &item = itemOf(paint);
    if (item.layout->bubble.isNull())
        return;
    const Tokens &colors = paint.style.colors();
    const bool outline = item.dimmed || item.message.role == TranscriptMessage::Role::System;
    paintCard(painter, item.layout->bubble, paint.style.px(16),
              outline ? colors.window : colors.userBubble, outline ? colors.border : QColor());
}

} // namespace

void paintMessage(QPainter &painter, const MessagePaint &paint)
{
    const MessageItem &item = itemOf(paint);
    const TranscriptStyle &style = paint.style;
    painter.setRenderHint(QPainter::Antialiasing);
    if (item.layout->editor.isNull()) {
        paintAttachments(painter, paint);
        paintThinking(painter, paint);
        paintPhase(painter, paint);
        paintBubble(painter, paint);
        paintColumn(painter, paint, MessageLayout::Answer);
        paintDots(painter, paint);
        paintErrorCard(painter, paint);
        paintActionRow(painter, paint);
    }
    if (paint.focusedArea) {
        paintFocusRing(painter, style, paint.focusedArea->rect, style.px(9));
    } else if (paint.focused) {
        const QRect shape = item.layout->bubble.isNull()
            ? QRect(-style.px(8), -style.px(4), item.layout->width() + style.px(16),
                    item.height + style.px(8))
            : item.layout->bubble;
        paintFocusRing(painter, style, shape, style.px(item.layout->bubble.isNull() ? 10 : 16));
    }
}

void paintFocusRing(QPainter &painter, const TranscriptStyle &style, QRect rect, qreal radius)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(style.colors().accent, 2));
    painter.drawRoundedRect(QRectF(rect).adjusted(-3, -3, 3, 3), radius + 2, radius + 2);
}

} // namespace lokal::ui
