#pragma once

#include "core/configs/configs.h"
#include "tests/ui/support/later.h"

#include <QMap>

namespace lokal::test {

/// Configurations in memory; one owner.
class FakeConfigs : public Configs
{
    Q_OBJECT
public:
    QMap<qint64, ModelConfig> configs;
    QMap<qint64, qint64> usages;
    NextError nextError, nextListError;

    ModelConfig add(const QString &name, const QString &model)
    {
        ModelConfig config;
        config.id = { ++m_lastId };
        config.owner = { 1 };
        config.name = name;
        config.modelName = model;
        config.createdAtUtc = config.updatedAtUtc = QDateTime::currentDateTimeUtc();
        configs.insert(m_lastId, config);
        return config;
    }

    Future<Page<ModelConfig>> list(const Principal &, const PageRequest &page) override
    {
        if (nextListError.isSet())
            return later<Page<ModelConfig>>(this, nextListError.take());
        const QList<ModelConfig> all = configs.values();
        return later<Page<ModelConfig>>(this,
                                        Page<ModelConfig> { all.mid(page.offset, page.limit),
                                                            all.size(), page.limit, page.offset });
    }
    Future<ModelConfig> get(const Principal &, ConfigId id) override
    {
        if (!configs.contains(id.value))
            return later<ModelConfig>(this, makeError(ErrorCode::NotFound));
        return later<ModelConfig>(this, configs.value(id.value));
    }
    Future<ModelConfig> create(const Principal &, const ConfigChange &values) override
    {
        if (nextError.isSet())
            return later<ModelConfig>(this, nextError.take());
        const ModelConfig made
            = add(values.name.value_or(QString()), values.modelName.value_or(QString()));
        configs[made.id.value].parameters = applied({}, values.parameters);
        Q_EMIT changed({ 1 });
        return later<ModelConfig>(this, configs.value(made.id.value));
    }
    Future<ModelConfig> update(const Principal &, ConfigId id, const ConfigChange &change) override
    {
        if (nextError.isSet())
            return later<ModelConfig>(this, nextError.take());
        if (!configs.contains(id.value))
            return later<ModelConfig>(this, makeError(ErrorCode::NotFound));
        ModelConfig &config = configs[id.value];
        if (change.expectedRevision && *change.expectedRevision != config.revision)
            return later<ModelConfig>(this, makeError(ErrorCode::Stale));
        if (change.name)
            config.name = *change.name;
        if (change.modelName)
            config.modelName = *change.modelName;
        config.parameters = applied(config.parameters, change.parameters);
        ++config.revision;
        Q_EMIT changed({ 1 });
        return later<ModelConfig>(this, config);
    }
    Future<Done> remove(const Principal &, ConfigId id, std::optional<ConfigId> moveTo) override
    {
        if (usages.value(id.value) > 0 && !moveTo)
            return later<Done>(
                this,
                makeError(ErrorCode::ConfigInUse, {},
                          { { QStringLiteral("sessions"), usages.value(id.value) } }));
        if (configs.remove(id.value) == 0)
            return later<Done>(this, makeError(ErrorCode::NotFound));
        Q_EMIT changed({ 1 });
        return later<Done>(this, Done {});
    }
    Future<qint64> usage(const Principal &, ConfigId id) override
    {
        return later<qint64>(this, usages.value(id.value));
    }

private:
    qint64 m_lastId = 0;
};

} // namespace lokal::test
