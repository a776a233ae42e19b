#pragma once

#include "core/common/result.h"

#include <QString>

namespace lokal {

/// Why a password is not accepted; Fine when it is.
enum class PasswordProblem
{
    Fine,
    TooShort,
    TooLong,
    IsUsername,
    TooCommon
};

/// What a meter shows while somebody types.
struct PasswordStrength
{
    int score = 0; ///< 0 (guessed at once) to 4 (very strong); at least 2 when accepted
    PasswordProblem problem = PasswordProblem::Fine;
};

/// Judges a password (A3). Takes milliseconds; call it from a worker thread.
PasswordStrength passwordStrength(const QString &password, const QString &username);

/// The same as an error naming `field`, in the words of the API.
Status checkPassword(const QString &field, const QString &password, const QString &username);

} // namespace lokal
