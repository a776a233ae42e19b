#pragma once

#include <QString>

namespace lokal::ui {

/// One line that shows what is really in it: control characters become their symbols ("␊"),
/// characters that reorder or hide text (bidirectional controls, zero width, tags) become
/// "‹U+202E›". For titles, names, links and everything that others may have chosen.
QString visibleText(QStringView text);
/// The same for text of several lines: line breaks and tabs stay.
QString visibleLines(QStringView text);
/// A tooltip that shows @p text literally; Qt would read "<b>" in it as markup otherwise. Plain
/// where that does no harm.
QString plainToolTip(const QString &text);

} // namespace lokal::ui
