#include "app/desktop/enginehost.h"

#include "core/secrets/choosesecretstore.h"

using namespace Qt::StringLiterals;

namespace lokal::app {

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
        const QString sentence = sentenceOf(outcome.failure, m_options.dataDirectory);
        if (outcome.failure.fault == OpenFault::InUse)
            return askToRaise(sentence);
        Q_EMIT failed(exitCodeOf(outcome.failure), sentence, outcome.failure.detail);
        return;
    }
    const QString keys = outcome.storage->directory().keysFolder();
    // A continuation is copied by QFuture, so what it owns travels in a shared place.
    auto storage = std::make_shared<std::unique_ptr<Storage>>(std::move(outcome.storage));
    chooseSecretStore(keys, m_home)
        .then(m_home, [this, storage](const Result<std::shared_ptr<SecretStore>> &secrets) {
            if (secrets)
                compose(std::move(*storage), *secrets);
            else
                Q_EMIT failed(ExitFailure, u"No place for secrets could be had."_s,
                              secrets.error().detail);
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
            Q_EMIT failed(ExitFailure, url.error().detail, codeName(url.error().code));
    });
}

void EngineHost::askToRaise(const QString &sentence)
{
    constexpr int patienceMs = 5000;
    askOwner(m_options.dataDirectory, { { u"command"_s, u"raise"_s } }, m_home, patienceMs)
        .then(m_home, [this, sentence](const std::optional<QJsonObject> &reply) {
            Q_EMIT inUse(reply && (*reply)[u"ok"_s].toBool(), sentence);
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
             m_readOnly };
}

} // namespace lokal::app
