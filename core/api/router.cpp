#include "core/api/router.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

bool isParameter(const QString &segment)
{
    return segment.startsWith(u'{');
}

QString parameterName(const QString &segment)
{
    return segment.mid(1, segment.size() - (segment.endsWith("+}"_L1) ? 3 : 2));
}

/// Decoded segments; an empty list when the path cannot name anything.
QStringList splitPath(const QByteArray &encodedPath)
{
    QStringList segments;
    for (const QByteArray &part : encodedPath.mid(1).split('/')) {
        const QByteArray bytes = QByteArray::fromPercentEncoding(part);
        const QString segment = QString::fromUtf8(bytes);
        if (segment.isEmpty() || segment.toUtf8() != bytes || segment.contains(QChar(u'\0')))
            return {};
        segments.append(segment);
    }
    return segments;
}

} // namespace

Router::Router(QList<Route> routes)
    : m_routes(std::move(routes))
{
    QHash<QString, Pattern> byPath;
    for (const Route &route : std::as_const(m_routes)) {
        Pattern &pattern = byPath[route.path];
        pattern.segments = route.path.mid(1).split(u'/');
        pattern.takesRest = route.path.endsWith("+}"_L1);
        pattern.literals = 0;
        for (const QString &segment : std::as_const(pattern.segments))
            pattern.literals = pattern.literals * 2 + (isParameter(segment) ? 0 : 1);
        pattern.routes.append(&route);
    }
    for (const Pattern &pattern : std::as_const(byPath))
        m_patterns.insert(pattern.segments.first(), pattern);
}

bool Router::matches(const Pattern &pattern, const QStringList &segments,
                     QHash<QString, QString> *values)
{
    const qsizetype wanted = pattern.segments.size();
    if (pattern.takesRest ? segments.size() < wanted : segments.size() != wanted)
        return false;
    for (qsizetype i = 0; i < wanted; ++i) {
        const QString &segment = pattern.segments[i];
        if (!isParameter(segment)) {
            if (segment != segments[i])
                return false;
        } else if (pattern.takesRest && i == wanted - 1) {
            values->insert(parameterName(segment), segments.mid(i).join(u'/'));
        } else {
            values->insert(parameterName(segment), segments[i]);
        }
    }
    return true;
}

RouteMatch Router::match(const QByteArray &method, const QByteArray &encodedPath) const
{
    RouteMatch result;
    QByteArray path = encodedPath;
    if (path.startsWith("/api/v1/")) {
        result.prefix = u"/api/v1"_s;
        path.remove(0, 7);
    }
    const QStringList segments = splitPath(path);
    if (segments.isEmpty())
        return result;
    const Pattern *best = nullptr;
    for (auto it = m_patterns.constFind(segments.first());
         it != m_patterns.constEnd() && it.key() == segments.first(); ++it) {
        QHash<QString, QString> values;
        if ((!best || it->literals > best->literals) && matches(*it, segments, &values)) {
            best = &*it;
            result.values = values;
        }
    }
    if (!best)
        return result;
    const QByteArray wanted = method == "HEAD" ? QByteArray("GET") : method;
    for (const Route *route : best->routes) {
        result.methods.append(route->method);
        if (route->method == "GET")
            result.methods.append("HEAD");
        if (route->method == wanted)
            result.route = route;
    }
    result.methods.append("OPTIONS");
    return result;
}

} // namespace lokal::api
