#include "core/context/modelfacts.h"

#include "core/models/modelname.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lokal {
namespace {

constexpr auto detailsLast = 60s;
constexpr auto loadedLasts = 2s;

} // namespace

ModelFacts::ModelFacts(ModelEngine &engine, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_clock(clock)
{
    connect(&engine, &ModelEngine::statusChanged, this, &ModelFacts::forget);
}

void ModelFacts::forget()
{
    m_known.clear();
    m_loadedSince.reset();
}

Future<Model> ModelFacts::details(const QString &model)
{
    const auto known = m_known.constFind(model);
    if (known != m_known.cend() && m_clock.monotonic() - known->since < detailsLast)
        return ready<Model>(known->model);
    return m_engine.details(model).then(this, [this, model](const Result<Model> &result) {
        if (result)
            m_known.insert(model, { *result, m_clock.monotonic() });
        return result;
    });
}

Future<bool> ModelFacts::isLoaded(const QString &model)
{
    if (m_loadedSince && m_clock.monotonic() - *m_loadedSince < loadedLasts)
        return ready<bool>(knowsAsLoaded(model));
    return m_engine.models().then(
        this, [this, model](const Result<QList<Model>> &models) -> Result<bool> {
            rememberLoaded(models);
            return knowsAsLoaded(model);
        });
}

void ModelFacts::rememberLoaded(const Result<QList<Model>> &models)
{
    m_loaded.clear();
    if (models) {
        for (const Model &model : *models) {
            if (model.loaded)
                m_loaded.append(model.name);
        }
    }
    m_loadedSince = m_clock.monotonic();
}

bool ModelFacts::knowsAsLoaded(const QString &model) const
{
    return std::any_of(m_loaded.cbegin(), m_loaded.cend(),
                       [&](const QString &name) { return isSameModel(name, model); });
}

} // namespace lokal
