#pragma once

#include "core/api/routetable.h"

namespace lokal::api {

/// The OpenAPI 3.1 document of these routes, generated from the table that routes and validates.
QByteArray openApiJson(const QList<Route> &routes);
/// The page for people, generated from the same table; no scripts or styles inside.
QByteArray docsPage(const QList<Route> &routes);

/// The routes and those that describe them all: /openapi.json, /docs and its files.
QList<Route> withDescription(QList<Route> routes);

} // namespace lokal::api
