#pragma once

#include <QByteArray>

namespace lokal::ui {

/// JSON text with line breaks and two spaces per level. Keys keep their order and everything else
/// its spelling, which QJsonDocument would not leave alone.
QByteArray prettyJson(const QByteArray &json);

} // namespace lokal::ui
