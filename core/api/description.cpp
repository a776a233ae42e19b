#include "core/api/description.h"

#include "core/api/schemas.h"

#include <QFile>

#include <memory>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

constexpr auto docsPolicy
    = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
      "connect-src 'self'; frame-ancestors 'none'";

QByteArray resource(const QString &name)
{
    QFile file(u":/lokal/api/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString escaped(const QString &text)
{
    return text.toHtmlEscaped();
}

QString rightsText(const Route &route)
{
    if (route.access == Access::Open)
        return u"open"_s;
    if (route.access == Access::LoginOnly)
        return u"login"_s;
    const QStringList names = scopeNames(route.scopes | Scope::All);
    return u"login, or key with "_s + names.join(u" / "_s);
}

QString typeText(const Field &field)
{
    static const QHash<FieldType, QString> names {
        { FieldType::Text, u"text"_s },
        { FieldType::Boolean, u"boolean"_s },
        { FieldType::Integer, u"integer"_s },
        { FieldType::Number, u"number"_s },
        { FieldType::Id, u"id"_s },
        { FieldType::Timestamp, u"time"_s },
        { FieldType::TextList, u"list of texts"_s },
        { FieldType::IdList, u"list of ids"_s },
        { FieldType::Object, u"object"_s },
        { FieldType::List, u"list of objects"_s },
        { FieldType::Format, u"\"text\", \"json\" or schema"_s },
        { FieldType::Think, u"boolean or level"_s },
        { FieldType::KeepAlive, u"seconds or duration"_s },
        { FieldType::Images, u"list of base64 texts"_s },
        { FieldType::Documents, u"list of {name, text}"_s },
        { FieldType::Options, u"parameters"_s },
    };
    QString text = names.value(field.type);
    if (!field.oneOf.isEmpty())
        text = field.oneOf.join(u" | "_s);
    if (field.minimum && field.maximum)
        text += u" %1…%2"_s.arg(*field.minimum, 0, 'g', 16).arg(*field.maximum, 0, 'g', 16);
    if (field.nullable == Nullable::Yes)
        text += u" or null"_s;
    return text;
}

QString fieldRows(const QList<Field> &fields, const QString &place)
{
    QString html;
    for (const Field &field : fields) {
        html += u"<tr><td><code>%1</code>%2</td><td>%3</td><td>%4</td><td>%5</td></tr>\n"_s.arg(
            escaped(field.name), field.presence == Presence::Required ? u" *"_s : QString(), place,
            escaped(typeText(field)), escaped(field.summary));
    }
    return html;
}

QString routeHtml(const Route &route)
{
    QString html
        = u"<section class=\"route\"><h3><span class=\"method\">%1</span> <code>%2</code></h3>\n<p>%3 <em>(%4)</em></p>\n"_s
              .arg(QString::fromLatin1(route.method), escaped(route.path), escaped(route.summary),
                   escaped(rightsText(route)));
    const QString rows = fieldRows(route.query, u"query"_s) + fieldRows(route.body, u"body"_s);
    if (!rows.isEmpty())
        html += u"<table><tr><th>name</th><th>in</th><th>value</th><th></th></tr>\n"_s + rows
            + u"</table>\n"_s;
    return html
        + u"<p>Answer: %1%2</p></section>\n"_s.arg(route.status)
              .arg(route.response ? u" "_s + escaped(route.response->name) : QString());
}

/// Serves bytes that do not change, made at the first request.
Handler serve(const QByteArray &type, std::function<QByteArray()> make, bool isPage)
{
    auto made = std::make_shared<QByteArray>();
    return [type, make = std::move(make), isPage, made](const CallPtr &call) {
        if (made->isNull())
            *made = make();
        HttpHeaders headers;
        if (isPage)
            headers.append(HttpHeader { "Content-Security-Policy", docsPolicy });
        call->reply({ 200, type, headers, *made });
    };
}

Route page(const QString &path, const QString &summary, Handler handler)
{
    Route route;
    route.method = "GET";
    route.path = path;
    route.area = u"Description"_s;
    route.summary = summary;
    route.access = Access::Open;
    route.answer = Answer::Page;
    route.handler = std::move(handler);
    return route;
}

} // namespace

QByteArray docsPage(const QList<Route> &routes)
{
    QString html = QString::fromUtf8(resource(u"docs.html"_s));
    QString body, area;
    for (const Route &route : routes) {
        if (route.area != area) {
            area = route.area;
            body += u"<h2>%1</h2>\n"_s.arg(escaped(area));
        }
        body += routeHtml(route);
    }
    return html.replace("<!-- routes -->"_L1, body).toUtf8();
}

QList<Route> withDescription(QList<Route> routes)
{
    auto all = std::make_shared<QList<Route>>();
    routes.append(page(u"/openapi.json"_s, u"This description as an OpenAPI 3.1 document."_s,
                       serve(
                           "application/json", [all] { return openApiJson(*all); }, false)));
    routes.append(page(u"/docs"_s, u"This description as a page."_s,
                       serve(
                           "text/html; charset=utf-8", [all] { return docsPage(*all); }, true)));
    routes.append(
        page(u"/docs/docs.css"_s, u"Style of the page."_s,
             serve(
                 "text/css; charset=utf-8", [] { return resource(u"docs.css"_s); }, true)));
    routes.append(
        page(u"/docs/docs.js"_s, u"Filter of the page."_s,
             serve(
                 "text/javascript; charset=utf-8", [] { return resource(u"docs.js"_s); }, true)));
    *all = routes;
    for (Route &route : *all)
        route.handler = nullptr; // a handler that held the table would keep itself alive
    return routes;
}

} // namespace lokal::api
