#pragma once

#include "ui/common/label.h"

#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace lokal::ui {

class IconView;

/// The disc-like mark of the program at the head of a card.
class Mark : public QWidget
{
    Q_OBJECT
public:
    explicit Mark(const Theme &theme, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

/// A page that is one card on the sidebar's colour, slightly above the middle, with one line at
/// the foot. Scrolls when the window is too low; below 520 design px it drops the mark and the
/// hints of the fields in the card.
class CardPage : public QWidget
{
    Q_OBJECT
public:
    enum class Width
    {
        SignIn = 400,
        Account = 440,
        Engine = 620
    };

    CardPage(const Theme &theme, Width width, QWidget *parent = nullptr);

    void setCardWidth(Width width);
    /// What the card holds; spacing is the caller's.
    QVBoxLayout *card() const { return m_card; }
    /// The mark above the title; hidden at first.
    void setMarkShown(bool shown);
    /// The one line at the bottom; @p iconName may be empty.
    void setFoot(const QString &iconName, const QString &text);
    /// A widget in place of the foot line (a "Skip for now" button). Takes it over.
    void setFootWidget(QWidget *widget);
    /// A widget at the top of the page (the steps of the first run). Takes it over.
    void setHeadWidget(QWidget *widget, Qt::Alignment alignment = Qt::AlignHCenter);
    /// A small button in the upper corner, where there is room beside the card. Takes it over.
    void setCornerWidget(QWidget *widget);
    bool isLow() const { return m_low; }

Q_SIGNALS:
    /// The window became low or high enough again.
    void lowChanged(bool low);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void restyle();
    void followHeight();
    void placeCorner();

    const Theme &m_theme;
    Width m_width;
    QScrollArea *m_area;
    QWidget *m_page;
    QWidget *m_cardWidget;
    QVBoxLayout *m_card;
    QVBoxLayout *m_pageColumn;
    QWidget *m_foot;
    IconView *m_footIcon;
    Label *m_footText;
    Mark *m_mark;
    QWidget *m_corner = nullptr;
    bool m_markShown = false;
    bool m_low = false;
};

} // namespace lokal::ui
