#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace lokal::ui {

/// A small round mark. Never the only sign of a state: put a word or a tooltip beside it.
class Dot : public QWidget
{
    Q_OBJECT
public:
    Dot(const Theme &theme, QColor Tokens::*color, QWidget *parent = nullptr);
    void setColor(QColor Tokens::*color);
    /// Design px, 7 at first.
    void setSide(int designPixels);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QColor Tokens::*m_color;
    int m_side = 7;
};

} // namespace lokal::ui
