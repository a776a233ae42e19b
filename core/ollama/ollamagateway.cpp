#include "core/ollama/ollamagateway.h"

#include "core/ollama/ollamageneration.h"
#include "core/ollama/ollamaparser.h"
#include "core/ollama/ollamarequestbuilder.h"

#include <QNetworkReply>
#include <QPromise>
#include <QVersionNumber>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

template <typename T> auto newPromise()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}

template <typename T>
void answer(const std::shared_ptr<QPromise<Result<T>>> &promise, Result<T> result)
{
    promise->addResult(std::move(result));
    promise->finish();
}

void markLoaded(QList<Model> &models, const QList<Model> &loaded)
{
    for (const Model &running : loaded) {
        const auto same = std::find_if(models.begin(), models.end(), [&](const Model &model) {
            return model.name == running.name;
        });
        if (same == models.end())
            continue; // deleted models stay loaded for a while
        same->loaded = true;
        same->loadedBytes = running.loadedBytes;
        same->loadedVramBytes = running.loadedVramBytes;
        same->loadedContext = running.loadedContext;
    }
}

EngineStatus statusOfVersion(const QString &address, const QString &version)
{
    EngineStatus status {
        EngineCondition::Ready, address, version, {}, false, version.endsWith(demoVersionSuffix)
    };
    const QVersionNumber number = QVersionNumber::fromString(version);
    if (number.isNull() || number == QVersionNumber(0, 0, 0)) // a development build
        return status;
    if (number < QVersionNumber(0, 5, 0))
        status.condition = EngineCondition::TooOld;
    status.outdated = number < QVersionNumber(0, 12, 4);
    return status;
}

} // namespace

OllamaGateway::OllamaGateway(OllamaOptions options, QObject *parent)
    : ModelEngine(parent)
    , m_options(std::move(options))
    , m_network(m_options.caFile)
    , m_calls(new QObject(this))
{
    if (m_options.addresses.isEmpty())
        m_options.addresses.append(OllamaAddress());
    m_status.address = address().text();
}

OllamaGateway::~OllamaGateway()
{
    ++m_addressRound; // ends a running probe instead of letting it go on to the next address
    delete m_calls; // now, while its callbacks still find us whole
    m_calls = nullptr;
}

std::unique_ptr<Generation> OllamaGateway::generate(const GenerationRequest &request)
{
    const OllamaRequest wire = ollamaRequest(request);
    QNetworkRequest post = m_network.request(address().endpoint(wire.path));
    const auto lane = m_network.forStream(post);
    auto generation = std::make_unique<OllamaGeneration>(
        lane, post, wire.body, OllamaErrorContext { request.model, request.parameters.numCtx },
        m_options.limits, m_options.maximumLine);
    connect(generation.get(), &Generation::failed, this, &OllamaGateway::noteFailure);
    return generation;
}

Future<QList<Model>> OllamaGateway::models()
{
    const auto promise = newPromise<QList<Model>>();
    get(address(), u"/api/tags"_s, m_options.callTimeout,
        [this, promise](const Result<QByteArray> &tags) {
            if (!tags)
                return answer<QList<Model>>(promise, tags.error());
            auto models = ollamaparser::installedModels(*tags);
            if (!models)
                return answer<QList<Model>>(promise, models.error());
            get(address(), u"/api/ps"_s, m_options.callTimeout,
                [promise, list = *models](const Result<QByteArray> &body) mutable {
                    // What is loaded is an extra: old versions cannot say it.
                    if (body) {
                        if (const auto loaded = ollamaparser::loadedModels(*body))
                            markLoaded(list, *loaded);
                    }
                    answer<QList<Model>>(promise, std::move(list));
                });
        });
    return promise->future();
}

Future<Model> OllamaGateway::details(const QString &name)
{
    const auto promise = newPromise<Model>();
    QNetworkReply *reply = m_network.forShortCalls().post(
        m_network.request(address().endpoint(u"/api/show"_s)), ollamaShowBody(name));
    call(reply, m_options.callTimeout, { name, {} },
         [promise, name](const Result<QByteArray> &body) {
             answer<Model>(promise,
                           body ? ollamaparser::modelDetails(*body, name)
                                : Result<Model>(body.error()));
         });
    return promise->future();
}

Future<EngineStatus> OllamaGateway::probe()
{
    const auto promise = newPromise<EngineStatus>();
    probeFrom(0, promise, m_addressRound);
    return promise->future();
}

/// Tries the addresses in order. When none is ready, the first one's condition is told.
void OllamaGateway::probeFrom(qsizetype index, const Promise<EngineStatus> &promise, int round)
{
    const OllamaAddress candidate = m_options.addresses.at(index);
    const auto judged = [this, index, promise, round](const EngineStatus &status) {
        if (round != m_addressRound) // the address was changed meanwhile
            return answer<EngineStatus>(promise, m_status);
        const bool isReady = status.condition == EngineCondition::Ready;
        if (!isReady && index + 1 < m_options.addresses.size()) {
            if (index == 0)
                setStatus(status);
            return probeFrom(index + 1, promise, round);
        }
        m_active = isReady ? index : 0;
        if (isReady || index == 0)
            setStatus(status);
        answer<EngineStatus>(promise, m_status);
    };
    get(candidate, u"/api/version"_s, m_options.probeTimeout,
        [this, candidate, judged](const Result<QByteArray> &body) {
            judge(candidate, body, judged);
        });
}

void OllamaGateway::judge(const OllamaAddress &address, const Result<QByteArray> &versionBody,
                          std::function<void(EngineStatus)> done)
{
    if (!versionBody && versionBody.error().code == ErrorCode::Cancelled)
        return done(m_status);
    if (const auto version
        = versionBody ? ollamaparser::version(*versionBody) : Result<QString>(versionBody.error()))
        return done(statusOfVersion(address.text(), *version));
    if (!versionBody) {
        const ErrorCode code = versionBody.error().code;
        if (code == ErrorCode::EngineUnreachable || code == ErrorCode::EngineTimeout
            || code == ErrorCode::EngineBusy)
            return done({ EngineCondition::Unreachable,
                          address.text(),
                          {},
                          versionBody.error().detail,
                          false,
                          false });
    }
    // Somebody answers, but not with a version: the oldest Ollamas did not have that call.
    get(address, u"/"_s, m_options.probeTimeout,
        [this, address, done](const Result<QByteArray> &page) {
            if (!page && page.error().code == ErrorCode::Cancelled)
                return done(m_status);
            const bool isOllama = page && page->contains("Ollama is running");
            done({ isOllama ? EngineCondition::TooOld : EngineCondition::NotAnEngine,
                   address.text(),
                   {},
                   page ? QString() : page.error().detail,
                   false });
        });
}

Status OllamaGateway::setAddress(const QString &url)
{
    const auto parsed = OllamaAddress::parse(url);
    if (!parsed)
        return parsed.error();
    m_options.addresses = { *parsed };
    m_active = 0;
    ++m_addressRound;
    setStatus({ EngineCondition::Unknown, parsed->text(), {}, {}, false });
    return Done {};
}

void OllamaGateway::get(const OllamaAddress &address, const QString &path,
                        std::chrono::milliseconds wait, Callback done)
{
    QNetworkReply *reply = m_network.forShortCalls().get(m_network.request(address.endpoint(path)));
    call(reply, wait, {}, std::move(done));
}

void OllamaGateway::call(QNetworkReply *reply, std::chrono::milliseconds wait,
                         const OllamaErrorContext &context, Callback done)
{
    const auto noted = [this, done = std::move(done)](const Result<QByteArray> &result) {
        if (!result)
            noteFailure(result.error());
        done(result);
    };
    new OllamaCall(reply, { m_options.limits.connectTimeout, wait }, context, noted, m_calls);
}

/// An engine that was there and is gone is known before the next probe finds out.
void OllamaGateway::noteFailure(const Error &error)
{
    if (error.code != ErrorCode::EngineUnreachable || m_status.condition != EngineCondition::Ready)
        return;
    EngineStatus status = m_status;
    status.condition = EngineCondition::Unreachable;
    status.detail = error.detail;
    setStatus(status);
}

void OllamaGateway::setStatus(const EngineStatus &status)
{
    if (status == m_status)
        return;
    m_status = status;
    Q_EMIT statusChanged(m_status);
}

} // namespace lokal
