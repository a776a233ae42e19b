#pragma once

#include "core/common/result.h"
#include "core/models/modelengine.h"

#include <QByteArray>

namespace lokal {

/// One line of a running answer.
struct OllamaLine
{
    QString thinking;
    QString text;
    bool isDone = false;
    QString reason; ///< may be empty on old versions
    Usage usage; ///< only of the last line
    QString error; ///< the engine's words when the line is an error
};

/// Bytes of Ollama's answers -> values. Tolerant, because versions differ: unknown members are
/// ignored, null stands for empty, numbers may be integers or floats. What is no such answer at
/// all is engine_protocol.
namespace ollamaparser {

/// Where a second value begins in a line that should be one; 0: it is not that.
qsizetype endOfFirstValue(const QByteArray &line);
/// A line of /api/chat or /api/generate.
Result<OllamaLine> answerLine(const QByteArray &line);
/// /api/tags
Result<QList<Model>> installedModels(const QByteArray &body);
/// /api/ps: only name and what being loaded is about are set.
Result<QList<Model>> loadedModels(const QByteArray &body);
/// /api/show; the answer does not repeat the name.
Result<Model> modelDetails(const QByteArray &body, const QString &name);
/// /api/version
Result<QString> version(const QByteArray &body);

} // namespace ollamaparser
} // namespace lokal
