#pragma once

#include "core/common/result.h"

#include <QString>

#include <optional>

namespace lokal {

/// 3–32 of A–Z a–z 0–9 . _ -; otherwise invalid_field "username".
Status checkUsername(const QString &username);
/// An address that mail could be sent to; otherwise invalid_field "email".
Status checkEmail(const QString &email);

} // namespace lokal
