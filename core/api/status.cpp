#include "core/api/status.h"

#include "core/api/call.h"
#include "core/models/models.h"

namespace lokal::api {

ServiceStatus::ServiceStatus(const ApiServices &services, QObject *parent)
    : QObject(parent)
    , m_data(services.dataHealth)
{
    connect(&services.models, &Models::engineStatusChanged, this,
            [this](const EngineStatus &status) { m_engine = status; });
    whenFinished(this, services.models.engineStatus(), [this](const Result<EngineStatus> &status) {
        if (status && m_engine.condition == EngineCondition::Unknown)
            m_engine = *status;
    });
}

} // namespace lokal::api
