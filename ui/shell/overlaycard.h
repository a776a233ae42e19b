#pragma once

#include "ui/theme/theme.h"

#include <QPointer>
#include <QWidget>

class QVBoxLayout;

namespace lokal::ui {

/// A question or a list in the middle of the window, which is dimmed meanwhile. Keeps the focus
/// inside; Escape closes it and gives the focus back. Deletes itself when closed.
class OverlayCard : public QWidget
{
    Q_OBJECT
public:
    /// @param width of the card, design px.
    OverlayCard(const Theme &theme, const QString &title, int width, QWidget *window);

    /// The card that lies over @p window now; null when none does.
    static OverlayCard *openIn(const QWidget *window);

    QVBoxLayout *content() const { return m_content; }
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
    void place();

    const Theme &m_theme;
    int m_width;
    QWidget *m_card;
    QVBoxLayout *m_content;
    QPointer<QWidget> m_before; ///< had the focus
};

} // namespace lokal::ui
