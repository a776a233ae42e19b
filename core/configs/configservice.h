#pragma once

#include "core/common/clock.h"
#include "core/configs/configs.h"
#include "core/models/modelengine.h"

namespace lokal {

/// Checks and keeps model configurations. Lives in the engine thread.
class ConfigService final : public Configs
{
    Q_OBJECT
public:
    /// All of them must outlive the service.
    ConfigService(ConfigStore &store, ModelEngine &engine, const Clock &clock,
                  QObject *parent = nullptr);

    Future<Page<ModelConfig>> list(const Principal &who, const PageRequest &page) override;
    Future<ModelConfig> get(const Principal &who, ConfigId id) override;
    Future<ModelConfig> create(const Principal &who, const ConfigChange &values) override;
    Future<ModelConfig> update(const Principal &who, ConfigId id,
                               const ConfigChange &change) override;
    Future<Done> remove(const Principal &who, ConfigId id, std::optional<ConfigId> moveTo) override;
    Future<qint64> usage(const Principal &who, ConfigId id) override;

private:
    Future<ModelConfig> createHere(UserId owner, const ConfigChange &values);
    Future<ModelConfig> updateHere(UserId owner, ConfigId id, const ConfigChange &change);
    /// model_not_installed when the engine answers and does not have it.
    Future<Done> checkModel(const QString &name);
    template <typename T> Future<T> announced(UserId owner, Future<T> future);

    ConfigStore &m_store;
    ModelEngine &m_engine;
    const Clock &m_clock;
};

} // namespace lokal
