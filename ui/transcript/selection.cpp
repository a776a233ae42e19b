#include "ui/transcript/selection.h"

#include <QTextBoundaryFinder>

namespace lokal::ui {
namespace {

struct Hit
{
    TextPosition place;
    bool exact = false;
    int onCharacter = -1; // the character under the point, not the nearest gap
};

const TextPart *partNear(const BlockLayout &layout, QPointF local)
{
    const TextPart *nearest = nullptr;
    qreal best = 0;
    for (const TextPart &part : layout.parts) {
        if (!part.layout)
            continue;
        qreal distance = 0;
        const qreal top = part.position.y();
        if (local.y() < top)
            distance = top - local.y();
        else if (local.y() > top + part.height)
            distance = local.y() - top - part.height;
        distance *= 1000;
        if (layout.block.kind == BlockKind::Table) {
            const qreal left = part.position.x();
            const qreal right = left + part.naturalWidth;
            distance += local.x() < left ? left - local.x() : qMax(0.0, local.x() - right);
        }
        if (!nearest || distance < best) {
            nearest = &part;
            best = distance;
        }
    }
    return nearest;
}

void hitPart(Hit &hit, const TextPart &part, QPointF local)
{
    const QPointF inside = local - part.position;
    const QTextLayout &text = *part.layout;
    for (int i = 0; i < text.lineCount(); ++i) {
        const QTextLine line = text.lineAt(i);
        const bool last = i + 1 == text.lineCount();
        if (!last && inside.y() >= text.lineAt(i + 1).y())
            continue;
        int at = line.xToCursor(inside.x());
        const int end = line.textStart() + line.textLength();
        if (!last && at == end && end > line.textStart())
            at = end - 1; // before the space or separator that ends the line
        hit.place.character = part.start + qMin(at, part.length);
        const QRectF natural = line.naturalTextRect();
        hit.exact = inside.x() >= natural.left() && inside.x() <= natural.right()
            && inside.y() >= line.y() && inside.y() <= line.y() + line.height();
        hit.onCharacter = part.start + line.xToCursor(inside.x(), QTextLine::CursorOnCharacter);
        return;
    }
}

Hit hitMessage(const MessageItem &item, int index, const TranscriptStyle &style, QPoint point)
{
    Hit hit;
    hit.place.message = index;
    const int y = point.y() - item.top;
    const MessageLayout &layout = *item.layout;
    const BlockColumn &thinking = layout.column(MessageLayout::Thinking);
    const BlockColumn &answer = layout.column(MessageLayout::Answer);
    const bool inThinking = !thinking.rect.isNull() && !thinking.blocks.empty()
        && (answer.rect.isNull() || y < (thinking.rect.bottom() + answer.rect.top()) / 2);
    const auto part = inThinking ? MessageLayout::Thinking : MessageLayout::Answer;
    const BlockColumn &column = layout.column(part);
    hit.place.part = part;
    if (column.rect.isNull() || column.blocks.empty())
        return hit;
    const int last = static_cast<int>(column.blocks.size()) - 1;
    hit.place.block = qMin(layout.blockAt(part, y), last);
    const BlockLayout &block = column.blocks[static_cast<size_t>(hit.place.block)];
    const QRect frame = layout.blockFrame(part, hit.place.block);
    if (y < frame.top() - style.px(6) && point.y() < item.top + column.rect.top())
        return hit;
    if (y > frame.bottom()) {
        hit.place.character = flatLength(block.block);
        return hit;
    }
    const QPointF local = QPointF(point.x(), y) - frame.topLeft() - contentOrigin(block, style);
    if (const TextPart *near = partNear(block, local))
        hitPart(hit, *near, local);
    return hit;
}

Hit hitAt(TranscriptList &list, const TranscriptStyle &style, QPoint point)
{
    if (list.count() == 0)
        return {};
    int index = qMin(list.indexAt(point.y()), list.count() - 1);
    list.layoutOf(index);
    return hitMessage(list.at(index), index, style, point);
}

const QVector<Span> *spansAt(const BlockLayout &layout, int &character)
{
    if (layout.block.kind != BlockKind::Table)
        return &layout.block.spans;
    for (size_t i = 0; i < layout.parts.size(); ++i) {
        const TextPart &part = layout.parts[i];
        if (character < part.start || character > part.start + part.length)
            continue;
        character -= part.start;
        return &layout.block.cells.at(static_cast<qsizetype>(i)).spans;
    }
    return nullptr;
}

} // namespace

void Selection::set(const TextPosition &anchor, const TextPosition &cursor)
{
    m_anchor = anchor;
    m_cursor = cursor;
}

TextRange Selection::within(int message, int part, int block, int length) const
{
    if (isEmpty())
        return {};
    const TextPosition start { message, part, block, 0 };
    const TextPosition end { message, part, block, length };
    if (last() <= start || first() >= end)
        return {};
    TextRange range { 0, length };
    if (first() > start)
        range.from = first().character;
    if (last() < end)
        range.to = qMin(last().character, length);
    return range;
}

void Selection::messagesInserted(int index, int count)
{
    for (TextPosition *place : { &m_anchor, &m_cursor })
        if (place->message >= index)
            place->message += count;
}

void Selection::messagesRemoved(int index, int count)
{
    for (TextPosition *place : { &m_anchor, &m_cursor }) {
        if (place->message >= index + count)
            place->message -= count;
        else if (place->message >= index)
            return clear();
    }
}

TextPosition positionAt(TranscriptList &list, const TranscriptStyle &style, QPoint point)
{
    return hitAt(list, style, point).place;
}

bool isOverText(TranscriptList &list, const TranscriptStyle &style, QPoint point)
{
    return hitAt(list, style, point).exact;
}

QString linkAt(TranscriptList &list, const TranscriptStyle &style, QPoint point)
{
    const Hit hit = hitAt(list, style, point);
    if (!hit.place.isValid())
        return {};
    const MessageItem &item = list.at(hit.place.message);
    const auto part = static_cast<MessageLayout::Part>(hit.place.part);
    const BlockColumn &column = item.layout->column(part);
    if (column.rect.isNull() || column.blocks.empty())
        return {};
    const BlockLayout &layout = column.blocks[static_cast<size_t>(hit.place.block)];
    if (layout.block.kind == BlockKind::Image) { // all of its card
        const QRect card = item.layout->blockFrame(part, hit.place.block).translated(0, item.top);
        const QString target = layout.block.links.value(0);
        return card.contains(point) && isOpenableLink(target) ? target : QString();
    }
    if (!hit.exact || hit.onCharacter < 0)
        return {};
    int character = hit.onCharacter;
    const QVector<Span> *spans = spansAt(layout, character);
    if (!spans)
        return {};
    for (const Span &span : *spans) {
        const bool inside = character >= span.start && character < span.start + span.length;
        if (!inside || span.link < 0 || span.link >= layout.block.links.size())
            continue;
        const QString target = layout.block.links.at(span.link);
        return isOpenableLink(target) ? target : QString();
    }
    return {};
}

TextRange wordAround(const QString &text, int character)
{
    if (text.isEmpty())
        return {};
    character = qBound(0, character, static_cast<int>(text.size()) - 1);
    // The finder needs context only; a window keeps huge blocks cheap.
    const int from = qMax(0, character - 200);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text.mid(from, 400));
    finder.setPosition(character - from + 1);
    const auto start = finder.toPreviousBoundary();
    const auto end = finder.toNextBoundary();
    return { from + static_cast<int>(qMax<qsizetype>(0, start)),
             from + static_cast<int>(end < 0 ? character - from + 1 : end) };
}

QRect rectOf(const TranscriptList &list, const TranscriptStyle &style, const TextPosition &place)
{
    if (!place.isValid() || place.message >= list.count() || !list.at(place.message).layout)
        return {};
    const MessageItem &item = list.at(place.message);
    const auto part = static_cast<MessageLayout::Part>(place.part);
    const BlockColumn &column = item.layout->column(part);
    if (column.rect.isNull() || place.block >= static_cast<int>(column.blocks.size()))
        return {};
    const BlockLayout &layout = column.blocks[static_cast<size_t>(place.block)];
    const QRect frame = item.layout->blockFrame(part, place.block);
    const QPointF origin = frame.topLeft() + contentOrigin(layout, style);
    for (const TextPart &text : layout.parts) {
        const bool inside
            = place.character >= text.start && place.character <= text.start + text.length;
        if (inside && !text.layout && layout.block.kind == BlockKind::Code) {
            // All lines of a card have one height: no need to lay the segment out.
            const QStringView before
                = QStringView(layout.block.text).mid(text.start, place.character - text.start);
            const qreal y = text.position.y() + qreal(before.count(u'\n')) * style.code.lineHeight;
            return QRect(qRound(origin.x()), qRound(origin.y() + y) + item.top, 1,
                         qRound(style.code.lineHeight));
        }
        if (!inside || !text.layout)
            continue;
        const QTextLine line = text.layout->lineForTextPosition(
            qMin(place.character - text.start, static_cast<int>(text.layout->text().size())));
        if (!line.isValid())
            continue;
        const QPointF at = origin + text.position
            + QPointF(line.cursorToX(place.character - text.start), line.y());
        return QRect(at.toPoint() + QPoint(0, item.top), QSize(1, qRound(line.height())));
    }
    return frame.translated(0, item.top);
}

void selectMessage(TranscriptList &list, Selection &selection, int first, int last)
{
    const BlockColumn &column = list.layoutOf(last).column(MessageLayout::Answer);
    TextPosition end { last, MessageLayout::Answer, 0, 0 };
    if (!column.blocks.empty()) {
        end.block = static_cast<int>(column.blocks.size()) - 1;
        end.character = flatLength(column.blocks.back().block);
    }
    selection.set({ first, MessageLayout::Answer, 0, 0 }, end);
}

} // namespace lokal::ui
