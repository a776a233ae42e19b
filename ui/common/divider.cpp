#include "ui/common/divider.h"

#include "ui/common/painting.h"

namespace lokal::ui {

Divider::Divider(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    followTheme(theme, this, [this] { setRoom(m_room); });
}

void Divider::setRoom(int designPixels)
{
    m_room = designPixels;
    setFixedHeight(1 + 2 * m_theme.px(designPixels));
}

void Divider::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, height() / 2, width(), 1, m_theme.tokens().border);
}

} // namespace lokal::ui
