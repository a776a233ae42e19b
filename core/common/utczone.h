#pragma once

#include <QDateTime>
#include <QTimeZone>

namespace lokal {

/// UTC as QDateTime's functions take it: a time specification up to Qt 6.4, a zone from 6.5 on,
/// where the former is deprecated.
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
inline constexpr QTimeZone::Initialization utcZone = QTimeZone::UTC;
#else
inline constexpr Qt::TimeSpec utcZone = Qt::UTC;
#endif

} // namespace lokal
