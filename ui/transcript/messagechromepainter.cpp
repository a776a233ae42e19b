// Draws the buttons of a message: error card, action row, context line.
#include "ui/transcript/blockpainter.h"
#include "ui/transcript/messagepainter.h"

#include <QCoreApplication>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace lokal::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(lokal::ui::TranscriptView)
};

bool isHovered(const MessagePaint &paint, AreaKind kind, const QString &id = {})
{
    return paint.hovered && paint.hovered->kind == kind && paint.hovered->id == id;
}

void paintErrorButtons(QPainter &painter, const MessagePaint &paint)
{
    const TranscriptStyle &style = paint.style;
    const Tokens &colors = style.colors();
    std::vector<HitArea> buttons = errorButtons(paint.list.at(paint.index));
    applyBlocked(buttons, paint.blocked);
    bool primary = true;
    for (const HitArea &button : buttons) {
        const bool hovered = isHovered(paint, AreaKind::ErrorButton, button.id);
        QColor ink = primary ? colors.accentText : colors.text;
        QColor fill = primary ? colors.accent : colors.raised;
        QColor edge = primary ? QColor() : colors.borderStrong;
        if (hovered)
            fill = primary ? fill.darker(108) : colors.hover;
        if (!button.enabled) {
            ink = colors.text3;
            fill = colors.inlineBg;
            edge = QColor();
        }
        paintCard(painter, button.rect, style.px(10), fill, edge);
        QRect label = button.rect.adjusted(style.px(16), 0, -style.px(8), 0);
        if (!button.icon.isEmpty()) {
            const QRect icon(label.left(), label.top(), style.px(16), label.height());
            paintIcon(painter, style, button.icon, icon, 16, ink);
            label.adjust(style.px(24), 0, 0, 0);
        }
        paintLabel(painter, label, button.label, style.labelMedium, ink);
        primary = false;
    }
}

void paintErrorDetails(QPainter &painter, const MessagePaint &paint, const MessageItem &item)
{
    const TranscriptStyle &style = paint.style;
    const Tokens &colors = style.colors();
    const MessageLayout &layout = *item.layout;
    const QRect toggle = layout.errorDetails;
    if (toggle.isNull())
        return;
    if (isHovered(paint, AreaKind::ErrorDetails))
        paintCard(painter, toggle, style.px(10), colors.hover, QColor());
    const QString chevron = item.view.detailsOpen ? u"chevron-down"_s : u"chevron-right"_s;
    paintIcon(painter, style, chevron,
              QRect(toggle.left() + style.px(8), toggle.top(), style.px(16), toggle.height()), 16,
              colors.text2);
    if (toggle.width() > style.px(34))
        paintLabel(painter, toggle.adjusted(style.px(32), 0, 0, 0), Text::tr("Details"),
                   style.labelMedium, colors.text2);
    if (!layout.errorDetail.part.layout)
        return;
    const int line = layout.errorDetail.at.y() - style.px(11);
    painter.fillRect(QRect(style.px(17), line, layout.width() - style.px(34), 1), colors.border);
    painter.setPen(colors.text2);
    layout.errorDetail.part.layout->draw(&painter, layout.errorDetail.at);
    const QRect copy = errorCopyRect(layout, style);
    if (isHovered(paint, AreaKind::ErrorCopy))
        paintCard(painter, copy, style.px(10), colors.hover, QColor());
    paintIcon(painter, style, paint.copiedDetails ? u"check"_s : u"copy"_s,
              QRect(copy.left() + style.px(7), copy.top(), style.px(16), copy.height()), 16,
              colors.text2);
    paintLabel(painter, copy.adjusted(style.px(30), 0, 0, 0),
               paint.copiedDetails ? Text::tr("Copied") : Text::tr("Copy"), style.labelMedium,
               colors.text2);
}

void paintIconButton(QPainter &painter, const MessagePaint &paint, const HitArea &area, int size)
{
    const TranscriptStyle &style = paint.style;
    const Tokens &colors = style.colors();
    const bool hovered = paint.hovered && *paint.hovered == area && area.enabled;
    if (hovered)
        paintCard(painter, area.rect.adjusted(1, 0, -1, 0), style.px(9), colors.hover, QColor());
    const bool copied = paint.copiedMessage && area.id == u"copy";
    // A word has to stay readable; that it cannot be pressed is seen at its icon.
    const QColor ink = hovered ? colors.text : area.enabled ? colors.text2 : colors.borderStrong;
    const QColor words = area.enabled ? ink : colors.text3;
    QRect icon = area.rect;
    if (!area.label.isEmpty())
        icon.setWidth(style.px(32));
    paintIcon(painter, style, copied ? u"check"_s : area.icon, icon, size, ink);
    paintLabel(painter, area.rect.adjusted(style.px(30), 0, 0, 0), area.label, style.small, words);
}

} // namespace

void paintErrorCard(QPainter &painter, const MessagePaint &paint)
{
    const MessageItem &item = paint.list.at(paint.index);
    const MessageLayout &layout = *item.layout;
    if (layout.errorCard.isNull())
        return;
    const TranscriptStyle &style = paint.style;
    const Tokens &colors = style.colors();
    paintCard(painter, layout.errorCard, style.px(12), colors.surface, colors.border);
    const QRect icon(style.px(17), layout.errorTitle.at.y() - 1, style.px(20), style.px(22));
    paintIcon(painter, style, u"warning"_s, icon, 20, colors.danger);
    painter.setPen(colors.text);
    layout.errorTitle.part.layout->draw(&painter, layout.errorTitle.at);
    if (layout.errorCause.part.layout) {
        painter.setPen(colors.text2);
        layout.errorCause.part.layout->draw(&painter, layout.errorCause.at);
    }
    paintErrorButtons(painter, paint);
    paintErrorDetails(painter, paint, item);
}

void paintActionRow(QPainter &painter, const MessagePaint &paint)
{
    const MessageItem &item = paint.list.at(paint.index);
    const TranscriptStyle &style = paint.style;
    const Tokens &colors = style.colors();
    std::vector<HitArea> areas = actionRow(item, style);
    applyBlocked(areas, paint.blocked);
    for (const HitArea &area : areas) {
        const bool pager
            = area.kind == AreaKind::SiblingPrevious || area.kind == AreaKind::SiblingNext;
        if (!paint.actionsShown && !pager)
            continue;
        if (area.kind != AreaKind::Statistics) {
            paintIconButton(painter, paint, area, pager ? 16 : 18);
            continue;
        }
        const bool open = paint.statisticsOpen;
        if (open || (paint.hovered && *paint.hovered == area))
            paintCard(painter, area.rect, style.px(7), colors.hover, QColor());
        paintLabel(painter, area.rect.adjusted(style.px(8), 0, -style.px(4), 0), area.name,
                   style.small, open ? colors.text : colors.text3);
    }
    const QRect pager = pagerTextRect(item, style);
    if (!pager.isNull())
        paintLabel(painter, pager,
                   u"%1/%2"_s.arg(item.message.siblingIndex + 1).arg(item.message.siblingCount),
                   style.small, colors.text2, Qt::AlignHCenter);
}

static QString contextSentence()
{
    return Text::tr("The model no longer sees what is above");
}

QRect contextChangeRect(const TranscriptStyle &style, QRect rect)
{
    const QFontMetricsF metrics(style.small.font());
    const int sentence = qRound(metrics.horizontalAdvance(contextSentence()));
    const int change = qRound(metrics.horizontalAdvance(Text::tr("Change"))) + 1;
    const int all = style.px(24) + sentence + style.px(13) + change;
    const int left = rect.left() + qMax(0, (rect.width() - all) / 2);
    return QRect(left + all - change, rect.top(), change, rect.height());
}

void paintContextLine(QPainter &painter, const TranscriptStyle &style, QRect rect, bool hovered,
                      bool focused)
{
    const Tokens &colors = style.colors();
    const QRect change = contextChangeRect(style, rect);
    const int sentence
        = qRound(QFontMetricsF(style.small.font()).horizontalAdvance(contextSentence())) + 1;
    const QRect text(change.left() - style.px(13) - sentence, rect.top(), sentence, rect.height());
    const QRect icon(text.left() - style.px(24), rect.top(), style.px(14), rect.height());
    paintIcon(painter, style, u"arrow-up"_s, icon, 14, colors.text3);
    paintLabel(painter, text, contextSentence(), style.small, colors.text2);
    TextFace face = style.small;
    face.variants[0].setUnderline(hovered || focused);
    paintLabel(painter, change.adjusted(0, 0, 2, 0), Text::tr("Change"), face, colors.link);
    if (focused)
        paintFocusRing(painter, style, change, style.px(4));
    const int y = rect.center().y();
    painter.fillRect(QRect(rect.left(), y, qMax(0, icon.left() - style.px(12) - rect.left()), 1),
                     colors.border);
    const int right = change.right() + style.px(13);
    painter.fillRect(QRect(right, y, qMax(0, rect.right() - right), 1), colors.border);
}

} // namespace lokal::ui
