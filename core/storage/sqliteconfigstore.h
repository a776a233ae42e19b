#pragma once

#include "core/common/clock.h"
#include "core/configs/configs.h"
#include "core/storage/storagethreads.h"

namespace lokal {

/// ConfigStore over the storage threads; both arguments must outlive it.
class SqliteConfigStore final : public ConfigStore
{
public:
    SqliteConfigStore(StorageThreads &threads, const Clock &clock);

    Future<Page<ModelConfig>> configs(UserId owner, const PageRequest &page) override;
    Future<ModelConfig> config(UserId owner, ConfigId id) override;
    Future<ModelConfig> insertConfig(const ModelConfig &config) override;
    Future<ModelConfig> updateConfig(UserId owner, ConfigId id,
                                     const ConfigChange &change) override;
    Future<Done> deleteConfig(UserId owner, ConfigId id, std::optional<ConfigId> moveTo) override;
    Future<qint64> configUsage(UserId owner, ConfigId id) override;

private:
    StorageThreads &m_threads;
    const Clock &m_clock;
};

} // namespace lokal
