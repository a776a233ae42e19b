#pragma once

#include "ui/theme/theme.h"

#include <QPointer>
#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace lokal::ui {

/// A raised card over the window, 8 px from the widget that opened it. Keeps the focus inside;
/// Escape, a click elsewhere or a change of the window's size closes it, and Escape gives the
/// focus back. An overlay in the window and no window of its own: corners and shadow then need
/// no compositor, and no window system moves it.
class Popup : public QWidget
{
    Q_OBJECT
public:
    enum class Side
    {
        Above,
        Below
    };
    enum class Edge
    {
        Left,
        Right
    };

    explicit Popup(const Theme &theme, QWidget *parent = nullptr);

    /// Contents go in here; 8 px of padding are around it. Where the window is too low for them
    /// they scroll, unless something in there scrolls by itself.
    QVBoxLayout *content() const { return m_content; }
    /// Design px; 0 (at first): as wide as the contents want.
    void setCardWidth(int designPixels);
    void setLeastCardWidth(int designPixels);
    /// Opens beside @p anchor, edges aligned; on the other side when there is no room. Takes the
    /// focus: the first widget inside that wants it, or @p focus.
    void openAt(QWidget *anchor, Side side = Side::Below, Edge edge = Edge::Left,
                QWidget *focus = nullptr);
    /// @param returnFocus gives the focus back to the anchor.
    void closePopup(bool returnFocus = true);
    /// Closes every popup in @p window.
    static void closeAll(QWidget *window, bool returnFocus);
    /// What opened it; null before and when that is gone.
    QWidget *anchor() const { return m_anchor; }
    /// The card without its shadow, in the window's coordinates.
    QRect cardRect() const;
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    const Theme &theme() const { return m_theme; }
    /// Fits it to contents that changed while it is open.
    void place();

private:
    int shadowMargin() const;
    QSize cardSize() const;
    void setBodyHeight(int card, int wanted);
    bool opensFromHere(const QWidget *target) const;
    bool holdsAnchor(const QObject *object) const;
    void restyle();

    const Theme &m_theme;
    QScrollArea *m_scroll;
    QWidget *m_body; ///< scrolls; what content() lays out
    QVBoxLayout *m_content;
    QPointer<QWidget> m_anchor;
    Side m_side = Side::Below;
    Edge m_edge = Edge::Left;
    int m_cardWidth = 0;
    int m_leastWidth = 0;
};

} // namespace lokal::ui
