#pragma once

#include <QByteArray>

namespace lokal::ui {

/// The size without the beginning of a character whose rest has not come yet: a chunk of a stream
/// may end anywhere.
qsizetype wholeCharacters(const QByteArray &utf8);

} // namespace lokal::ui
