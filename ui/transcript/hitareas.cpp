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
    QString label = {};
    bool runs = false;
};

QVector<ActionName> actionsOf(const MessageItem &item)
{
    const TranscriptMessage &message = item.message;
    const ActionName copy { u"copy"_s, u"copy"_s, Text::tr("Copy message") };
    const ActionName more { u"more"_s, u"more"_s, Text::tr("More") };
    if (message.role != Role::Assistant) {
        QVector<ActionName> names { { u"edit"_s, u"edit"_s, Text::tr("Edit message") },
                                    copy,
                                    more };
        if (item.isLast && message.role == Role::User)
            names.prepend({ u"answer"_s, u"regenerate"_s, Text::tr("Answer this message"),
                            Text::tr("Answer"), true });
        return names;
    }
    QVector<ActionName> names;
    if (!message.source.isEmpty())
        names.append(copy);
    names.append({ u"regenerate"_s, u"regenerate"_s, Text::tr("Regenerate"), {}, true });
    if (message.canContinue)
        names.append(
            { u"continue"_s, u"play"_s, Text::tr("Continue"), Text::tr("Continue"), true });
    names.append(more);
    return names;
}

int actionWidth(const ActionName &action, const TranscriptStyle &style)
{
    const int label
        = action.label.isEmpty() ? 0 : textWidth(style.small, action.label) + style.px(6);
    return style.px(32) + label;
}

int actionsWidth(const MessageItem &item, const TranscriptStyle &style)
{
    int width = 0;
    for (const ActionName &action : actionsOf(item))
        width += actionWidth(action, style);
    return width;
}

int pagerWidth(const TranscriptMessage &message, const TranscriptStyle &style)
{
    if (message.siblingCount < 2)
        return 0;
    const QString widest = u"%1/%1"_s.arg(message.siblingCount);
    return 2 * style.px(24) + textWidth(style.small, widest) + style.px(4);
}

// Answers are left aligned and begin with the pager, which is always there: without the icons it
// stands below the text and not in the middle of nowhere. What a person wrote ends with it.
int pagerStart(const MessageItem &item, const TranscriptStyle &style)
{
    if (item.message.role == Role::Assistant)
        return -style.px(6);
    return item.layout->actions.right() + 1 + style.px(7) - pagerWidth(item.message, style);
}

int iconsStart(const MessageItem &item, const TranscriptStyle &style)
{
    const int pager = pagerWidth(item.message, style);
    const int inset = style.px(7); // the first icon's ink stands on the column's edge
    if (item.message.role == Role::Assistant)
        return pager > 0 ? pagerStart(item, style) + pager : -inset;
    return item.layout->actions.right() + 1 + inset - actionsWidth(item, style) - pager;
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

/// @param at the link's first character in the part.
QRect linkRect(const TextPart &part, int at, int length, QPointF origin)
{
    const QTextLine line = part.layout->lineForTextPosition(at);
    const int end = qMin(at + length, line.textStart() + line.textLength());
    const qreal x1 = line.cursorToX(at);
    const qreal x2 = line.cursorToX(end);
    const QPointF corner = origin + part.position + QPointF(qMin(x1, x2), line.y());
    return QRectF(corner, QSizeF(qAbs(x2 - x1), line.height())).toRect();
}

/// Where a block stands: its number in the message, its frame, and where its parts begin.
struct BlockPlace
{
    int block = 0;
    QRect frame;
    QPointF origin;
};

void addLink(std::vector<HitArea> &areas, const QString &target, const BlockPlace &place, int start,
             const QRect &rect)
{
    if (!isOpenableLink(target))
        return;
    HitArea area;
    area.kind = AreaKind::Link;
    area.id = target;
    area.name = linkForDisplay(target);
    area.block = place.block;
    area.start = start;
    area.rect = rect;
    areas.push_back(area);
}

/// A link that is partly bold is several spans; the length of it from the i-th on, 0 within it.
int linkLength(const QVector<Span> &spans, qsizetype i)
{
    const auto goesOn = [&spans](qsizetype next) {
        const Span &before = spans.at(next - 1);
        return before.link == spans.at(next).link
            && before.start + before.length == spans.at(next).start;
    };
    if (i > 0 && goesOn(i))
        return 0;
    int length = spans.at(i).length;
    while (++i < spans.size() && goesOn(i))
        length += spans.at(i).length;
    return length;
}

// The links that begin in one part; `start` is its first character in the text the spans count in.
void addLinksIn(std::vector<HitArea> &areas, const BlockLayout &layout, const TextPart &part,
                const QVector<Span> &spans, int start, const BlockPlace &place)
{
    for (qsizetype i = 0; i < spans.size(); ++i) {
        const Span &span = spans.at(i);
        const int at = span.start - start;
        const bool isLink = span.link >= 0 && span.link < layout.block.links.size();
        const int length = isLink ? linkLength(spans, i) : 0;
        if (length > 0 && part.layout && at >= 0 && at < part.length)
            addLink(areas, layout.block.links.at(span.link), place, part.start + at,
                    linkRect(part, at, length, place.origin));
    }
}

// For the keyboard; the mouse finds links by character.
void addLinks(std::vector<HitArea> &areas, const BlockLayout &layout, const BlockPlace &place)
{
    const Block &block = layout.block;
    if (block.kind == BlockKind::Image)
        return addLink(areas, block.links.value(0), place, 0, place.frame);
    for (size_t i = 0; i < layout.parts.size(); ++i) {
        const TextPart &part = layout.parts[i];
        if (block.kind == BlockKind::Table)
            addLinksIn(areas, layout, part, block.cells.at(static_cast<qsizetype>(i)).spans, 0,
                       place);
        else
            addLinksIn(areas, layout, part, block.spans, part.start, place);
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
        addLinks(areas, layout, { i, frame, frame.topLeft() + contentOrigin(layout, style) });
    }
}

void addErrorAreas(std::vector<HitArea> &areas, const MessageItem &item,
                   const TranscriptStyle &style)
{
    const MessageLayout &layout = *item.layout;
    for (const HitArea &button : errorButtons(item))
        areas.push_back(button);
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
    return QRect(pagerStart(item, style) + style.px(26), row.top(), width, row.height());
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
    const bool isAnswer = item.message.role == Role::Assistant;
    if (isAnswer)
        addPager(areas, item, style);
    int x = iconsStart(item, style);
    for (const ActionName &action : actionsOf(item)) {
        HitArea area;
        const int width = actionWidth(action, style);
        area.rect = QRect(x, row.top() - style.px(2), width, row.height() + style.px(4));
        area.id = action.id;
        area.name = action.name;
        area.label = action.label;
        area.icon = action.icon;
        area.runs = action.runs;
        areas.push_back(area);
        x += width;
    }
    if (!isAnswer)
        addPager(areas, item, style);
    const QString meta = metaText(item.message);
    if (isAnswer && !meta.isEmpty()) {
        HitArea area;
        area.kind = AreaKind::Statistics;
        area.name = meta;
        const int left = x + style.px(8);
        const int width = textWidth(style.small, meta) + style.px(16);
        area.rect
            = QRect(left - style.px(4), row.top(), qMin(width, row.right() - left), row.height());
        areas.push_back(area);
    }
    return areas;
}

std::vector<HitArea> errorButtons(const MessageItem &item)
{
    std::vector<HitArea> areas;
    for (const ButtonPlace &button : item.layout->buttons) {
        HitArea area;
        area.kind = AreaKind::ErrorButton;
        area.rect = button.rect;
        area.id = button.id;
        area.name = area.label = button.label;
        area.icon = button.icon;
        area.runs = button.runs;
        areas.push_back(area);
    }
    return areas;
}

void applyBlocked(std::vector<HitArea> &areas, const Blocked &blocked)
{
    for (HitArea &area : areas) {
        const bool isPager
            = area.kind == AreaKind::SiblingPrevious || area.kind == AreaKind::SiblingNext;
        const QString reason = area.runs ? blocked.runs : isPager ? blocked.siblings : QString();
        if (reason.isEmpty() || !area.enabled)
            continue;
        area.enabled = false;
        area.reason = reason;
    }
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
