#include "core/common/utf8.h"

namespace lokal {

qsizetype utf8Size(QStringView text)
{
    qsizetype bytes = 0;
    for (const QChar c : text)
        bytes += utf8Size(c.unicode());
    return bytes;
}

QStringView utf8Prefix(QStringView text, qsizetype maxBytes)
{
    qsizetype bytes = 0, end = 0;
    while (end < text.size()) {
        const qsizetype units = text[end].isHighSurrogate() && end + 1 < text.size() ? 2 : 1;
        const qsizetype more = units == 2 ? 4 : utf8Size(text[end].unicode());
        if (bytes + more > maxBytes)
            break;
        bytes += more;
        end += units;
    }
    return text.first(end);
}

} // namespace lokal
