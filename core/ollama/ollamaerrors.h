#pragma once

#include "core/common/error.h"

#include <QByteArray>
#include <QNetworkReply>
#include <QString>

#include <optional>

namespace lokal {

/// What a failure was about, to fill the sentence that people see.
struct OllamaErrorContext
{
    QString model; ///< empty when no model was concerned
    std::optional<qint64> window; ///< the num_ctx asked for
};

/// An answer whose status is not 200. Engine's texts are matched loosely, as they differ between
/// versions; `detail` holds the engine's words, `args["text"]` the same without paths of its disk.
Error ollamaErrorFromAnswer(int status, const QByteArray &body, const OllamaErrorContext &context);
/// A reply that ended without a status line. @param wasSent whether the request had left.
Error ollamaErrorFromNetwork(const QNetworkReply &reply, bool wasSent);
/// An error text: the member `error` of a body, or of a line in a stream (status 200).
Error ollamaErrorFromText(int status, const QString &text, const OllamaErrorContext &context);

} // namespace lokal
