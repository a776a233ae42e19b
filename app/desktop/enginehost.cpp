#include "app/desktop/enginehost.h"

#include "core/secrets/choosesecretstore.h"

using namespace Qt::StringLiterals;

namespace lokal::app {
namespace {

using Kind = ui::StartFailure::Kind;

Kind kindOf(OpenFault fault)
{
    switch (fault) {
    case OpenFault::InUse:
        return Kind::InUse;
    case OpenFault::Damaged:
        return Kind::Damaged;
    case OpenFault::NotADatabase:
        return Kind::NotADatabase;
    case OpenFault::NewerSchema:
        return Kind::NewerSchema;
    case OpenFault::ReadOnly:
    case OpenFault::Failed:
    case OpenFault::None:
        break;
    }
    return Kind::Unopenable;
}

} // namespace

EngineHost::EngineHost(const Options &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_home(new QObject)
{
    m_thread.setObjectName(u"engine"_s);
    m_home->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_home, &QObject::deleteLater);
}

EngineHost::~EngineHost()
{
    stop();
}

void EngineHost::start()
{
    m_thread.start();
    QMetaObject::invokeMethod(
        m_home, [this] { open(); }, Qt::QueuedConnection);
}

// In the engine thread from here on.
void EngineHost::open()
{
    OpenOutcome outcome = Storage::open(m_options.dataDirectory, m_clock);
    if (!outcome.storage) {
        const ui::StartFailure failure = failureOf(outcome.failure);
        if (outcome.failure.fault == OpenFault::InUse)
            return askToRaise(failure);
        Q_EMIT failed(exitCodeOf(outcome.failure), failure);
        return;
    }
    const QString keys = outcome.storage->directory().keysFolder();
    // A continuation is copied by QFuture, so what it owns travels in a shared place.
    auto storage = std::make_shared<std::unique_ptr<Storage>>(std::move(outcome.storage));
    chooseSecretStore((*storage)->accounts(), keys, m_home)
        .then(m_home, [this, storage](const Result<std::shared_ptr<SecretStore>> &secrets) {
            if (secrets)
                compose(std::move(*storage), *secrets);
            else
                Q_EMIT failed(ExitFailure, failureOf(Kind::Secrets, secrets.error()));
        });
}

void EngineHost::compose(std::unique_ptr<Storage> storage, std::shared_ptr<SecretStore> secrets)
{
    m_readOnly = storage->isReadOnly();
    m_root = std::make_unique<Composition>(m_options, std::move(storage), std::move(secrets));
    connect(m_root.get(), &Composition::raiseRequested, this, &EngineHost::raiseRequested);
    m_root->start().then(m_home, [this](const Result<QUrl> &url) {
        if (url)
            Q_EMIT ready();
        else
            Q_EMIT failed(ExitFailure, failureOf(Kind::Services, url.error()));
    });
}

ui::StartFailure EngineHost::failureOf(const OpenFailure &failure) const
{
    ui::StartFailure result;
    result.kind = kindOf(failure.fault);
    result.dataDirectory = m_options.dataDirectory;
    result.owner = failure.owner;
    result.newestBackup = failure.newestBackup;
    result.fileVersion = failure.fileVersion;
    result.ownVersion = failure.ownVersion;
    result.details = failure.detail;
    return result;
}

ui::StartFailure EngineHost::failureOf(Kind kind, const Error &error) const
{
    ui::StartFailure result;
    result.kind = kind;
    result.dataDirectory = m_options.dataDirectory;
    result.details = error.detail.isEmpty() ? codeName(error.code) : error.detail;
    return result;
}

void EngineHost::askToRaise(const ui::StartFailure &failure)
{
    constexpr int patienceMs = 5000;
    askOwner(m_options.dataDirectory, { { u"command"_s, u"raise"_s } }, m_home, patienceMs)
        .then(m_home, [this, failure](const std::optional<QJsonObject> &reply) {
            Q_EMIT inUse(reply && (*reply)[u"ok"_s].toBool(), failure);
        });
}

void EngineHost::stop()
{
    if (!m_thread.isRunning())
        return;
    QMetaObject::invokeMethod(
        m_home,
        [this] {
            if (!m_root)
                return m_thread.quit();
            m_root->stop().then(m_home, [this] {
                // Later: this runs inside a call of the root itself.
                QMetaObject::invokeMethod(
                    m_home,
                    [this] {
                        m_root.reset();
                        m_thread.quit();
                    },
                    Qt::QueuedConnection);
            });
        },
        Qt::QueuedConnection);
    m_thread.wait();
}

ui::Backend EngineHost::backend()
{
    Composition &root = *m_root;
    return { root.accounts(),
             root.configs(),
             root.sessions(),
             root.chat(),
             root.models(),
             root.secrets(),
             [&root](bool demo) { return root.useDemoEngine(demo); },
             [&root](const QString &url) { root.rememberEngineAddress(url); },
             m_readOnly,
             m_options.dataDirectory };
}

} // namespace lokal::app
