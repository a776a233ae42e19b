#include "ui/highlight/textlexers.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::ui {

namespace {

enum MarkupState
{
    Text,
    InComment,
    InTag,
    InDoubleQuotes,
    InSingleQuotes
};

bool isNameChar(QChar c)
{
    return c.isLetterOrNumber() || "-_:.@#"_L1.contains(c);
}

class MarkupLexer
{
public:
    MarkupLexer(QStringView line, QVector<Token> &tokens)
        : m_line(line)
        , m_tokens(tokens)
    {
    }

    int run(int state)
    {
        m_state = state;
        while (m_at < m_line.size()) {
            switch (m_state) {
            case InComment:
                upTo(u"-->", TokenKind::Comment, Text);
                break;
            case InTag:
                inTag();
                break;
            case InDoubleQuotes:
                upTo(u"\"", TokenKind::String, InTag);
                break;
            case InSingleQuotes:
                upTo(u"'", TokenKind::String, InTag);
                break;
            default:
                inText();
            }
        }
        return m_state;
    }

private:
    QStringView rest() const { return m_line.mid(m_at); }

    void take(qsizetype end, TokenKind kind)
    {
        m_tokens.append({ int(m_at), int(end - m_at), kind });
        m_at = end;
    }

    void upTo(QStringView mark, TokenKind kind, int next)
    {
        const qsizetype end = m_line.indexOf(mark, m_at + m_skip);
        m_skip = 0;
        take(end < 0 ? m_line.size() : end + mark.size(), kind);
        if (end >= 0)
            m_state = next;
    }

    qsizetype nameEnd(qsizetype from) const
    {
        return std::find_if_not(m_line.begin() + from, m_line.end(), isNameChar) - m_line.begin();
    }

    void inText()
    {
        const auto found = std::find_if(m_line.begin() + m_at, m_line.end(),
                                        [](QChar c) { return c == u'<' || c == u'&'; });
        m_at = found - m_line.begin();
        if (m_at == m_line.size())
            return;
        if (*found == u'&')
            entity();
        else if (rest().startsWith("<!--"_L1)) {
            m_state = InComment;
            m_skip = 4;
        } else if (rest().startsWith("<!"_L1) || rest().startsWith("<?"_L1)) {
            take(nameEnd(m_at + 2), TokenKind::Preprocessor);
            m_state = InTag;
        } else {
            const qsizetype name = m_at + (rest().startsWith("</"_L1) ? 2 : 1);
            if (name < m_line.size() && m_line.at(name).isLetter()) {
                take(nameEnd(name), TokenKind::Keyword);
                m_state = InTag;
            } else {
                ++m_at;
            }
        }
    }

    void entity()
    {
        const qsizetype end = nameEnd(m_at + 1);
        if (end > m_at + 1 && end < m_line.size() && m_line.at(end) == u';')
            take(end + 1, TokenKind::Number);
        else
            ++m_at;
    }

    void inTag()
    {
        const QChar c = m_line.at(m_at);
        if (c == u'>' || rest().startsWith("/>"_L1) || rest().startsWith("?>"_L1)) {
            take(m_at + (c == u'>' ? 1 : 2), TokenKind::Keyword);
            m_state = Text;
        } else if (c == u'"' || c == u'\'') {
            m_state = c == u'"' ? InDoubleQuotes : InSingleQuotes;
            m_skip = 1;
        } else if (isNameChar(c)) {
            take(nameEnd(m_at), TokenKind::Type);
        } else {
            ++m_at;
        }
    }

    QStringView m_line;
    QVector<Token> &m_tokens;
    qsizetype m_at = 0;
    qsizetype m_skip = 0; ///< the opening mark, which does not close itself
    int m_state = Text;
};

} // namespace

int lexMarkup(QStringView line, int state, QVector<Token> &tokens)
{
    return MarkupLexer(line, tokens).run(state);
}

int lexDiff(QStringView line, QVector<Token> &tokens)
{
    const auto starts = [line](QLatin1StringView mark) { return line.startsWith(mark); };
    if (line.isEmpty())
        return 0;
    const int length = int(line.size());
    if (starts("+++"_L1) || starts("---"_L1) || starts("diff "_L1) || starts("index "_L1))
        tokens.append({ 0, length, TokenKind::Comment });
    else if (starts("@@"_L1))
        tokens.append({ 0, length, TokenKind::Preprocessor });
    else if (starts("+"_L1) || starts(">"_L1))
        tokens.append({ 0, length, TokenKind::String });
    else if (starts("-"_L1) || starts("<"_L1))
        tokens.append({ 0, length, TokenKind::Removed });
    return 0;
}

} // namespace lokal::ui
