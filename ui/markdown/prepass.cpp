#include "ui/markdown/prepass.h"

#include "ui/markdown/holdback.h"
#include "ui/markdown/mathscanner.h"
#include "ui/markdown/tablerows.h"
#include "ui/markdown/utf8tail.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::ui {

namespace {

constexpr char16_t FirstIndexChar = u'\uE100';
constexpr qsizetype IndexBase = 0x1000;
constexpr char16_t LastPrivateUse = u'\uF8FF';

/// Without byte order mark, carriage returns and private use characters; those would look like
/// placeholders.
QString decode(const QByteArray &source, ParseMode mode)
{
    const qsizetype size = mode == ParseMode::Streaming ? wholeCharacters(source) : source.size();
    QString text = QString::fromUtf8(source.constData(), size);
    text.replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n');
    text.removeIf([](QChar c) { return c >= QChar(MathMark) && c <= QChar(LastPrivateUse); });
    return text;
}

/// Walks the lines; what lies between blank lines and outside of fences is scanned for tables and
/// math.
class Prepass
{
public:
    explicit Prepass(QStringView text)
        : m_text(text)
    {
        m_out.reserve(text.size() + 64);
    }

    void run()
    {
        for (qsizetype at = 0; at < m_text.size();) {
            const qsizetype end = m_text.indexOf(u'\n', at);
            const qsizetype stop = end < 0 ? m_text.size() : end;
            takeLine(m_text.mid(at, stop - at));
            at = stop + 1;
        }
        flush();
    }

    QString m_out;
    QVector<MathItem> m_math;

private:
    void takeLine(QStringView line)
    {
        const qsizetype quoted = quotePrefixLength(line);
        const QStringView content = line.mid(quoted);
        const bool inQuote = line.left(quoted).contains(u'>');
        if (m_fenceLength > 0) {
            if (!m_fenceQuoted || inQuote) {
                copyCode(line, content);
                return;
            }
            m_fenceLength = 0; // the quote ended, and the fence with it
        }
        if (opensFence(content)) {
            m_fenceQuoted = inQuote;
            flush();
            append(line);
        } else if (content.trimmed().isEmpty()) {
            flush();
            append(line);
        } else {
            m_rows.addLine(line, quoted, m_chunk);
        }
    }

    void copyCode(QStringView line, QStringView content)
    {
        append(line);
        const QStringView trimmed = content.trimmed();
        const bool onlyFence = std::all_of(trimmed.begin(), trimmed.end(),
                                           [this](QChar c) { return c == m_fenceChar; });
        if (onlyFence && trimmed.size() >= m_fenceLength)
            m_fenceLength = 0;
    }

    bool opensFence(QStringView content)
    {
        QStringView rest = content.mid(listPrefixLength(content));
        rest = rest.trimmed();
        if (!rest.startsWith("```"_L1) && !rest.startsWith("~~~"_L1))
            return false;
        const QChar mark = rest.front();
        const auto other
            = std::find_if(rest.begin(), rest.end(), [mark](QChar c) { return c != mark; });
        const qsizetype length = other - rest.begin();
        if (mark == u'`' && rest.mid(length).contains(u'`'))
            return false;
        m_fenceChar = mark;
        m_fenceLength = length;
        return true;
    }

    void append(QStringView line) { m_out.append(line).append(u'\n'); }

    void flush()
    {
        if (!m_chunk.isEmpty())
            replaceMath(m_chunk, m_out, m_math);
        m_chunk.clear();
        m_rows = {};
    }

    QStringView m_text;
    QString m_chunk;
    TableRows m_rows;
    QChar m_fenceChar;
    qsizetype m_fenceLength = 0;
    bool m_fenceQuoted = false;
};

} // namespace

void appendMathMark(QString &out, qsizetype index)
{
    out.append(QChar(MathMark));
    out.append(QChar(ushort(FirstIndexChar + index / IndexBase)));
    out.append(QChar(ushort(FirstIndexChar + index % IndexBase)));
}

qsizetype mathIndexAt(QStringView text, qsizetype mark)
{
    if (mark + MathMarkLength > text.size() || text.at(mark) != QChar(MathMark))
        return -1;
    const qsizetype high = text.at(mark + 1).unicode() - FirstIndexChar;
    const qsizetype low = text.at(mark + 2).unicode() - FirstIndexChar;
    return high < 0 || low < 0 ? -1 : high * IndexBase + low;
}

QString restoreMath(QString text, const QVector<MathItem> &math)
{
    if (!text.contains(QChar(MathMark)))
        return text;
    QString restored;
    qsizetype done = 0;
    for (qsizetype at = text.indexOf(QChar(MathMark)); at >= 0;
         at = text.indexOf(QChar(MathMark), done)) {
        restored.append(QStringView(text).mid(done, at - done));
        const qsizetype index = mathIndexAt(text, at);
        if (index >= 0 && index < math.size())
            restored.append(math.at(index).source);
        done = std::min(text.size(), at + (index < 0 ? 1 : MathMarkLength));
    }
    return restored.append(QStringView(text).mid(done));
}

Prepared prepare(const QByteArray &source, ParseMode mode)
{
    const QString decoded = decode(source, mode);
    QStringView text(decoded);
    if (mode == ParseMode::Streaming)
        text = text.left(stableLength(text));
    Prepass pass(text);
    pass.run();
    // md4c 0.4.8 reads one byte past the end of an input that ends in "[x](": the '\n' is its
    // margin.
    if (!pass.m_out.endsWith(u'\n'))
        pass.m_out.append(u'\n');
    return { pass.m_out.toUtf8(), pass.m_math };
}

} // namespace lokal::ui
