#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>

namespace lokal::ui {

/// True when resources/icons has a drawing of that name.
bool hasIcon(const QString &name);
/// The names of all drawings, sorted.
QStringList iconNames();
/// Draws a line icon in one colour. @p size in device-independent pixels; the pixmap has
/// size x ratio real pixels and carries the ratio. An unknown name gives an empty picture.
QPixmap renderIcon(const QString &name, const QColor &color, QSize size, qreal ratio);
/// An icon that renders itself anew for every size and device pixel ratio it is asked for.
QIcon makeIcon(const QString &name, const QColor &color, const QColor &disabledColor);

} // namespace lokal::ui
