#include "core/common/clock.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lokal {

QDateTime SystemClock::nowUtc() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::milliseconds SystemClock::monotonic() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

QString toRfc3339(const QDateTime &utc)
{
    return utc.isValid() ? utc.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QDateTime fromRfc3339(const QString &text)
{
    static const QRegularExpression form(
        uR"(\A\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)\z)"_s);
    return form.match(text).hasMatch()
        ? QDateTime::fromString(text.toUpper(), Qt::ISODateWithMs).toUTC()
        : QDateTime();
}

} // namespace lokal
