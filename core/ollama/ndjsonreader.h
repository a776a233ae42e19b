#pragma once

#include <QByteArray>

#include <optional>

namespace lokal {

/// Cuts a stream of bytes into lines of JSON. Boundaries of reads mean nothing: a line, or a
/// character in it, may come in any number of pieces. Memory is bounded by the longest line.
class NdjsonReader
{
public:
    static constexpr qsizetype defaultMaximumLine = qsizetype(8) << 20;

    explicit NdjsonReader(qsizetype maximumLine = defaultMaximumLine);

    /// Adds bytes. Once a line has passed the limit everything further is ignored.
    void feed(const QByteArray &bytes);
    /// The next whole line without its end, as valid UTF-8 (what was invalid is U+FFFD); empty
    /// lines are skipped. nullopt: more bytes are needed.
    std::optional<QByteArray> takeLine();
    /// The line that the end of the stream left without a line feed; nullopt when there is none.
    std::optional<QByteArray> takeRest();
    bool overflowed() const { return m_overflowed; }

private:
    qsizetype m_maximumLine;
    QByteArray m_buffer;
    qsizetype m_start = 0; ///< of the first line not taken yet
    qsizetype m_searched = 0; ///< no line feed before this
    bool m_overflowed = false;
};

} // namespace lokal
