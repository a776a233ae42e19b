#pragma once

#include "core/configs/modelconfig.h"

namespace lokal::ui {

/// A configuration while it is edited. A value.
struct ConfigDraft
{
    ConfigId id; ///< invalid: not stored yet
    qint64 revision = 0;
    QString name;
    QString modelName;
    Parameters parameters;

    bool operator==(const ConfigDraft &) const = default;
    bool isNew() const { return !id.isValid(); }

    static ConfigDraft of(const ModelConfig &config);
};

/// What has to be sent so that `from` becomes `to`; only what differs.
ConfigChange difference(const ConfigDraft &from, const ConfigDraft &to);
/// The parameters that are set, as a change; what stays at "model default" is left out.
ParameterChange setParameters(const Parameters &parameters);

} // namespace lokal::ui
