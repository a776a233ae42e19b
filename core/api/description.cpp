#include "core/api/description.h"

#include <QFile>

#include <memory>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

constexpr auto openApiType = "application/json";
constexpr auto docsPolicy
    = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
      "connect-src 'self'; frame-ancestors 'none'";

QByteArray resource(const QString &name)
{
    QFile file(u":/lokal/api/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Serves bytes that do not change, made at the first request.
Handler serve(const QByteArray &type, std::function<QByteArray()> make)
{
    auto made = std::make_shared<QByteArray>();
    return [type, make = std::move(make), made](const CallPtr &call) {
        if (made->isNull())
            *made = make();
        HttpHeaders headers;
        if (type != openApiType)
            headers.append(HttpHeader { "Content-Security-Policy", docsPolicy });
        call->reply({ 200, type, headers, *made });
    };
}

Route page(const QString &path, const QString &summary, const QByteArray &type,
           std::function<QByteArray()> make)
{
    Route route = makeRoute(u"Description"_s, "GET", path, summary);
    route.access = Access::Open;
    route.answer = Answer::Page;
    route.pageType = type;
    route.handler = serve(type, std::move(make));
    return route;
}

} // namespace

QList<Route> withDescription(QList<Route> routes)
{
    auto all = std::make_shared<QList<Route>>();
    routes.append(page(u"/openapi.json"_s, u"This description as an OpenAPI 3.1 document."_s,
                       openApiType, [all] { return openApiJson(*all); }));
    routes.append(page(u"/docs"_s, u"This description as a page."_s, "text/html; charset=utf-8",
                       [all] { return docsPage(*all); }));
    routes.append(page(u"/docs/docs.css"_s, u"Style of the page."_s, "text/css; charset=utf-8",
                       [] { return resource(u"docs.css"_s); }));
    routes.append(page(u"/docs/docs.js"_s, u"Filter of the page."_s,
                       "text/javascript; charset=utf-8", [] { return resource(u"docs.js"_s); }));
    *all = routes;
    for (Route &route : *all)
        route.handler = nullptr; // a handler that held the table would keep itself alive
    return routes;
}

} // namespace lokal::api
