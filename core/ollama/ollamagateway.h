#pragma once

#include "core/models/modelengine.h"
#include "core/ollama/ndjsonreader.h"
#include "core/ollama/ollamaaddress.h"
#include "core/ollama/ollamacall.h"
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
    /// Replaces all addresses by this one. Fails with invalid_field.
    Status setAddress(const QString &url) override;

private:
    template <typename T> using Promise = std::shared_ptr<QPromise<Result<T>>>;
    using Callback = OllamaCall::Callback;

    const OllamaAddress &address() const { return m_options.addresses.at(m_active); }
    void get(const OllamaAddress &address, const QString &path, std::chrono::milliseconds wait,
             Callback done);
    void call(QNetworkReply *reply, std::chrono::milliseconds wait,
              const OllamaErrorContext &context, Callback done);
    void probeFrom(qsizetype index, const Promise<EngineStatus> &promise, int round);
    void judge(const OllamaAddress &address, const Result<QByteArray> &versionBody,
               std::function<void(EngineStatus)> done);
    void noteFailure(const Error &error);
    void setStatus(const EngineStatus &status);

    OllamaOptions m_options;
    qsizetype m_active = 0;
    int m_addressRound = 0; ///< grows with setAddress(), so that an older probe is not believed
    EngineStatus m_status;
    OllamaNetwork m_network;
    QObject *m_calls; ///< parent of the running calls
};

} // namespace lokal
