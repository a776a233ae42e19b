#pragma once

#include "core/models/modelengine.h"

#include <QByteArray>

namespace lokal {

/// A request as it goes over the wire.
struct OllamaRequest
{
    QString path;
    QByteArray body; ///< JSON
};

/// Where a request goes: "/api/chat" or "/api/generate".
QString ollamaPath(const GenerationRequest &request);
/// Turns our words into Ollama's. The same request always gives the same bytes. The engine is told
/// never to cut the context by itself; thinking of earlier turns is not sent back. The system
/// prompt goes in front of the messages unless it stands there already.
/// @pre request.parameters.numCtx is set; with raw there is exactly one message.
OllamaRequest ollamaRequest(const GenerationRequest &request);

/// The body of /api/show.
QByteArray ollamaShowBody(const QString &model);

} // namespace lokal
