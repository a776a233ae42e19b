#include "core/accounts/profile.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lokal {

Status checkUsername(const QString &username)
{
    static const QRegularExpression allowed(u"\\A[A-Za-z0-9._-]{3,32}\\z"_s);
    if (!allowed.match(username).hasMatch())
        return invalidField(u"username"_s,
                            u"must have 3 to 32 of the characters A-Z a-z 0-9 . _ -"_s);
    return Done {};
}

Status checkEmail(const QString &email)
{
    // One "@", no blanks or controls, dots only between words: enough to catch slips; only a mail
    // proves more.
    static const QRegularExpression allowed(
        u"\\A[^\\s@\\p{C}.\"<>(),:;\\\\\\[\\]]+(\\.[^\\s@\\p{C}.\"<>(),:;\\\\\\[\\]]+)*"
        "@[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?)*\\z"_s);
    constexpr qsizetype longest = 254;
    if (email.size() > longest || !allowed.match(email).hasMatch())
        return invalidField(u"email"_s, u"must be an e-mail address"_s);
    return Done {};
}

} // namespace lokal
