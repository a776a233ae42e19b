#include "ui/markdown/mathscanner.h"

#include "ui/markdown/tablerows.h"

#include <QHash>

#include <array>

using namespace Qt::StringLiterals;

namespace lokal::ui {

namespace {

constexpr qsizetype MaxMathLength = 4000;
constexpr qsizetype MaxFormulas = 0x1000 * 0x700; // what two index characters can tell apart

/// Each search remembers its result, so that unclosed openers cannot make it quadratic.
class MathScanner
{
public:
    MathScanner(QStringView text, QString &out, QVector<MathItem> &math)
        : m_text(text)
        , m_out(out)
        , m_math(math)
    {
    }

    void run()
    {
        collectBackticks();
        while (m_at < m_text.size()) {
            const QChar c = m_text.at(m_at);
            if (c == u'\\')
                escape();
            else if (c == u'`')
                codeSpan();
            else if (c == u'$')
                dollar();
            else
                copy(1);
        }
    }

private:
    void copy(qsizetype count)
    {
        m_out.append(m_text.mid(m_at, count));
        m_at += count;
    }

    QChar at(qsizetype index) const
    {
        return index < m_text.size() ? m_text.at(index) : QChar(u'\n');
    }

    void collectBackticks()
    {
        for (qsizetype i = m_text.indexOf(u'`'); i >= 0; i = m_text.indexOf(u'`', i)) {
            const qsizetype start = i;
            while (at(i) == u'`')
                ++i;
            m_lastRun[i - start] = start;
        }
    }

    void codeSpan()
    {
        qsizetype end = m_at;
        while (at(end) == u'`')
            ++end;
        const qsizetype length = end - m_at;
        if (m_lastRun.value(length, -1) <= m_at) {
            copy(length);
            return;
        }
        while (true) { // a run of this length lies ahead
            const qsizetype start = m_text.indexOf(u'`', end);
            end = start;
            while (at(end) == u'`')
                ++end;
            if (end - start == length)
                break;
        }
        copy(end - m_at);
    }

    void escape()
    {
        const QChar next = at(m_at + 1);
        if (next == u'(' && takeDelimited(Round, "\\)"_L1, false))
            return;
        if (next == u'[' && takeDelimited(Square, "\\]"_L1, true))
            return;
        copy(2);
    }

    void dollar()
    {
        if (at(m_at + 1) == u'$') {
            if (!takeDelimited(Dollars, "$$"_L1, true))
                copy(2);
            return;
        }
        const qsizetype close = closingDollar();
        if (close < 0)
            copy(1);
        else
            take(1, close, 1, false);
    }

    /// pandoc's rule, and not before a name either: "$HOME:$PATH" is no formula.
    qsizetype closingDollar() const
    {
        if (at(m_at + 1).isSpace())
            return -1;
        for (qsizetype i = m_at + 1; i < m_text.size() && m_text.at(i) != u'\n'; ++i) {
            if (m_text.at(i) == u'\\') {
                ++i;
            } else if (m_text.at(i) == u'$') {
                const QChar after = at(i + 1);
                const bool refused = m_text.at(i - 1).isSpace() || after.isDigit()
                    || after.isUpper() || after == u'{' || after == u'_' || after == u'$';
                return refused || i - m_at > MaxMathLength ? -1 : i;
            }
        }
        return -1;
    }

    enum Closer
    {
        Round,
        Square,
        Dollars
    };

    bool takeDelimited(Closer closer, QLatin1StringView mark, bool display)
    {
        qsizetype &known = m_closers[closer];
        const qsizetype from = m_at + 2;
        if (known < from) {
            known = m_text.indexOf(mark, from);
            while (known > from && m_text.at(known - 1) == u'\\')
                known = m_text.indexOf(mark, known + 1);
            if (known < 0)
                known = m_text.size();
        }
        if (known >= m_text.size() || known - from > MaxMathLength
            || m_text.mid(from, known - from).trimmed().isEmpty())
            return false;
        take(2, known, 2, display);
        return true;
    }

    void take(qsizetype openLength, qsizetype close, qsizetype closeLength, bool display)
    {
        if (m_math.size() >= MaxFormulas) {
            copy(close + closeLength - m_at);
            return;
        }
        MathItem item;
        item.display = display;
        item.source = m_text.mid(m_at, close + closeLength - m_at).toString();
        item.tex = withoutQuoteMarks(m_text.mid(m_at + openLength, close - m_at - openLength));
        appendMathMark(m_out, m_math.size());
        m_math.append(item);
        m_at = close + closeLength;
    }

    QString withoutQuoteMarks(QStringView tex) const
    {
        if (!tex.contains(
                u'\n')) // most are; looking for the line's start each time would be quadratic
            return tex.trimmed().toString();
        const qsizetype line = m_text.lastIndexOf(u'\n', m_at) + 1;
        const QStringView prefix = m_text.mid(line, quotePrefixLength(m_text.mid(line)));
        const int marks = int(prefix.count(u'>'));
        QStringList lines;
        for (const QStringView part : tex.split(u'\n')) {
            const qsizetype skipped = lines.isEmpty() ? 0 : quotePrefixLength(part, marks);
            const QStringView content = part.mid(skipped);
            lines.append(content.trimmed().toString());
        }
        return lines.join(u'\n').trimmed();
    }

    QStringView m_text;
    QString &m_out;
    QVector<MathItem> &m_math;
    qsizetype m_at = 0;
    QHash<qsizetype, qsizetype> m_lastRun; ///< of backticks, by length
    std::array<qsizetype, 3> m_closers {};
};

} // namespace

void replaceMath(QStringView paragraph, QString &out, QVector<MathItem> &math)
{
    if (!paragraph.contains(u'$') && !paragraph.contains("\\("_L1) && !paragraph.contains("\\["_L1))
        out.append(paragraph);
    else
        MathScanner(paragraph, out, math).run();
}

} // namespace lokal::ui
