#pragma once

#include "core/common/ids.h"
#include "core/configs/parameters.h"

#include <QDateTime>

namespace lokal {

/// A named way of talking to a model (LLMModelConfig of the API).
struct ModelConfig
{
    ConfigId id;
    UserId owner;
    QString name; ///< 1–200 characters without control characters
    QString modelName;
    Parameters parameters;
    QDateTime createdAtUtc;
    QDateTime updatedAtUtc;
    qint64 revision = 1;
    bool operator==(const ModelConfig &) const = default;
};

struct ConfigChange
{
    std::optional<QString> name;
    std::optional<QString> modelName;
    ParameterChange parameters;
    std::optional<qint64> expectedRevision; ///< If-Match
};

} // namespace lokal
