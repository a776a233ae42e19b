#include "ui/highlight/codelexer.h"

#include <algorithm>
#include <cctype>

using namespace Qt::StringLiterals;

namespace lokal::ui {

namespace {

constexpr qsizetype MaxWordLength = 40;
constexpr int MaxNesting = 255;
constexpr qsizetype MaxRawDelimiter = 16; // C++

/// What a line leaves open, packed into the state: mode, then a character, then a number.
enum Mode
{
    Plain,
    InComment,
    InString,
    InTriple,
    InRawParen,
    InRawHash
};

int pack(Mode mode, char16_t quote = 0, qsizetype number = 0)
{
    return int(mode) | (int(quote) & 0xFF) << 4
        | int(std::min<qsizetype>(number, MaxNesting)) << 12;
}

bool isWordStart(QChar c)
{
    return c.isLetter() || c == u'_' || c.isSurrogate();
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

class CodeLexer
{
public:
    CodeLexer(const Language &language, QStringView line, QVector<Token> &tokens)
        : m_language(language)
        , m_spec(language.spec)
        , m_line(line)
        , m_tokens(tokens)
    {
    }

    int run(int state)
    {
        m_state = state;
        resume();
        m_lineStart = m_line.size() - m_line.trimmed().size() == 0 ? 0 : firstNonSpace();
        while (m_at < m_line.size() && m_state == Plain)
            next();
        return m_state;
    }

private:
    QChar at(qsizetype index) const { return index < m_line.size() ? m_line.at(index) : QChar(); }
    bool startsWith(QStringView mark) const
    {
        return !mark.isEmpty() && m_line.mid(m_at).startsWith(mark);
    }

    bool follows(QChar c) const { return m_at > 0 && m_line.at(m_at - 1) == c; }

    qsizetype firstNonSpace() const
    {
        return std::find_if_not(m_line.begin(), m_line.end(), [](QChar c) { return c.isSpace(); })
            - m_line.begin();
    }

    void emitToken(qsizetype start, TokenKind kind)
    {
        if (m_at > start)
            m_tokens.append({ int(start), int(m_at - start), kind });
    }

    /// Goes on with what the line above left open.
    void resume()
    {
        const char16_t quote = char16_t((m_state >> 4) & 0xFF);
        const int number = m_state >> 12;
        switch (m_state & 0xF) {
        case InComment:
            blockComment(m_at, number);
            break;
        case InString:
            stringBody(m_at, QChar(quote), true);
            break;
        case InTriple:
            tripleBody(m_at, QChar(quote));
            break;
        case InRawParen:
            rawParenBody(m_at, number);
            break;
        case InRawHash:
            rawHashBody(m_at, number);
            break;
        default:
            m_state = Plain;
        }
    }

    void next()
    {
        const QChar c = m_line.at(m_at);
        if (c.isSpace())
            ++m_at;
        else if (comment() || lineHead(c) || string(c))
            return;
        else if (isDigit(c) || (c == u'.' && isDigit(at(m_at + 1)) && !follows(u'.')))
            numberLiteral();
        else if (isWordStart(c))
            word();
        else
            sign(c);
    }

    bool comment()
    {
        if (startsWith(m_spec.blockOpen)) {
            const qsizetype start = m_at;
            m_at += m_spec.blockOpen.size();
            blockComment(start, 1);
            return true;
        }
        const bool wordStart = m_at == 0 || m_line.at(m_at - 1).isSpace();
        if (m_language.has(SpacedComments) && !wordStart)
            return false;
        if (std::none_of(m_language.lineComments.cbegin(), m_language.lineComments.cend(),
                         [this](QStringView mark) { return startsWith(mark); }))
            return false;
        const qsizetype start = m_at;
        m_at = m_line.size();
        emitToken(start, TokenKind::Comment);
        return true;
    }

    void blockComment(qsizetype start, int depth)
    {
        const bool nested = m_language.has(NestedComments);
        while (m_at < m_line.size() && depth > 0) {
            if (startsWith(m_spec.blockClose)) {
                --depth;
                m_at += m_spec.blockClose.size();
            } else if (nested && startsWith(m_spec.blockOpen)) {
                depth = std::min(depth + 1, MaxNesting);
                m_at += m_spec.blockOpen.size();
            } else {
                ++m_at;
            }
        }
        emitToken(start, TokenKind::Comment);
        m_state = depth > 0 ? pack(InComment, 0, depth) : pack(Plain);
    }

    /// Directives and section headers, which only count at the start of a line.
    bool lineHead(QChar c)
    {
        if (m_at != m_lineStart)
            return false;
        const qsizetype start = m_at;
        if (c == u'#' && m_language.has(HashDirectives)) {
            ++m_at;
            while (at(m_at).isSpace())
                ++m_at;
            skipWord();
            const bool include = m_line.mid(start, m_at - start).endsWith("include"_L1);
            emitToken(start, TokenKind::Preprocessor);
            if (include)
                includedFile();
            return true;
        }
        if (c == u'[' && m_language.has(SectionHeaders)) {
            const qsizetype end = m_line.indexOf(u']', m_at);
            m_at = end < 0 ? m_line.size() : end + 1;
            while (at(m_at) == u']')
                ++m_at;
            emitToken(start, TokenKind::Keyword);
            return true;
        }
        return m_language.has(EqualsKeys) && isWordStart(c) && keyBeforeEquals();
    }

    void includedFile()
    {
        while (at(m_at).isSpace())
            ++m_at;
        const qsizetype end = at(m_at) == u'<' ? m_line.indexOf(u'>', m_at) : -1;
        if (end < 0)
            return;
        const qsizetype start = std::exchange(m_at, end + 1);
        emitToken(start, TokenKind::String);
    }

    bool keyBeforeEquals()
    {
        qsizetype end = m_at;
        while (isWordStart(at(end)) || isDigit(at(end)) || at(end) == u'-' || at(end) == u'.')
            ++end;
        qsizetype sign = end;
        while (at(sign).isSpace() || at(sign) == u':' || at(sign) == u'?' || at(sign) == u'+')
            ++sign;
        if (at(sign) != u'=')
            return false;
        const qsizetype start = std::exchange(m_at, end);
        emitToken(start, TokenKind::Type);
        return true;
    }

    bool string(QChar c)
    {
        const qsizetype start = m_at;
        if (c == u'\'' && m_language.has(CharOrLifetime))
            return charLiteral();
        if (m_spec.tripleQuotes.contains(c) && at(m_at + 1) == c && at(m_at + 2) == c) {
            m_at += 3;
            tripleBody(start, c);
            return true;
        }
        const bool isLong = m_spec.longQuotes.contains(c);
        if (!isLong && !m_spec.quotes.contains(c))
            return false;
        ++m_at;
        stringBody(start, c, isLong);
        if (m_language.has(ColonKeys))
            recolourKey();
        return true;
    }

    void stringBody(qsizetype start, QChar quote, bool isLong)
    {
        bool closed = false;
        while (m_at < m_line.size() && !closed) {
            if (m_line.at(m_at) == u'\\')
                ++m_at;
            else
                closed = m_line.at(m_at) == quote;
            ++m_at;
        }
        m_at = std::min(m_at, m_line.size());
        emitToken(start, TokenKind::String);
        m_state = closed || !isLong ? pack(Plain) : pack(InString, quote.unicode());
    }

    void tripleBody(qsizetype start, QChar quote)
    {
        const QString mark(3, quote);
        qsizetype end = m_line.indexOf(mark, m_at);
        while (end > m_at && m_line.at(end - 1) == u'\\')
            end = m_line.indexOf(mark, end + 1);
        m_at = end < 0 ? m_line.size() : end + 3;
        emitToken(start, TokenKind::String);
        m_state = end < 0 ? pack(InTriple, quote.unicode()) : pack(Plain);
    }

    bool charLiteral()
    {
        const qsizetype start = m_at;
        const qsizetype close = m_line.indexOf(u'\'', m_at + (at(m_at + 1) == u'\\' ? 3 : 2));
        const bool escaped = at(m_at + 1) == u'\\' && close > 0 && close - m_at < 12;
        const bool single
            = close == m_at + 2 || (close == m_at + 3 && at(m_at + 1).isHighSurrogate());
        if (escaped || single) {
            m_at = close + 1;
            emitToken(start, TokenKind::String);
            return true;
        }
        ++m_at;
        skipWord();
        return true;
    }

    /// A string before a colon is a key: {"name": 1}.
    void recolourKey()
    {
        qsizetype colon = m_at;
        while (at(colon).isSpace())
            ++colon;
        if (at(colon) == u':' && !m_tokens.isEmpty())
            m_tokens.last().kind = TokenKind::Type;
    }

    void numberLiteral()
    {
        const qsizetype start = m_at;
        while (m_at < m_line.size()) {
            const QChar c = m_line.at(m_at);
            const QChar before = m_at > start ? m_line.at(m_at - 1).toLower() : QChar();
            const bool exponentSign = (c == u'+' || c == u'-') && (before == u'e' || before == u'p')
                && !m_line.mid(start).startsWith("0x"_L1, Qt::CaseInsensitive);
            const bool separator
                = c == u'\'' && m_language.has(QuoteInNumbers) && at(m_at + 1).isLetterOrNumber();
            const bool range = c == u'.' && at(m_at + 1) == u'.';
            if (range
                || (!c.isLetterOrNumber() && c != u'.' && c != u'_' && !exponentSign && !separator))
                break;
            ++m_at;
        }
        emitToken(start, TokenKind::Number);
    }

    void skipWord()
    {
        const bool dashes = m_language.has(DashInWords);
        while (isWordStart(at(m_at)) || isDigit(at(m_at))
               || (dashes && at(m_at) == u'-' && at(m_at + 1).isLetterOrNumber()))
            ++m_at;
    }

    void word()
    {
        const qsizetype start = m_at;
        skipWord();
        const QStringView text = m_line.mid(start, m_at - start);
        if (prefixedString(start, text) || key(start))
            return;
        const bool mayBeKeyword = !m_language.has(FirstWordIsCommand) || start == m_lineStart;
        if (const auto kind = known(text); kind && mayBeKeyword)
            emitToken(start, *kind);
        else if (m_language.has(CallsAreFunctions) && at(m_at) == u'(')
            emitToken(start, TokenKind::Function);
        else if (m_language.has(CapitalsAreTypes) && isTypeName(text))
            emitToken(start, TokenKind::Type);
    }

    const TokenKind *known(QStringView text) const
    {
        if (text.size() > MaxWordLength)
            return nullptr;
        const QString lower = m_language.has(FoldCase) ? text.toString().toLower() : QString();
        const auto found
            = m_language.words.constFind(m_language.has(FoldCase) ? QStringView(lower) : text);
        return found == m_language.words.constEnd() ? nullptr : &found.value();
    }

    static bool isTypeName(QStringView text)
    {
        return text.front().isUpper()
            && (text.size() == 1
                || std::any_of(text.begin(), text.end(), [](QChar c) { return c.isLower(); }));
    }

    /// The word in hand may be the prefix of a string: R"(…)", r#"…"#, f'…'.
    bool prefixedString(qsizetype start, QStringView text)
    {
        if (m_language.has(RawParenStrings) && text.endsWith(u'R') && text.size() <= 3
            && at(m_at) == u'"') {
            const qsizetype delimiter = m_line.mid(m_at + 1, MaxRawDelimiter + 1).indexOf(u'(');
            if (delimiter >= 0) {
                m_at += delimiter + 2;
                rawParenBody(start, delimiter);
                return true;
            }
        }
        if (m_language.has(RawHashStrings) && (text == u"r" || text == u"br")) {
            qsizetype quote = m_at;
            while (at(quote) == u'#')
                ++quote;
            if (at(quote) == u'"') {
                const qsizetype hashes = quote - m_at;
                m_at = quote + 1;
                rawHashBody(start, hashes);
                return true;
            }
        }
        if (!m_language.has(StringPrefixes) || text.size() > 2 || !m_spec.quotes.contains(at(m_at)))
            return false;
        string(at(m_at));
        Token &last = m_tokens.last();
        last.length += last.start - int(start);
        last.start = int(start);
        return true;
    }

    /// The delimiter itself does not fit into the state; its length does.
    void rawParenBody(qsizetype start, qsizetype delimiterLength)
    {
        bool closed = false;
        for (; m_at < m_line.size() && !closed; ++m_at) {
            if (m_line.at(m_at) == u')' && at(m_at + delimiterLength + 1) == u'"') {
                closed = true;
                m_at += delimiterLength + 1;
            }
        }
        emitToken(start, TokenKind::String);
        m_state = closed ? pack(Plain) : pack(InRawParen, 0, delimiterLength);
    }

    void rawHashBody(qsizetype start, qsizetype hashes)
    {
        const QString mark = u'"' + QString(std::min<qsizetype>(hashes, MaxNesting), u'#');
        const qsizetype end = m_line.indexOf(mark, m_at);
        m_at = end < 0 ? m_line.size() : end + mark.size();
        emitToken(start, TokenKind::String);
        m_state = end < 0 ? pack(InRawHash, 0, hashes) : pack(Plain);
    }

    /// "key: value"; the colon wants a blank or the end behind it, so that "http://" is none.
    bool key(qsizetype start)
    {
        if (!m_language.has(ColonKeys) || at(m_at) != u':')
            return false;
        const QChar after = at(m_at + 1);
        if (!after.isNull() && !after.isSpace())
            return false;
        emitToken(start, TokenKind::Type);
        return true;
    }

    void sign(QChar c)
    {
        const qsizetype start = m_at++;
        const QChar following = at(m_at);
        if (c == u'@' && m_language.has(AtWords) && isWordStart(following)) {
            skipWord();
            emitToken(start, TokenKind::Preprocessor);
        } else if (c == u'$' && m_language.has(DollarVariables)) {
            variable(start);
        } else if (c == u'#' && m_language.has(HexColours)
                   && std::isxdigit(following.unicode() < 128 ? following.unicode() : 0) != 0) {
            skipWord();
            emitToken(start, TokenKind::Number);
        } else if (c == u'\\') {
            m_at = std::min(m_at + 1, m_line.size());
        }
    }

    void variable(qsizetype start)
    {
        const QChar opening = at(m_at);
        if (opening == u'{') {
            const qsizetype end = m_line.indexOf(u'}', m_at);
            m_at = end < 0 ? m_line.size() : end + 1;
        } else if (opening == u'('
                   || isWordStart(opening)) { // make's "$(NAME)", not the shell's "$(command …)"
            qsizetype end = m_at + 1;
            while (isWordStart(at(end)) || isDigit(at(end)))
                ++end;
            if (opening == u'(' && at(end) != u')')
                return;
            m_at = opening == u'(' ? end + 1 : end;
        } else if (isDigit(opening) || "?!#@*$"_L1.contains(opening)) {
            ++m_at;
        } else {
            return;
        }
        emitToken(start, TokenKind::Preprocessor);
    }

    const Language &m_language;
    const LanguageSpec &m_spec;
    QStringView m_line;
    QVector<Token> &m_tokens;
    qsizetype m_at = 0;
    qsizetype m_lineStart = 0;
    int m_state = Plain;
};

} // namespace

int lexCode(const Language &language, QStringView line, int state, QVector<Token> &tokens)
{
    return CodeLexer(language, line, tokens).run(state);
}

} // namespace lokal::ui
