#include "core/common/names.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr qsizetype longestName = 200;

bool isControl(QChar c)
{
    return c.category() == QChar::Other_Control || c == QChar::LineSeparator
        || c == QChar::ParagraphSeparator;
}

} // namespace

qsizetype characterCount(QStringView text)
{
    return std::count_if(text.begin(), text.end(), [](QChar c) { return !c.isLowSurrogate(); });
}

Status checkName(const QString &field, const QString &name)
{
    const qsizetype count = characterCount(name);
    if (count < 1 || count > longestName)
        return invalidField(field, u"must have 1 to %1 characters"_s.arg(longestName));
    if (std::any_of(name.begin(), name.end(), isControl) || !name.isValidUtf16())
        return invalidField(field, u"must not contain control characters"_s);
    return Done {};
}

QString nameFromText(QStringView text, qsizetype maximum)
{
    QString name;
    qsizetype count = 0;
    bool spaceWaits = false;
    for (const QChar c : text) {
        if (c == u'\n' || c == u'\r' || c == QChar::LineSeparator
            || c == QChar::ParagraphSeparator) {
            if (!name.isEmpty())
                break;
            continue;
        }
        if (c.isSpace() || isControl(c)) {
            spaceWaits = !name.isEmpty();
            continue;
        }
        const qsizetype needed = (spaceWaits ? 1 : 0) + (c.isLowSurrogate() ? 0 : 1);
        if (count + needed > maximum)
            break;
        if (spaceWaits)
            name += u' ';
        spaceWaits = false;
        name += c;
        count += needed;
    }
    return name;
}

} // namespace lokal
