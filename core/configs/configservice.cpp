#include "core/configs/configservice.h"

#include "core/common/deferred.h"
#include "core/common/executor.h"
#include "core/common/names.h"
#include "core/models/modelname.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

/// Everything that is wrong with a change, at once.
Status checkChange(const ConfigChange &change, bool isNew)
{
    Error error = makeError(ErrorCode::InvalidField);
    const auto check = [&](const QString &field, const std::optional<QString> &value) {
        if (value) {
            if (const Status named = checkName(field, *value); !named)
                error.fields += named.error().fields;
        } else if (isNew) {
            error.fields.append({ field, u"is required"_s });
        }
    };
    check(u"name"_s, change.name);
    check(u"model_name"_s, change.modelName);
    error.fields += validate(applied(Parameters {}, change.parameters));
    if (!error.fields.isEmpty())
        return error;
    return Done {};
}

} // namespace

ConfigService::ConfigService(ConfigStore &store, ModelEngine &engine, const Clock &clock,
                             QObject *parent)
    : m_store(store)
    , m_engine(engine)
    , m_clock(clock)
{
    setParent(parent);
}

template <typename T> Future<T> ConfigService::announced(UserId owner, Future<T> future)
{
    return future.then(this, [this, owner](Result<T> result) {
        if (result)
            Q_EMIT changed(owner);
        return result;
    });
}

Future<Page<ModelConfig>> ConfigService::list(const Principal &who, const PageRequest &page)
{
    return runOn(this, [this, owner = who.user, page] { return m_store.configs(owner, page); });
}

Future<ModelConfig> ConfigService::get(const Principal &who, ConfigId id)
{
    return runOn(this, [this, owner = who.user, id] { return m_store.config(owner, id); });
}

Future<ModelConfig> ConfigService::create(const Principal &who, const ConfigChange &values)
{
    return runOn(this, [this, owner = who.user, values] { return createHere(owner, values); });
}

Future<ModelConfig> ConfigService::createHere(UserId owner, const ConfigChange &values)
{
    if (const Status valid = checkChange(values, true); !valid)
        return ready<ModelConfig>(valid.error());
    const Deferred<ModelConfig> created;
    checkModel(*values.modelName).then(this, [this, owner, values, created](const Status &model) {
        if (!model)
            return created.finish(model.error());
        ModelConfig config;
        config.owner = owner;
        config.name = *values.name;
        config.modelName = *values.modelName;
        config.parameters = applied({}, values.parameters);
        config.createdAtUtc = config.updatedAtUtc = m_clock.nowUtc();
        announced(owner, m_store.insertConfig(config))
            .then(this, [created](const Result<ModelConfig> &stored) { created.finish(stored); });
    });
    return created.future();
}

Future<ModelConfig> ConfigService::update(const Principal &who, ConfigId id,
                                          const ConfigChange &change)
{
    return runOn(this,
                 [this, owner = who.user, id, change] { return updateHere(owner, id, change); });
}

Future<ModelConfig> ConfigService::updateHere(UserId owner, ConfigId id, const ConfigChange &change)
{
    if (const Status valid = checkChange(change, false); !valid)
        return ready<ModelConfig>(valid.error());
    if (!change.modelName)
        return announced(owner, m_store.updateConfig(owner, id, change));

    // The stored name is always accepted, also when that model was deleted meanwhile.
    const Deferred<ModelConfig> updated;
    const auto write = [this, owner, id, change, updated] {
        announced(owner, m_store.updateConfig(owner, id, change))
            .then(this, [updated](const Result<ModelConfig> &stored) { updated.finish(stored); });
    };
    m_store.config(owner, id).then(
        this, [this, name = *change.modelName, write, updated](const Result<ModelConfig> &stored) {
            if (!stored)
                return updated.finish(stored.error());
            if (stored->modelName == name)
                return write();
            checkModel(name).then(this, [write, updated](const Status &model) {
                if (model)
                    write();
                else
                    updated.finish(model.error());
            });
        });
    return updated.future();
}

Future<Done> ConfigService::checkModel(const QString &name)
{
    return m_engine.models().then(this, [name](const Result<QList<Model>> &models) -> Status {
        if (!models) // nobody to ask: accepted
            return Done {};
        const bool isInstalled
            = std::any_of(models->cbegin(), models->cend(),
                          [&](const Model &model) { return isSameModel(model.name, name); });
        if (isInstalled)
            return Done {};
        return makeError(ErrorCode::ModelNotInstalled, u"the engine has no model %1"_s.arg(name),
                         { { u"model"_s, name } });
    });
}

Future<Done> ConfigService::remove(const Principal &who, ConfigId id,
                                   std::optional<ConfigId> moveTo)
{
    return runOn(this, [this, owner = who.user, id, moveTo] {
        return announced(owner, m_store.deleteConfig(owner, id, moveTo));
    });
}

Future<qint64> ConfigService::usage(const Principal &who, ConfigId id)
{
    return runOn(this, [this, owner = who.user, id] { return m_store.configUsage(owner, id); });
}

} // namespace lokal
