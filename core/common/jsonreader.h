#pragma once

#include "core/common/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace lokal {

/// A parsed JSON object that still knows the text of its members, because a JSON schema has to keep
/// the order of its keys and QJsonObject sorts them.
class JsonObject
{
public:
    JsonObject() = default;
    /// Parses a text that is known to be an object; empty when it is none.
    explicit JsonObject(const QByteArray &text);
    /// @param values what `text` holds.
    JsonObject(QByteArray text, QJsonObject values);

    const QJsonObject &values() const { return m_values; }
    bool contains(const QString &name) const { return m_values.contains(name); }
    QJsonValue value(const QString &name) const { return m_values.value(name); }
    /// The text of one member's value as received; empty when absent.
    QByteArray rawValue(const QString &name) const;
    /// A member that is an object; an empty one otherwise.
    JsonObject object(const QString &name) const;
    const QByteArray &text() const { return m_text; }

private:
    QByteArray m_text;
    QJsonObject m_values;
};

/// Strict parsing for requests (H7): valid UTF-8, no byte-order mark, no duplicate keys, no lone
/// surrogates, depth at most 64, an object at the top, nothing behind it; numbers that fit a
/// double. NUL characters in strings are invalid_field naming the member (422); all else
/// invalid_json (400).
Result<JsonObject> parseStrictObject(const QByteArray &text);

} // namespace lokal
