#include "core/api/jsonschema.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace lokal::api {

QJsonObject schemaRef(const QString &name)
{
    return { { u"$ref"_s, QString(u"#/components/schemas/"_s + name) } };
}

QJsonObject typed(const QString &type)
{
    return { { u"type"_s, type } };
}

QJsonObject listOf(const QJsonObject &items)
{
    return { { u"type"_s, u"array"_s }, { u"items"_s, items } };
}

QJsonObject oneOf(const QJsonArray &choices)
{
    return { { u"oneOf"_s, choices } };
}

QJsonObject idSchema()
{
    return { { u"type"_s, u"integer"_s }, { u"minimum"_s, 1 } };
}

namespace {

QJsonObject objectOr(const QString &schema)
{
    return schema.isEmpty() ? typed(u"object"_s) : schemaRef(schema);
}

QJsonObject documentSchema()
{
    return { { u"type"_s, u"object"_s },
             { u"properties"_s,
               QJsonObject { { u"name"_s, typed(u"string"_s) },
                             { u"text"_s, typed(u"string"_s) } } },
             { u"required"_s, QJsonArray { u"name"_s, u"text"_s } },
             { u"additionalProperties"_s, false } };
}

QJsonObject words(const QJsonArray &all)
{
    return { { u"type"_s, u"string"_s }, { u"enum"_s, all } };
}

QJsonObject bareSchema(const Field &field)
{
    // clang-format off
    switch (field.type) {
    case FieldType::Text: return typed(u"string"_s);
    case FieldType::Boolean: return typed(u"boolean"_s);
    case FieldType::Integer: return typed(u"integer"_s);
    case FieldType::Number: return typed(u"number"_s);
    case FieldType::Id: return idSchema();
    case FieldType::Timestamp: return { { u"type"_s, u"string"_s }, { u"format"_s, u"date-time"_s } };
    case FieldType::TextList: return listOf(typed(u"string"_s));
    case FieldType::IdList: return listOf(idSchema());
    case FieldType::Object: return objectOr(field.schema);
    case FieldType::List: return listOf(objectOr(field.schema));
    case FieldType::Format: return oneOf({ words({ u"text"_s, u"json"_s }), typed(u"object"_s) });
    case FieldType::Think:
        return oneOf({ typed(u"boolean"_s), words({ u"low"_s, u"medium"_s, u"high"_s, u"max"_s }) });
    case FieldType::KeepAlive: return oneOf({ typed(u"number"_s), typed(u"string"_s) });
    case FieldType::Images: return listOf({ { u"type"_s, u"string"_s }, { u"contentEncoding"_s, u"base64"_s } });
    case FieldType::Documents: return listOf(documentSchema());
    case FieldType::Options: return schemaRef(u"Options"_s);
    }
    // clang-format on
    return {};
}

void addBounds(QJsonObject &schema, const Field &field)
{
    const bool isText = field.type == FieldType::Text;
    if (field.minimum)
        schema.insert(isText ? u"minLength"_s : u"minimum"_s, *field.minimum);
    if (field.maximum)
        schema.insert(isText ? u"maxLength"_s : u"maximum"_s, *field.maximum);
    if (!field.oneOf.isEmpty())
        schema.insert(u"enum"_s, QJsonArray::fromStringList(field.oneOf));
}

} // namespace

QJsonObject schemaOf(const Field &field)
{
    QJsonObject schema = bareSchema(field);
    if (field.type == FieldType::TextList) {
        QJsonObject items = schema.value("items"_L1).toObject();
        Field item = field;
        item.type = FieldType::Text;
        addBounds(items, item);
        schema.insert(u"items"_s, items);
    } else {
        addBounds(schema, field);
    }
    if (field.maximumItems > 0)
        schema.insert(u"maxItems"_s, qint64(field.maximumItems));
    if (field.nullable == Nullable::Yes)
        schema = oneOf({ schema, typed(u"null"_s) });
    if (!field.summary.isEmpty())
        schema.insert(u"description"_s, field.summary);
    return schema;
}

bool isRequired(const Field &field)
{
    return field.presence == Presence::Required;
}

namespace {

QJsonObject propertiesOf(const QList<Field> &fields)
{
    QJsonObject properties;
    for (const Field &field : fields)
        properties.insert(field.name, schemaOf(field));
    return properties;
}

/// An object with these members, of which `isNeeded` says whether each has to be there.
template <typename IsNeeded> QJsonObject objectSchema(const QList<Field> &fields, IsNeeded isNeeded)
{
    QJsonArray needed;
    for (const Field &field : fields) {
        if (isNeeded(field))
            needed.append(field.name);
    }
    QJsonObject schema { { u"type"_s, u"object"_s }, { u"properties"_s, propertiesOf(fields) } };
    if (!needed.isEmpty())
        schema.insert(u"required"_s, needed);
    return schema;
}

} // namespace

QJsonObject answerSchemaOf(const Schema &schema)
{
    QJsonObject object = objectSchema(schema.fields, [&schema](const Field &field) {
        return !schema.mayLackFields || isRequired(field);
    });
    if (!schema.summary.isEmpty())
        object.insert(u"description"_s, schema.summary);
    return object;
}

QJsonObject requestSchema(const QList<Field> &fields)
{
    QJsonObject object = objectSchema(fields, isRequired);
    object.insert(u"additionalProperties"_s, false);
    return object;
}

QJsonObject requestSchema(const Route &route)
{
    QJsonObject object = requestSchema(route.body);
    if (route.method != "PUT" || !route.entity)
        return object;
    QJsonObject properties = object.value("properties"_L1).toObject();
    for (const Field &field : route.entity->fields) {
        if (properties.contains(field.name))
            continue;
        QJsonObject schema = schemaOf(field);
        schema.insert(u"readOnly"_s, true);
        properties.insert(field.name, schema);
    }
    object.insert(u"properties"_s, properties);
    return object;
}

} // namespace lokal::api
