#include "core/ollama/ndjsonreader.h"

#include <QString>

namespace lokal {
namespace {

QByteArray trimmedLine(const QByteArray &line)
{
    return QByteArray(line).trimmed(); // also takes away the \r of a \r\n
}

QByteArray asValidUtf8(const QByteArray &line)
{
    return line.isValidUtf8() ? line : QString::fromUtf8(line).toUtf8();
}

} // namespace

NdjsonReader::NdjsonReader(qsizetype maximumLine)
    : m_maximumLine(maximumLine)
{
}

void NdjsonReader::feed(const QByteArray &bytes)
{
    if (m_overflowed)
        return;
    m_buffer.remove(0, m_start);
    m_searched -= m_start;
    m_start = 0;
    m_buffer.append(bytes);
    // The unfinished line at the end is what could grow without bound.
    const qsizetype unfinished = m_buffer.size() - (m_buffer.lastIndexOf('\n') + 1);
    if (unfinished > m_maximumLine) {
        m_overflowed = true;
        m_buffer.truncate(m_buffer.size() - unfinished);
    }
}

std::optional<QByteArray> NdjsonReader::takeLine()
{
    for (;;) {
        const qsizetype end = m_buffer.indexOf('\n', m_searched);
        if (end < 0) {
            m_searched = m_buffer.size();
            return std::nullopt;
        }
        const QByteArray line = trimmedLine(m_buffer.sliced(m_start, end - m_start));
        m_start = m_searched = end + 1;
        if (line.size() > m_maximumLine) {
            m_overflowed = true;
            m_buffer.truncate(m_start);
            return std::nullopt;
        }
        if (!line.isEmpty())
            return asValidUtf8(line);
    }
}

std::optional<QByteArray> NdjsonReader::takeRest()
{
    const QByteArray rest = trimmedLine(m_buffer.sliced(m_start));
    m_buffer.clear();
    m_start = m_searched = 0;
    if (rest.isEmpty() || m_overflowed)
        return std::nullopt;
    return asValidUtf8(rest);
}

} // namespace lokal
