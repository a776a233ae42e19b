#pragma once

#include <QString>

namespace lokal::ui {

/// How many characters of an unfinished text can be shown without flicker. Leaves out a last line
/// that is only punctuation so far ("text\n-" would be a heading for one frame) and a table's
/// header until its delimiter row has arrived. Lines end with '\n'.
qsizetype stableLength(QStringView text);

} // namespace lokal::ui
