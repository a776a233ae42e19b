#include "core/api/description.h"
#include "core/api/schemas.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

QJsonObject ref(const QString &name)
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

QJsonObject bareSchema(const Field &field)
{
    // clang-format off
    switch (field.type) {
    case FieldType::Text: return typed(u"string"_s);
    case FieldType::Boolean: return typed(u"boolean"_s);
    case FieldType::Integer: return typed(u"integer"_s);
    case FieldType::Number: return typed(u"number"_s);
    case FieldType::Id: return { { u"type"_s, u"integer"_s }, { u"minimum"_s, 1 } };
    case FieldType::Timestamp: return { { u"type"_s, u"string"_s }, { u"format"_s, u"date-time"_s } };
    case FieldType::TextList: return listOf(typed(u"string"_s));
    case FieldType::IdList: return listOf(typed(u"integer"_s));
    case FieldType::Object: return typed(u"object"_s);
    case FieldType::List: return listOf(typed(u"object"_s));
    case FieldType::Format:
        return oneOf({ QJsonObject { { u"enum"_s, QJsonArray { u"text"_s, u"json"_s } } }, typed(u"object"_s) });
    case FieldType::Think:
        return oneOf({ typed(u"boolean"_s), QJsonObject { { u"enum"_s, QJsonArray { u"low"_s, u"medium"_s, u"high"_s, u"max"_s } } } });
    case FieldType::KeepAlive: return oneOf({ typed(u"number"_s), typed(u"string"_s) });
    case FieldType::Images: return listOf({ { u"type"_s, u"string"_s }, { u"contentEncoding"_s, u"base64"_s } });
    case FieldType::Documents:
        return listOf({ { u"type"_s, u"object"_s },
                        { u"properties"_s, QJsonObject { { u"name"_s, typed(u"string"_s) }, { u"text"_s, typed(u"string"_s) } } },
                        { u"required"_s, QJsonArray { u"name"_s, u"text"_s } } });
    case FieldType::Options: return ref(u"Options"_s);
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

QJsonObject objectSchema(const QList<Field> &fields, bool isAnswer)
{
    QJsonObject properties;
    QJsonArray required;
    for (const Field &field : fields) {
        properties.insert(field.name, schemaOf(field));
        if (isAnswer || field.presence == Presence::Required)
            required.append(field.name);
    }
    QJsonObject schema { { u"type"_s, u"object"_s }, { u"properties"_s, properties } };
    if (!required.isEmpty())
        schema.insert(u"required"_s, required);
    if (!isAnswer)
        schema.insert(u"additionalProperties"_s, false);
    return schema;
}

QJsonObject content(const QString &type, const QJsonObject &schema)
{
    return { { type, QJsonObject { { u"schema"_s, schema } } } };
}

QJsonObject successContent(const Route &route)
{
    const QJsonObject object = route.response ? ref(route.response->name) : typed(u"object"_s);
    // clang-format off
    switch (route.answer) {
    case Answer::Nothing: return {};
    case Answer::Object: return content(u"application/json"_s, object);
    case Answer::List:
        return content(u"application/json"_s,
                       { { u"type"_s, u"object"_s },
                         { u"properties"_s, QJsonObject { { u"items"_s, listOf(object) }, { u"total"_s, typed(u"integer"_s) },
                                                          { u"limit"_s, typed(u"integer"_s) }, { u"offset"_s, typed(u"integer"_s) } } },
                         { u"required"_s, QJsonArray { u"items"_s, u"total"_s, u"limit"_s, u"offset"_s } } });
    case Answer::AnswerOrStream:
    case Answer::Stream: return content(u"text/event-stream"_s, typed(u"string"_s));
    case Answer::Bytes: return content(u"application/octet-stream"_s, typed(u"string"_s));
    case Answer::Page: return content(u"text/html"_s, typed(u"string"_s));
    }
    // clang-format on
    return {};
}

QJsonObject responses(const Route &route)
{
    QJsonObject success { { u"description"_s, u"Success."_s } };
    if (const QJsonObject body = successContent(route); !body.isEmpty())
        success.insert(u"content"_s, body);
    const QJsonObject problem { { u"description"_s, u"A problem (RFC 9457)."_s },
                                { u"content"_s,
                                  content(u"application/problem+json"_s, ref(u"Problem"_s)) } };
    QJsonObject all {
        { QString::number(route.answer == Answer::AnswerOrStream ? 200 : route.status), success },
        { u"default"_s, problem }
    };
    if (route.answer == Answer::AnswerOrStream)
        all.insert(u"201"_s,
                   QJsonObject { { u"description"_s, u"The whole result, without a stream."_s },
                                 { u"content"_s,
                                   content(u"application/json"_s, ref(route.response->name)) } });
    if (route.answer == Answer::Stream)
        all.insert(u"204"_s, QJsonObject { { u"description"_s, u"Nothing is running."_s } });
    return all;
}

QJsonArray parameters(const Route &route)
{
    QJsonArray all;
    for (const QString &segment : route.path.split(u'/')) {
        if (!segment.startsWith(u'{'))
            continue;
        const QString name = segment.mid(1, segment.size() - (segment.endsWith("+}"_L1) ? 3 : 2));
        const QJsonObject schema = name.endsWith("_id"_L1)
            ? QJsonObject { { u"type"_s, u"integer"_s }, { u"minimum"_s, 1 } }
            : typed(u"string"_s);
        all.append(QJsonObject { { u"name"_s, name },
                                 { u"in"_s, u"path"_s },
                                 { u"required"_s, true },
                                 { u"schema"_s, schema } });
    }
    for (const Field &field : route.query)
        all.append(QJsonObject {
            { u"name"_s, field.name }, { u"in"_s, u"query"_s }, { u"schema"_s, schemaOf(field) } });
    if (route.method == "POST")
        all.append(QJsonObject { { u"name"_s, u"Idempotency-Key"_s },
                                 { u"in"_s, u"header"_s },
                                 { u"schema"_s, typed(u"string"_s) } });
    return all;
}

QString operationId(const Route &route)
{
    QString id = QString::fromLatin1(route.method.toLower());
    for (QString segment : route.path.split(u'/', Qt::SkipEmptyParts)) {
        segment.remove(u'{').remove(u'}').remove(u'+').replace(u'.', u'_');
        id += u'_' + segment;
    }
    return id;
}

QJsonObject operation(const Route &route)
{
    QJsonObject result { { u"operationId"_s, operationId(route) },
                         { u"summary"_s, route.summary },
                         { u"tags"_s, QJsonArray { route.area } },
                         { u"responses"_s, responses(route) } };
    if (const QJsonArray all = parameters(route); !all.isEmpty())
        result.insert(u"parameters"_s, all);
    if (!route.body.isEmpty())
        result.insert(
            u"requestBody"_s,
            QJsonObject { { u"content"_s,
                            content(u"application/json"_s, objectSchema(route.body, false)) } });
    if (route.access == Access::Open)
        result.insert(u"security"_s, QJsonArray());
    return result;
}

QJsonObject problemSchema()
{
    QJsonObject properties { { u"status"_s, typed(u"integer"_s) } };
    for (const QString &name :
         { u"type"_s, u"title"_s, u"detail"_s, u"instance"_s, u"code"_s, u"request_id"_s })
        properties.insert(name, typed(u"string"_s));
    properties.insert(u"errors"_s,
                      listOf({ { u"type"_s, u"object"_s },
                               { u"properties"_s,
                                 QJsonObject { { u"field"_s, typed(u"string"_s) },
                                               { u"message"_s, typed(u"string"_s) } } } }));
    return { { u"type"_s, u"object"_s }, { u"properties"_s, properties } };
}

QJsonObject components(const QList<Route> &routes)
{
    QJsonObject schemas { { u"Problem"_s, problemSchema() },
                          { u"Options"_s, objectSchema(parameterFields(), false) } };
    for (const Route &route : routes) {
        if (route.response)
            schemas.insert(route.response->name, objectSchema(route.response->fields, true));
    }
    const QJsonObject bearer { { u"type"_s, u"http"_s }, { u"scheme"_s, u"bearer"_s } };
    const QJsonObject key { { u"type"_s, u"apiKey"_s },
                            { u"in"_s, u"header"_s },
                            { u"name"_s, u"X-API-Key"_s } };
    return { { u"schemas"_s, schemas },
             { u"securitySchemes"_s, QJsonObject { { u"bearer"_s, bearer }, { u"key"_s, key } } } };
}

} // namespace

QByteArray openApiJson(const QList<Route> &routes)
{
    QMap<QString, QJsonObject> paths;
    for (const Route &route : routes) {
        QString path = route.path;
        path.replace("+}"_L1, "}"_L1);
        paths[path].insert(QString::fromLatin1(route.method.toLower()), operation(route));
    }
    QJsonObject pathObjects;
    for (auto path = paths.cbegin(); path != paths.cend(); ++path)
        pathObjects.insert(path.key(), path.value());
    const QJsonObject document {
        { u"openapi"_s, u"3.1.0"_s },
        { u"info"_s, QJsonObject { { u"title"_s, u"Lokal-AI"_s }, { u"version"_s, u"1"_s } } },
        { u"servers"_s,
          QJsonArray { QJsonObject { { u"url"_s, u"/"_s } },
                       QJsonObject { { u"url"_s, u"/api/v1"_s } } } },
        { u"security"_s,
          QJsonArray { QJsonObject { { u"bearer"_s, QJsonArray() } },
                       QJsonObject { { u"key"_s, QJsonArray() } } } },
        { u"paths"_s, pathObjects },
        { u"components"_s, components(routes) },
    };
    return QJsonDocument(document).toJson(QJsonDocument::Compact);
}

} // namespace lokal::api
