#pragma once

#include "core/api/httprequest.h"
#include "core/api/jsonwriter.h"
#include "core/common/error.h"

namespace lokal::api {

/// Error -> HTTP, in this one place (H1, H9, H10).

/// The answer for a failed request: problem+json with the headers that belong to the status
/// (WWW-Authenticate, Retry-After, Accept, Allow from args "allow").
/// @param messageJson JSON of the partial answer for the member "message"; empty: no such member.
Reply problemReply(const Error &error, const QByteArray &instance, const QByteArray &requestId,
                   const QByteArray &messageJson = {});

/// The problem's members, for the `error` event of a stream.
void writeProblemMembers(JsonWriter &json, const Error &error, const QByteArray &instance,
                         const QByteArray &requestId);

/// One sentence for people about a code; also shown by the API's description.
QString problemTitle(ErrorCode code);
/// Every code that a problem can have.
QStringList problemCodes();

} // namespace lokal::api
