#pragma once

#include "core/common/error.h"

namespace lokal {

/// Paths of a machine's disk say nothing to people and should not leave its logs; addresses and
/// words with a slash between them stay.
QString withoutPaths(QString text);
/// What people may read about an error besides its code (H1): nothing about storage and what is
/// internal, whose details are SQL's and the driver's words, and no paths.
QString publicDetail(const Error &error);

} // namespace lokal
