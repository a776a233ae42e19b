// Drawing of the view: visible messages, fades, context line, the button to the latest message.
#include "ui/transcript/blockpainter.h"
#include "ui/transcript/messagepainter.h"
#include "ui/transcript/transcriptview.h"

#include <QPaintEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace lokal::ui {

using Role = TranscriptMessage::Role;

void TranscriptView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const QRect dirty = event->rect();
    painter.fillRect(dirty, m_style.colors().window);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    paintMessages(painter, dirty);
    paintFades(painter);
    paintJumpButton(painter);
}

void TranscriptView::paintMessages(QPainter &painter, const QRect &dirty)
{
    const int slack = m_style.px(32); // action rows and rings reach out of their message
    const int top = scroll() + dirty.top() - slack;
    const int bottom = scroll() + dirty.bottom() + slack;
    for (int i = m_list.indexAt(top); i < m_list.count() && m_list.at(i).top <= bottom; ++i)
        if (m_list.at(i).layout)
            paintOne(painter, i, dirty);
    const QRect line = m_list.contextRect();
    if (line.isNull() || line.bottom() < top || line.top() > bottom)
        return;
    const bool hovered = m_hoverArea && m_hoverArea->kind == AreaKind::ContextChange;
    const bool focused = m_focusArea && m_focusArea->kind == AreaKind::ContextChange;
    paintContextLine(painter, m_style, line.translated(columnLeft(), -scroll()), hovered, focused);
}

void TranscriptView::paintOne(QPainter &painter, int index, const QRect &dirty)
{
    const MessageItem &item = m_list.at(index);
    const qint64 id = item.message.id;
    const QPoint origin(columnLeft(), item.top - scroll());
    MessagePaint paint { .style = m_style,
                         .list = m_list,
                         .index = index,
                         .clip = dirty.translated(-origin),
                         .selection = m_selection,
                         .hits = {},
                         .blocked = m_blocked,
                         .phaseSeconds = phaseSeconds(item) };
    if (m_find.isActive()) {
        paint.hits = m_find.hitsIn(item);
        const TranscriptFind::Place place = m_find.currentPlace();
        if (place.message == index)
            paint.currentHit = qMin(place.hit, static_cast<int>(paint.hits.size()) - 1);
    }
    paint.focused = m_keyboardFocus && m_focusMessage == id;
    paint.actionsShown = id == m_hoverMessage || paint.focused || index == rowAlwaysShown()
        || id == m_statisticsMessage;
    if (m_hoverMessage == id && m_hoverArea)
        paint.hovered = &*m_hoverArea;
    const bool ownArea = m_focusArea && m_focusArea->kind != AreaKind::ContextChange;
    if (paint.focused && ownArea)
        paint.focusedArea = &*m_focusArea;
    paint.statisticsOpen = m_statisticsMessage == id;
    if (m_copiedMessage == id) {
        paint.copiedMessage = m_copiedKind == AreaKind::Action;
        paint.copiedDetails = m_copiedKind == AreaKind::ErrorCopy;
        paint.copiedBlock = m_copiedKind == AreaKind::CodeCopy ? m_copiedBlock : -1;
    }
    paint.tick = m_tick;
    painter.save();
    painter.translate(origin);
    paintMessage(painter, paint);
    painter.restore();
}

int TranscriptView::rowAlwaysShown() const
{
    for (int i = m_list.count() - 1; i >= 0 && i > m_list.count() - 8; --i) {
        const TranscriptMessage &message = m_list.at(i).message;
        if (message.role == Role::Assistant && !message.isOpen())
            return message.error.title.isEmpty() ? i : -1; // the card has buttons of its own
        if (message.role == Role::User && m_list.at(i).isLast)
            return i; // nothing answers it
    }
    return -1;
}

QString TranscriptView::phaseSeconds(const MessageItem &item) const
{
    if (!item.message.phase.sinceUtc.isValid())
        return {};
    const qint64 seconds = item.message.phase.sinceUtc.secsTo(QDateTime::currentDateTimeUtc());
    //: Running seconds of a phase such as "Loading qwen3:8b…".
    return seconds > 0 ? tr("%1 s").arg(seconds) : QString();
}

void TranscriptView::paintFades(QPainter &painter)
{
    const QRect page = viewport()->rect();
    QColor clear = m_style.colors().window;
    clear.setAlpha(0);
    const auto fade = [&](QRect rect, bool down) {
        QLinearGradient gradient(rect.topLeft(), QPoint(rect.left(), rect.bottom() + 1));
        gradient.setColorAt(down ? 1 : 0, m_style.colors().window);
        gradient.setColorAt(down ? 0 : 1, clear);
        painter.fillRect(rect, gradient);
    };
    if (scroll() > 0)
        fade(QRect(0, 0, page.width(), m_style.px(16)), false);
    if (!isAtBottom())
        fade(QRect(0, page.bottom() + 1 - m_style.px(28), page.width(), m_style.px(28)), true);
}

QRect TranscriptView::jumpButtonRect() const
{
    if (isAtBottom())
        return {};
    const int size = m_style.px(34);
    return QRect(width() / 2 - size / 2, viewport()->height() - size - m_style.px(14), size, size);
}

void TranscriptView::paintJumpButton(QPainter &painter)
{
    const QRect rect = jumpButtonRect();
    if (rect.isNull())
        return;
    const Tokens &colors = m_style.colors();
    paintCard(painter, rect, rect.width() / 2.0, m_hoverJump ? colors.hover : colors.raised,
              colors.borderStrong);
    paintIcon(painter, m_style, u"arrow-down"_s, rect, 18, colors.text2);
    if (m_newBelow) {
        painter.setPen(QPen(colors.raised, 1.5));
        painter.setBrush(colors.accent);
        painter.drawEllipse(QPointF(rect.right() - m_style.px(5), rect.top() + m_style.px(5)),
                            m_style.px(4), m_style.px(4));
    }
    if (m_jumpFocused)
        paintFocusRing(painter, m_style, rect, rect.width() / 2.0);
}

} // namespace lokal::ui
