#include "core/api/pagestream.h"
#include "core/api/render.h"
#include "core/api/routetable.h"
#include "core/api/schemas.h"
#include "core/configs/configs.h"
#include "core/configs/parametersjson.h"

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

Route route(const QByteArray &method, const QString &path, const QString &summary)
{
    Route route = makeChatRoute(u"Configurations"_s, method, path, summary);
    route.response = &configSchema();
    return route;
}

ConfigId idOf(const CallPtr &call)
{
    return ConfigId { call->pathId(u"config_id"_s) };
}

/// What the body says, or the fields that are wrong.
Result<ConfigChange> readChange(const JsonObject &body)
{
    ConfigChange change;
    if (body.value(u"name"_s).isString())
        change.name = body.value(u"name"_s).toString();
    if (body.value(u"model_name"_s).isString())
        change.modelName = body.value(u"model_name"_s).toString();
    QStringList known;
    Error error = makeError(ErrorCode::InvalidField);
    change.parameters = readParameters(body, {}, &known, &error.fields);
    if (!error.fields.isEmpty())
        return error;
    return change;
}

void sendConfig(const CallPtr &call, const ModelConfig &config)
{
    call->ok(configJson(config), { eTag(config.revision) });
}

void updateConfig(Configs &configs, const CallPtr &call, const ModelConfig &stored)
{
    if (auto fault = call->preconditionFault(stored.revision, configJson(stored)))
        return call->fail(*fault);
    Result<ConfigChange> change = readChange(call->body);
    if (!change)
        return call->fail(change.error());
    change->expectedRevision = call->pinned(stored.revision);
    call->then(configs.update(call->who, stored.id, *change),
               [call](const ModelConfig &config) { sendConfig(call, config); });
}

Route putRoute(Configs &configs)
{
    Route put = route("PUT", u"/configs/{config_id}"_s, u"Changes the fields that are given."_s);
    put.body = configFields(Presence::Optional);
    put.entity = &configSchema();
    put.tagged = Tagged::Yes;
    put.handler = [&configs](const CallPtr &call) {
        call->then(configs.get(call->who, idOf(call)), [call, &configs](const ModelConfig &stored) {
            updateConfig(configs, call, stored);
        });
    };
    return put;
}

void removeConfig(Configs &configs, const CallPtr &call, ConfigId id)
{
    std::optional<ConfigId> moveTo;
    if (call->query.contains(u"move_to"_s))
        moveTo = ConfigId { idFromText(call->query.value(u"move_to"_s)) };
    call->then(configs.remove(call->who, id, moveTo), [call](Done) { call->noContent(); });
}

Route deleteRoute(Configs &configs)
{
    const Field moveTo = makeField(u"move_to"_s, FieldType::Id,
                                   u"The configuration that its sessions use from then on."_s);
    Route remove = route("DELETE", u"/configs/{config_id}"_s, u"Deletes a configuration."_s);
    remove.query = { moveTo };
    answersNothing(remove);
    remove.tagged = Tagged::Yes;
    remove.handler = [&configs](const CallPtr &call) {
        call->then(configs.get(call->who, idOf(call)), [call, &configs](const ModelConfig &stored) {
            if (auto fault = call->preconditionFault(stored.revision, {}))
                return call->fail(*fault);
            removeConfig(configs, call, stored.id);
        });
    };
    return remove;
}

} // namespace

QList<Route> configRoutes(const RouteContext &context)
{
    Configs &configs = context.services.configs;
    Route list = route("GET", u"/configs"_s, u"The account's model configurations."_s);
    list.query = pageFields();
    list.answer = Answer::List;
    list.takesTurns = true;
    list.handler = [&configs](const CallPtr &call) {
        call->then(configs.list(call->who, call->page()),
                   [call, &configs](const Page<ModelConfig> &page) {
                       sendPage(call, page, writeConfig, [call, &configs](qint64 id) {
                           return configs.get(call->who, ConfigId { id });
                       });
                   });
    };

    Route create = route("POST", u"/configs"_s, u"Makes a configuration."_s);
    create.body = configFields(Presence::Required);
    create.entity = &configSchema();
    create.status = 201;
    create.tagged = Tagged::Yes;
    create.handler = [&configs](const CallPtr &call) {
        const Result<ConfigChange> change = readChange(call->body);
        if (!change)
            return call->fail(change.error());
        call->then(configs.create(call->who, *change), [call](const ModelConfig &config) {
            call->created(u"/configs/%1"_s.arg(config.id.value), configJson(config),
                          { eTag(config.revision) });
        });
    };

    Route get = route("GET", u"/configs/{config_id}"_s, u"One configuration."_s);
    get.tagged = Tagged::Yes;
    get.handler = [&configs](const CallPtr &call) {
        call->then(configs.get(call->who, idOf(call)),
                   [call](const ModelConfig &config) { sendConfig(call, config); });
    };
    return { list, create, get, putRoute(configs), deleteRoute(configs) };
}

} // namespace lokal::api
