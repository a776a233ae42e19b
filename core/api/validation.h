#pragma once

#include "core/api/fields.h"
#include "core/api/httprequest.h"
#include "core/common/jsonreader.h"
#include "core/common/result.h"

#include <QHash>

namespace lokal::api {

/// The parameters behind the question mark, decoded. Unknown ones are kept and ignored.
using QueryValues = QHash<QString, QString>;

/// Splits and decodes ("+" is a space, as forms and most libraries send it). bad_request for broken
/// percent-encoding, invalid_field for a parameter that is given twice.
Result<QueryValues> parseQuery(const QByteArray &query);
/// Checks the parameters of a route; the texts stay texts.
std::optional<Error> checkQuery(const QueryValues &values, const QList<Field> &fields);

/// Checks the media type and parses the body (H7). No body is `{}`.
Result<JsonObject> parseBody(const HttpRequest &request);
/// unsupported_media_type when the body that the head announces cannot be taken.
std::optional<Error> checkMediaType(const HttpRequest &request);

/// Checks a body against the members that a route takes.
/// @param entity members that exist but cannot be set: read_only instead of unknown_field; for PUT
///        they are collected in `readOnly` (when given) to be compared with the stored values.
std::optional<Error> checkBody(const JsonObject &body, const QList<Field> &fields,
                               const Schema *entity, QStringList *readOnly = nullptr);
/// read_only when one of `names` has another value in `body` than in the stored object.
std::optional<Error> checkUnchanged(const JsonObject &body, const QStringList &names,
                                    const QByteArray &storedJson);

/// A positive id in a path or query; 0 for anything else.
qint64 idFromText(QStringView text);

} // namespace lokal::api
