#include "core/api/routetable.h"
#include "core/api/schemas.h"
#include "core/api/status.h"

using namespace Qt::StringLiterals;

namespace lokal::api {

QList<Field> pageFields()
{
    Field limit = makeField(u"limit"_s, FieldType::Integer, u"How many; default 50."_s);
    limit.minimum = 1;
    limit.maximum = 200;
    Field offset = makeField(u"offset"_s, FieldType::Integer, u"How many to skip; default 0."_s);
    offset.minimum = 0;
    return { limit, offset };
}

QList<Route> serviceRoutes(const RouteContext &context)
{
    Route health = makeRoute(u"Service"_s, "GET", u"/health"_s,
                             u"Whether everything works: degraded when the data cannot be read and "
                             "written as it should, or no model engine answers."_s);
    health.access = Access::Open;
    health.response = &healthSchema();
    health.handler = [&status = context.status](const CallPtr &call) {
        const bool isWell = status.isEngineReady() && status.data().isWell();
        call->ok(isWell ? "{\"status\":\"ok\"}" : "{\"status\":\"degraded\"}");
    };

    Route readiness = health;
    readiness.path = u"/ready"_s;
    readiness.summary
        = u"200 when requests can be served; 503 while the data cannot be used or the server stops."_s;
    readiness.handler = [&status = context.status](const CallPtr &call) {
        if (status.isStopping())
            return call->fail(makeError(ErrorCode::Overloaded));
        if (const DataHealth data = status.data(); !data.isUsable())
            return call->fail(makeError(*data.reading));
        call->ok("{\"status\":\"ok\"}");
    };
    return { health, readiness };
}

} // namespace lokal::api
