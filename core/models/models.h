#pragma once

#include "core/common/page.h"
#include "core/common/principal.h"
#include "core/common/result.h"
#include "core/models/model.h"
#include "core/models/modelengine.h"

#include <QObject>

namespace lokal {

/// The models that the engine has. Callable from any thread; signals come in the engine thread.
/// Errors: not_found (no such model), engine_*.
class Models : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    virtual Future<QList<Model>> list(const Principal &who) = 0;
    virtual Future<Model> details(const Principal &who, const QString &name) = 0;
    virtual Future<EngineStatus> engineStatus() = 0;
    /// Looks again now (the "Try again" button).
    virtual Future<EngineStatus> probe() = 0;
    /// Talks to another address from now on (first-run page). Kept in the settings by the caller.
    virtual Future<EngineStatus> setEngineAddress(const QString &url) = 0;
Q_SIGNALS:
    void engineStatusChanged(const lokal::EngineStatus &status);
    void modelsChanged();
};

} // namespace lokal
