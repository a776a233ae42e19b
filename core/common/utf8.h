#pragma once

#include <QStringView>

namespace lokal {

/// Bytes that a code unit takes in UTF-8; each half of a pair counts as half of its four.
constexpr int utf8Size(char16_t unit)
{
    if (unit < 0x80)
        return 1;
    return unit < 0x800 || QChar::isSurrogate(unit) ? 2 : 3;
}
/// Bytes of `text` in UTF-8.
qsizetype utf8Size(QStringView text);
/// The longest beginning of `text` that has at most `maxBytes` of UTF-8 and ends between
/// characters.
QStringView utf8Prefix(QStringView text, qsizetype maxBytes);

} // namespace lokal
