#pragma once

#include "core/api/apiconfig.h"
#include "core/models/modelengine.h"

#include <QObject>

namespace lokal::api {

/// What /health and /ready say, kept at hand so that they never wait for anything. Engine thread
/// only.
class ServiceStatus : public QObject
{
    Q_OBJECT
public:
    explicit ServiceStatus(const ApiServices &services, QObject *parent = nullptr);

    DataHealth data() const { return m_data ? m_data() : DataHealth {}; }
    bool isEngineReady() const { return m_engine.condition == EngineCondition::Ready; }
    const QString &engineAddress() const { return m_engine.address; }
    bool isStopping() const { return m_isStopping; }
    void setStopping() { m_isStopping = true; }

private:
    std::function<DataHealth()> m_data;
    EngineStatus m_engine;
    bool m_isStopping = false;
};

} // namespace lokal::api
