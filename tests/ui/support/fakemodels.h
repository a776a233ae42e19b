#pragma once

#include "core/models/modelname.h"
#include "core/models/models.h"
#include "tests/ui/support/later.h"

namespace lokal::test {

/// An engine with a list of models; ready at first.
class FakeModels : public Models
{
    Q_OBJECT
public:
    QList<Model> models;
    EngineStatus status { EngineCondition::Ready,
                          QStringLiteral("http://127.0.0.1:11434"),
                          QStringLiteral("0.12.6"),
                          {},
                          false };
    EngineStatus afterAddress; ///< what setEngineAddress() finds, when its condition is known
    QStringList askedAddresses;
    int probes = 0;
    NextError nextError;

    void addModel(const QString &name,
                  const QStringList &capabilities = { QStringLiteral("completion") })
    {
        Model model;
        model.name = name;
        model.capabilities = capabilities;
        model.sizeBytes = 5'200'000'000;
        model.quantization = QStringLiteral("Q4_K_M");
        model.parameterSize = QStringLiteral("8.2B");
        model.contextLength = 40960;
        models.append(model);
        Q_EMIT modelsChanged();
    }
    void setStatus(const EngineStatus &now)
    {
        status = now;
        Q_EMIT engineStatusChanged(now);
    }

    Future<QList<Model>> list(const Principal &) override
    {
        if (nextError.isSet())
            return later<QList<Model>>(this, nextError.take());
        if (status.condition != EngineCondition::Ready)
            return later<QList<Model>>(this, makeError(ErrorCode::EngineUnreachable));
        return later<QList<Model>>(this, models);
    }
    Future<Model> details(const Principal &, const QString &name) override
    {
        for (const Model &model : models) {
            if (isSameModel(model.name, name))
                return later<Model>(this, model);
        }
        return later<Model>(this, makeError(ErrorCode::NotFound));
    }
    Future<EngineStatus> engineStatus() override { return later<EngineStatus>(this, status); }
    Future<EngineStatus> probe() override
    {
        ++probes;
        return later<EngineStatus>(this, status);
    }
    Future<EngineStatus> setEngineAddress(const QString &url) override
    {
        askedAddresses.append(url);
        if (afterAddress.condition != EngineCondition::Unknown)
            setStatus(afterAddress);
        return later<EngineStatus>(this, status);
    }
};

} // namespace lokal::test
