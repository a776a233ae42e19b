#include "core/models/modelservice.h"

#include "core/common/executor.h"
#include "core/models/modelname.h"

#include <QPointer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

template <typename T> std::shared_ptr<QPromise<Result<T>>> newPromise()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}

template <typename T>
void answer(const std::shared_ptr<QPromise<Result<T>>> &promise, const Result<T> &result)
{
    promise->addResult(result);
    promise->finish();
}

template <typename T>
void answerAll(QList<std::shared_ptr<QPromise<Result<T>>>> &waiting, const Result<T> &result)
{
    // Taken out first: an answered caller may ask again at once.
    const auto all = std::exchange(waiting, {});
    for (const auto &promise : all)
        answer<T>(promise, result);
}

/// Goes on with `next` when `future` is finished, unless `home` is gone by then. Not
/// QFuture::then(home, …): Qt 6.4 asserts that the context lives when the future is finished, and
/// an engine outlives its service. The engine finishes its futures in the thread of both.
template <typename T, typename Next> void whenDone(Future<T> future, QObject *home, Next next)
{
    future.then(QtFuture::Launch::Sync,
                [guard = QPointer<QObject>(home), next = std::move(next)](const Result<T> &result) {
                    if (guard)
                        next(result);
                });
}

Error noSuchModel(const QString &name)
{
    return makeError(ErrorCode::NotFound, {}, { { u"model"_s, name } });
}

/// The list's entry with what the engine told about the model itself.
Model joined(Model entry, const Model &details)
{
    if (details.contextLength)
        entry.contextLength = details.contextLength;
    entry.defaultNumCtx = details.defaultNumCtx;
    entry.parameters = details.parameters;
    entry.capabilities = details.capabilities;
    return entry;
}

} // namespace

ModelService::ModelService(ModelEngine &engine, const Clock &clock, QObject *parent)
    : ModelService(engine, clock, Timing {}, parent)
{
}

ModelService::ModelService(ModelEngine &engine, const Clock &clock, const Timing &timing,
                           QObject *parent)
    : Models(parent)
    , m_engine(engine)
    , m_clock(clock)
    , m_timing(timing)
    , m_probeTimer(this) // a child, so that it moves to another thread with us
{
    m_probeTimer.setSingleShot(true);
    connect(&m_probeTimer, &QTimer::timeout, this, [this] { probeHere(); });
    connect(&m_engine, &ModelEngine::statusChanged, this, &ModelService::onStatusChanged);
}

ModelService::~ModelService()
{
    answerAll<QList<Model>>(m_waitingForList, makeError(ErrorCode::Cancelled));
    answerAll<Model>(m_waitingForDetails, makeError(ErrorCode::Cancelled));
    answerAll<EngineStatus>(m_waitingForProbe, makeError(ErrorCode::Cancelled));
}

void ModelService::start()
{
    probeHere();
}

Future<QList<Model>> ModelService::list(const Principal &)
{
    return runOn(this, [this] { return listHere(); });
}

Future<Model> ModelService::details(const Principal &, const QString &name)
{
    return runOn(this, [this, name] { return detailsHere(name); });
}

Future<EngineStatus> ModelService::engineStatus()
{
    return runOn(this, [this] { return Result<EngineStatus>(m_engine.status()); });
}

Future<EngineStatus> ModelService::probe()
{
    return runOn(this, [this] { return probeHere(); });
}

Future<EngineStatus> ModelService::setEngineAddress(const QString &url)
{
    return setEngineAddresses({ url });
}

Future<EngineStatus> ModelService::setEngineAddresses(const QStringList &urls)
{
    return runOn(this, [this, urls] { return setAddressesHere(urls); });
}

bool ModelService::isListFresh() const
{
    return m_list && m_clock.monotonic() - m_listedAt < m_timing.listLifetime;
}

Future<QList<Model>> ModelService::listHere()
{
    if (isListFresh())
        return ready<QList<Model>>(*m_list);
    const auto promise = newPromise<QList<Model>>();
    const bool isFirst = m_waitingForList.isEmpty();
    m_waitingForList.append(promise);
    if (isFirst)
        fetchList();
    return promise->future();
}

void ModelService::fetchList()
{
    whenDone<QList<Model>>(m_engine.models(), this,
                           [this, round = m_round](const Result<QList<Model>> &models) {
                               listArrived(models, round);
                           });
}

void ModelService::listArrived(const Result<QList<Model>> &models, int round)
{
    if (round != m_round) { // asked of another engine
        if (!m_waitingForList.isEmpty())
            fetchList();
        return;
    }
    bool isChanged = false;
    if (models) {
        QList<Model> list = *models;
        for (Model &model : list) {
            if (const auto known = m_detailsByDigest.constFind(model.digest);
                known != m_detailsByDigest.cend())
                model = joined(model, *known);
        }
        isChanged = !m_list || *m_list != list;
        m_list = list;
        m_listedAt = m_clock.monotonic();
        answerAll<QList<Model>>(m_waitingForList, list);
    } else {
        answerAll<QList<Model>>(m_waitingForList, models.error());
    }
    if (isChanged)
        Q_EMIT modelsChanged();
}

Future<Model> ModelService::detailsHere(const QString &name)
{
    const auto promise = newPromise<Model>();
    m_waitingForDetails.append(promise);
    whenDone<QList<Model>>(
        listHere(), this, [this, promise, name](const Result<QList<Model>> &models) {
            const auto finish = [this, promise](const Result<Model> &result) {
                if (m_waitingForDetails.removeOne(promise))
                    answer<Model>(promise, result);
            };
            if (!models)
                return finish(models.error());
            const auto found
                = std::find_if(models->cbegin(), models->cend(),
                               [&](const Model &model) { return isSameModel(model.name, name); });
            if (found == models->cend())
                return finish(noSuchModel(name));
            if (!found->digest.isEmpty() && m_detailsByDigest.contains(found->digest))
                return finish(joined(*found, m_detailsByDigest.value(found->digest)));
            fetchDetails(*found, promise);
        });
    return promise->future();
}

void ModelService::fetchDetails(const Model &model, const Promise<Model> &promise)
{
    whenDone<Model>(m_engine.details(model.name), this,
                    [this, model, promise](const Result<Model> &details) {
                        if (!m_waitingForDetails.removeOne(promise))
                            return;
                        if (details) {
                            if (!model.digest.isEmpty())
                                m_detailsByDigest.insert(model.digest, *details);
                            answer<Model>(promise, joined(model, *details));
                        } else if (details.error().code == ErrorCode::ModelNotInstalled) {
                            answer<Model>(promise, noSuchModel(model.name));
                        } else {
                            answer<Model>(promise, details.error());
                        }
                    });
}

Future<EngineStatus> ModelService::probeHere()
{
    const auto promise = newPromise<EngineStatus>();
    const bool isFirst = m_waitingForProbe.isEmpty();
    m_waitingForProbe.append(promise);
    if (isFirst) {
        m_probeTimer.stop();
        whenDone<EngineStatus>(m_engine.probe(), this,
                               [this, round = m_round](const Result<EngineStatus> &status) {
                                   probed(status ? *status : m_engine.status(), round);
                               });
    }
    return promise->future();
}

void ModelService::probed(const EngineStatus &status, int round)
{
    if (round != m_round) // asked of another engine; setAddressesHere() has begun anew
        return;
    const bool isReady = status.condition == EngineCondition::Ready;
    m_probeTimer.start(isReady ? m_timing.probeWhenReady : m_timing.probeWhenNotReady);
    answerAll<EngineStatus>(m_waitingForProbe, status);
    // Other programs install and load models too.
    if (isReady && !isListFresh() && m_waitingForList.isEmpty())
        fetchList();
}

/// A request may find out before the next look that the engine is gone: then it is looked for
/// often.
void ModelService::onStatusChanged(const EngineStatus &status)
{
    if (status.condition != EngineCondition::Ready && m_probeTimer.isActive())
        m_probeTimer.start(m_timing.probeWhenNotReady);
    Q_EMIT engineStatusChanged(status);
}

Future<EngineStatus> ModelService::setAddressesHere(const QStringList &urls)
{
    if (const Status set = m_engine.setAddresses(urls); !set)
        return ready<EngineStatus>(set.error());
    forget();
    const Waiting<EngineStatus> earlier = std::exchange(m_waitingForProbe, {});
    const Future<EngineStatus> future = probeHere();
    m_waitingForProbe.append(earlier);
    return future;
}

void ModelService::forget()
{
    ++m_round;
    m_list.reset();
    m_detailsByDigest.clear();
}

} // namespace lokal
