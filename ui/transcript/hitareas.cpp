#include "ui/transcript/hitareas.h"

#include "ui/transcript/codelayout.h"

#include <QCoreApplication>
#include <QFontMetricsF>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

using Role = TranscriptMessage::Role;
using State = TranscriptMessage::State;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(lokal::ui::TranscriptView)
};

int textWidth(const TextFace &face, const QString &text)
{
    return qRound(QFontMetricsF(face.font()).horizontalAdvance(text) + 0.5);
}

struct ActionName
{
    QString id, icon, name;
};

QVector<ActionName> actionsOf(const TranscriptMessage &message)
{
    const ActionName copy { u"copy"_s, u"copy"_s, Text::tr("Copy message") };
    const ActionName more { u"more"_s, u"more"_s, Text::tr("More") };
    if (message.role != Role::Assistant)
        return { { u"edit"_s, u"edit"_s, Text::tr("Edit message") }, copy, more };
    QVector<ActionName> names { copy,
                                { u"regenerate"_s, u"regenerate"_s, Text::tr("Regenerate") } };
    if (message.state == State::Stopped || message.state == State::Interrupted)
        names.append({ u"continue"_s, u"play"_s, Text::tr("Continue") });
    names.append(more);
    return names;
}

int pagerWidth(const TranscriptMessage &message, const TranscriptStyle &style)
{
    if (message.siblingCount < 2)
        return 0;
    const QString widest = u"%1/%1"_s.arg(message.siblingCount);
    return 2 * style.px(24) + textWidth(style.small, widest) + style.px(4);
}

// Left edge of the row: answers are left aligned, what a person wrote is right aligned.
int rowStart(const MessageItem &item, const TranscriptStyle &style)
{
    const int inset = style.px(7); // the first icon's ink stands on the column's edge
    if (item.message.role == Role::Assistant)
        return -inset;
    const int icons = static_cast<int>(actionsOf(item.message).size());
    return item.layout->actions.right() + 1 + inset - icons * style.px(32)
        - pagerWidth(item.message, style);
}

int afterIcons(const MessageItem &item, const TranscriptStyle &style)
{
    return rowStart(item, style) + static_cast<int>(actionsOf(item.message).size()) * style.px(32);
}

void addPager(std::vector<HitArea> &areas, const MessageItem &item, const TranscriptStyle &style)
{
    const TranscriptMessage &message = item.message;
    if (message.siblingCount < 2)
        return;
    const QRect row = item.layout->actions;
    const QRect text = pagerTextRect(item, style);
    HitArea previous;
    previous.kind = AreaKind::SiblingPrevious;
    previous.rect = QRect(text.left() - style.px(24), row.top(), style.px(24), row.height());
    previous.name = Text::tr("Previous version");
    previous.icon = u"chevron-left"_s;
    previous.enabled = message.siblingIndex > 0;
    HitArea next = previous;
    next.kind = AreaKind::SiblingNext;
    next.rect.moveLeft(text.right() + 1);
    next.name = Text::tr("Next version");
    next.icon = u"chevron-right"_s;
    next.enabled = message.siblingIndex + 1 < message.siblingCount;
    areas.push_back(previous);
    areas.push_back(next);
}

QRect linkRect(const TextPart &part, const Span &span, QPointF origin)
{
    const int at = span.start - part.start;
    const QTextLine line = part.layout->lineForTextPosition(at);
    const int end = qMin(at + span.length, line.textStart() + line.textLength());
    const qreal x1 = line.cursorToX(at);
    const qreal x2 = line.cursorToX(end);
    const QPointF corner = origin + part.position + QPointF(qMin(x1, x2), line.y());
    return QRectF(corner, QSizeF(qAbs(x2 - x1), line.height())).toRect();
}

// Links of flowing text, for the keyboard; the mouse finds them by character.
void addLinks(std::vector<HitArea> &areas, const BlockLayout &layout, QPointF origin, int block)
{
    for (const Span &span : layout.block.spans) {
        const bool opens = span.link >= 0 && span.link < layout.block.links.size()
            && isOpenableLink(layout.block.links.at(span.link));
        for (const TextPart &part : layout.parts) {
            const int at = span.start - part.start;
            if (!opens || at < 0 || at >= part.length || !part.layout)
                continue;
            HitArea area;
            area.kind = AreaKind::Link;
            area.id = layout.block.links.at(span.link);
            area.name = linkForDisplay(area.id);
            area.block = block;
            area.rect = linkRect(part, span, origin);
            areas.push_back(area);
        }
    }
}

void addBlockAreas(std::vector<HitArea> &areas, const MessageItem &item,
                   const TranscriptStyle &style, int top, int bottom)
{
    const BlockColumn &column = item.layout->column(MessageLayout::Answer);
    if (column.rect.isNull() || item.message.role != Role::Assistant)
        return;
    for (int i = item.layout->blockAt(MessageLayout::Answer, top);
         i < static_cast<int>(column.blocks.size()); ++i) {
        const QRect frame = item.layout->blockFrame(MessageLayout::Answer, i);
        if (frame.top() > bottom)
            break;
        const BlockLayout &layout = column.blocks[static_cast<size_t>(i)];
        if (layout.block.kind == BlockKind::Code) {
            HitArea area;
            area.kind = AreaKind::CodeCopy;
            area.rect = codeCopyRect(item, style, i);
            area.name = Text::tr("Copy code");
            area.block = i;
            areas.push_back(area);
        }
        addLinks(areas, layout, frame.topLeft() + contentOrigin(layout, style), i);
    }
}

void addErrorAreas(std::vector<HitArea> &areas, const MessageItem &item,
                   const TranscriptStyle &style)
{
    const MessageLayout &layout = *item.layout;
    for (const ButtonPlace &button : layout.buttons) {
        HitArea area;
        area.kind = AreaKind::ErrorButton;
        area.rect = button.rect;
        area.id = button.id;
        area.name = button.label;
        area.icon = button.icon;
        areas.push_back(area);
    }
    if (layout.errorDetails.isNull())
        return;
    HitArea details;
    details.kind = AreaKind::ErrorDetails;
    details.rect = layout.errorDetails;
    details.name = Text::tr("Details");
    areas.push_back(details);
    if (item.view.detailsOpen) {
        HitArea copy;
        copy.kind = AreaKind::ErrorCopy;
        copy.rect = errorCopyRect(layout, style);
        copy.name = Text::tr("Copy details");
        areas.push_back(copy);
    }
}

} // namespace

QString metaText(const TranscriptMessage &message)
{
    QString ending;
    if (message.state == State::Stopped)
        //: How an answer ended: the user pressed stop.
        ending = Text::tr("Stopped");
    else if (message.state == State::Interrupted)
        //: How an answer ended: the program or the connection went away.
        ending = Text::tr("Interrupted");
    if (ending.isEmpty() || message.meta.isEmpty())
        return ending + message.meta;
    return ending + u"  ·  "_s + message.meta;
}

QRect pagerTextRect(const MessageItem &item, const TranscriptStyle &style)
{
    if (item.message.siblingCount < 2)
        return {};
    const QRect row = item.layout->actions;
    const int width = pagerWidth(item.message, style) - 2 * style.px(24) - style.px(4);
    return QRect(afterIcons(item, style) + style.px(26), row.top(), width, row.height());
}

QRect codeCopyRect(const MessageItem &item, const TranscriptStyle &style, int block)
{
    const QRect frame = item.layout->blockFrame(MessageLayout::Answer, block);
    const QString widest = Text::tr("Copied");
    const int width = style.px(22) + style.px(16) + textWidth(style.label, widest);
    return QRect(frame.right() - style.px(6) - width, frame.top() + style.px(3), width,
                 codeHeaderHeight(style) - style.px(6));
}

QRect errorCopyRect(const MessageLayout &layout, const TranscriptStyle &style)
{
    const int width = style.px(38) + textWidth(style.labelMedium, Text::tr("Copied"));
    return QRect(layout.errorCard.right() - style.px(14) - width,
                 layout.errorDetail.at.y() - style.px(2), width, style.px(32));
}

std::vector<HitArea> actionRow(const MessageItem &item, const TranscriptStyle &style)
{
    std::vector<HitArea> areas;
    const QRect row = item.layout->actions;
    if (row.isNull())
        return areas;
    int x = rowStart(item, style);
    for (const ActionName &action : actionsOf(item.message)) {
        HitArea area;
        area.rect = QRect(x, row.top() - style.px(2), style.px(32), row.height() + style.px(4));
        area.id = action.id;
        area.name = action.name;
        area.icon = action.icon;
        areas.push_back(area);
        x += style.px(32);
    }
    addPager(areas, item, style);
    const QString meta = metaText(item.message);
    if (item.message.role == Role::Assistant && !meta.isEmpty()) {
        HitArea area;
        area.kind = AreaKind::Statistics;
        area.name = meta;
        const int left = x + style.px(8) + pagerWidth(item.message, style);
        const int width = textWidth(style.small, meta) + style.px(16);
        area.rect
            = QRect(left - style.px(4), row.top(), qMin(width, row.right() - left), row.height());
        areas.push_back(area);
    }
    return areas;
}

std::vector<HitArea> hitAreas(const MessageItem &item, const TranscriptStyle &style, int top,
                              int bottom)
{
    std::vector<HitArea> areas;
    const MessageLayout &layout = *item.layout;
    if (!layout.editor.isNull())
        return areas;
    if (!layout.thinkingRow.isNull()) {
        HitArea area;
        area.kind = AreaKind::ThinkingToggle;
        area.rect = layout.thinkingRow;
        area.name = layout.thinkingLabel;
        areas.push_back(area);
    }
    addBlockAreas(areas, item, style, top, bottom);
    addErrorAreas(areas, item, style);
    for (const HitArea &area : actionRow(item, style))
        areas.push_back(area);
    return areas;
}

} // namespace lokal::ui
