#include "core/common/jsonreader.h"

#include <QJsonDocument>
#include <QSet>
#include <QVarLengthArray>

#include <cctype>
#include <cstring>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr qsizetype maximumDepth = 64;

/// Walks JSON text without building values: finds what QJsonDocument lets pass (duplicate keys,
/// lone surrogates, NUL characters, depth) and where members begin and end. Linear, and no text is
/// copied but keys with escapes.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text)
        : m_text(text)
    {
    }

    /// True when the text is exactly one object. Otherwise `problem` says why.
    bool scanDocument()
    {
        skipSpace();
        if (peek() != '{')
            return fail(u"the body must be a JSON object"_s);
        if (!scanValue())
            return false;
        skipSpace();
        return m_pos == m_text.size() || fail(u"there is text behind the JSON object"_s);
    }

    /// Text of the value of top-level member `wanted`; empty when absent. Only for scanned text.
    QByteArray member(const QByteArray &wanted)
    {
        skipSpace();
        ++m_pos; // '{'
        for (;;) {
            skipSpace();
            QByteArray key;
            if (peek() != '"' || !scanKey(&key))
                return {};
            skipSpace();
            ++m_pos; // ':'
            skipSpace();
            const qsizetype begin = m_pos;
            if (!scanValue())
                return {};
            if (key == wanted)
                return m_text.sliced(begin, m_pos - begin).toByteArray();
            skipSpace();
            if (peek() == ',')
                ++m_pos;
        }
    }

    QString problem;
    QString nulPath; ///< member that holds a NUL character, if any

private:
    /// Where we are in an object or a list; its path is put together only for a fault.
    struct Place
    {
        QByteArray key;
        qsizetype index = -1; ///< of a list
    };

    bool fail(const QString &why)
    {
        if (problem.isEmpty())
            problem = why + u" (at byte "_s + QString::number(m_pos) + u')';
        return false;
    }
    char peek() const { return m_pos < m_text.size() ? m_text[m_pos] : '\0'; }
    void skipSpace()
    {
        while (m_pos < m_text.size()
               && (m_text[m_pos] == ' ' || m_text[m_pos] == '\t' || m_text[m_pos] == '\n'
                   || m_text[m_pos] == '\r'))
            ++m_pos;
    }

    void noteNul()
    {
        if (!nulPath.isNull())
            return;
        QString path;
        for (const Place &place : m_places) {
            if (place.index >= 0)
                path += u'[' + QString::number(place.index) + u']';
            else if (!place.key.isEmpty())
                path += (path.isEmpty() ? u""_s : u"."_s) + QString::fromUtf8(place.key);
        }
        nulPath = path.isEmpty() ? u"(name)"_s : path; // the name itself holds it
    }

    bool scanValue()
    {
        if (m_places.size() >= maximumDepth && (peek() == '{' || peek() == '['))
            return fail(u"nested deeper than %1 levels"_s.arg(maximumDepth));
        switch (peek()) {
        case '{':
            return scanObject();
        case '[':
            return scanArray();
        case '"': {
            QByteArrayView raw;
            bool isEscaped = false;
            return scanString(&raw, &isEscaped) && (!isEscaped || unescape(raw, nullptr));
        }
        default:
            return scanWord();
        }
    }

    /// The end of an object or a list, or the next member.
    enum class Next
    {
        Member,
        End,
        Fault
    };
    Next next(char closing)
    {
        skipSpace();
        const char c = peek();
        if (c != ',' && c != closing) {
            fail(u"\",\" or \""_s + QLatin1Char(closing) + u"\" is expected"_s);
            return Next::Fault;
        }
        ++m_pos;
        return c == ',' ? Next::Member : Next::End;
    }
    bool isEmptyUntil(char closing)
    {
        ++m_pos; // '{' or '['
        skipSpace();
        if (peek() != closing)
            return false;
        ++m_pos;
        return true;
    }

    bool scanObject()
    {
        if (isEmptyUntil('}'))
            return true;
        QSet<QByteArray> keys;
        m_places.append(Place {});
        for (Next step = Next::Member; step == Next::Member;) {
            skipSpace();
            QByteArray &key = m_places.last().key;
            key.clear();
            if (peek() != '"')
                return fail(u"a member name in quotes is expected"_s);
            if (!scanKey(&key))
                return false;
            const qsizetype known = keys.size();
            keys.insert(key);
            if (keys.size() == known)
                return fail(u"the key \""_s + QString::fromUtf8(key).left(100)
                            + u"\" occurs twice"_s);
            skipSpace();
            if (peek() != ':')
                return fail(u"\":\" is expected after a member name"_s);
            ++m_pos;
            skipSpace();
            if (!scanValue())
                return false;
            step = next('}');
            if (step == Next::Fault)
                return false;
        }
        m_places.removeLast();
        return true;
    }

    bool scanArray()
    {
        if (isEmptyUntil(']'))
            return true;
        m_places.append(Place { {}, -1 });
        for (Next step = Next::Member; step == Next::Member;) {
            ++m_places.last().index;
            skipSpace();
            if (!scanValue())
                return false;
            step = next(']');
            if (step == Next::Fault)
                return false;
        }
        m_places.removeLast();
        return true;
    }

    bool scanWord()
    {
        const qsizetype begin = m_pos;
        while (m_pos < m_text.size()
               && (std::isalnum(static_cast<unsigned char>(m_text[m_pos])) || m_text[m_pos] == '+'
                   || m_text[m_pos] == '-' || m_text[m_pos] == '.'))
            ++m_pos;
        return m_pos > begin
            || fail(u"a value is expected"_s); // QJsonDocument judges the word itself
    }

    /// A member name, as UTF-8. Shares the text's bytes unless there are escapes in it.
    bool scanKey(QByteArray *key)
    {
        QByteArrayView raw;
        bool isEscaped = false;
        if (!scanString(&raw, &isEscaped))
            return false;
        if (!isEscaped) {
            *key = QByteArray::fromRawData(raw.data(), raw.size());
            return true;
        }
        QString text;
        if (!unescape(raw, &text))
            return false;
        *key = text.toUtf8();
        return true;
    }

    bool scanString(QByteArrayView *raw, bool *isEscaped)
    {
        ++m_pos; // '"'
        const qsizetype begin = m_pos;
        while (m_pos < m_text.size() && m_text[m_pos] != '"') {
            if (static_cast<unsigned char>(m_text[m_pos]) < 0x20)
                return fail(u"a control character stands inside a string"_s);
            if (m_text[m_pos] == '\\') {
                *isEscaped = true;
                ++m_pos;
            }
            ++m_pos;
        }
        if (m_pos >= m_text.size())
            return fail(u"a string is not closed"_s);
        *raw = m_text.sliced(begin, m_pos - begin);
        ++m_pos;
        return true;
    }

    /// Checks the escapes of a string; writes its text to `value` when that is wanted.
    bool unescape(QByteArrayView raw, QString *value)
    {
        bool highWaits = false; // the first half of a surrogate pair came, directly before
        qsizetype plain = 0;
        for (qsizetype i = 0; i < raw.size(); ++i) {
            if (raw[i] != '\\') {
                const auto *escape = static_cast<const char *>(
                    std::memchr(raw.data() + i, '\\', size_t(raw.size() - i)));
                i = escape ? escape - raw.data() : raw.size();
                if (highWaits)
                    break;
                if (i == raw.size())
                    break;
            }
            if (value)
                value->append(QString::fromUtf8(raw.sliced(plain, i - plain)));
            ++i;
            ushort unit = 0;
            if (!readEscape(raw, &i, &unit))
                return false;
            if (QChar::isLowSurrogate(unit) != highWaits)
                return failSurrogate();
            highWaits = QChar::isHighSurrogate(unit);
            if (unit == 0)
                noteNul();
            if (value)
                value->append(QChar(unit));
            plain = i + 1;
        }
        if (highWaits)
            return failSurrogate();
        if (value)
            value->append(QString::fromUtf8(raw.sliced(plain)));
        return true;
    }
    bool failSurrogate() { return fail(u"a string holds half of a surrogate pair"_s); }

    /// The character of the escape whose letter is at `i`, which ends at its last byte.
    bool readEscape(QByteArrayView raw, qsizetype *i, ushort *unit)
    {
        static constexpr QByteArrayView from = "\"\\/bfnrt", to = "\"\\/\b\f\n\r\t";
        if (raw[*i] != 'u') {
            const qsizetype which = from.indexOf(raw[*i]);
            if (which < 0)
                return fail(u"unknown escape in a string"_s);
            *unit = ushort(to[which]);
            return true;
        }
        for (int digit = 0; digit < 4; ++digit) {
            ++*i;
            const int value = *i < raw.size() ? hexValue(raw[*i]) : -1;
            if (value < 0)
                return fail(u"\\u needs four hexadecimal digits"_s);
            *unit = ushort(*unit * 16 + value);
        }
        return true;
    }
    static int hexValue(char c)
    {
        if (c >= '0' && c <= '9')
            return c - '0';
        if (c >= 'a' && c <= 'f')
            return c - 'a' + 10;
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }

    QByteArrayView m_text;
    qsizetype m_pos = 0;
    QVarLengthArray<Place, 8> m_places;
};

Error invalidJson(const QString &why)
{
    return makeError(ErrorCode::InvalidJson, why);
}

} // namespace

JsonObject::JsonObject(const QByteArray &text)
    : JsonObject(text, QJsonDocument::fromJson(text).object())
{
}

JsonObject::JsonObject(QByteArray text, QJsonObject values)
    : m_text(std::move(text))
    , m_values(std::move(values))
{
}

QByteArray JsonObject::rawValue(const QString &name) const
{
    return contains(name) ? Scanner(m_text).member(name.toUtf8()) : QByteArray();
}

JsonObject JsonObject::object(const QString &name) const
{
    return value(name).isObject() ? JsonObject(rawValue(name), value(name).toObject())
                                  : JsonObject();
}

Result<JsonObject> parseStrictObject(const QByteArray &text)
{
    if (text.startsWith("\xEF\xBB\xBF"))
        return invalidJson(u"the body begins with a byte-order mark; send plain UTF-8"_s);
    if (!text.isValidUtf8())
        return invalidJson(u"the body is not valid UTF-8"_s);
    Scanner scanner(text);
    if (!scanner.scanDocument())
        return invalidJson(scanner.problem);
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(text, &fault);
    if (!document.isObject())
        return invalidJson(u"%1 (at byte %2)"_s.arg(fault.errorString()).arg(fault.offset));
    if (!scanner.nulPath.isNull())
        return invalidField(scanner.nulPath, u"must not contain NUL characters"_s);
    return JsonObject(text, document.object());
}

} // namespace lokal
