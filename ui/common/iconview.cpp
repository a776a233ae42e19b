#include "ui/common/iconview.h"

#include "ui/common/painting.h"

namespace lokal::ui {

IconView::IconView(const Theme &theme, const QString &name, int side, QColor Tokens::*color,
                   QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_name(name)
    , m_side(side)
    , m_color(color)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followTheme(theme, this, [this] {
        updateGeometry();
        update();
    });
}

void IconView::setIconName(const QString &name)
{
    m_name = name;
    updateGeometry();
    update();
}

void IconView::setColor(QColor Tokens::*color)
{
    m_color = color;
    update();
}

void IconView::setLineHeight(qreal designPixels)
{
    m_lineHeight = designPixels;
    updateGeometry();
}

QSize IconView::sizeHint() const
{
    if (m_name.isEmpty())
        return QSize(0, 0);
    return QSize(m_theme.px(m_side), m_theme.px(qMax(qreal(m_side), m_lineHeight)));
}

void IconView::paintEvent(QPaintEvent *)
{
    if (m_name.isEmpty())
        return;
    QPainter painter(this);
    drawIcon(painter, m_theme, m_name, rect(), m_side, m_theme.tokens().*m_color);
}

} // namespace lokal::ui
