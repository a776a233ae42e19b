#pragma once

#include "core/api/fields.h"

namespace lokal::api {

// The objects of the API: what answers hold (every field, always) and what requests may hold.

const Schema &userSchema();
const Schema &registeredSchema();
const Schema &loginSchema();
const Schema &keySchema();
const Schema &createdKeySchema();
const Schema &configSchema();
const Schema &sessionSchema();
const Schema &messageSchema();
const Schema &usageSchema();
const Schema &attachmentSchema();
const Schema &messageErrorSchema();
const Schema &modelSchema();
const Schema &answerSchema(); ///< of a send with stream: false
const Schema &healthSchema();
const Schema &stoppedSchema();
const Schema &problemSchema();
const Schema &fieldErrorSchema();

/// One kind of event of an answer's stream.
struct StreamEvent
{
    QString name; ///< "message.start"
    Schema data;
};
/// In the order in which they can come.
const QList<StreamEvent> &streamEvents();
/// All of them, those of the events included.
QList<const Schema *> allSchemas();

/// The words for what an API key may do.
QStringList scopeWords();
/// The generation parameters, as configurations and `options` take them.
QList<Field> parameterFields();
QList<Field> configFields(Presence needed);
QList<Field> sessionFields(Presence needed);
/// As answers show them and PUT takes them.
QList<Field> shownSessionFields();

} // namespace lokal::api
