#pragma once

#include "core/common/clock.h"
#include "core/models/modelengine.h"

#include <QHash>
#include <QObject>

namespace lokal {

/// Remembers for a short while what the engine says about its models, so that a message costs no
/// extra requests. Engine thread.
class ModelFacts : public QObject
{
    Q_OBJECT
public:
    ModelFacts(ModelEngine &engine, const Clock &clock, QObject *parent = nullptr);

    /// Window, capabilities … of a model. Errors: those of ModelEngine::details().
    Future<Model> details(const QString &model);
    /// Whether the model is in memory; false also when the engine does not say.
    Future<bool> isLoaded(const QString &model);

private:
    struct Known
    {
        Model model;
        std::chrono::milliseconds since {};
    };
    void forget();
    void rememberLoaded(const Result<QList<Model>> &models);
    bool knowsAsLoaded(const QString &model) const;

    ModelEngine &m_engine;
    const Clock &m_clock;
    QHash<QString, Known> m_known;
    QStringList m_loaded;
    std::optional<std::chrono::milliseconds> m_loadedSince;
};

} // namespace lokal
