#pragma once

#include "core/models/modelengine.h"
#include "core/ollama/ollamaanswer.h"
#include "core/ollama/ollamaerrors.h"
#include "core/ollama/ollamanetwork.h"
#include "core/settings/limits.h"

#include <QElapsedTimer>
#include <QTimer>

class QNetworkReply;

namespace lokal {

/// One answer of /api/chat or /api/generate as it comes. Each phase has its own limit (U3): the
/// connection, the silence up to the first line (loading, queueing, reading the prompt), and the
/// silence between two lines. There is none for the whole answer. A way of thinking that the engine
/// refuses is asked for once more in a weaker form.
class OllamaGeneration final : public Generation
{
    Q_OBJECT
public:
    /// @param post where `request` goes.
    OllamaGeneration(std::shared_ptr<StreamLane> lane, const QNetworkRequest &post,
                     const GenerationRequest &request, const Limits &limits, qsizetype maximumLine);
    ~OllamaGeneration() override;
    void cancel() override;

private:
    enum class Phase
    {
        Connecting,
        Waiting,
        Answering,
        Refused, ///< the head says that it will not answer; the reason is still to come
        Over
    };

    void send();
    std::optional<Think> weakerThink(const Error &refusal);
    void repeatWith(Think think);
    void connected();
    void headCame();
    void read();
    void boundReadAhead(qsizetype bytes);
    void readParts();
    void ended();
    void timedOut();
    void passOn(const AnswerPart &part);
    void end(const AnswerOutcome &outcome);
    void close();
    int status();
    void wait(std::chrono::milliseconds atMost);

    std::shared_ptr<StreamLane> m_lane;
    const QNetworkRequest m_post;
    GenerationRequest m_request; ///< for a repetition; without messages once it is answered
    const OllamaErrorContext m_context;
    Limits m_limits;
    OllamaAnswer m_answer;
    QNetworkReply *m_reply = nullptr; ///< also once it ends without us
    QByteArray m_errorBody;
    qint64 m_received = 0; ///< bytes of the answer
    QTimer m_timer;
    QElapsedTimer m_sinceHeard; ///< the timer is not started anew for every token
    std::chrono::milliseconds m_silence {}; ///< the longest one that is allowed now
    int m_status = 0;
    Phase m_phase = Phase::Connecting;
    bool m_isRepeated = false;
};

} // namespace lokal
