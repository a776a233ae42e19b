#include "ui/transcript/transcriptview.h"

#include "ui/transcript/accessibility.h"
#include "ui/transcript/clipboardtext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QScrollBar>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lokal::ui {

TranscriptView::TranscriptView(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_style(theme)
    , m_list(m_style)
    , m_find(m_list)
{
    installTranscriptAccessibility();
    setAccessibleName(tr("Conversation"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Always there, or the column would shift when a chat grows beyond one screen.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setMouseTracking(true);
    for (QTimer *timer : { &m_flushTimer, &m_aheadTimer, &m_copiedTimer, &m_findTimer })
        timer->setSingleShot(true);
    m_copiedTimer.setInterval(2s);
    m_animationTimer.setInterval(120ms);
    m_dragTimer.setInterval(30ms);
    m_findTimer.setInterval(100ms);
    connect(&m_flushTimer, &QTimer::timeout, this, &TranscriptView::flush);
    connect(&m_aheadTimer, &QTimer::timeout, this, &TranscriptView::prepareAhead);
    connect(&m_animationTimer, &QTimer::timeout, this, &TranscriptView::animate);
    connect(&m_copiedTimer, &QTimer::timeout, this, [this] {
        m_copiedMessage = 0;
        viewport()->update();
    });
    connect(&m_dragTimer, &QTimer::timeout, this, [this] { extendSelection(m_lastMouse); });
    connect(&m_findTimer, &QTimer::timeout, this, &TranscriptView::refreshFind);
    connect(&theme, &Theme::changed, this, &TranscriptView::themeChanged);
}

TranscriptView::~TranscriptView() = default;

void TranscriptView::setMessages(const QVector<TranscriptMessage> &messages)
{
    announceRemoved(*this, 0, m_list.count());
    m_selection.clear();
    m_changed.clear();
    m_hoverMessage = m_focusMessage = m_copiedMessage = 0;
    m_hoverArea.reset();
    m_focusArea.reset();
    m_unfolded = {};
    while (!m_editors.isEmpty())
        setEditor(m_editors.last().message, nullptr);
    m_list.clear();
    m_list.setWidth(columnWidth());
    m_list.insert(0, messages);
    m_following = true;
    m_newBelow = false;
    settle({});
    messagesChanged();
}

void TranscriptView::prependMessages(const QVector<TranscriptMessage> &messages)
{
    const ScrollAnchor kept = anchor();
    m_list.insert(0, messages);
    m_selection.messagesInserted(0, static_cast<int>(messages.size()));
    settle(kept);
    messagesChanged();
}

void TranscriptView::updateMessage(const TranscriptMessage &message)
{
    const int index = m_list.indexOf(message.id);
    if (index < 0)
        return;
    MessageItem &item = m_list.at(index);
    const bool ended = item.message.isOpen() && !message.isOpen();
    if (ended && item.thinking.isValid() && item.view.thinkingSeconds <= 0)
        item.view.thinkingSeconds = double(item.thinking.elapsed()) / 1000;
    const bool phaseChanged = item.message.phase.title != message.phase.title;
    item.message = message;
    m_list.updateDimming();
    startStale(index);
    if (isVisible())
        flush();
    if (ended || phaseChanged)
        announceChanged(*this, index);
    messagesChanged();
}

void TranscriptView::removeMessage(qint64 id)
{
    const int index = m_list.indexOf(id);
    if (index < 0)
        return;
    const ScrollAnchor kept = anchor();
    announceRemoved(*this, index, 1);
    setEditor(id, nullptr);
    m_list.remove(index, 1);
    m_selection.messagesRemoved(index, 1);
    settle(kept);
    messagesChanged();
}

void TranscriptView::replaceTail(qint64 fromMessageId, const QVector<TranscriptMessage> &messages)
{
    const int index = m_list.indexOf(fromMessageId);
    const int from = index < 0 ? m_list.count() : index;
    const int count = m_list.count() - from;
    const ScrollAnchor kept = anchor();
    announceRemoved(*this, from, count);
    for (int i = from; i < m_list.count(); ++i)
        setEditor(m_list.at(i).message.id, nullptr);
    m_list.remove(from, count);
    m_selection.messagesRemoved(from, count);
    m_list.insert(from, messages);
    settle(kept);
    messagesChanged();
    for (int i = from; i < m_list.count(); ++i)
        announceAdded(*this, i);
}

void TranscriptView::appendText(qint64 id, const QByteArray &utf8)
{
    const int index = m_list.indexOf(id);
    if (index < 0 || utf8.isEmpty())
        return;
    MessageItem &item = m_list.at(index);
    if (item.message.source.isEmpty() && item.thinking.isValid())
        item.view.thinkingSeconds = double(item.thinking.elapsed()) / 1000;
    item.message.source += utf8;
    startStale(index);
}

void TranscriptView::appendThinking(qint64 id, const QByteArray &utf8)
{
    const int index = m_list.indexOf(id);
    if (index < 0 || utf8.isEmpty())
        return;
    MessageItem &item = m_list.at(index);
    if (!item.thinking.isValid())
        item.thinking.start();
    item.message.thinking += utf8;
    startStale(index);
}

void TranscriptView::startStale(int index)
{
    MessageItem &item = m_list.at(index);
    item.stale = item.layout != nullptr;
    if (!m_changed.contains(item.message.id))
        m_changed.append(item.message.id);
    scheduleFlush();
}

void TranscriptView::setContextLine(qint64 beforeMessageId)
{
    if (m_list.contextMessage() == beforeMessageId)
        return;
    const ScrollAnchor kept = anchor();
    m_list.setContextLine(beforeMessageId);
    settle(kept);
}

void TranscriptView::messagesChanged()
{
    updateAnimation();
    if (m_find.isActive() && !m_findTimer.isActive())
        m_findTimer.start();
}

void TranscriptView::setStatisticsOpen(qint64 id)
{
    m_statisticsMessage = id;
    viewport()->update();
}

void TranscriptView::setBlocked(const Blocked &blocked)
{
    if (m_blocked == blocked)
        return;
    m_blocked = blocked;
    viewport()->update();
}

void TranscriptView::setAnimated(bool animated)
{
    m_animated = animated;
    updateAnimation();
}

void TranscriptView::setFindQuery(const QString &query)
{
    m_findTimer.stop();
    int from = m_list.indexOf(m_findOrigin);
    if (from < 0) {
        from = m_list.indexAt(scroll());
        m_findOrigin = from < m_list.count() ? m_list.at(from).message.id : 0;
    }
    if (query.isEmpty())
        m_findOrigin = 0;
    else
        clearSelection(); // hits would not show in it
    m_find.setQuery(query, from);
    showCurrentHit();
    viewport()->update();
    Q_EMIT findChanged(m_find.count(), m_find.current());
}

void TranscriptView::findNext()
{
    stepFind(1);
}

void TranscriptView::findPrevious()
{
    stepFind(-1);
}

void TranscriptView::stepFind(int by)
{
    m_find.step(by);
    const TranscriptFind::Place place = m_find.currentPlace();
    if (place.message >= 0)
        m_findOrigin = m_list.at(place.message).message.id;
    showCurrentHit();
    Q_EMIT findChanged(m_find.count(), m_find.current());
}

/// Messages came, went or changed.
void TranscriptView::refreshFind()
{
    const bool hadHits = m_find.count() > 0;
    m_find.refresh();
    if (!hadHits)
        showCurrentHit(); // in older messages, which came just now
    viewport()->update();
    Q_EMIT findChanged(m_find.count(), m_find.current());
}

QString TranscriptView::selectedText() const
{
    return selectedPlainText(m_list, m_selection);
}

void TranscriptView::clearSelection()
{
    m_selection.clear();
    selectionMoved();
}

void TranscriptView::selectAllMessages()
{
    if (m_list.count() > 0)
        selectMessage(m_list, m_selection, 0, m_list.count() - 1);
    selectionMoved();
}

QString TranscriptView::messagePlainText(qint64 id) const
{
    const int index = m_list.indexOf(id);
    return index < 0 ? QString() : shownText(m_list.at(index));
}

void TranscriptView::toClipboard(const QString &text, const QString &markdown, const QString &html)
{
    auto mime = std::make_unique<QMimeData>();
    mime->setText(text);
    if (!html.isEmpty())
        mime->setHtml(html);
    if (!markdown.isEmpty())
        mime->setData(u"text/markdown"_s, markdown.toUtf8());
    QGuiApplication::clipboard()->setMimeData(mime.release()); // the clipboard owns it
}

void TranscriptView::copy()
{
    if (!m_selection.isEmpty())
        toClipboard(selectedText(), selectedMarkdown(m_list, m_selection),
                    selectedHtml(m_list, m_selection));
    else if (m_focusMessage != 0)
        copyMessage(m_focusMessage);
}

void TranscriptView::copyMarkdown()
{
    if (!m_selection.isEmpty())
        toClipboard(selectedMarkdown(m_list, m_selection));
}

void TranscriptView::copyMessage(qint64 id)
{
    const int index = m_list.indexOf(id);
    if (index < 0)
        return;
    const TranscriptMessage &message = m_list.at(index).message;
    if (message.role == TranscriptMessage::Role::Assistant)
        toClipboard(plainMessage(message), QString::fromUtf8(message.source), messageHtml(message));
    else
        toClipboard(plainMessage(message));
    markCopied(id, AreaKind::Action, -1);
}

void TranscriptView::copyCode(qint64 id, int block)
{
    const int index = m_list.indexOf(id);
    if (index < 0)
        return;
    const BlockColumn &column = m_list.layoutOf(index).column(MessageLayout::Answer);
    if (block < 0 || block >= static_cast<int>(column.blocks.size()))
        return;
    toClipboard(column.blocks[static_cast<size_t>(block)].block.text);
    markCopied(id, AreaKind::CodeCopy, block);
}

void TranscriptView::markCopied(qint64 id, AreaKind kind, int block)
{
    m_copiedMessage = id;
    m_copiedKind = kind;
    m_copiedBlock = block;
    m_copiedTimer.start();
    viewport()->update();
}

} // namespace lokal::ui
