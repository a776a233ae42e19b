#include "ui/common/painting.h"

#include <QStyle>

namespace lokal::ui {

void drawBox(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill,
             const QColor &edge, qreal edgeWidth)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    if (!edge.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(rect, radius, radius);
        return;
    }
    painter.setPen(QPen(edge, edgeWidth));
    const qreal half = edgeWidth / 2;
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half);
}

void drawIcon(QPainter &painter, const Theme &theme, const QString &name, const QRectF &rect,
              int size, const QColor &color)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QPixmap pixmap = theme.pixmap(name, size, color, ratio);
    const qreal side = theme.px(size);
    // Whole pixels, or the lines get blurred.
    painter.drawPixmap(
        QPointF(qRound(rect.center().x() - side / 2), qRound(rect.center().y() - side / 2)),
        pixmap);
}

QColor mixed(const QColor &a, const QColor &b, qreal share)
{
    const auto mix = [share](int x, int y) { return qRound(x * (1 - share) + y * share); };
    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()));
}

QColor pressedAccent(const Tokens &tokens)
{
    return mixed(tokens.accent, Qt::black, 0.08);
}

void setStyleProperty(QWidget *widget, const char *name, const QVariant &value)
{
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    // Before its first show a widget is polished anyway; doing it early would lose its font.
    if (!widget->testAttribute(Qt::WA_WState_Polished))
        return;
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

} // namespace lokal::ui
