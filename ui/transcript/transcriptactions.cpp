// What pressing something in a message does; cards that scroll; editors in place of a message.
#include "ui/transcript/accessibility.h"
#include "ui/transcript/transcriptview.h"

#include <QEvent>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

struct Card
{
    BlockLayout *layout = nullptr;
    QRect frame; // content coordinates
    int message = -1;
    int block = -1;
};

Card cardAt(TranscriptList &list, QPoint content)
{
    const int index = list.indexAt(content.y());
    if (index >= list.count() || !list.at(index).layout)
        return {};
    MessageItem &item = list.at(index);
    BlockColumn &column = item.layout->column(MessageLayout::Answer);
    const int block = item.layout->blockAt(MessageLayout::Answer, content.y() - item.top);
    if (column.rect.isNull() || block >= static_cast<int>(column.blocks.size()))
        return {};
    BlockLayout &layout = column.blocks[static_cast<size_t>(block)];
    const QRect frame
        = item.layout->blockFrame(MessageLayout::Answer, block).translated(0, item.top);
    if (!layout.isCard() || layout.contentWidth <= frame.width() || !frame.contains(content))
        return {};
    return { &layout, frame, index, block };
}

// The pieces of a table that was cut scroll as one.
void scrollPieces(BlockColumn &column, int block, int x)
{
    auto &blocks = column.blocks;
    size_t first = static_cast<size_t>(block);
    while (first > 0 && blocks[first].continued)
        --first;
    for (size_t i = first; i < blocks.size(); ++i) {
        blocks[i].scrollX = x;
        if (!blocks[i].goesOn)
            break;
    }
}

} // namespace

QRect TranscriptView::toScreen(int index, const QRect &rect) const
{
    const QPoint origin(columnLeft(), m_list.at(index).top - scroll());
    return QRect(viewport()->mapToGlobal(rect.topLeft() + origin), rect.size());
}

QRect TranscriptView::messageScreenRect(int index) const
{
    return toScreen(index, QRect(0, 0, m_list.width(), m_list.at(index).height));
}

QRect TranscriptView::areaScreenRect(qint64 id, const HitArea &area) const
{
    const int index = m_list.indexOf(id);
    return index < 0 ? QRect() : toScreen(index, area.rect);
}

void TranscriptView::trigger(qint64 id, const HitArea &area)
{
    const int index = m_list.indexOf(id);
    if (index < 0)
        return;
    if (!area.enabled) {
        if (!area.reason.isEmpty())
            Q_EMIT blockedActionPressed(area.reason);
        return;
    }
    const QRect place = toScreen(index, area.rect);
    switch (area.kind) {
    case AreaKind::ContextChange:
        return Q_EMIT contextChangeRequested();
    case AreaKind::ThinkingToggle:
        return toggleThinking(index);
    case AreaKind::CodeCopy:
        return copyCode(id, area.block);
    case AreaKind::SiblingPrevious:
        return Q_EMIT siblingStep(id, -1);
    case AreaKind::SiblingNext:
        return Q_EMIT siblingStep(id, 1);
    case AreaKind::Statistics:
        return Q_EMIT actionTriggered(id, u"statistics"_s, place);
    case AreaKind::ErrorButton:
        return Q_EMIT errorActionTriggered(id, area.id);
    case AreaKind::ErrorDetails:
        return toggleDetails(index);
    case AreaKind::ErrorCopy:
        toClipboard(m_list.at(index).message.error.detail);
        return markCopied(id, AreaKind::ErrorCopy, -1);
    case AreaKind::Link:
        return Q_EMIT linkActivated(linkForDisplay(area.id), place);
    case AreaKind::Action:
        break;
    }
    if (area.id == u"edit")
        return Q_EMIT editRequested(id);
    if (area.id == u"copy")
        copyMessage(id);
    Q_EMIT actionTriggered(id, area.id, place);
}

void TranscriptView::toggleThinking(int index)
{
    MessageItem &item = m_list.at(index);
    const bool shown = isThinkingShown(item.message, item.view);
    if (m_unfolded.message == item.message.id)
        m_unfolded = {}; // from now on the person's choice counts
    item.view.thinking = shown ? ThinkingFold::Closed : ThinkingFold::Open;
    relayoutMessage(index);
}

void TranscriptView::toggleDetails(int index)
{
    MessageItem &item = m_list.at(index);
    item.view.detailsOpen = !item.view.detailsOpen;
    relayoutMessage(index);
}

bool TranscriptView::scrollCard(QPoint content, int by)
{
    const Card card = cardAt(m_list, content);
    if (!card.layout)
        return false;
    const int most = card.layout->contentWidth - card.frame.width();
    scrollPieces(m_list.at(card.message).layout->column(MessageLayout::Answer), card.block,
                 qBound(0, card.layout->scrollX + by, most));
    updateMessageArea(card.message);
    return true;
}

bool TranscriptView::pressCardScrollBar(QPoint content)
{
    const Card card = cardAt(m_list, content);
    if (!card.layout || card.layout->goesOn || content.y() < card.frame.bottom() - m_style.px(11))
        return false;
    m_press.cardMessage = card.message;
    m_press.cardBlock = card.block;
    dragCard(content);
    return true;
}

void TranscriptView::dragCard(QPoint content)
{
    if (m_press.cardMessage >= m_list.count() || !m_list.at(m_press.cardMessage).layout)
        return;
    MessageItem &item = m_list.at(m_press.cardMessage);
    BlockColumn &column = item.layout->column(MessageLayout::Answer);
    if (m_press.cardBlock >= static_cast<int>(column.blocks.size()))
        return;
    BlockLayout &layout = column.blocks[static_cast<size_t>(m_press.cardBlock)];
    const int width = layout.frame.width();
    const qreal at = qBound(0.0, qreal(content.x() - layout.frame.left()) / qMax(1, width), 1.0);
    const int most = qMax(0, layout.contentWidth - width);
    scrollPieces(column, m_press.cardBlock,
                 qBound(0, qRound(at * layout.contentWidth) - width / 2, most));
    updateMessageArea(m_press.cardMessage);
}

void TranscriptView::setEditor(qint64 id, QWidget *editor)
{
    for (qsizetype i = 0; i < m_editors.size(); ++i) {
        if (m_editors.at(i).message != id)
            continue;
        if (QWidget *old = m_editors.at(i).widget; old && old != editor) {
            old->removeEventFilter(this);
            old->hide();
            old->deleteLater();
        }
        m_editors.remove(i);
        break;
    }
    const int index = m_list.indexOf(id);
    if (index < 0)
        return;
    if (editor) {
        m_editors.append({ id, editor });
        editor->setParent(viewport());
        editor->installEventFilter(this);
        editor->show();
    }
    m_list.at(index).view.editorHeight = editor ? qMax(1, editor->sizeHint().height()) : 0;
    m_list.layoutOf(index);
    m_list.replace(index);
    m_list.updateTops(index);
    settle(anchorOnMessage(m_list, index, scroll()));
    if (editor)
        ensureVisible(m_list.at(index).top, m_list.at(index).bottom());
}

void TranscriptView::placeEditors()
{
    for (const Editor &editor : std::as_const(m_editors)) {
        const int index = m_list.indexOf(editor.message);
        if (!editor.widget || index < 0)
            continue;
        const MessageItem &item = m_list.at(index);
        editor.widget->setGeometry(columnLeft(), item.top - scroll(), m_list.width(), item.height);
    }
}

bool TranscriptView::eventFilter(QObject *watched, QEvent *event)
{
    // The editor grows with its text.
    if (event->type() == QEvent::LayoutRequest) {
        for (const Editor &editor : std::as_const(m_editors)) {
            const int index = m_list.indexOf(editor.message);
            if (watched != editor.widget || index < 0)
                continue;
            const int height = qMax(1, editor.widget->sizeHint().height());
            if (m_list.at(index).view.editorHeight == height)
                break;
            m_list.at(index).view.editorHeight = height;
            m_list.replace(index);
            m_list.updateTops(index);
            settle(anchorOnMessage(m_list, index, scroll()));
            break;
        }
    }
    return QAbstractScrollArea::eventFilter(watched, event);
}

void TranscriptView::showCurrentHit()
{
    const TranscriptFind::Place place = m_find.currentPlace();
    const QVector<FindHit> hits
        = place.message < 0 ? QVector<FindHit>() : m_find.hitsIn(m_list.at(place.message));
    if (hits.isEmpty()) {
        unfoldForFind(-1);
        return viewport()->update();
    }
    const FindHit hit = hits.at(qMin<qsizetype>(place.hit, hits.size() - 1));
    unfoldForFind(hit.part == MessageLayout::Thinking ? place.message : -1);
    m_following = false;
    const TextPosition target { place.message, hit.part, hit.block, hit.start };
    m_list.layoutOf(place.message);
    m_list.updateTops(place.message);
    updateScrollRange();
    // Estimates above and in the block become exact on the way; a few rounds settle it.
    for (int round = 0; round < 5; ++round) {
        const QRect rect = rectOf(m_list, m_style, target);
        const int wanted
            = qBound(0, rect.top() - pageHeight() * 2 / 5, verticalScrollBar()->maximum());
        if (wanted == scroll() && round > 0)
            break;
        verticalScrollBar()->setValue(wanted);
        settle(anchor());
        m_following = false;
    }
    revealHorizontally(target);
    viewport()->update();
}

/// Opens the thinking of the message with the current hit (-1: it is in no thinking text) and
/// closes what was opened for another hit: the first letters of a word are found everywhere.
void TranscriptView::unfoldForFind(int index)
{
    const qint64 wanted = index < 0 ? 0 : m_list.at(index).message.id;
    if (m_unfolded.message == wanted)
        return;
    const Unfolded before = std::exchange(m_unfolded, {});
    const int opened = m_list.indexOf(before.message);
    // Whoever closes the search reads on where it has brought them.
    if (opened >= 0 && m_find.isActive()) {
        m_list.at(opened).view.thinking = before.fold;
        relayoutMessage(opened);
    }
    if (index < 0 || isThinkingShown(m_list.at(index).message, m_list.at(index).view))
        return;
    m_unfolded = { wanted, m_list.at(index).view.thinking };
    m_list.at(index).view.thinking = ThinkingFold::Open;
    relayoutMessage(index);
}

void TranscriptView::revealHorizontally(const TextPosition &place)
{
    const QRect rect = rectOf(m_list, m_style, place);
    const Card card = cardAt(m_list, rect.center());
    const int index = place.message;
    MessageItem &item = m_list.at(index);
    BlockColumn &column = item.layout->column(static_cast<MessageLayout::Part>(place.part));
    if (place.block >= static_cast<int>(column.blocks.size()))
        return;
    BlockLayout &layout = column.blocks[static_cast<size_t>(place.block)];
    const int width = layout.frame.width();
    if (card.layout == &layout || layout.contentWidth <= width)
        return;
    const int x = rect.left() - layout.frame.left() + layout.scrollX;
    scrollPieces(column, place.block, qBound(0, x - width / 2, layout.contentWidth - width));
}

} // namespace lokal::ui
