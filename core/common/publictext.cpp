#include "core/common/publictext.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lokal {

QString withoutPaths(QString text)
{
    static const QRegularExpression path(
        u"(?<![\\w:/.])(?:/[^\\s:/\"']+){2,}/?|\\b[A-Za-z]:\\\\[^\\s\"']+"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return text.replace(path, u"…"_s);
}

QString publicDetail(const Error &error)
{
    if (error.kind == ErrorKind::Storage || error.kind == ErrorKind::Internal)
        return {};
    return withoutPaths(error.detail);
}

} // namespace lokal
