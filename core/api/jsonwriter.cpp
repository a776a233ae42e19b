#include "core/api/jsonwriter.h"

#include "core/common/clock.h"

#include <QLocale>

#include <cmath>

namespace lokal::api {
namespace {

// Strings from here on are kept as they are until they are sent.
constexpr qsizetype longText = 16 * 1024;

void appendEscape(QByteArray &out, char16_t c)
{
    static constexpr char digits[] = "0123456789abcdef";
    switch (c) {
    case u'"':
        out.append("\\\"", 2);
        return;
    case u'\\':
        out.append("\\\\", 2);
        return;
    case u'\n':
        out.append("\\n", 2);
        return;
    case u'\r':
        out.append("\\r", 2);
        return;
    case u'\t':
        out.append("\\t", 2);
        return;
    default:
        out.append("\\u00", 4);
        out.append(digits[(c >> 4) & 0xf]);
        out.append(digits[c & 0xf]);
    }
}

void appendUtf8(QByteArray &out, char32_t c)
{
    if (c < 0x800) {
        out.append(char(0xc0 | (c >> 6)));
    } else {
        if (c < 0x10000) {
            out.append(char(0xe0 | (c >> 12)));
        } else {
            out.append(char(0xf0 | (c >> 18)));
            out.append(char(0x80 | ((c >> 12) & 0x3f)));
        }
        out.append(char(0x80 | ((c >> 6) & 0x3f)));
    }
    out.append(char(0x80 | (c & 0x3f)));
}

} // namespace

void appendJsonEscaped(QByteArray &out, QStringView text)
{
    const qsizetype size = text.size();
    for (qsizetype i = 0; i < size; ++i) {
        const char16_t c = text[i].unicode();
        if (c < 0x80) {
            if (c >= 0x20 && c != u'"' && c != u'\\' && c != 0x7f)
                out.append(char(c));
            else
                appendEscape(out, c);
        } else if (!QChar::isSurrogate(c)) {
            appendUtf8(out, c);
        } else if (QChar::isHighSurrogate(c) && i + 1 < size && text[i + 1].isLowSurrogate()) {
            appendUtf8(out, QChar::surrogateToUcs4(c, text[i + 1].unicode()));
            ++i;
        } else {
            appendUtf8(out, 0xfffd);
        }
    }
}

void appendJsonString(QByteArray &out, QStringView text)
{
    out.append('"');
    appendJsonEscaped(out, text);
    out.append('"');
}

QByteArray JsonParts::take(qsizetype maximum)
{
    QByteArray out;
    while (!m_parts.isEmpty() && out.size() < maximum) {
        Part &part = m_parts.first();
        const qsizetype room = maximum - out.size();
        if (part.taken < part.json.size()) {
            out.append(QByteArrayView(part.json).sliced(part.taken,
                                                        qMin(room, part.json.size() - part.taken)));
            part.taken += qMin(room, part.json.size() - part.taken);
        } else if (part.taken < part.text.size()) {
            qsizetype count = qMin(room, part.text.size() - part.taken);
            if (count < part.text.size() - part.taken
                && part.text[part.taken + count - 1].isHighSurrogate())
                ++count; // never between the halves of a pair
            appendJsonEscaped(out, QStringView(part.text).sliced(part.taken, count));
            part.taken += count;
        }
        if (part.taken >= qMax(part.json.size(), part.text.size()))
            m_parts.removeFirst();
    }
    return out;
}

QByteArray JsonParts::takeAll()
{
    QByteArray out;
    while (!m_parts.isEmpty())
        out.append(take(1 << 20));
    return out;
}

void JsonWriter::separate()
{
    if (m_needComma)
        m_out.append(',');
    m_needComma = true;
}

JsonWriter &JsonWriter::beginObject()
{
    separate();
    m_out.append('{');
    m_needComma = false;
    return *this;
}

JsonWriter &JsonWriter::endObject()
{
    m_out.append('}');
    m_needComma = true;
    return *this;
}

JsonWriter &JsonWriter::beginArray()
{
    separate();
    m_out.append('[');
    m_needComma = false;
    return *this;
}

JsonWriter &JsonWriter::endArray()
{
    m_out.append(']');
    m_needComma = true;
    return *this;
}

JsonWriter &JsonWriter::key(QByteArrayView name)
{
    separate();
    m_out.append('"').append(name).append("\":", 2);
    m_needComma = false;
    return *this;
}

JsonWriter &JsonWriter::value(QStringView text)
{
    separate();
    appendJsonString(m_out, text);
    return *this;
}

JsonWriter &JsonWriter::value(const QString &text)
{
    if (text.size() < longText)
        return value(QStringView(text));
    separate();
    m_out.append('"');
    m_done.append(std::exchange(m_out, {}));
    m_done.appendText(text);
    m_out.append('"');
    return *this;
}

JsonWriter &JsonWriter::value(qint64 number)
{
    separate();
    m_out.append(QByteArray::number(number));
    return *this;
}

JsonWriter &JsonWriter::value(double number)
{
    if (!std::isfinite(number))
        return null(); // JSON knows neither infinity nor NaN
    separate();
    m_out.append(QByteArray::number(number, 'g', QLocale::FloatingPointShortest));
    return *this;
}

JsonWriter &JsonWriter::value(bool flag)
{
    return raw(flag ? "true" : "false");
}

JsonWriter &JsonWriter::value(const QStringList &texts)
{
    beginArray();
    for (const QString &text : texts)
        value(text);
    return endArray();
}

JsonWriter &JsonWriter::null()
{
    return raw("null");
}

JsonWriter &JsonWriter::raw(QByteArrayView json)
{
    separate();
    m_out.append(json.isEmpty() ? QByteArrayView("null") : json);
    return *this;
}

JsonWriter &JsonWriter::time(const QDateTime &utc)
{
    return utc.isValid() ? value(toRfc3339(utc)) : null();
}

JsonWriter &JsonWriter::members(QByteArrayView object)
{
    object = object.trimmed();
    if (object.size() > 2) {
        separate();
        m_out.append(object.sliced(1, object.size() - 2));
    }
    return *this;
}

QByteArray JsonWriter::take()
{
    if (m_done.isEmpty())
        return std::exchange(m_out, {});
    return takeParts().takeAll();
}

JsonParts JsonWriter::takeParts()
{
    m_done.append(std::exchange(m_out, {}));
    m_needComma = false;
    return std::exchange(m_done, {});
}

} // namespace lokal::api
