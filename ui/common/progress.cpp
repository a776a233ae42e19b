#include "ui/common/progress.h"

#include "ui/common/painting.h"

namespace lokal::ui {
namespace {

constexpr int barHeight = 6;
constexpr int frameMs = 33;
constexpr int degreesPerFrame = 12;

} // namespace

ProgressBar::ProgressBar(const Theme &theme, QWidget *parent)
    : QProgressBar(parent)
    , m_theme(theme)
{
    setTextVisible(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    followTheme(theme, this, [this] {
        updateGeometry();
        update();
    });
}

void ProgressBar::setStalled(bool stalled)
{
    m_stalled = stalled;
    update();
}

QSize ProgressBar::sizeHint() const
{
    return QSize(m_theme.px(176), m_theme.px(barHeight));
}

QSize ProgressBar::minimumSizeHint() const
{
    return QSize(m_theme.px(40), m_theme.px(barHeight));
}

void ProgressBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    const qreal radius = height() / 2.0;
    drawBox(painter, rect(), radius, t.border);
    if (maximum() <= minimum() || value() <= minimum())
        return;
    const qreal share = qreal(value() - minimum()) / qreal(maximum() - minimum());
    QRectF done(0, 0, qMax(qreal(height()), width() * share), height());
    if (layoutDirection() == Qt::RightToLeft)
        done.moveRight(width());
    const QColor color = m_stalled ? t.warnFill : value() >= maximum() ? t.ok : t.accent;
    drawBox(painter, done, radius, color);
}

Spinner::Spinner(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_timer.setInterval(frameMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_angle = (m_angle + degreesPerFrame) % 360;
        update();
    });
    followTheme(theme, this, [this] {
        updateGeometry();
        followMotion();
    });
}

void Spinner::setSide(int designPixels)
{
    m_side = designPixels;
    updateGeometry();
}

QSize Spinner::sizeHint() const
{
    return QSize(m_theme.px(m_side), m_theme.px(m_side));
}

void Spinner::followMotion()
{
    if (isVisible() && !m_theme.reducedMotion())
        m_timer.start();
    else
        m_timer.stop();
    update();
}

void Spinner::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    followMotion();
}

void Spinner::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

void Spinner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal stroke = 2 * m_theme.factor();
    const QRectF ring = QRectF(rect()).adjusted(stroke, stroke, -stroke, -stroke);
    painter.setPen(QPen(m_theme.tokens().border, stroke));
    painter.drawEllipse(ring);
    painter.setPen(QPen(m_theme.tokens().accent, stroke, Qt::SolidLine, Qt::RoundCap));
    painter.drawArc(ring, (90 - m_angle) * 16, -100 * 16);
}

} // namespace lokal::ui
