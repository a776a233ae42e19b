#include "core/common/jsonreader.h"

#include <QJsonDocument>
#include <QSet>
#include <QStringDecoder>

#include <cmath>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr int maximumDepth = 64;

/// Walks JSON text without building values: finds what QJsonDocument lets pass (duplicate keys,
/// lone surrogates, NUL characters, depth) and where members begin and end.
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
        if (!scanValue(0, {}))
            return false;
        skipSpace();
        return m_pos == m_text.size() || fail(u"there is text behind the JSON object"_s);
    }

    /// Text of the value of top-level member `wanted`; empty when absent. Only for scanned text.
    QByteArray member(const QString &wanted)
    {
        skipSpace();
        ++m_pos; // '{'
        for (;;) {
            skipSpace();
            if (peek() == '}' || m_pos >= m_text.size())
                return {};
            QString key;
            if (!scanString(&key))
                return {};
            skipSpace();
            ++m_pos; // ':'
            skipSpace();
            const qsizetype begin = m_pos;
            if (!scanValue(1, {}))
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
    bool fail(const QString &why)
    {
        if (problem.isEmpty())
            problem = u"%1 (at byte %2)"_s.arg(why).arg(m_pos);
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

    bool scanValue(int depth, const QString &path)
    {
        if (depth >= maximumDepth)
            return fail(u"nested deeper than %1 levels"_s.arg(maximumDepth));
        switch (peek()) {
        case '{':
            return scanObject(depth, path);
        case '[':
            return scanArray(depth, path);
        case '"': {
            QString value;
            if (!scanString(&value))
                return false;
            if (value.contains(QChar(u'\0')) && nulPath.isNull())
                nulPath = path;
            return true;
        }
        default:
            return scanWord();
        }
    }

    bool scanObject(int depth, const QString &path)
    {
        QSet<QString> keys;
        ++m_pos;
        skipSpace();
        if (peek() == '}') {
            ++m_pos;
            return true;
        }
        for (;;) {
            skipSpace();
            QString key;
            if (peek() != '"')
                return fail(u"a member name in quotes is expected"_s);
            if (!scanString(&key))
                return false;
            if (keys.contains(key))
                return fail(u"the key \"%1\" occurs twice"_s.arg(key.left(100)));
            keys.insert(key);
            const QString inner = path.isEmpty() ? key : path + u'.' + key;
            if (key.contains(QChar(u'\0')) && nulPath.isNull())
                nulPath = path.isEmpty() ? u"(name)"_s : path;
            skipSpace();
            if (peek() != ':')
                return fail(u"\":\" is expected after a member name"_s);
            ++m_pos;
            skipSpace();
            if (!scanValue(depth + 1, inner))
                return false;
            skipSpace();
            if (peek() == '}') {
                ++m_pos;
                return true;
            }
            if (peek() != ',')
                return fail(u"\",\" or \"}\" is expected"_s);
            ++m_pos;
        }
    }

    bool scanArray(int depth, const QString &path)
    {
        ++m_pos;
        skipSpace();
        if (peek() == ']') {
            ++m_pos;
            return true;
        }
        for (int index = 0;; ++index) {
            skipSpace();
            if (!scanValue(depth + 1, u"%1[%2]"_s.arg(path).arg(index)))
                return false;
            skipSpace();
            if (peek() == ']') {
                ++m_pos;
                return true;
            }
            if (peek() != ',')
                return fail(u"\",\" or \"]\" is expected"_s);
            ++m_pos;
        }
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

    bool scanString(QString *value)
    {
        ++m_pos; // '"'
        const qsizetype begin = m_pos;
        bool escaped = false;
        while (m_pos < m_text.size() && m_text[m_pos] != '"') {
            if (static_cast<unsigned char>(m_text[m_pos]) < 0x20)
                return fail(u"a control character stands inside a string"_s);
            if (m_text[m_pos] == '\\') {
                escaped = true;
                ++m_pos;
            }
            ++m_pos;
        }
        if (m_pos >= m_text.size())
            return fail(u"a string is not closed"_s);
        const QByteArrayView raw = m_text.sliced(begin, m_pos - begin);
        ++m_pos;
        if (!escaped) {
            *value = QString::fromUtf8(raw);
            return true;
        }
        return unescape(raw, value);
    }

    bool unescape(QByteArrayView raw, QString *value)
    {
        value->reserve(raw.size());
        qsizetype plain = 0;
        for (qsizetype i = 0; i < raw.size(); ++i) {
            if (raw[i] != '\\')
                continue;
            value->append(QString::fromUtf8(raw.sliced(plain, i - plain)));
            ++i;
            if (i >= raw.size())
                return fail(u"a string ends inside an escape"_s);
            if (raw[i] == 'u') {
                bool ok = i + 4 < raw.size();
                const ushort unit
                    = ok ? raw.sliced(i + 1, 4).toByteArray().toUShort(&ok, 16) : ushort(0);
                if (!ok)
                    return fail(u"\\u needs four hexadecimal digits"_s);
                value->append(QChar(unit));
                i += 4;
            } else {
                static constexpr QByteArrayView from = "\"\\/bfnrt", to = "\"\\/\b\f\n\r\t";
                const qsizetype which = from.indexOf(raw[i]);
                if (which < 0)
                    return fail(u"unknown escape in a string"_s);
                value->append(QLatin1Char(to[which]));
            }
            plain = i + 1;
        }
        value->append(QString::fromUtf8(raw.sliced(plain)));
        return value->isValidUtf16() || fail(u"a string holds half of a surrogate pair"_s);
    }

    QByteArrayView m_text;
    qsizetype m_pos = 0;
};

bool isUtf8(const QByteArray &text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString ignored = decoder(text);
    return !decoder.hasError();
}

Error invalidJson(const QString &why)
{
    return makeError(ErrorCode::InvalidJson, why);
}

} // namespace

JsonObject::JsonObject(QByteArray text)
    : m_text(std::move(text))
    , m_values(QJsonDocument::fromJson(m_text).object())
{
}

QByteArray JsonObject::rawValue(const QString &name) const
{
    return contains(name) ? Scanner(m_text).member(name) : QByteArray();
}

JsonObject JsonObject::object(const QString &name) const
{
    return value(name).isObject() ? JsonObject(rawValue(name)) : JsonObject();
}

Result<JsonObject> parseStrictObject(const QByteArray &text)
{
    if (text.startsWith("\xEF\xBB\xBF"))
        return invalidJson(u"the body begins with a byte-order mark; send plain UTF-8"_s);
    if (!isUtf8(text))
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
    return JsonObject(text);
}

} // namespace lokal
