#include "ui/markdown/mathtext.h"

#include "ui/markdown/mathsymbols.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::ui {

namespace {

constexpr int MaxDepth = 32;

/// Blanks at the ends of rows go, and several become one.
QString tidied(const QString &text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        const bool atBreak = out.isEmpty() || out.back() == u'\n';
        if (c == u' ' && (atBreak || out.back() == u' ' || out.back() == u'\u2003'))
            continue;
        if (c == u'\n') {
            while (!out.isEmpty() && out.back().isSpace() && out.back() != u'\n')
                out.chop(1);
            if (out.isEmpty())
                continue;
        }
        out.append(c);
    }
    return out.trimmed();
}

bool isSimpleOperand(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.isLetterOrNumber() || c.isMark() || c.isSurrogate() || c == u'′' || c == u'∞'
            || c == u'∂';
    });
}

QString grouped(const QString &text)
{
    return text.size() <= 1 || isSimpleOperand(text) ? text : u'(' + text + u')';
}

/// Reads TeX from left to right. Sets m_failed at the first thing it has no sign for.
class MathReader
{
public:
    explicit MathReader(QStringView tex)
        : m_tex(tex)
    {
    }

    std::optional<QString> read()
    {
        const QString text = sequence(u"");
        if (m_failed || m_at < m_tex.size())
            return std::nullopt;
        return tidied(text);
    }

private:
    bool atEnd() const { return m_failed || m_at >= m_tex.size(); }
    QChar peek() const { return m_tex.at(m_at); }

    /// Up to the closing brace, the end, or `closer` (an environment's "\end").
    QString sequence(QStringView closer)
    {
        QString out;
        while (!atEnd() && peek() != u'}') {
            if (!closer.isEmpty() && m_tex.mid(m_at).startsWith(closer))
                break;
            out.append(item());
        }
        return out;
    }

    QString item()
    {
        const QChar c = m_tex.at(m_at++);
        switch (c.unicode()) {
        case u'\\':
            return command();
        case u'{':
            return group();
        case u'^':
            return script(superscript, u'^');
        case u'_':
            return script(subscript, u'_');
        case u'&':
            return m_cellSeparator;
        case u'-':
            return u"−"_s;
        case u'\'':
            return u"′"_s;
        case u'~':
        case u'\n':
        case u'\t':
            return u" "_s;
        default:
            return QString(c);
        }
    }

    /// After "{".
    QString group()
    {
        if (++m_depth > MaxDepth)
            m_failed = true;
        const QString inner = sequence(u"");
        --m_depth;
        if (atEnd())
            m_failed = true;
        else
            ++m_at;
        return inner;
    }

    void skipSpace()
    {
        while (!atEnd() && peek().isSpace())
            ++m_at;
    }

    QString argument()
    {
        skipSpace();
        if (atEnd() || peek() == u'}' || ++m_depth > MaxDepth) {
            m_failed = true;
            return {};
        }
        const QString text = tidied(item());
        --m_depth;
        return text;
    }

    /// A group whose characters stay as they are, for names.
    QString rawArgument()
    {
        skipSpace();
        if (atEnd() || peek() != u'{')
            return argument();
        const qsizetype end = m_tex.indexOf(u'}', m_at);
        if (end < 0) {
            m_failed = true;
            return {};
        }
        const QString raw = m_tex.mid(m_at + 1, end - m_at - 1).toString();
        m_at = end + 1;
        return raw;
    }

    QString script(QChar (*form)(QChar), QChar mark)
    {
        const QString text = argument();
        QString small;
        for (const QChar c : text) {
            if (c == u' ' && text.size() < 8)
                continue;
            const QChar sign = form(c);
            if (sign.isNull())
                return text.size() == 1 ? mark + text : mark + u'(' + text + u')';
            small.append(sign);
        }
        return small;
    }

    QString commandName()
    {
        const qsizetype start = m_at;
        while (m_at < m_tex.size() && m_tex.at(m_at).unicode() < 128 && m_tex.at(m_at).isLetter())
            ++m_at;
        if (m_at == start)
            ++m_at;
        return m_tex.mid(start, m_at - start).toString();
    }

    QString command()
    {
        if (atEnd()) {
            m_failed = true;
            return {};
        }
        const QString name = commandName();
        if (name == "\\"_L1 || name == "newline"_L1 || name == "cr"_L1)
            return rowBreak();
        if (const QChar accent = combiningAccent(name); !accent.isNull())
            return accented(accent);
        const Symbol symbol = mathSymbol(name);
        switch (symbol.kind) {
        case SymbolClass::Ordinary:
            if (name.at(0).isLetter())
                skipSpaceBeforeLetter();
            return symbol.text.toString();
        case SymbolClass::Operator:
            return u' ' + symbol.text.toString() + u' ';
        case SymbolClass::Function:
            return functionName(symbol.text);
        case SymbolClass::Ignored:
            return delimiterAfter(name);
        case SymbolClass::Wrapper:
            return wrapped(name);
        case SymbolClass::Unknown:
            break;
        }
        return structure(name);
    }

    /// "\alpha x" is written with a blank only to end the command's name.
    void skipSpaceBeforeLetter()
    {
        if (m_at + 1 < m_tex.size() && peek() == u' '
            && (m_tex.at(m_at + 1).isLetter() || m_tex.at(m_at + 1) == u'\\'))
            ++m_at;
    }

    QString functionName(QStringView name) const
    {
        const bool wantsSpace
            = m_at < m_tex.size() && (peek().isLetterOrNumber() || peek() == u'\\');
        return name.toString() + (wantsSpace ? u" "_s : QString());
    }

    /// "\left." and "\right." stand for an invisible delimiter.
    QString delimiterAfter(QStringView name)
    {
        if ((name == u"left" || name == u"right") && !atEnd() && peek() == u'.')
            ++m_at;
        return {};
    }

    QString wrapped(QStringView name)
    {
        if (!atEnd() && peek() == u'*')
            ++m_at;
        if (name == u"phantom") {
            argument();
            return {};
        }
        const bool isText = name.startsWith(u"text") || name.endsWith(u"box");
        if (!isText)
            return name == u"operatorname" ? functionName(argument()) : argument();
        const QString text = rawArgument();
        return text.contains(u'$') || text.contains(u'\\') ? fail() : text;
    }

    QString accented(QChar accent)
    {
        QString out;
        for (const QChar c : argument()) {
            out.append(c);
            if (!c.isSpace() && !c.isHighSurrogate())
                out.append(accent);
        }
        return out;
    }

    QString rowBreak()
    {
        if (!atEnd() && peek() == u'[') { // the extra distance of "\\[4pt]"
            const qsizetype end = m_tex.indexOf(u']', m_at);
            if (end > 0 && end - m_at < 12)
                m_at = end + 1;
        }
        return m_rowSeparator;
    }

    QString structure(QStringView name)
    {
        if (name == u"frac" || name == u"dfrac" || name == u"tfrac" || name == u"cfrac") {
            const QString top = grouped(argument());
            return top + u'⁄' + grouped(argument());
        }
        if (name == u"sqrt")
            return root();
        if (name == u"binom" || name == u"dbinom" || name == u"tbinom") {
            const QString top = argument();
            return u"C("_s + top + u", "_s + argument() + u')';
        }
        if (name == u"mathbb" || name == u"mathds")
            return doubleStruck(argument());
        if (name == u"boxed" || name == u"fbox")
            return u'[' + argument() + u']';
        if (name == u"tag")
            return u"\u2003("_s + rawArgument() + u')';
        if (name == u"pmod")
            return u" (mod "_s + argument() + u')';
        if (name == u"label" || name == u"vspace" || name == u"hspace" || name == u"color") {
            rawArgument();
            return {};
        }
        if (name == u"xrightarrow" || name == u"xleftarrow") {
            const QString over = argument();
            return (name == u"xrightarrow" ? u" →"_s : u" ←"_s) + u'(' + over + u") "_s;
        }
        if (name == u"overset" || name == u"underset" || name == u"stackrel") {
            const QString mark = argument();
            return argument() + (name == u"underset" ? u'_' : u'^') + u'(' + mark + u')';
        }
        return name == u"begin" ? environment() : fail();
    }

    QString fail()
    {
        m_failed = true;
        return {};
    }

    QString root()
    {
        QString degree;
        if (!atEnd() && peek() == u'[') {
            const qsizetype end = m_tex.indexOf(u']', m_at);
            if (end < 0)
                return fail();
            for (const QChar c : m_tex.mid(m_at + 1, end - m_at - 1)) {
                const QChar sign = superscript(c);
                if (sign.isNull())
                    return fail();
                degree.append(sign);
            }
            m_at = end + 1;
        }
        const QString inner = argument();
        return degree + (inner.size() == 1 ? u"√"_s + inner : u"√("_s + inner + u')');
    }

    static QString doubleStruck(const QString &text)
    {
        QString out;
        for (const QChar c : text)
            out.append(blackboard(c));
        return out;
    }

    /// Aligned equations keep their rows; a matrix goes on one line, "[a b; c d]".
    QString environment()
    {
        const QString name = rawArgument();
        if (++m_depth > MaxDepth)
            return fail();
        const bool matrix = name.endsWith("matrix"_L1) || name == "array"_L1;
        const bool cases = name == "cases"_L1;
        if (name == "array"_L1)
            rawArgument();
        const QString outerRow = std::exchange(m_rowSeparator, matrix || cases ? u"; "_s : u"\n"_s);
        const QString outerCell = std::exchange(m_cellSeparator,
                                                matrix      ? u" "_s
                                                    : cases ? u", "_s
                                                            : QString());
        const QString closer = u"\\end{"_s + name + u'}';
        QString body = tidied(sequence(closer));
        m_rowSeparator = outerRow;
        m_cellSeparator = outerCell;
        --m_depth;
        if (!m_tex.mid(m_at).startsWith(closer))
            return fail();
        m_at += closer.size();
        while (body.endsWith(u';'))
            body = body.chopped(1).trimmed();
        if (cases)
            return u"{ "_s + body + u" }"_s;
        if (!matrix)
            return body;
        return name == "pmatrix"_L1 ? u'(' + body + u')'
            : name == "vmatrix"_L1  ? u'|' + body + u'|'
                                    : u'[' + body + u']';
    }

    QStringView m_tex;
    qsizetype m_at = 0;
    int m_depth = 0;
    bool m_failed = false;
    QString m_rowSeparator = u"\n"_s;
    QString m_cellSeparator;
};

} // namespace

std::optional<QString> readableMath(QStringView tex)
{
    return MathReader(tex).read();
}

} // namespace lokal::ui
