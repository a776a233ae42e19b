#include "core/chat/enginerun.h"

#include "core/chat/promptbuilder.h"
#include "core/common/guarded.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lokal {

EngineRun::EngineRun(const EngineTools &tools, AnswerPlan plan, QObject *home)
    : m_tools(tools)
    , m_plan(std::move(plan))
    , m_home(home)
{
    m_plan.turn = {}; // the rows are somebody else's, and may hold pictures
}

EngineRun::~EngineRun()
{
    if (m_generation)
        m_generation->disconnect(this);
}

template <typename T, typename Next> void EngineRun::whenDone(Future<T> future, Next next)
{
    continueGuarded(std::move(future), m_home, this,
                    [this, next = std::move(next)](const Result<T> &result) {
                        if (!m_isOver)
                            next(result);
                    });
}

void EngineRun::start()
{
    whenDone(m_tools.facts.details(m_plan.model), [this](const Result<Model> &model) {
        if (model)
            return askForPrompt(&*model);
        const Error &error = model.error();
        switch (error.code) {
        case ErrorCode::NotFound:
        case ErrorCode::ModelNotInstalled:
            return fail(makeError(ErrorCode::ModelNotInstalled, error.detail,
                                  { { u"model"_s, m_plan.model } }));
        case ErrorCode::EngineUnreachable:
        case ErrorCode::EngineBusy:
        case ErrorCode::EngineTimeout:
            return fail(error);
        default: // an engine that cannot describe models may still run them
            return askForPrompt(nullptr);
        }
    });
}

void EngineRun::askForPrompt(const Model *model)
{
    const auto prompt = buildPrompt(m_tools.store, m_tools.ratios, m_plan, model, m_home);
    whenDone(prompt, [this](const Result<BuiltPrompt> &built) {
        m_plan.prompt.clear();
        if (built)
            generate(*built);
        else
            fail(built.error());
    });
}

void EngineRun::generate(const BuiltPrompt &prompt)
{
    m_plan.parameters.numCtx = prompt.request.parameters.numCtx;
    m_estimate = prompt.hasImages ? 0 : prompt.estimate;
    m_window = prompt.context.window;
    m_plannedTokens = prompt.context.usedEstimate;
    Q_EMIT fitted(prompt.context, m_plan.parameters);
    if (m_isOver) // a reader stopped it
        return;

    m_sent = m_tools.clock.monotonic();
    m_generation = m_tools.engine.generate(prompt.request);
    const Generation *generation = m_generation.get();
    connect(generation, &Generation::sentToEngine, this, [this] {
        Q_EMIT sentToEngine();
        tellPhase();
    });
    connect(generation, &Generation::thinkReduced, this, &EngineRun::reduceThinking);
    connect(generation, &Generation::thinking, this,
            [this](const QString &text) { takeText(text, true); });
    connect(generation, &Generation::text, this,
            [this](const QString &text) { takeText(text, false); });
    connect(generation, &Generation::finished, this, &EngineRun::takeEnd);
    connect(generation, &Generation::failed, this, &EngineRun::fail);
}

void EngineRun::reduceThinking(Think think)
{
    m_plan.parameters.think = think;
    Q_EMIT thinkReduced(m_plan.parameters);
}

void EngineRun::tellPhase()
{
    whenDone(m_tools.facts.isLoaded(m_plan.model), [this](const Result<bool> &loaded) {
        if (!m_firstTokenMs)
            Q_EMIT phaseChanged(loaded && *loaded ? u"reading_prompt"_s : u"loading_model"_s);
    });
}

void EngineRun::takeText(const QString &piece, bool isThinking)
{
    if (m_isOver || piece.isEmpty())
        return;
    if (!m_firstTokenMs)
        m_firstTokenMs = (m_tools.clock.monotonic() - m_sent).count();
    measureThinking(isThinking);
    Q_EMIT text(piece, isThinking);
}

void EngineRun::measureThinking(bool isThinking)
{
    if (isThinking == m_thinksSince.has_value())
        return;
    const std::chrono::milliseconds now = m_tools.clock.monotonic();
    if (isThinking) {
        m_thinksSince = now;
    } else {
        m_thought = m_thought.value_or(0ms) + (now - *m_thinksSince);
        m_thinksSince.reset();
    }
}

/// All of the answer, with what it continues; unset when a part of that is not known.
std::optional<qint64> EngineRun::thinkingMs() const
{
    std::optional<std::chrono::milliseconds> own = m_thought;
    if (m_thinksSince)
        own = own.value_or(0ms) + (m_tools.clock.monotonic() - *m_thinksSince);
    if (m_plan.thinkingSoFar.isEmpty())
        return own ? std::optional<qint64>(own->count()) : std::nullopt;
    if (!m_plan.thinkingMsSoFar)
        return std::nullopt;
    return *m_plan.thinkingMsSoFar + own.value_or(0ms).count();
}

void EngineRun::takeEnd(const GenerationEnd &end)
{
    if (m_isOver)
        return;
    if (m_estimate > 0 && end.usage.promptTokens)
        m_tools.ratios.learn(m_plan.model, m_estimate, *end.usage.promptTokens);
    m_isOver = true;
    Q_EMIT finished(end);
}

void EngineRun::fail(const Error &error)
{
    if (m_isOver)
        return;
    Error told = error;
    if (told.code == ErrorCode::Cancelled) // not by us: our own cancelling no longer listens
        told = makeError(ErrorCode::EngineError, u"the engine's answer was cut off"_s);
    if (told.code == ErrorCode::ContextExceeded && m_window > 0) {
        if (!told.args.contains(u"window"_s))
            told.args.insert(u"window"_s, m_window);
        if (!told.args.contains(u"needed"_s))
            told.args.insert(u"needed"_s, std::max(m_plannedTokens, m_window + 1));
    }
    m_isOver = true;
    Q_EMIT failed(told);
}

void EngineRun::cancel()
{
    m_isOver = true;
    if (!m_generation)
        return;
    m_generation->disconnect(this);
    m_generation->cancel();
    m_generation.release()->deleteLater(); // this may be one of its signals
}

Usage EngineRun::measured(Usage usage) const
{
    usage.firstTokenMs = m_firstTokenMs;
    usage.thinkingMs = thinkingMs();
    if (!usage.tokensPerSecond && usage.completionTokens && usage.evalMs.value_or(0) > 0)
        usage.tokensPerSecond = double(*usage.completionTokens) * 1000.0 / double(*usage.evalMs);
    return usage;
}

} // namespace lokal
