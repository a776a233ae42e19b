#pragma once

#include <QString>

namespace lokal {

/// The one spelling of all names that mean the same model to the engine: case does not matter, a
/// missing tag is "latest", and the usual registry and its folder may be named or not.
QString canonicalModelName(const QString &name);
/// True when both name the same model.
bool isSameModel(const QString &a, const QString &b);

} // namespace lokal
