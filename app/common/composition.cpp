#include "app/common/composition.h"

#include "core/common/executor.h"
#include "core/common/log.h"

#include <QFile>
#include <QMetaMethod>
#include <QNetworkProxy>
#include <QPromise>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace lokal::app {
namespace {

bool isLoopbackOnly(const Options &options)
{
    return !options.listen || options.listen->address.isLoopback();
}

AccountSettings accountSettings(const Options &options)
{
    const bool loopback = isLoopbackOnly(options);
    return { options.registration.value_or(loopback ? RegistrationPolicy::Open
                                                    : RegistrationPolicy::Closed),
             loopback, options.limits.loginsPerMinute };
}

OllamaOptions gatewayOptions(const Options &options)
{
    OllamaOptions result;
    result.addresses.clear();
    for (const QString &url : options.ollamaUrls) {
        if (const Result<OllamaAddress> address = OllamaAddress::parse(url))
            result.addresses.append(*address); // wrong ones ended the program before
    }
    result.caFile = options.caFile;
    result.limits = options.limits;
    return result;
}

#ifdef LOKAL_HAS_API
api::ApiConfig apiConfig(const Options &options)
{
    return { options.listen->address, options.listen->port, options.tlsCertificateFile,
             options.tlsKeyFile,      options.allowedHosts, options.allowedOrigins,
             options.trustedProxies,  options.limits };
}
#endif

} // namespace

Composition::Composition(const Options &options, std::unique_ptr<Storage> storage,
                         std::shared_ptr<SecretStore> secrets, Extent extent)
    : m_options(options)
    , m_storage(std::move(storage))
    , m_secrets(std::move(secrets))
    , m_setupToken(options.dataDirectory)
    , m_accounts(m_storage->accounts(), *m_secrets, m_hasher, m_setupToken, m_clock,
                 accountSettings(options))
    , m_gateway(gatewayOptions(options))
    , m_models(m_gateway, m_clock)
    , m_configs(m_storage->configs(), m_gateway, m_clock)
    , m_queue(m_options.limits)
    , m_chat(m_storage->chats(), m_gateway, m_queue, m_clock, m_options.limits)
    , m_sessions(m_storage->chats(), m_chat, m_options.limits)
    , m_upkeep(m_storage->chats(), m_clock)
    , m_commands(m_accounts, [this] { return m_storage->checkIntegrity(); })
    , m_control(options.dataDirectory,
                [this](const QJsonObject &request) {
                    if (request[u"command"_s].toString() == "raise"_L1) {
                        const bool hasWindow = isSignalConnected(
                            QMetaMethod::fromSignal(&Composition::raiseRequested));
                        Q_EMIT raiseRequested();
                        return replied({ { u"ok"_s, hasWindow } });
                    }
                    return m_commands.run(request);
                })
    , m_extent(extent)
{
    QNetworkProxy::setApplicationProxy(
        QNetworkProxy::NoProxy); // engines are reached directly, whatever the desktop is set to
    connect(&m_accounts, &AccountService::setupTokenIssued, this, &Composition::setupTokenIssued);
}

Composition::~Composition() = default;

Future<QUrl> Composition::start()
{
    if (m_extent == Extent::AccountsOnly) {
        // No more than reading: a program that ends again at once issues no token for a first
        // account.
        return m_accounts.state().then(this,
                                       [](const Result<AccountsState> &state) -> Result<QUrl> {
                                           return state ? Result<QUrl>(QUrl()) : state.error();
                                       });
    }
    if (m_options.demo) {
        const QString problem = startDemo();
        if (!problem.isEmpty())
            return ready<QUrl>(makeError(ErrorCode::BadRequest, problem));
    }
    return m_upkeep.start()
        .then(this, [this](const Status &) { return m_accounts.start(); })
        .unwrap()
        .then(this, [this](const Result<Done> &done) -> Result<QUrl> {
            if (!done)
                qCWarning(logStorage).noquote()
                    << "accounts cannot be read:" << done.error().detail;
            m_models.start();
            if (!m_control.start())
                qCWarning(logApp)
                    << "no control socket: commands of other processes will find the data in use";
            return listen();
        });
}

QString Composition::startDemo()
{
    m_demo = std::make_unique<demo::DemoEngine>();
    m_demo->setRate(m_options.demoRate);
    if (!m_options.demoScriptFile.isEmpty()) {
        QFile file(m_options.demoScriptFile);
        QString problem = file.errorString();
        const auto script = file.open(QIODevice::ReadOnly)
            ? demo::Script::parse(file.readAll(), &problem)
            : std::nullopt;
        if (!script)
            return u"the demo script \"%1\" cannot be used: %2"_s.arg(m_options.demoScriptFile,
                                                                      problem);
        m_demo->setScript(*script);
    }
    if (!m_demo->listen())
        return u"the demo engine cannot listen: %1"_s.arg(m_demo->errorString());
    const Status set = m_gateway.setAddresses({ m_demo->url().toString() });
    return set ? QString() : set.error().detail;
}

Future<EngineStatus> Composition::useDemoEngine(bool demo)
{
    return runOn(this, [this, demo]() -> Future<EngineStatus> {
        if (!demo)
            return m_models.setEngineAddresses(m_options.ollamaUrls);
        if (!m_demo) {
            const QString problem = startDemo();
            if (!problem.isEmpty())
                return ready<EngineStatus>(makeError(ErrorCode::EngineError, problem));
        }
        return m_models.setEngineAddress(m_demo->url().toString());
    });
}

void Composition::rememberEngineAddress(const QString &url)
{
    QMetaObject::invokeMethod(
        this,
        [this, url] {
            QSettings settings(m_options.settingsFile, QSettings::IniFormat);
            settings.setValue(u"ollama-url"_s, url);
            settings.sync();
            if (settings.status() != QSettings::NoError)
                qCWarning(logApp).noquote()
                    << "the engine's address could not be kept in" << m_options.settingsFile;
        },
        Qt::QueuedConnection);
}

Result<QUrl> Composition::listen()
{
    if (!m_options.listen)
        return QUrl();
#ifdef LOKAL_HAS_API
    const api::ApiServices services { m_accounts,
                                      m_configs,
                                      m_sessions,
                                      m_chat,
                                      m_models,
                                      m_clock,
                                      [this] { return m_storage->health(); } };
    m_api = std::make_unique<api::ApiServer>(services, apiConfig(m_options));
    return m_api->listen();
#else
    return makeError(ErrorCode::NotImplemented, u"this program was built without the API"_s);
#endif
}

QFuture<void> Composition::stop()
{
    // A future continues inside the very call that finishes it. What is torn down next must not be
    // on the stack then, so each step begins in an event of its own.
    const auto later = [this](auto step) {
        QMetaObject::invokeMethod(this, std::move(step), Qt::QueuedConnection);
    };
    auto ended = std::make_shared<QPromise<void>>();
    ended->start();
    const auto closeData = [this, ended] {
        m_accounts.withdrawSetup();
        m_storage->close();
        ended->finish();
    };
    m_chat.shutdown().then(this, [this, later, closeData](const Result<Done> &) {
        later([this, later, closeData] {
            stopApi().then(this, [later, closeData](const Result<Done> &) { later(closeData); });
        });
    });
    return ended->future();
}

Future<Done> Composition::stopApi()
{
#ifdef LOKAL_HAS_API
    if (m_api)
        return m_api->stop(std::chrono::milliseconds(300));
#endif
    return ready<Done>(Done {});
}

int exitCodeOf(const OpenFailure &failure)
{
    switch (failure.fault) {
    case OpenFault::None:
        return ExitOk;
    case OpenFault::InUse:
        return ExitInUse;
    case OpenFault::Damaged:
    case OpenFault::NotADatabase:
        return ExitDamaged;
    case OpenFault::NewerSchema:
        return ExitNewerSchema;
    case OpenFault::ReadOnly:
    case OpenFault::Failed:
        break;
    }
    return ExitFailure;
}

QString sentenceOf(const OpenFailure &failure, const QString &dataDirectory)
{
    const QString backup = failure.newestBackup.isEmpty()
        ? u"There is no backup in it."_s
        : u"The newest backup is %1; to use it, move lokal-ai.db, lokal-ai.db-wal and lokal-ai.db-shm away and copy the backup to the place of lokal-ai.db."_s
              .arg(failure.newestBackup);
    switch (failure.fault) {
    case OpenFault::InUse:
        return u"The data in %1 is in use by %2."_s.arg(dataDirectory, failure.owner);
    case OpenFault::Damaged:
        return u"The database in %1 is damaged: %2. Nothing was changed. %3"_s.arg(
            dataDirectory, failure.detail, backup);
    case OpenFault::NotADatabase:
        return u"%1/lokal-ai.db is not a database of Lokal-AI: %2. Nothing was changed. %3"_s.arg(
            dataDirectory, failure.detail, backup);
    case OpenFault::NewerSchema:
        return u"The database in %1 has schema %2, this program knows up to %3. Nothing was changed; use a newer program."_s
            .arg(dataDirectory)
            .arg(failure.fileVersion)
            .arg(failure.ownVersion);
    case OpenFault::ReadOnly:
    case OpenFault::Failed:
    case OpenFault::None:
        break;
    }
    return u"The data in %1 cannot be opened: %2"_s.arg(dataDirectory, failure.detail);
}

} // namespace lokal::app
