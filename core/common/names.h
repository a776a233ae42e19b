#pragma once

#include "core/common/result.h"

#include <QString>

namespace lokal {

/// Characters as a person counts them: a surrogate pair is one.
qsizetype characterCount(QStringView text);
/// The rule for every name that a person gives (product contract §4): 1–200 characters, no control
/// characters, well-formed. Fails with invalid_field for `field`.
Status checkName(const QString &field, const QString &name);
/// A name made from free text: its first line that is not blank, without control characters, with
/// single spaces, at most `maximum` characters. Empty when nothing is left.
QString nameFromText(QStringView text, qsizetype maximum);

} // namespace lokal
