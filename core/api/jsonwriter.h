#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace lokal::api {

/// Appends `text` as a JSON string with its quotes: UTF-16 to escaped UTF-8 in one pass. Half
/// surrogate pairs become U+FFFD.
void appendJsonString(QByteArray &out, QStringView text);
/// The same without the quotes, for text that is written in several pieces.
void appendJsonEscaped(QByteArray &out, QStringView text);

/// JSON text that is partly still plain text: long strings are kept shared and turned into bytes
/// only when they are taken, so that a slow reader does not hold a second copy of a long answer.
class JsonParts
{
public:
    void append(QByteArray json) { m_parts.append({ std::move(json), {} }); }
    void appendText(const QString &text) { m_parts.append({ {}, text }); }
    void append(JsonParts other) { m_parts.append(std::move(other.m_parts)); }
    bool isEmpty() const { return m_parts.isEmpty(); }
    /// The next bytes, about `maximum` of them (up to six times as many when all has to be
    /// escaped).
    QByteArray take(qsizetype maximum);
    QByteArray takeAll();

private:
    struct Part
    {
        QByteArray json;
        QString text; ///< the inside of a string, unescaped
        qsizetype taken = 0;
    };
    QList<Part> m_parts;
};

/// Writes one JSON value with the members in the order of the calls.
class JsonWriter
{
public:
    JsonWriter &beginObject();
    JsonWriter &endObject();
    JsonWriter &beginArray();
    JsonWriter &endArray();
    JsonWriter &key(QByteArrayView name); ///< ASCII without characters to escape

    JsonWriter &value(QStringView text);
    JsonWriter &value(const QString &text);
    JsonWriter &value(qint64 number);
    JsonWriter &value(int number) { return value(qint64(number)); }
    JsonWriter &value(double number);
    JsonWriter &value(bool flag);
    JsonWriter &value(const QStringList &texts);
    JsonWriter &null();
    JsonWriter &raw(QByteArrayView json); ///< JSON text as it is; empty: null

    /// An unset value or an invalid time is null; so is an empty text of textOrNull().
    template <typename T> JsonWriter &orNull(const std::optional<T> &maybe)
    {
        return maybe ? value(*maybe) : null();
    }
    JsonWriter &time(const QDateTime &utc);
    JsonWriter &textOrNull(const QString &text) { return text.isEmpty() ? null() : value(text); }
    JsonWriter &idOrNull(qint64 id) { return id > 0 ? value(id) : null(); }

    /// All members of an object's JSON text, without its braces.
    JsonWriter &members(QByteArrayView object);

    QByteArray take();
    JsonParts takeParts();

private:
    void separate();

    JsonParts m_done;
    QByteArray m_out;
    bool m_needComma = false;
};

} // namespace lokal::api
