#pragma once

#include "ui/theme/theme.h"

#include <QPainter>
#include <QWidget>

namespace lokal::ui {

/// Runs @p restyle now and whenever the theme changes, as long as @p context lives.
template <typename Context, typename Restyle>
void followTheme(const Theme &theme, Context *context, Restyle restyle)
{
    QObject::connect(&theme, &Theme::changed, context, restyle);
    restyle();
}

/// A rounded box whose hairline lies inside @p rect. Invalid colours are left out.
/// @param radius, edgeWidth in device-independent pixels.
void drawBox(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill,
             const QColor &edge = {}, qreal edgeWidth = 1);
/// Draws a line icon centred in @p rect. @p size in design px.
void drawIcon(QPainter &painter, const Theme &theme, const QString &name, const QRectF &rect,
              int size, const QColor &color);
/// @p share of @p b in @p a.
QColor mixed(const QColor &a, const QColor &b, qreal share);
/// The colour of the primary button under the pointer: accent, 8 % darker.
QColor pressedAccent(const Tokens &tokens);
/// Sets a dynamic property that the style sheet looks at, and applies the sheet again.
void setStyleProperty(QWidget *widget, const char *name, const QVariant &value);

} // namespace lokal::ui
