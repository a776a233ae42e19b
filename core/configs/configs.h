#pragma once

#include "core/common/page.h"
#include "core/common/principal.h"
#include "core/common/result.h"
#include "core/configs/modelconfig.h"

#include <QObject>

namespace lokal {

/// Model configurations of the acting user. Callable from any thread.
/// Errors: not_found, invalid_field, stale, model_not_installed, config_in_use, storage_*.
class Configs : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    virtual Future<Page<ModelConfig>> list(const Principal &who, const PageRequest &page) = 0;
    virtual Future<ModelConfig> get(const Principal &who, ConfigId id) = 0;
    /// name and modelName are required.
    virtual Future<ModelConfig> create(const Principal &who, const ConfigChange &values) = 0;
    virtual Future<ModelConfig> update(const Principal &who, ConfigId id,
                                       const ConfigChange &change)
        = 0;
    /// Sessions that use it move to `moveTo`; without it config_in_use (args: "sessions").
    virtual Future<Done> remove(const Principal &who, ConfigId id, std::optional<ConfigId> moveTo)
        = 0;
    /// How many sessions use it (trashed ones included).
    virtual Future<qint64> usage(const Principal &who, ConfigId id) = 0;
Q_SIGNALS:
    /// Emitted in the engine thread after a committed change of that user's configurations.
    void changed(lokal::UserId owner);
};

/// What ConfigService needs to have kept.
class ConfigStore
{
public:
    virtual ~ConfigStore() = default;
    virtual Future<Page<ModelConfig>> configs(UserId owner, const PageRequest &page) = 0;
    virtual Future<ModelConfig> config(UserId owner, ConfigId id) = 0;
    virtual Future<ModelConfig> insertConfig(const ModelConfig &config) = 0;
    /// Reads, applies, writes in one transaction; `stale` when expectedRevision differs.
    virtual Future<ModelConfig> updateConfig(UserId owner, ConfigId id, const ConfigChange &change)
        = 0;
    virtual Future<Done> deleteConfig(UserId owner, ConfigId id, std::optional<ConfigId> moveTo)
        = 0;
    virtual Future<qint64> configUsage(UserId owner, ConfigId id) = 0;
};

} // namespace lokal
