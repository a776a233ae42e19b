#include "core/ollama/ollamagateway.h"

#include "core/models/modelname.h"
#include "core/ollama/ollamageneration.h"
#include "core/ollama/ollamaparser.h"
#include "core/ollama/ollamarequestbuilder.h"

#include <QNetworkReply>
#include <QVersionNumber>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

void markLoaded(QList<Model> &models, const QList<Model> &loaded)
{
    for (const Model &running : loaded) {
        const auto same = std::find_if(models.begin(), models.end(), [&](const Model &model) {
            return isSameModel(model.name, running.name);
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
    , m_calls(std::make_unique<OllamaCalls>())
{
    if (m_options.addresses.isEmpty())
        m_options.addresses.append(OllamaAddress());
    m_status.address = address().text();
}

OllamaGateway::~OllamaGateway()
{
    ++m_addressRound; // ends a running probe instead of letting it go on to the next address
    m_calls.reset(); // now, while its callbacks still find us whole
}

std::unique_ptr<Generation> OllamaGateway::generate(const GenerationRequest &request)
{
    QNetworkRequest post = m_network.request(address().endpoint(ollamaPath(request)));
    const auto lane = m_network.forStream(post);
    auto generation = std::make_unique<OllamaGeneration>(lane, post, request, m_options.limits,
                                                         m_options.maximumLine);
    Generation *started = generation.get();
    connect(started, &Generation::failed, this, &OllamaGateway::noteFailure);
    const auto note = [this, used = address().text()] { noteSuccess(used); };
    for (const auto firstWord : { &Generation::thinking, &Generation::text })
        connect(started, firstWord, this, note, Qt::SingleShotConnection);
    connect(started, &Generation::finished, this, note);
    return generation;
}

Future<QList<Model>> OllamaGateway::models()
{
    return m_lists.join(address().text(), [this] { askModels(); });
}

void OllamaGateway::askModels()
{
    const QString key = address().text();
    call(getting(address(), u"/api/tags"_s, m_options.callTimeout,
                 [this, key](const Result<QByteArray> &tags) {
                     const auto models = tags ? ollamaparser::installedModels(*tags)
                                              : Result<QList<Model>>(tags.error());
                     if (models)
                         askLoaded(key, *models);
                     else
                         m_lists.finish(key, models.error());
                 }));
}

/// What is loaded is an extra: old versions cannot say it, and busy ones say it late.
void OllamaGateway::askLoaded(const QString &key, QList<Model> installed)
{
    const auto answered = [this, key, installed](const Result<QByteArray> &body) mutable {
        const auto loaded
            = body ? ollamaparser::loadedModels(*body) : Result<QList<Model>>(body.error());
        if (loaded)
            m_loaded = *loaded;
        else if (loaded.error().code != ErrorCode::EngineTimeout)
            m_loaded.clear();
        markLoaded(installed, m_loaded);
        m_lists.finish(key, installed);
    };
    call(getting(address(), u"/api/ps"_s, m_options.loadedTimeout, answered));
}

Future<Model> OllamaGateway::details(const QString &name)
{
    const QString key = address().text() + u' ' + name;
    return m_details.join(key, [this, key, name] {
        const auto send = [this, request = m_network.request(address().endpoint(u"/api/show"_s)),
                           body = ollamaShowBody(name)] {
            return m_network.forShortCalls().post(request, body);
        };
        const auto answered = [this, key, name](const Result<QByteArray> &body) {
            m_details.finish(
                key, body ? ollamaparser::modelDetails(*body, name) : Result<Model>(body.error()));
        };
        call({ send,
               { m_options.limits.connectTimeout, m_options.callTimeout },
               { name, {} },
               answered });
    });
}

/// A walk through the addresses in order.
struct OllamaGateway::Probe
{
    Deferred<EngineStatus> told;
    int round = 0;
    qsizetype index = 0;
    EngineStatus first; ///< of the first address, which is told when none is ready
};

Future<EngineStatus> OllamaGateway::probe()
{
    const Probe probe { {}, m_addressRound, 0, {} };
    probeFrom(probe);
    return probe.told.future();
}

void OllamaGateway::probeFrom(const Probe &probe)
{
    const OllamaAddress candidate = m_options.addresses.at(probe.index);
    const auto judged = [this, probe](const EngineStatus &status) {
        if (probe.round != m_addressRound) // the address was changed meanwhile
            return probe.told.finish(m_status);
        const EngineStatus first = probe.index == 0 ? status : probe.first;
        const bool isReady = status.condition == EngineCondition::Ready;
        const qsizetype next = probe.index + 1;
        if (!isReady && next < m_options.addresses.size())
            return probeFrom({ probe.told, probe.round, next, first });
        m_active = isReady ? probe.index : 0;
        setStatus(isReady ? status : first);
        probe.told.finish(m_status);
    };
    m_calls->sendNow(getting(candidate, u"/api/version"_s, m_options.probeTimeout,
                             [this, candidate, judged](const Result<QByteArray> &body) {
                                 judge(candidate, body, judged);
                             }));
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
    m_calls->sendNow(
        getting(address, u"/"_s, m_options.probeTimeout, [this, address, done](const auto &page) {
            if (!page && page.error().code == ErrorCode::Cancelled)
                return done(m_status);
            const bool isOllama = page && page->contains("Ollama is running");
            done({ isOllama ? EngineCondition::TooOld : EngineCondition::NotAnEngine,
                   address.text(),
                   {},
                   page ? QString() : page.error().detail,
                   false });
        }));
}

Status OllamaGateway::setAddresses(const QStringList &urls)
{
    QList<OllamaAddress> addresses;
    for (const QString &url : urls) {
        const auto parsed = OllamaAddress::parse(url);
        if (!parsed)
            return parsed.error();
        addresses.append(*parsed);
    }
    Q_ASSERT(!addresses.isEmpty());
    m_options.addresses = addresses;
    m_active = 0;
    m_loaded.clear();
    ++m_addressRound;
    setStatus({ EngineCondition::Unknown, address().text(), {}, {}, false });
    return Done {};
}

OllamaCalls::Call OllamaGateway::getting(const OllamaAddress &address, const QString &path,
                                         std::chrono::milliseconds wait, Callback done)
{
    const auto send = [this, request = m_network.request(address.endpoint(path))] {
        return m_network.forShortCalls().get(request);
    };
    return { send, { m_options.limits.connectTimeout, wait }, {}, std::move(done) };
}

void OllamaGateway::call(OllamaCalls::Call call)
{
    if (!m_calls) // somebody asks again while all calls are being ended
        return call.done(makeError(ErrorCode::Cancelled));
    call.done = [this, used = address().text(),
                 done = std::move(call.done)](const Result<QByteArray> &result) {
        if (result)
            noteSuccess(used);
        else
            noteFailure(result.error());
        done(result);
    };
    m_calls->add(std::move(call));
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

/// And one that is back, too.
void OllamaGateway::noteSuccess(const QString &addressText)
{
    const bool wasThere = m_status.condition == EngineCondition::Unreachable
        && !m_status.version.isEmpty() && m_status.address == addressText;
    if (!wasThere)
        return;
    EngineStatus status = m_status;
    status.condition = EngineCondition::Ready;
    status.detail.clear();
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
