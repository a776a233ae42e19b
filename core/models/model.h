#pragma once

#include <QDateTime>
#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace lokal {

/// An installed model as the engine lists it; unset where only details() knows.
struct Model
{
    QString name;
    qint64 sizeBytes = 0;
    QString digest;
    QDateTime modifiedAtUtc;
    QString family, parameterSize, quantization;
    std::optional<qint64> contextLength; ///< trained for, tokens
    std::optional<qint64> defaultNumCtx; ///< the model's own num_ctx parameter
    /// The numbers among the model's own parameters, by the engine's names ("temperature"); what is
    /// not in it has the engine's default.
    QHash<QString, double> parameters;
    std::optional<QStringList> capabilities; ///< unset: unknown (old engine)
    bool loaded = false;
    std::optional<qint64> loadedBytes, loadedVramBytes, loadedContext;
    bool operator==(const Model &) const = default;
};

} // namespace lokal
