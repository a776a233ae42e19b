#pragma once

#include "core/api/jsonwriter.h"
#include "core/chat/chatevent.h"

namespace lokal::api {

/// Appends the frame of a text event ("token", "thinking") to `out`; the hot path.
void appendTextFrame(QByteArray &out, MessageId message, qint64 number, QByteArrayView event,
                     QStringView text);

/// The frame of any event; long texts in it are turned into bytes when they are taken.
/// @param instance, requestId of the request that streams, for the members of a problem.
JsonParts eventFrame(const AnswerEvent &event, const QByteArray &instance,
                     const QByteArray &requestId);

/// The frame of an `error` event that does not come from the answer itself.
QByteArray errorFrame(const QByteArray &id, const Error &error, const QByteArray &instance,
                      const QByteArray &requestId);

/// A comment that keeps proxies awake (S2).
constexpr QByteArrayView heartbeatFrame = ": \n\n";

} // namespace lokal::api
