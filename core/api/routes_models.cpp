#include "core/api/render.h"
#include "core/api/routetable.h"
#include "core/api/schemas.h"
#include "core/api/status.h"
#include "core/models/models.h"

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

std::optional<QStringList> enginesFor(const CallPtr &call, const ServiceStatus &status)
{
    if (!call->who.isAdmin())
        return std::nullopt;
    return QStringList { status.engineAddress() };
}

} // namespace

QList<Route> modelRoutes(const RouteContext &context)
{
    Models &models = context.services.models;
    ServiceStatus &status = context.status;
    Route list = makeRoute(u"Models"_s, "GET", u"/models"_s, u"The installed models."_s);
    list.rights = Permission::User | Permission::Models;
    list.scopes = Scope::Read | Scope::Chat | Scope::Models;
    list.query = pageFields();
    list.response = &modelSchema();
    list.answer = Answer::List;
    list.handler = [&models, &status](const CallPtr &call) {
        call->then(models.list(call->who), [call, &status](const QList<Model> &all) {
            const auto engines = enginesFor(call, status);
            call->ok(pageJson(pageOf(all, call->page()),
                              [&engines](JsonWriter &json, const Model &model) {
                                  writeModel(json, model, engines);
                              }));
        });
    };

    Route get = list;
    get.path = u"/models/{model_name+}"_s;
    get.summary = u"One model with its context length and capabilities."_s;
    get.query = {};
    get.answer = Answer::Object;
    get.tagged = Tagged::Yes;
    get.handler = [&models, &status](const CallPtr &call) {
        call->then(
            models.details(call->who, call->pathValues.value(u"model_name"_s)),
            [call, &status](const Model &model) {
                JsonWriter json;
                writeModel(json, model, enginesFor(call, status));
                HttpHeaders headers;
                if (!model.digest.isEmpty())
                    headers.append(HttpHeader { "ETag", '"' + model.digest.toLatin1() + '"' });
                call->ok(json.take(), headers);
            });
    };
    return { list, get };
}

} // namespace lokal::api
