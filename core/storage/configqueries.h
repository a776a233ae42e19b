#pragma once

#include "core/configs/configs.h"
#include "core/storage/sqlitedatabase.h"

/// One function per question about configurations; see userqueries.h for how they are used.
namespace lokal::sql {

Result<Page<ModelConfig>> configs(SqliteDatabase &database, UserId owner, const PageRequest &page);
Result<ModelConfig> config(SqliteDatabase &database, UserId owner, ConfigId id);
Result<ModelConfig> insertConfig(SqliteDatabase &database, const ModelConfig &config,
                                 const QDateTime &now);
Result<ModelConfig> updateConfig(SqliteDatabase &database, UserId owner, ConfigId id,
                                 const ConfigChange &change, const QDateTime &now);
Result<Done> deleteConfig(SqliteDatabase &database, UserId owner, ConfigId id,
                          std::optional<ConfigId> moveTo, const QDateTime &now);
Result<qint64> configUsage(SqliteDatabase &database, UserId owner, ConfigId id);

} // namespace lokal::sql
