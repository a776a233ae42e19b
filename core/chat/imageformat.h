#pragma once

#include <QByteArray>

namespace lokal {

/// The media type of a picture by its first bytes: PNG, JPEG, WebP or GIF. Empty for all else.
QByteArray imageMediaType(const QByteArray &bytes);

} // namespace lokal
