#pragma once

#include "ui/transcript/find.h"
#include "ui/transcript/hitareas.h"
#include "ui/transcript/scrollanchor.h"
#include "ui/transcript/selection.h"

#include <QAbstractScrollArea>
#include <QPointer>
#include <QTimer>

#include <optional>

namespace lokal::ui {

/// How many milliseconds streamed text waits to be shown. An answer so long that reading and laying
/// it out takes long itself gets fewer frames: most of the time belongs to keys and mouse.
int frameDelay(bool isActive, qint64 lastFrameMs);

/// Where a context menu is asked for.
struct MenuPlace
{
    qint64 message = 0; ///< 0: beside all messages
    QString link; ///< to open or copy, may be empty
    int codeBlock = -1; ///< a code card, for copyCode(); -1: none
    QRect globalRect;
};

/// Shows a chat. Owns copies of its messages, lays out only what is near the viewport and, while an
/// answer streams, only the blocks that changed. Performs no I/O: links and pictures in messages
/// are text, and a link is only reported. GUI thread only.
class TranscriptView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    /// @p theme must outlive the view.
    explicit TranscriptView(const Theme &theme, QWidget *parent = nullptr);
    ~TranscriptView() override;

    /// Opens a session: shows its end; nothing beyond the first screen is laid out.
    void setMessages(const QVector<TranscriptMessage> &messages);
    /// An older page; what is visible stays where it is.
    void prependMessages(const QVector<TranscriptMessage> &messages);
    /// Replaces the message with the same id; no effect when there is none.
    void updateMessage(const TranscriptMessage &message);
    void removeMessage(qint64 id);
    /// Replaces everything from a message on: another sibling and what follows it. Without such a
    /// message the new ones come after all others.
    void replaceTail(qint64 fromMessageId, const QVector<TranscriptMessage> &messages);
    /// Streamed text, UTF-8; may end within a character. Cheap: shown with the next frame.
    void appendText(qint64 id, const QByteArray &utf8);
    void appendThinking(qint64 id, const QByteArray &utf8);
    /// Shows now what was streamed so far instead of with the next frame.
    void flush();
    /// Draws "The model no longer sees what is above" before a message and dims what is above; 0:
    /// none.
    void setContextLine(qint64 beforeMessageId);
    /// Puts a widget in place of a message's text, as high as its size hint; null takes it out. The
    /// view takes ownership while it is shown.
    void setEditor(qint64 id, QWidget *editor);
    /// Draws what cannot be done now as disabled, until it is told otherwise.
    void setBlocked(const Blocked &blocked);
    /// Keeps the statistics text of a message highlighted while its card is open; 0: none.
    void setStatisticsOpen(qint64 id);
    /// Off: the three dots and the ring stand still (reduced motion).
    void setAnimated(bool animated);

    bool isAtBottom() const;
    void jumpToLatest();
    void scrollToMessage(qint64 id);

    /// Shows the nearest hit; a longer text is looked for from where the first letter was typed.
    void setFindQuery(const QString &query);
    void findNext();
    void findPrevious();
    int findCount() const { return m_find.count(); }
    int findCurrent() const { return m_find.current(); } ///< from 0; -1: no hit

    bool hasSelection() const { return !m_selection.isEmpty(); }
    QString selectedText() const;
    void clearSelection();
    void selectAllMessages();
    /// Copies the selection, or else the message with the keyboard focus.
    void copy();
    /// Copies the selection's Markdown as text.
    void copyMarkdown();
    /// What a reader sees of a message.
    QString messagePlainText(qint64 id) const;
    void copyMessage(qint64 id);
    void copyCode(qint64 id, int block);

    const TranscriptList &list() const { return m_list; }
    const TranscriptStyle &transcriptStyle() const { return m_style; }
    qint64 focusedMessage() const { return m_focusMessage; }
    void focusMessage(int index);
    /// A message's place on the screen.
    QRect messageScreenRect(int index) const;
    /// Everything to press in a message.
    std::vector<HitArea> areasOf(int index) const;
    QRect areaScreenRect(qint64 id, const HitArea &area) const;
    /// The button or link within the focused message that the keyboard stands on.
    const std::optional<HitArea> &focusedArea() const { return m_focusArea; }
    /// Does what a click on the area does.
    void trigger(qint64 id, const HitArea &area);
    QRect jumpButtonRect() const; ///< viewport coordinates; null at the bottom

Q_SIGNALS:
    /// @p action "copy" (already done), "regenerate", "continue", "answer", "more" or "statistics".
    void actionTriggered(qint64 messageId, const QString &action, const QRect &globalRect);
    void editRequested(qint64 messageId);
    void siblingStep(qint64 messageId, int by);
    void errorActionTriggered(qint64 messageId, const QString &actionId);
    /// Something was pressed that setBlocked() forbids; @p reason is its sentence.
    void blockedActionPressed(const QString &reason);
    void contextMenuRequested(const lokal::ui::MenuPlace &place);
    /// A http, https or mailto address was chosen; nothing has been opened.
    /// @p globalRect where it stands; null when it was clicked: where the mouse is.
    void linkActivated(const QString &url, const QRect &globalRect = {});
    void contextChangeRequested();
    /// Near the top, or all messages fit: load older ones, if there are any. Comes repeatedly.
    void needOlder();
    void atBottomChanged(bool atBottom);
    void selectionChanged();
    void findChanged(int count, int current);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    enum class Granularity
    {
        Character,
        Word,
        Block
    };
    struct Press
    {
        std::optional<HitArea> area;
        qint64 message = 0;
        QString link;
        bool selecting = false;
        bool jump = false;
        int cardMessage = -1; // the card whose scroll bar is dragged
        int cardBlock = -1;
    };

    // Places, in content coordinates; x from the column's left edge.
    int scroll() const;
    int columnWidth() const;
    int columnLeft() const;
    QPoint toContent(QPoint viewportPoint) const;
    int pageHeight() const { return viewport()->height(); }

    // Layout and scrolling.
    ScrollAnchor anchor() const;
    void settle(const ScrollAnchor &anchor, bool byFraction = false, int changedFrom = -1);
    void updateScrollRange();
    void restore(const ScrollAnchor &anchor, bool byFraction);
    void repaintScrolled(int oldScroll, int changedFrom);
    void reportPosition();
    void prepareAhead();
    void scheduleFlush();
    void startStale(int index);
    int firstChange(int index, size_t blocksBefore) const;
    void fitList();
    void themeChanged();
    void relayoutMessage(int index);
    void ensureVisible(int top, int bottom);
    void releaseBottom();
    void animate();
    void updateAnimation();
    void placeEditors();
    void messagesChanged();

    // Find.
    void stepFind(int by);
    void refreshFind();
    void showCurrentHit();
    void unfoldForFind(int index);
    void revealHorizontally(const TextPosition &place);

    // Painting.
    void paintMessages(QPainter &painter, const QRect &dirty);
    void paintOne(QPainter &painter, int index, const QRect &dirty);
    void paintFades(QPainter &painter);
    void paintJumpButton(QPainter &painter);
    int rowAlwaysShown() const;
    QString phaseSeconds(const MessageItem &item) const;
    void updateMessageArea(int index);

    // Mouse.
    std::optional<HitArea> areaAt(QPoint content, int *index) const;
    int messageAround(QPoint content) const;
    void updateHover(QPoint viewportPoint);
    void setHover(qint64 message, const std::optional<HitArea> &area);
    void extendSelection(QPoint viewportPoint);
    std::pair<TextPosition, TextPosition> expanded(const TextPosition &place) const;
    void selectionMoved();
    void publishSelection();
    bool pressCardScrollBar(QPoint content);
    void dragCard(QPoint content);
    bool scrollCard(QPoint content, int by);
    QString toolTipAt(QPoint content) const;
    MenuPlace menuPlaceAt(QPoint globalPoint);
    MenuPlace focusedMenuPlace();

    // Keyboard.
    bool handleAreaKeys(QKeyEvent *event);
    bool handleNavigation(QKeyEvent *event);
    bool handleShortcut(QKeyEvent *event);
    void markFocused(int index);
    void moveFocus(int by);
    void moveArea(int by);
    void selectAllStep();

    void toggleThinking(int index);
    void toggleDetails(int index);
    void markCopied(qint64 id, AreaKind kind, int block);
    void toClipboard(const QString &text, const QString &markdown = {}, const QString &html = {});
    QRect toScreen(int index, const QRect &rect) const;

    TranscriptStyle m_style;
    TranscriptList m_list;
    TranscriptFind m_find;
    Selection m_selection;
    Granularity m_granularity = Granularity::Character;
    std::pair<TextPosition, TextPosition> m_pressRange;
    Press m_press;
    QPoint m_lastMouse;
    qint64 m_lastDoubleClick = 0;

    bool m_following = true; // keep the bottom in view
    bool m_settling = false;
    bool m_wasAtBottom = true;
    bool m_newBelow = false; // text came while the person was reading above
    bool m_animated = true;
    bool m_jumpFocused = false;
    int m_tick = 0;
    qint64 m_flushMs = 0; ///< what showing the last streamed text took
    QVector<qint64> m_changed; // streamed to since the last flush

    qint64 m_hoverMessage = 0;
    std::optional<HitArea> m_hoverArea;
    bool m_hoverJump = false;
    qint64 m_focusMessage = 0;
    std::optional<HitArea> m_focusArea;
    bool m_keyboardFocus = false;
    qint64 m_statisticsMessage = 0;
    Blocked m_blocked;
    /// A thinking text that was opened because of the current hit, and how it was before.
    struct Unfolded
    {
        qint64 message = 0;
        ThinkingFold fold = ThinkingFold::Automatic;
    };
    Unfolded m_unfolded;
    qint64 m_findOrigin = 0; ///< message from which is searched; 0: what is in view
    qint64 m_copiedMessage = 0;
    AreaKind m_copiedKind = AreaKind::Action;
    int m_copiedBlock = -1;

    struct Editor
    {
        qint64 message = 0;
        QPointer<QWidget> widget;
    };
    QVector<Editor> m_editors;

    QTimer m_flushTimer;
    QTimer m_aheadTimer;
    QTimer m_animationTimer;
    QTimer m_copiedTimer;
    QTimer m_dragTimer;
    QTimer m_findTimer;
};

} // namespace lokal::ui
