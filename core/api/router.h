#pragma once

#include "core/api/routetable.h"

#include <QHash>
#include <QMultiHash>

namespace lokal::api {

struct RouteMatch
{
    const Route *route = nullptr; ///< nullptr: no route of that method; see `methods`
    QHash<QString, QString> values;
    QString prefix;
    QList<QByteArray> methods; ///< that the path knows, with HEAD and OPTIONS; empty: unknown path

    /// For the Allow header.
    QByteArray allow() const { return methods.join(", "); }
};

/// Finds the route of a request. Works on the encoded path, segment by segment, so that an encoded
/// slash stays inside its segment; literal segments win over parameters.
class Router
{
public:
    explicit Router(QList<Route> routes);
    Router(const Router &) = delete;
    Router &operator=(const Router &) = delete;

    RouteMatch match(const QByteArray &method, const QByteArray &encodedPath) const;
    const QList<Route> &routes() const { return m_routes; }

private:
    struct Pattern
    {
        QStringList segments;
        bool takesRest = false;
        int literals = 0; ///< weight: more, and earlier, literal segments win
        QList<const Route *> routes; ///< by method
    };
    static bool matches(const Pattern &pattern, const QStringList &segments,
                        QHash<QString, QString> *values);

    QList<Route> m_routes;
    QMultiHash<QString, Pattern> m_patterns; ///< by first segment, which is always literal
};

} // namespace lokal::api
