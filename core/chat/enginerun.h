#pragma once

#include "core/chat/answerplan.h"
#include "core/chat/chatevent.h"
#include "core/common/clock.h"
#include "core/context/modelfacts.h"
#include "core/context/tokenestimate.h"
#include "core/models/modelengine.h"

namespace lokal {

struct BuiltPrompt;

/// What a run works with; all of it outlives the runs.
struct EngineTools
{
    ChatStore &store;
    ModelEngine &engine;
    const Clock &clock;
    ModelFacts &facts;
    TokenRatios &ratios;
};

/// The engine's part of one answer: finds out about the model, builds the prompt, sends it, and
/// passes on what comes back. Exactly one of finished() and failed() is emitted, and nothing after
/// cancel(). Destroying it closes the connection. Engine thread.
class EngineRun : public QObject
{
    Q_OBJECT
public:
    /// @param home lives in the engine thread and outlives everything that is under way.
    EngineRun(const EngineTools &tools, AnswerPlan plan, QObject *home);
    ~EngineRun() override;

    /// Call once.
    void start();
    /// Safe to call twice and after the end.
    void cancel();
    /// `usage` with the times that only the run can know. Also after its end.
    Usage measured(Usage usage) const;

Q_SIGNALS:
    /// The prompt is about to be sent.
    void fitted(const lokal::AnswerContext &context, const lokal::Parameters &parameters);
    /// The engine was asked again, with these instead.
    void thinkReduced(const lokal::Parameters &parameters);
    void sentToEngine();
    void phaseChanged(const QString &phase); ///< until the first text
    void text(const QString &text, bool isThinking); ///< never empty
    void finished(const lokal::GenerationEnd &end);
    void failed(const lokal::Error &error);

private:
    template <typename T, typename Next> void whenDone(Future<T> future, Next next);
    void askForPrompt(const Model *model);
    void generate(const BuiltPrompt &prompt);
    void reduceThinking(Think think);
    void tellPhase();
    void takeText(const QString &text, bool isThinking);
    void measureThinking(bool isThinking);
    std::optional<qint64> thinkingMs() const;
    void takeEnd(const GenerationEnd &end);
    void fail(const Error &error);

    EngineTools m_tools;
    AnswerPlan m_plan;
    QObject *m_home;
    std::unique_ptr<Generation> m_generation;
    double m_estimate = 0; ///< of the prompt; 0: nothing to learn from
    qint64 m_window = 0;
    qint64 m_plannedTokens = 0;
    std::chrono::milliseconds m_sent {};
    std::optional<qint64> m_firstTokenMs;
    std::optional<std::chrono::milliseconds> m_thinksSince;
    std::optional<std::chrono::milliseconds> m_thought; ///< without the part that goes on
    bool m_isOver = false;
};

} // namespace lokal
