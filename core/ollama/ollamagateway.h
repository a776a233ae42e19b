#pragma once

#include "core/common/joined.h"
#include "core/models/modelengine.h"
#include "core/ollama/ndjsonreader.h"
#include "core/ollama/ollamaaddress.h"
#include "core/ollama/ollamacalls.h"
#include "core/ollama/ollamanetwork.h"
#include "core/settings/limits.h"

#include <QList>

#include <memory>

namespace lokal {

struct OllamaOptions
{
    QList<OllamaAddress> addresses
        = { OllamaAddress() }; ///< the first that answers is used; never empty
    QString caFile; ///< PEM file of further trusted authorities; empty: the system's only
    Limits limits;
    std::chrono::milliseconds probeTimeout { 10'000 };
    std::chrono::milliseconds callTimeout {
        30'000
    }; ///< a freshly started Ollama first indexes its models
    std::chrono::milliseconds loadedTimeout {
        2'000
    }; ///< /api/ps can block while a model is unloaded; the list does not wait for that
    qsizetype maximumLine = NdjsonReader::defaultMaximumLine;
};

/// The model engine's port spoken to Ollama over HTTP. Running calls end with `cancelled` when the
/// gateway is destroyed; generations live on until their owners let go of them. May be moved to its
/// thread before the first call.
class OllamaGateway final : public ModelEngine
{
    Q_OBJECT
public:
    explicit OllamaGateway(OllamaOptions options, QObject *parent = nullptr);
    ~OllamaGateway() override;

    std::unique_ptr<Generation> generate(const GenerationRequest &request) override;
    Future<QList<Model>> models() override;
    Future<Model> details(const QString &name) override;
    Future<EngineStatus> probe() override;
    EngineStatus status() const override { return m_status; }
    /// @param urls at least one. Fails with invalid_field.
    Status setAddresses(const QStringList &urls) override;

private:
    using Callback = OllamaCall::Callback;

    const OllamaAddress &address() const { return m_options.addresses.at(m_active); }
    void askModels();
    void askLoaded(const QString &key, QList<Model> installed);
    OllamaCalls::Call getting(const OllamaAddress &address, const QString &path,
                              std::chrono::milliseconds wait, Callback done);
    /// Sends it to the engine in use, and notes whether that was there.
    void call(OllamaCalls::Call call);
    struct Probe;
    void probeFrom(const Probe &probe);
    void judge(const OllamaAddress &address, const Result<QByteArray> &versionBody,
               std::function<void(EngineStatus)> done);
    void noteFailure(const Error &error);
    void noteSuccess(const QString &addressText);
    void setStatus(const EngineStatus &status);

    OllamaOptions m_options;
    qsizetype m_active = 0;
    int m_addressRound = 0; ///< grows with setAddresses(), so that an older probe is not believed
    EngineStatus m_status;
    OllamaNetwork m_network;
    Joined<QList<Model>> m_lists; ///< by address
    Joined<Model> m_details; ///< by address and model
    QList<Model> m_loaded; ///< as the engine said last
    std::unique_ptr<OllamaCalls> m_calls; ///< null while they are ended
};

} // namespace lokal
