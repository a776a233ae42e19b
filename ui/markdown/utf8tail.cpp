#include "ui/markdown/utf8tail.h"

namespace lokal::ui {

qsizetype wholeCharacters(const QByteArray &utf8)
{
    for (qsizetype back = 1; back <= qMin<qsizetype>(3, utf8.size()); ++back) {
        const auto byte = static_cast<unsigned char>(utf8.at(utf8.size() - back));
        if ((byte & 0xC0) == 0x80)
            continue;
        const qsizetype needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
        return needed > back ? utf8.size() - back : utf8.size();
    }
    return utf8.size();
}

} // namespace lokal::ui
