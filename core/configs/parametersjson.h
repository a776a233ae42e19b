#pragma once

#include "core/common/jsonreader.h"
#include "core/configs/parameters.h"

namespace lokal {

/// Reads the parameter fields out of `object` (the API's names). Wrong types and ranges are added
/// to `errors` with `prefix` before the field name ("options."). Names that were read are added to
/// `known`.
ParameterChange readParameters(const JsonObject &object, const QString &prefix, QStringList *known,
                               QList<FieldError> *errors);
/// The inverse of changeToJson(), for stored text that we wrote ourselves; empty change when
/// damaged.
ParameterChange changeFromJson(const QByteArray &json);

} // namespace lokal
