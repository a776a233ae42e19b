#include "ui/common/dot.h"

#include "ui/common/painting.h"

namespace lokal::ui {

Dot::Dot(const Theme &theme, QColor Tokens::*color, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_color(color)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followTheme(theme, this, [this] {
        updateGeometry();
        update();
    });
}

void Dot::setColor(QColor Tokens::*color)
{
    m_color = color;
    update();
}

void Dot::setSide(int designPixels)
{
    m_side = designPixels;
    updateGeometry();
}

QSize Dot::sizeHint() const
{
    return QSize(m_theme.px(m_side), m_theme.px(m_side));
}

void Dot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBox(painter, rect(), width() / 2.0, m_theme.tokens().*m_color);
}

} // namespace lokal::ui
