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
    const Deferred<Model> answer;
    QList<Deferred<Model>> &asked = m_asked[model];
    asked.append(answer);
    if (asked.size() == 1) {
        m_engine.details(model).then(this, [this, model](const Result<Model> &result) {
            if (result)
                m_known.insert(model, { *result, m_clock.monotonic() });
            const QList<Deferred<Model>> waiting = m_asked.take(model);
            for (const Deferred<Model> &one : waiting)
                one.finish(result);
        });
    }
    return answer.future();
}

Future<bool> ModelFacts::isLoaded(const QString &model)
{
    const Deferred<bool> answer;
    const auto tell = [this, model, answer] {
        answer.finish(std::any_of(m_loaded.cbegin(), m_loaded.cend(),
                                  [&](const QString &name) { return isSameModel(name, model); }));
    };
    if (m_loadedSince && m_clock.monotonic() - *m_loadedSince < loadedLasts) {
        tell();
        return answer.future();
    }
    m_askedLoaded.append(tell);
    if (m_askedLoaded.size() == 1)
        askLoaded();
    return answer.future();
}

void ModelFacts::askLoaded()
{
    m_engine.models().then(this, [this](const Result<QList<Model>> &models) {
        m_loaded.clear();
        if (models) {
            for (const Model &model : *models) {
                if (model.loaded)
                    m_loaded.append(model.name);
            }
        }
        m_loadedSince = m_clock.monotonic();
        const auto waiting = std::exchange(m_askedLoaded, {});
        for (const auto &tell : waiting)
            tell();
    });
}

} // namespace lokal
