#include "core/accounts/securitylog.h"

#include "core/common/log.h"

using namespace Qt::StringLiterals;

namespace lokal {

QString logValue(const QString &value)
{
    constexpr qsizetype longest = 200;
    if (value.isEmpty())
        return u"-"_s;
    QString escaped;
    for (const QChar c : value.left(longest)) {
        if (c.isPrint() && !c.isSpace() && c != u'"' && c != u'\\' && c != u'=')
            escaped += c;
        else
            escaped += u"\\u%1"_s.arg(uint(c.unicode()), 4, 16, '0'_L1);
    }
    return escaped;
}

void noteSecurityEvent(QLatin1StringView event, UserId user, const ClientOrigin &from,
                       std::initializer_list<std::pair<QLatin1StringView, QString>> more)
{
    QString line = "event="_L1 + event + " user="_L1
        + (user.isValid() ? QString::number(user.value) : u"-"_s) + " address="_L1
        + (from.address.isEmpty() ? u"local"_s : logValue(from.address)) + " request="_L1
        + logValue(from.requestId);
    for (const auto &[name, value] : more)
        line += u' ' + name + u'=' + logValue(value);
    qCInfo(logSecurity).noquote() << line;
}

} // namespace lokal
