#include "core/api/description.h"
#include "core/api/jsonschema.h"
#include "core/api/schemas.h"

#include <QJsonDocument>
#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

QJsonObject headerRef(const QString &name)
{
    return { { u"$ref"_s, QString(u"#/components/headers/"_s + name) } };
}

QJsonObject content(const QString &type, const QJsonObject &schema)
{
    return { { type, QJsonObject { { u"schema"_s, schema } } } };
}

QJsonObject pageOf(const QJsonObject &item)
{
    const QJsonObject number = typed(u"integer"_s);
    return { { u"type"_s, u"object"_s },
             { u"properties"_s,
               QJsonObject { { u"items"_s, listOf(item) },
                             { u"total"_s, number },
                             { u"limit"_s, number },
                             { u"offset"_s, number } } },
             { u"required"_s, QJsonArray { u"items"_s, u"total"_s, u"limit"_s, u"offset"_s } } };
}

/// An event stream with what each event of it holds.
QJsonObject streamContent()
{
    QJsonObject events;
    for (const StreamEvent &event : streamEvents())
        events.insert(event.name, schemaRef(event.data.name));
    return { { u"text/event-stream"_s,
               QJsonObject { { u"schema"_s, typed(u"string"_s) }, { u"x-events"_s, events } } } };
}

QJsonObject successContent(const Route &route)
{
    const QJsonObject object
        = route.response ? schemaRef(route.response->name) : typed(u"object"_s);
    // clang-format off
    switch (route.answer) {
    case Answer::Nothing: return {};
    case Answer::Object: return content(u"application/json"_s, object);
    case Answer::List: return content(u"application/json"_s, pageOf(object));
    case Answer::AnswerOrStream:
    case Answer::EditOrStream:
    case Answer::Stream: return streamContent();
    case Answer::Bytes: return content(u"*/*"_s, typed(u"string"_s));
    case Answer::Page:
        return content(QString::fromLatin1(route.pageType),
                       typed(route.pageType == "application/json" ? u"object"_s : u"string"_s));
    }
    // clang-format on
    return {};
}

QJsonObject successHeaders(const Route &route, int status)
{
    QJsonObject headers { { u"X-Request-Id"_s, headerRef(u"X-Request-Id"_s) } };
    if (route.access != Access::Open) {
        headers.insert(u"RateLimit"_s, headerRef(u"RateLimit"_s));
        headers.insert(u"RateLimit-Policy"_s, headerRef(u"RateLimit-Policy"_s));
    }
    if (route.tagged == Tagged::Yes && status != 204)
        headers.insert(u"ETag"_s, headerRef(u"ETag"_s));
    if (status == 201)
        headers.insert(u"Location"_s, headerRef(u"Location"_s));
    return headers;
}

QJsonObject response(const Route &route, int status, const QString &description,
                     const QJsonObject &body)
{
    QJsonObject result { { u"description"_s, description },
                         { u"headers"_s, successHeaders(route, status) } };
    if (!body.isEmpty())
        result.insert(u"content"_s, body);
    return result;
}

QJsonObject responses(const Route &route)
{
    QJsonObject all { { u"default"_s,
                        QJsonObject { { u"$ref"_s, u"#/components/responses/Problem"_s } } } };
    const auto add
        = [&all, &route](int status, const QString &description, const QJsonObject &body) {
              all.insert(QString::number(status), response(route, status, description, body));
          };
    switch (route.answer) {
    case Answer::AnswerOrStream:
        add(200, u"The answer as it is made."_s, successContent(route));
        add(201, u"The whole answer, with \"stream\": false."_s,
            content(u"application/json"_s, schemaRef(route.response->name)));
        break;
    case Answer::EditOrStream:
        add(200, u"With \"run\": the answer to the edited message as it is made."_s,
            successContent(route));
        add(201,
            u"The edited message; with \"run\" and \"stream\": false the whole answer to it."_s,
            content(u"application/json"_s,
                    oneOf({ schemaRef(route.response->name), schemaRef(answerSchema().name) })));
        break;
    case Answer::Stream:
        add(204, u"Nothing is running."_s, {});
        [[fallthrough]];
    default:
        add(route.status, u"Success."_s, successContent(route));
    }
    return all;
}

QJsonObject parameter(const QString &place, const QString &name, const QJsonObject &schema,
                      const QString &description = {})
{
    QJsonObject result { { u"name"_s, name }, { u"in"_s, place }, { u"schema"_s, schema } };
    if (place == "path"_L1)
        result.insert(u"required"_s, true);
    if (!description.isEmpty())
        result.insert(u"description"_s, description);
    return result;
}

QJsonArray parameters(const Route &route)
{
    QJsonArray all;
    const auto header = [&all](const QString &name, const QString &description) {
        all.append(parameter(u"header"_s, name, typed(u"string"_s), description));
    };
    for (const QString &segment : route.path.split(u'/')) {
        if (!segment.startsWith(u'{'))
            continue;
        const QString name = segment.mid(1, segment.size() - (segment.endsWith("+}"_L1) ? 3 : 2));
        all.append(
            parameter(u"path"_s, name, name.endsWith("_id"_L1) ? idSchema() : typed(u"string"_s)));
    }
    for (const Field &field : route.query)
        all.append(parameter(u"query"_s, field.name, schemaOf(field)));
    if (route.method == "POST")
        header(u"Idempotency-Key"_s, u"The same key and body again give the first result."_s);
    if (route.tagged == Tagged::Yes && (route.method == "PUT" || route.method == "DELETE"))
        header(u"If-Match"_s, u"Only when the object still has this ETag; else 412."_s);
    if (route.answer == Answer::Stream)
        header(u"Last-Event-ID"_s, u"Goes on after this event."_s);
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
            QJsonObject {
                { u"required"_s, std::any_of(route.body.begin(), route.body.end(), isRequired) },
                { u"content"_s, content(u"application/json"_s, requestSchema(route)) } });
    if (route.access == Access::Open)
        result.insert(u"security"_s, QJsonArray());
    if (route.access == Access::LoginOnly)
        result.insert(u"security"_s, QJsonArray { QJsonObject { { u"login"_s, QJsonArray() } } });
    return result;
}

QJsonObject schemas()
{
    QJsonObject all;
    for (const Schema *schema : allSchemas())
        all.insert(schema->name, answerSchemaOf(*schema));
    QJsonObject options = requestSchema(parameterFields());
    options.insert(u"description"_s, u"Parameters of one answer."_s);
    all.insert(u"Options"_s, options);
    return all;
}

QJsonObject headers()
{
    QJsonObject all;
    const auto add = [&all](const QString &name, const QString &type, const QString &description) {
        all.insert(name,
                   QJsonObject { { u"schema"_s, typed(type) }, { u"description"_s, description } });
    };
    add(u"X-Request-Id"_s, u"string"_s, u"Names this request; also in the log."_s);
    add(u"ETag"_s, u"string"_s, u"Names this state of the object, for If-Match."_s);
    add(u"Location"_s, u"string"_s, u"The path of the new object."_s);
    add(u"Retry-After"_s, u"integer"_s, u"Seconds; with 429 and 503."_s);
    add(u"RateLimit-Policy"_s, u"string"_s, u"How many requests in how many seconds."_s);
    add(u"RateLimit"_s, u"string"_s, u"How many are left, and seconds until all are back."_s);
    return all;
}

QJsonObject problemResponse()
{
    return { { u"description"_s, u"A problem (RFC 9457)."_s },
             { u"headers"_s,
               QJsonObject { { u"Retry-After"_s, headerRef(u"Retry-After"_s) },
                             { u"X-Request-Id"_s, headerRef(u"X-Request-Id"_s) } } },
             { u"content"_s,
               content(u"application/problem+json"_s, schemaRef(problemSchema().name)) } };
}

QJsonObject bearer(const QString &description)
{
    return { { u"type"_s, u"http"_s },
             { u"scheme"_s, u"bearer"_s },
             { u"description"_s, description } };
}

QJsonObject securitySchemes()
{
    const QJsonObject key { { u"type"_s, u"apiKey"_s },
                            { u"in"_s, u"header"_s },
                            { u"name"_s, u"X-API-Key"_s } };
    return { { u"bearer"_s, bearer(u"The access_token of a login, or an API key."_s) },
             { u"login"_s, bearer(u"The access_token of a login; API keys may not do this."_s) },
             { u"key"_s, key } };
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
        { u"info"_s,
          QJsonObject { { u"title"_s, u"Lokal-AI"_s },
                        { u"version"_s, u"1"_s },
                        { u"summary"_s, u"Local language models as a private REST API."_s } } },
        { u"servers"_s,
          QJsonArray { QJsonObject { { u"url"_s, u"/"_s } },
                       QJsonObject { { u"url"_s, u"/api/v1"_s } } } },
        { u"security"_s,
          QJsonArray { QJsonObject { { u"bearer"_s, QJsonArray() } },
                       QJsonObject { { u"key"_s, QJsonArray() } } } },
        { u"paths"_s, pathObjects },
        { u"components"_s,
          QJsonObject { { u"schemas"_s, schemas() },
                        { u"headers"_s, headers() },
                        { u"responses"_s, QJsonObject { { u"Problem"_s, problemResponse() } } },
                        { u"securitySchemes"_s, securitySchemes() } } },
    };
    return QJsonDocument(document).toJson(QJsonDocument::Compact);
}

} // namespace lokal::api
