#include "core/context/contextfit.h"

#include "core/context/tokenestimate.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr qint64 usualWindow = 8192;
// The fewest that text can cost: see pathWeight(), leastTokensOfBytes() and TokenRatios.
constexpr double leastTokensPerWeight = 0.15;

Error exceeded(qint64 window, qint64 needed)
{
    return makeError(ErrorCode::ContextExceeded,
                     u"about %1 tokens are needed, the window has %2"_s.arg(needed).arg(window),
                     { { u"window"_s, window }, { u"needed"_s, needed } });
}

/// Where each turn begins. What stands before the first user message belongs to the first turn, or
/// to one that begins above the items.
QList<qsizetype> turnStarts(const ContextRequest &request)
{
    QList<qsizetype> starts;
    for (qsizetype i = 0; i < request.items.size(); ++i) {
        const bool isFirstOfAll = i == 0 && request.turnsAbove == 0;
        if (isFirstOfAll || request.items[i].role == Role::User)
            starts.append(i);
    }
    return starts;
}

} // namespace

qint64 contextWindow(const Parameters &parameters, const Model *model)
{
    const std::optional<qint64> trained = model ? model->contextLength : std::nullopt;
    qint64 window = usualWindow;
    if (parameters.numCtx)
        window = *parameters.numCtx;
    else if (model && model->defaultNumCtx)
        window = *model->defaultNumCtx;
    // The engine caps silently, but would judge a request by the number asked for.
    return trained && *trained > 0 ? std::min(window, *trained) : window;
}

bool willThink(const Parameters &parameters, const Model *model)
{
    if (parameters.think != Think::ModelDefault)
        return parameters.think != Think::Off;
    return model && model->capabilities && model->capabilities->contains("thinking"_L1);
}

qint64 answerReserve(qint64 window, bool thinks, const Parameters &parameters)
{
    qint64 reserve = std::clamp<qint64>(window / 4, 512, 4096);
    if (thinks)
        reserve *= 2;
    // With a format the engine runs twice, once to think, and the limit is for each run.
    const bool runsTwice = thinks && parameters.format.kind != AnswerFormat::Text;
    if (parameters.maxTokens && !runsTwice)
        reserve = std::min(reserve, *parameters.maxTokens);
    return std::min(reserve, window / 2);
}

Result<ContextFit> fitContext(const ContextRequest &request)
{
    const qint64 budget = request.window - request.reserve;
    const QList<qsizetype> starts = turnStarts(request);
    ContextFit fit;
    fit.firstItem = request.items.size();
    fit.estimate = request.systemTokens;
    qsizetype keptTurns = 0;
    while (keptTurns < starts.size()) {
        const qsizetype begin = starts[starts.size() - 1 - keptTurns];
        double tokens = fit.estimate;
        for (qsizetype i = begin; i < fit.firstItem; ++i)
            tokens += request.items[i].tokens;
        const bool mustStay = keptTurns == 0 || request.strategy == ContextStrategy::Refuse;
        if (!mustStay && plannedTokens(tokens, request.ratio) > budget)
            break;
        fit.estimate = tokens;
        fit.firstItem = begin;
        ++keptTurns;
    }
    fit.usedTokens = plannedTokens(fit.estimate, request.ratio);
    const bool mayNotDrop = request.strategy == ContextStrategy::Refuse && request.turnsAbove > 0;
    if (fit.usedTokens > budget || mayNotDrop)
        return exceeded(request.window,
                        std::max(fit.usedTokens + request.reserve, request.window + 1));
    fit.droppedTurns = request.turnsAbove + int(starts.size() - keptTurns);
    return fit;
}

qint64 weightBeyond(qint64 window)
{
    return qint64(std::ceil(double(window) / leastTokensPerWeight));
}

} // namespace lokal
