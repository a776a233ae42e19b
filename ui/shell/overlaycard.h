#pragma once

#include "ui/theme/theme.h"

#include <QPointer>
#include <QWidget>

class QHBoxLayout;
class QScrollArea;
class QVBoxLayout;

namespace lokal::ui {

class Label;

/// A question or a list in the middle of the window, which is dimmed meanwhile. Keeps the focus
/// inside; Escape closes it and gives the focus back. Deletes itself when closed. What does not
/// fit between title and buttons scrolls.
class OverlayCard : public QWidget
{
    Q_OBJECT
public:
    /// @param width of the card, design px.
    OverlayCard(const Theme &theme, const QString &title, int width, QWidget *window);

    /// The card that lies over @p window now; null when none does.
    static OverlayCard *openIn(const QWidget *window);

    /// Below the title; scrolls in a low window, also with the arrow keys.
    QVBoxLayout *content() const { return m_content; }
    /// The row of buttons at the end, which always shows; fills from the right.
    QHBoxLayout *foot() const { return m_foot; }
    void open(QWidget *focus);
    void closeCard();

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    const Theme &theme() const { return m_theme; }

private:
    void restyle();
    void place();
    void scroll(int key);

    const Theme &m_theme;
    int m_width;
    QWidget *m_card;
    QVBoxLayout *m_column; ///< title, content, buttons
    Label *m_title;
    QScrollArea *m_area;
    QVBoxLayout *m_content;
    QHBoxLayout *m_foot;
    QPointer<QWidget> m_before; ///< had the focus
};

} // namespace lokal::ui
