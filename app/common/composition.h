#pragma once

#include "app/common/admincommands.h"
#include "app/common/controlsocket.h"
#include "app/common/options.h"
#include "core/accounts/accountservice.h"
#include "core/accounts/passwordhasher.h"
#include "core/chat/chatservice.h"
#include "core/chat/chatupkeep.h"
#include "core/chat/sessionservice.h"
#include "core/common/clock.h"
#include "core/configs/configservice.h"
#include "core/demo/demoengine.h"
#include "core/models/modelservice.h"
#include "core/ollama/ollamagateway.h"
#include "core/queue/generationqueue.h"
#include "core/secrets/setuptokenfile.h"
#include "core/storage/storage.h"

#ifdef LOKAL_HAS_API
#include "core/api/apiserver.h"
#endif

#include <QObject>
#include <QUrl>

#include <memory>

namespace lokal::app {

/// What runs: everything, or only what the administrator's commands need.
enum class Extent
{
    Everything,
    AccountsOnly
};

/// The root: makes the long-lived parts and joins them. To be made, used and destroyed in the
/// engine thread. The order of the members is the order of making, and its reverse that of ending.
class Composition final : public QObject
{
    Q_OBJECT
public:
    Composition(const Options &options, std::unique_ptr<Storage> storage,
                std::shared_ptr<SecretStore> secrets, Extent extent = Extent::Everything);
    ~Composition() override;

    /// Prepares accounts and the demo engine, marks what a killed process left, opens the doors.
    /// Finishes with the API's address, which is empty when none was asked for.
    Future<QUrl> start();
    /// Ends answers, streams and doors and closes the data; 5 s at most. Call once.
    QFuture<void> stop();

    Accounts &accounts() { return m_accounts; }
    Configs &configs() { return m_configs; }
    Sessions &sessions() { return m_sessions; }
    Chat &chat() { return m_chat; }
    Models &models() { return m_models; }
    SecretStore &secrets() { return *m_secrets; }
    AdminCommands &commands() { return m_commands; }
    /// Goes over to the demo engine, or back to Ollama.
    Future<EngineStatus> useDemoEngine(bool demo);
    /// Writes the address into the settings file, for the next starts. Any thread.
    void rememberEngineAddress(const QString &url);

Q_SIGNALS:
    void setupTokenIssued(const QString &token);
    /// A second start of the desktop program asks the first to come forward.
    void raiseRequested();

private:
    Result<QUrl> listen();
    Future<Done> stopApi();
    QString startDemo();

    const Options m_options;
    std::unique_ptr<Storage> m_storage;
    std::shared_ptr<SecretStore> m_secrets;
    SystemClock m_clock;
    PasswordHasher m_hasher;
    SetupTokenFile m_setupToken;
    AccountService m_accounts;
    std::unique_ptr<demo::DemoEngine> m_demo;
    OllamaGateway m_gateway;
    ModelService m_models;
    ConfigService m_configs;
    GenerationQueue m_queue;
    ChatService m_chat;
    SessionService m_sessions;
    ChatUpkeep m_upkeep;
    AdminCommands m_commands;
    ControlServer m_control;
#ifdef LOKAL_HAS_API
    std::unique_ptr<api::ApiServer> m_api;
#endif
    const Extent m_extent;
};

/// How a failed opening of the data is told: exit code and a sentence for the terminal.
int exitCodeOf(const OpenFailure &failure);
QString sentenceOf(const OpenFailure &failure, const QString &dataDirectory);

} // namespace lokal::app
