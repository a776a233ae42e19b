#include "ui/markdown/tablerows.h"

#include <algorithm>

namespace lokal::ui {

namespace {

// md4c fills short rows up to the header's width; without a limit a hostile table grows
// quadratically.
constexpr qsizetype MaxColumns = 128;

bool isSpace(QChar c)
{
    return c == u' ' || c == u'\t';
}

bool isDelimiterRow(QStringView content)
{
    const auto allowed = [](QChar c) { return c == u'|' || c == u'-' || c == u':' || isSpace(c); };
    return content.contains(u'|') && content.contains(u'-')
        && std::all_of(content.begin(), content.end(), allowed);
}

/// Cells of a row, counted as far as telling a header from prose needs it.
qsizetype cellCount(QStringView row)
{
    row = row.trimmed();
    qsizetype bars = 0;
    for (qsizetype i = 0; i < row.size(); ++i) {
        if (row.at(i) == u'\\')
            ++i;
        else if (row.at(i) == u'|')
            ++bars;
    }
    return bars + 1 - (row.startsWith(u'|') ? 1 : 0) - (row.endsWith(u'|') ? 1 : 0);
}

void appendWidened(QStringView content, QString &out)
{
    for (qsizetype i = 0; i < content.size();) {
        const qsizetype start = i;
        while (i < content.size() && content.at(i) == u'-')
            ++i;
        const qsizetype dashes = i - start;
        if (dashes == 0)
            out.append(content.at(i++));
        else
            out.append(QString(std::max<qsizetype>(dashes, 3), u'-'));
    }
}

} // namespace

qsizetype quotePrefixLength(QStringView line, int maxMarks)
{
    qsizetype end = 0;
    int marks = 0;
    for (qsizetype i = 0; i < line.size() && (isSpace(line.at(i)) || line.at(i) == u'>'); ++i) {
        if (line.at(i) != u'>')
            continue;
        if (marks++ == maxMarks)
            break;
        end = i + 1;
    }
    return end;
}

qsizetype listPrefixLength(QStringView line)
{
    qsizetype end = 0;
    qsizetype i = 0;
    while (i < line.size()) {
        while (i < line.size() && isSpace(line.at(i)))
            ++i;
        const qsizetype start = i;
        while (i < line.size() && i - start < 9 && line.at(i) >= u'0' && line.at(i) <= u'9')
            ++i;
        const bool numbered = i > start;
        if (i + 1 >= line.size() || !isSpace(line.at(i + 1)))
            return end;
        const QChar mark = line.at(i);
        if (numbered ? mark != u'.' && mark != u')' : mark != u'-' && mark != u'*' && mark != u'+')
            return end;
        end = i += 2;
    }
    return end;
}

void TableRows::addLine(QStringView line, qsizetype contentStart, QString &chunk)
{
    const QStringView content = line.mid(contentStart);
    const QStringView previous = QStringView(chunk).mid(m_previousStart);
    const bool isDelimiter
        = !m_inTable && m_lineCount > 0 && previous.contains(u'|') && isDelimiterRow(content);
    const qsizetype columns = isDelimiter ? cellCount(content) : 0;
    if (isDelimiter && columns <= MaxColumns) {
        m_inTable = true;
        const QStringView header = previous.mid(quotePrefixLength(previous)).trimmed();
        if (m_lineCount > 1 && header.startsWith(u'|') && cellCount(header) == columns)
            chunk.insert(m_previousStart, line.left(contentStart).toString() + u'\n');
    }
    m_previousStart = chunk.size();
    ++m_lineCount;
    chunk.append(line.left(contentStart));
    if (!isDelimiter) {
        chunk.append(content);
    } else if (columns <= MaxColumns) {
        appendWidened(content, chunk);
    } else {
        const qsizetype first = content.size() - content.trimmed().size() > 0
            ? std::find_if_not(content.begin(), content.end(), isSpace) - content.begin()
            : 0;
        chunk.append(content.left(first)).append(u'\\').append(content.mid(first));
    }
    chunk.append(u'\n');
}

} // namespace lokal::ui
