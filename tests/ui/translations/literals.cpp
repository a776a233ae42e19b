#include "literals.h"

#include <QStringView>

using namespace Qt::StringLiterals;

namespace lokal::test {
namespace {

/// Walks once through a source. Knows just enough C++ to tell what a string is an argument of.
class Walker
{
public:
    explicit Walker(const QString &source)
        : m_source(source)
    {
    }

    QVector<Literal> walk()
    {
        while (m_at < m_source.size())
            step();
        return m_found;
    }

private:
    struct Call
    {
        QString callee;
        int argument = 0;
    };

    QStringView rest() const { return QStringView(m_source).mid(m_at); }

    void skipTo(QStringView end)
    {
        const qsizetype found = m_source.indexOf(end, m_at);
        const qsizetype next = found < 0 ? m_source.size() : found + end.size();
        m_line += int(QStringView(m_source).mid(m_at, next - m_at).count(u'\n'));
        m_at = next;
    }

    void step()
    {
        const QChar c = m_source.at(m_at);
        if (rest().startsWith(u"//") || (c == u'#' && m_lineIsEmpty))
            return skipTo(u"\n");
        if (rest().startsWith(u"/*"))
            return skipTo(u"*/");
        if (c == u'"')
            return string();
        // Not the separator in 1'000.
        if (c == u'\'' && (m_gap || m_word.endsWith(u'u')))
            return character();
        ++m_at;
        if (c.isLetterOrNumber() || c == u'_') {
            m_lineIsEmpty = false;
            // A new word starts after a gap; the gap itself may stand between a name and its "(".
            m_word = m_gap ? QString(c) : m_word + c;
            m_gap = false;
            return;
        }
        punctuation(c);
    }

    void punctuation(QChar c)
    {
        if (c == u'\n') {
            ++m_line;
            m_lineIsEmpty = true;
        }
        m_gap = true;
        if (c.isSpace())
            return;
        m_lineIsEmpty = false;
        if (c == u'(')
            m_calls.append({ m_word, 0 });
        else if (c == u'{' || c == u'[')
            m_calls.append(Call());
        else if ((c == u')' || c == u'}' || c == u']') && !m_calls.isEmpty())
            m_calls.removeLast();
        else if (c == u',' && !m_calls.isEmpty())
            ++m_calls.last().argument;
        m_word.clear();
    }

    void character()
    {
        ++m_at;
        while (m_at < m_source.size() && m_source.at(m_at) != u'\'')
            m_at += m_source.at(m_at) == u'\\' ? 2 : 1;
        ++m_at;
        m_word.clear();
        m_gap = true;
    }

    void string()
    {
        const int line = m_line;
        const bool isRaw = !m_gap && m_word.endsWith(u'R');
        const qsizetype start = ++m_at;
        if (isRaw) {
            const QString delimiter = m_source.mid(m_at, m_source.indexOf(u'(', m_at) - m_at);
            skipTo(u')' + delimiter + u'"');
        } else {
            while (m_at < m_source.size() && m_source.at(m_at) != u'"')
                m_at += m_source.at(m_at) == u'\\' ? 2 : 1;
            ++m_at;
        }
        const Call call = m_calls.isEmpty() ? Call() : m_calls.last();
        m_found.append({ m_source.mid(start, m_at - start - 1), call.callee, call.argument, line });
        m_word.clear();
        m_gap = true;
        m_lineIsEmpty = false;
        // The suffix belongs to the string.
        while (m_at < m_source.size()
               && (m_source.at(m_at).isLetterOrNumber() || m_source.at(m_at) == u'_'))
            ++m_at;
    }

    const QString &m_source;
    qsizetype m_at = 0;
    int m_line = 1;
    bool m_lineIsEmpty = true;
    bool m_gap = true;
    QString m_word;
    QVector<Call> m_calls;
    QVector<Literal> m_found;
};

} // namespace

QVector<Literal> literalsIn(const QString &source)
{
    return Walker(source).walk();
}

} // namespace lokal::test
