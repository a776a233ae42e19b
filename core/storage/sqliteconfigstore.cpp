#include "core/storage/sqliteconfigstore.h"

#include "core/storage/configqueries.h"

namespace lokal {

SqliteConfigStore::SqliteConfigStore(StorageThreads &threads, const Clock &clock)
    : m_threads(threads)
    , m_clock(clock)
{
}

Future<Page<ModelConfig>> SqliteConfigStore::configs(UserId owner, const PageRequest &page)
{
    return m_threads.read(
        [=](SqliteDatabase &database) { return sql::configs(database, owner, page); });
}

Future<ModelConfig> SqliteConfigStore::config(UserId owner, ConfigId id)
{
    return m_threads.read(
        [=](SqliteDatabase &database) { return sql::config(database, owner, id); });
}

Future<ModelConfig> SqliteConfigStore::insertConfig(const ModelConfig &config)
{
    return m_threads.write([config, now = m_clock.nowUtc()](SqliteDatabase &database) {
        return sql::insertConfig(database, config, now);
    });
}

Future<ModelConfig> SqliteConfigStore::updateConfig(UserId owner, ConfigId id,
                                                    const ConfigChange &change)
{
    return m_threads.write([=, now = m_clock.nowUtc()](SqliteDatabase &database) {
        return sql::updateConfig(database, owner, id, change, now);
    });
}

Future<Done> SqliteConfigStore::deleteConfig(UserId owner, ConfigId id,
                                             std::optional<ConfigId> moveTo)
{
    return m_threads.write([=, now = m_clock.nowUtc()](SqliteDatabase &database) {
        return sql::deleteConfig(database, owner, id, moveTo, now);
    });
}

Future<qint64> SqliteConfigStore::configUsage(UserId owner, ConfigId id)
{
    return m_threads.read(
        [=](SqliteDatabase &database) { return sql::configUsage(database, owner, id); });
}

} // namespace lokal
