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

/// unsupported_media_type when the body that the head announces cannot be taken.
std::optional<Error> checkMediaType(const HttpRequest &request);

/// What the body of a route may hold.
struct BodyRules
{
    QList<Field> fields;
    const Schema *entity = nullptr; ///< its other members exist but cannot be set: read_only
    bool mayRepeatReadOnly = false; ///< PUT: they may be there with their stored values
    QByteArray
        fingerprintOf; ///< what the fingerprint covers beside the body; empty: no fingerprint
};
struct CheckedBody
{
    JsonObject values;
    QStringList readOnly; ///< members to be compared with the stored ones
    QList<QByteArray> images; ///< decoded here, because that takes a while
    QByteArray fingerprint;
};
/// Parses (H7) and checks a body. No body is `{}`. Values in, values out: may run in any thread.
Result<CheckedBody> checkedBody(const QByteArray &text, const BodyRules &rules);
/// read_only when one of `names` has another value in `body` than in the stored object.
std::optional<Error> checkUnchanged(const JsonObject &body, const QStringList &names,
                                    const QByteArray &storedJson);

/// A positive id in a path or query; 0 for anything else.
qint64 idFromText(QStringView text);

} // namespace lokal::api
