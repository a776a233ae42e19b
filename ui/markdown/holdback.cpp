#include "ui/markdown/holdback.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::ui {

namespace {

constexpr qsizetype MaxHeldLine = 40;
constexpr qsizetype MaxHeldTableHeader = 1000;

bool couldChangeMeaning(QStringView line)
{
    const auto isMark = [](QChar c) {
        return c == u' ' || c == u'\t' || (c >= u'0' && c <= u'9')
            || "-=*_#>+`~|:.)["_L1.contains(c);
    };
    return line.size() <= MaxHeldLine && std::all_of(line.begin(), line.end(), isMark);
}

bool looksLikeTableRow(QStringView line)
{
    return line.size() <= MaxHeldTableHeader && line.trimmed().startsWith(u'|');
}

/// Where the line begins whose end (exclusive) is `end`.
qsizetype lineStart(QStringView text, qsizetype end)
{
    return end <= 0 ? 0 : text.lastIndexOf(u'\n', end - 1) + 1;
}

} // namespace

qsizetype stableLength(QStringView text)
{
    const qsizetype lastStart = lineStart(text, text.size());
    const QStringView last = text.mid(lastStart);
    const bool isRow = looksLikeTableRow(last);
    if (!couldChangeMeaning(last) && !isRow)
        return text.size();

    // The line before: a header waiting for its delimiter row, unless a row precedes it already.
    const qsizetype previousEnd = std::max<qsizetype>(0, lastStart - 1);
    const qsizetype previousStart = lineStart(text, previousEnd);
    const bool afterRow
        = lastStart > 0 && looksLikeTableRow(text.mid(previousStart, previousEnd - previousStart));
    const qsizetype beforeEnd = std::max<qsizetype>(0, previousStart - 1);
    const qsizetype beforeStart = lineStart(text, beforeEnd);
    const bool afterHeader = afterRow
        && !(previousStart > 0
             && looksLikeTableRow(text.mid(beforeStart, beforeEnd - beforeStart)));
    if (afterHeader && couldChangeMeaning(last))
        return previousStart;
    if (couldChangeMeaning(last) || (isRow && !afterRow))
        return lastStart;
    return text.size();
}

} // namespace lokal::ui
