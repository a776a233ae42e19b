#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace lokal::api {

/// What a member of a JSON object can be, for checking requests and for the API's description.
enum class FieldType
{
    Text,
    Boolean,
    Integer,
    Number,
    Id, ///< a positive integer
    Timestamp, ///< RFC 3339
    TextList,
    IdList,
    List, ///< of objects
    Object, ///< any members
    Format, ///< "text", "json" or a schema object
    Think, ///< a boolean or a level
    KeepAlive, ///< seconds or a Go duration
    Images, ///< base64 texts
    Documents, ///< {name, text} objects
    Options, ///< parameters of one answer
};

enum class Presence
{
    Optional,
    Required
};
enum class Nullable
{
    No,
    Yes
};

/// One member: its type and its bounds. Texts count characters, not UTF-16 units.
struct Field
{
    QString name;
    FieldType type = FieldType::Text;
    Presence presence = Presence::Optional;
    Nullable nullable = Nullable::No;
    std::optional<double> minimum; ///< of the number, or of the length
    std::optional<double> maximum;
    QStringList oneOf;
    QString summary;
    bool oneLine = false; ///< no control characters
    qsizetype maximumItems = 0; ///< of lists; 0: no bound of its own
    QString schema; ///< of Object and List: the name of the schema of it, or of its items
    bool isParameter = false; ///< of an answer: judged by readParameters(), which knows the rules
};

/// A named object of the description. Answers hold every field of it, always.
struct Schema
{
    QString name; ///< "ChatSession"
    QString summary;
    QList<Field> fields;
    bool mayLackFields = false; ///< those that are not Required
};

inline Field makeField(const QString &name, FieldType type, const QString &summary = {})
{
    Field field;
    field.name = name;
    field.type = type;
    field.summary = summary;
    return field;
}
inline Field required(Field field)
{
    field.presence = Presence::Required;
    return field;
}
/// null is possible as well.
inline Field orNull(Field field)
{
    field.nullable = Nullable::Yes;
    return field;
}

} // namespace lokal::api
