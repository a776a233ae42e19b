#pragma once

#include "core/api/routetable.h"

#include <QJsonArray>
#include <QJsonObject>

namespace lokal::api {

// Fields and schemas of the route table in the words of JSON Schema, for the description.

/// A reference to a named schema of the document.
QJsonObject schemaRef(const QString &name);
QJsonObject typed(const QString &type);
QJsonObject listOf(const QJsonObject &items);
QJsonObject oneOf(const QJsonArray &choices);
/// A positive whole number.
QJsonObject idSchema();

bool isRequired(const Field &field);
QJsonObject schemaOf(const Field &field);
/// What an answer holds.
QJsonObject answerSchemaOf(const Schema &schema);
/// What a request may hold, and nothing beside it.
QJsonObject requestSchema(const QList<Field> &fields);
/// The same of a route. A PUT may repeat what GET shows, so the read-only members are there too.
QJsonObject requestSchema(const Route &route);

} // namespace lokal::api
