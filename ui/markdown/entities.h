#pragma once

#include <QString>

namespace lokal::ui {

/// What an HTML entity ("&mdash;", "&#x2014;") stands for; the text itself when the name is
/// unknown.
QString decodeEntity(QStringView entity);

} // namespace lokal::ui
