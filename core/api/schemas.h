#pragma once

#include "core/api/fields.h"

namespace lokal::api {

// The objects of the API: what answers hold (every field, always) and what requests may hold.

const Schema &userSchema();
const Schema &loginSchema();
const Schema &keySchema();
const Schema &configSchema();
const Schema &sessionSchema();
const Schema &messageSchema();
const Schema &modelSchema();
const Schema &answerSchema(); ///< of a send with stream: false
const Schema &healthSchema();
const Schema &stoppedSchema();

/// The generation parameters, as configurations and `options` take them.
QList<Field> parameterFields();
QList<Field> configFields(Presence needed);
QList<Field> sessionFields(Presence needed);

} // namespace lokal::api
