#include "core/context/contextfit.h"

#include "core/context/tokenestimate.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr qint64 usualWindow = 8192;

Error exceeded(qint64 window, qint64 needed)
{
    return makeError(ErrorCode::ContextExceeded,
                     u"about %1 tokens are needed, the window has %2"_s.arg(needed).arg(window),
                     { { u"window"_s, window }, { u"needed"_s, needed } });
}

/// Where each turn begins. What stands before the first user message belongs to the first turn.
QList<qsizetype> turnStarts(const QList<ContextItem> &items)
{
    QList<qsizetype> starts;
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (starts.isEmpty())
            starts.append(0);
        else if (items[i].role == Role::User && i > 0)
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

qint64 answerReserve(qint64 window, bool thinks, std::optional<qint64> maxTokens)
{
    qint64 reserve = std::clamp<qint64>(window / 4, 512, 4096);
    if (thinks)
        reserve *= 2;
    else if (maxTokens) // thinking is counted too, so the limit says little about a thinking
                        // model's text
        reserve = std::min(reserve, *maxTokens);
    return std::min(reserve, window / 2);
}

Result<ContextFit> fitContext(const ContextRequest &request)
{
    const qint64 budget = request.window - request.reserve;
    const QList<qsizetype> starts = turnStarts(request.items);
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
    if (fit.usedTokens > budget)
        return exceeded(request.window, fit.usedTokens + request.reserve);
    fit.droppedTurns = int(starts.size() - keptTurns);
    return fit;
}

} // namespace lokal
