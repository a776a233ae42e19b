#include "core/chat/promptbuilder.h"

#include "core/common/chain.h"
#include "core/context/contextfit.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

/// The parts of a request that stay the same while its messages are loaded and fitted.
struct Draft
{
    UserId owner;
    QString model;
    Parameters parameters;
    ContextRequest budget; ///< without items
    QList<PromptMessage> messages; ///< what stays, as far as is known
    Status vision = Done {}; ///< whether the model sees pictures
};

double tokensOf(const PromptMessage &message)
{
    double tokens = tokensPerMessage + textTokens(promptText(message))
        + tokensPerImage * double(promptImages(message).size());
    for (const Attachment &one : message.attachments) { // not loaded yet: at least so many
        tokens += one.kind == "image"_L1 ? tokensPerImage : leastTokensOfBytes(one.bytes);
    }
    return tokens;
}

/// The newest messages with their tokens. Where whole turns may be dropped, counting ends with the
/// turn that passes the window: of a long chat only what the model sees is looked at.
QList<ContextItem> countedItems(const Draft &draft)
{
    const ContextRequest &budget = draft.budget;
    QList<ContextItem> items;
    double tokens = budget.systemTokens;
    bool hasQuestion = false; // the last turn is always counted whole
    for (auto message = draft.messages.crbegin(); message != draft.messages.crend(); ++message) {
        items.prepend({ message->role, tokensOf(*message) });
        tokens += items.constFirst().tokens;
        hasQuestion = hasQuestion || message->role == Role::User;
        if (hasQuestion && budget.strategy != ContextStrategy::Refuse
            && plannedTokens(tokens, budget.ratio) > budget.window)
            break;
    }
    return items;
}

/// Drops what does not fit. `draft.messages` holds what stays.
Result<ContextFit> fit(Draft &draft)
{
    ContextRequest request = draft.budget;
    request.items = countedItems(draft);
    const qsizetype uncounted = draft.messages.size() - request.items.size();
    const auto begin = draft.messages.cbegin();
    const auto isQuestion = [](const PromptMessage &one) { return one.role == Role::User; };
    if (uncounted > 0)
        request.turnsAbove += std::max(1, int(std::count_if(begin, begin + uncounted, isQuestion)));
    const Result<ContextFit> result = fitContext(request);
    if (result) {
        draft.messages.remove(0, uncounted + result->firstItem);
        draft.budget.turnsAbove = result->droppedTurns;
    }
    return result;
}

Draft draftOf(const AnswerPlan &plan, const TokenRatios &ratios, const Model *model)
{
    Draft draft { plan.owner, plan.model, plan.parameters, {}, plan.prompt };
    const qint64 window = contextWindow(plan.parameters, model);
    draft.parameters.numCtx = window;
    if (draft.parameters.raw)
        draft.parameters.systemPrompt.reset();
    draft.budget.window = window;
    draft.budget.reserve
        = answerReserve(window, willThink(plan.parameters, model), plan.parameters);
    draft.budget.strategy = plan.parameters.contextStrategy;
    draft.budget.ratio = ratios.ratio(plan.model);
    const QString system = draft.parameters.systemPrompt.value_or(QString());
    if (!system.isEmpty())
        draft.budget.systemTokens = tokensPerMessage + textTokens(system);
    if (model)
        draft.vision = checkVision(*model);
    return draft;
}

bool isImage(const Attachment &one)
{
    return one.kind == "image"_L1;
}

bool isLoadedImage(const AttachmentData &one)
{
    return isImage(one.attachment);
}

/// Pictures of older turns are left out for a model that sees none; its last question must not lose
/// them.
Status dropUnseenImages(Draft &draft)
{
    if (draft.vision)
        return Done {};
    qsizetype lastQuestion = draft.messages.size() - 1;
    while (lastQuestion > 0 && draft.messages[lastQuestion].role != Role::User)
        --lastQuestion;
    for (qsizetype i = 0; i < draft.messages.size(); ++i) {
        PromptMessage &message = draft.messages[i];
        const auto removed
            = message.attachments.removeIf(isImage) + message.loaded.removeIf(isLoadedImage);
        if (removed > 0 && i == lastQuestion)
            return draft.vision;
    }
    return Done {};
}

BuiltPrompt finished(const Draft &draft, const ContextFit &fit)
{
    BuiltPrompt built;
    built.request.model = draft.model;
    built.request.parameters = draft.parameters;
    const QString system = built.request.parameters.systemPrompt.value_or(QString());
    if (!system.isEmpty())
        built.request.messages.append({ Role::System, system, {} });
    // It travels as the first message; as a parameter too it would be sent twice.
    built.request.parameters.systemPrompt.reset();
    for (const PromptMessage &message : draft.messages) {
        const QList<QByteArray> images = draft.vision ? promptImages(message) : QList<QByteArray>();
        built.hasImages = built.hasImages || !images.isEmpty();
        built.request.messages.append({ message.role, promptText(message), images });
    }
    built.estimate = fit.estimate;
    built.context = { draft.budget.strategy, draft.budget.window, fit.usedTokens, fit.droppedTurns,
                      draft.messages.isEmpty() ? MessageId() : draft.messages.constFirst().id };
    return built;
}

Result<BuiltPrompt> fitAndFinish(Draft &draft)
{
    const Result<ContextFit> fitted = fit(draft);
    if (!fitted)
        return fitted.error();
    return finished(draft, *fitted);
}

bool hasAttachments(const PromptMessage &message)
{
    return !message.attachments.isEmpty();
}

/// Puts the bytes of the attachments in the place of their facts.
void takeAttachments(Draft &draft, const QList<MessageId> &owners,
                     const QList<QList<AttachmentData>> &loaded)
{
    for (PromptMessage &message : draft.messages) {
        if (!hasAttachments(message))
            continue;
        const QList<AttachmentData> all = loaded.value(owners.indexOf(message.attachmentsOf));
        for (const AttachmentData &one : all) {
            if (message.attachments.contains(one.attachment)) // others were left out on purpose
                message.loaded.append(one);
        }
        message.attachments.clear();
    }
}

Future<BuiltPrompt> fitAndLoad(ChatStore &store, const std::shared_ptr<Draft> &draft, QObject *home)
{
    if (const Status seen = dropUnseenImages(*draft); !seen)
        return ready<BuiltPrompt>(seen.error());
    if (std::none_of(draft->messages.cbegin(), draft->messages.cend(), hasAttachments))
        return ready(fitAndFinish(*draft));
    // First by their sizes, so that nothing is loaded that cannot stay.
    if (const Result<ContextFit> coarse = fit(*draft); !coarse)
        return ready<BuiltPrompt>(coarse.error());
    QList<MessageId> owners;
    for (const PromptMessage &message : std::as_const(draft->messages)) {
        if (hasAttachments(message))
            owners.append(message.attachmentsOf);
    }
    return andThen(store.attachmentsOf(draft->owner, owners), home,
                   [draft, owners](const QList<QList<AttachmentData>> &loaded) {
                       takeAttachments(*draft, owners, loaded);
                       return fitAndFinish(*draft);
                   });
}

/// How much more of the history could fit into the window.
qint64 weightLeft(const Draft &draft)
{
    qint64 weight = weightBeyond(draft.budget.window);
    for (const PromptMessage &message : draft.messages)
        weight -= pathWeight(message.text);
    return weight;
}

} // namespace

Status checkVision(const Model &model)
{
    if (!model.capabilities || model.capabilities->contains("vision"_L1))
        return Done {};
    return makeError(ErrorCode::CapabilityMissing,
                     u"the model %1 cannot see pictures"_s.arg(model.name),
                     { { u"model"_s, model.name }, { u"capability"_s, u"vision"_s } });
}

Future<BuiltPrompt> buildPrompt(ChatStore &store, const TokenRatios &ratios, const AnswerPlan &plan,
                                const Model *model, QObject *home)
{
    const auto draft = std::make_shared<Draft>(draftOf(plan, ratios, model));
    if (!plan.promptAbove.isValid())
        return fitAndLoad(store, draft, home);
    const auto earlier = store.earlierPath(plan.owner, plan.promptAbove, weightLeft(*draft));
    return andThen(earlier, home, [&store, draft, home](const EarlierPath &found) {
        draft->messages = historyOf(found.path.messages) + draft->messages;
        draft->budget.turnsAbove = found.turnsAbove;
        return fitAndLoad(store, draft, home);
    });
}

} // namespace lokal
