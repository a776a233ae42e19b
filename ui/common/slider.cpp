#include "ui/common/slider.h"

#include "ui/common/painting.h"
#include "ui/theme/focusring.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

namespace lokal::ui {
namespace {

constexpr int trackHeight = 4;
constexpr int knobSide = 15;
constexpr int boxHeight = 24;
constexpr int tickWidth = 2;
constexpr int tickHeight = 10;

} // namespace

Slider::Slider(const Theme &theme, QWidget *parent)
    : QSlider(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusRadius(this, 6);
    followTheme(theme, this, [this] {
        updateGeometry();
        update();
    });
}

void Slider::setDefaultPosition(int position)
{
    m_default = position;
    update();
}

void Slider::setUnset(bool unset)
{
    m_unset = unset;
    update();
}

QSize Slider::sizeHint() const
{
    return QSize(m_theme.px(160), m_theme.px(boxHeight));
}

QSize Slider::minimumSizeHint() const
{
    return QSize(m_theme.px(72), m_theme.px(boxHeight));
}

qreal Slider::xOf(int value) const
{
    const qreal knob = m_theme.px(knobSide);
    const qreal share
        = maximum() > minimum() ? qreal(value - minimum()) / qreal(maximum() - minimum()) : 0.0;
    const qreal x = knob / 2 + share * (width() - knob);
    return mirrored() ? width() - x : x;
}

int Slider::valueAt(qreal x) const
{
    const qreal knob = m_theme.px(knobSide);
    const qreal from = mirrored() ? width() - x : x;
    const qreal share = qBound(0.0, (from - knob / 2) / qMax(1.0, width() - knob), 1.0);
    return minimum() + qRound(share * (maximum() - minimum()));
}

void Slider::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    setSliderDown(true);
    setValue(valueAt(event->position().x()));
    Q_EMIT moved(value());
}

void Slider::mouseMoveEvent(QMouseEvent *event)
{
    if (!isSliderDown())
        return event->ignore();
    setValue(valueAt(event->position().x()));
    Q_EMIT moved(value());
}

void Slider::mouseReleaseEvent(QMouseEvent *)
{
    setSliderDown(false);
    update();
}

void Slider::keyPressEvent(QKeyEvent *event)
{
    QSlider::keyPressEvent(event);
    if (!event->isAccepted())
        return;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Home:
    case Qt::Key_End:
        Q_EMIT moved(value());
        break;
    default:
        break;
    }
}

void Slider::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // scrolling a form must not change what it says
}

void Slider::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    const qreal thick = m_theme.px(trackHeight);
    const QRectF track(0, (height() - thick) / 2, width(), thick);
    drawBox(painter, track, thick / 2, m_theme.isDark() ? t.border : t.border);

    const bool live = isEnabled() && !m_unset;
    const qreal knobX = xOf(m_unset && m_default >= 0 ? m_default : value());
    if (live) {
        QRectF done = track;
        if (mirrored())
            done.setLeft(knobX);
        else
            done.setRight(knobX);
        drawBox(painter, done, thick / 2, t.accent);
        if (m_default >= 0) {
            const QRectF tick(xOf(m_default) - m_theme.px(tickWidth) / 2.0,
                              (height() - m_theme.px(tickHeight)) / 2.0, m_theme.px(tickWidth),
                              m_theme.px(tickHeight));
            drawBox(painter, tick, m_theme.px(1), t.control);
        }
    }
    if (m_unset && m_default < 0)
        return; // nobody knows where it lies
    const bool hollow = !live;
    const qreal side = m_theme.px(hollow ? knobSide - 2 : knobSide);
    const QRectF knob(knobX - side / 2, (height() - side) / 2.0, side, side);
    if (hollow) {
        const QColor edge = isEnabled() ? (underMouse() ? t.text3 : t.control) : t.borderStrong;
        drawBox(painter, knob, side / 2, t.window, edge, 1.6 * m_theme.factor());
    } else {
        const bool dark = m_theme.isDark();
        drawBox(painter, knob, side / 2, dark ? t.text : QColor(Qt::white),
                dark               ? t.text
                    : underMouse() ? t.control
                                   : t.borderStrong);
    }
}

} // namespace lokal::ui
