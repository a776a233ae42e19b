#include "core/chat/promptbuilder.h"

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
    QList<PromptMessage> messages;
    int droppedBefore = 0;
    bool seesImages = true;
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

/// Drops what does not fit. `draft.messages` holds what stays.
Result<ContextFit> fit(Draft &draft)
{
    ContextRequest request = draft.budget;
    request.items.reserve(draft.messages.size());
    for (const PromptMessage &message : std::as_const(draft.messages))
        request.items.append({ message.role, tokensOf(message) });
    Result<ContextFit> result = fitContext(request);
    if (result) {
        draft.messages.remove(0, result->firstItem);
        result->droppedTurns
            += std::exchange(draft.droppedBefore, result->droppedTurns + draft.droppedBefore);
    }
    return result;
}

Draft draftOf(const AnswerPlan &plan, const TokenRatios &ratios, const Model *model)
{
    Draft draft { plan.owner, plan.model, plan.parameters, {}, plan.prompt, 0, true };
    const qint64 window = contextWindow(plan.parameters, model);
    draft.parameters.numCtx = window;
    if (draft.parameters.raw)
        draft.parameters.systemPrompt.reset();
    draft.budget.window = window;
    draft.budget.reserve
        = answerReserve(window, willThink(plan.parameters, model), plan.parameters.maxTokens);
    draft.budget.strategy = plan.parameters.contextStrategy;
    draft.budget.ratio = ratios.ratio(plan.model);
    const QString system = draft.parameters.systemPrompt.value_or(QString());
    if (!system.isEmpty())
        draft.budget.systemTokens = tokensPerMessage + textTokens(system);
    draft.seesImages = !model || checkVision(*model).ok();
    return draft;
}

/// Pictures of older turns are left out for a model that sees none; its last question must not lose
/// them.
Status dropUnseenImages(Draft &draft, const Model *model)
{
    if (draft.seesImages)
        return Done {};
    const auto isImage = [](const auto &one) {
        if constexpr (requires { one.attachment; })
            return one.attachment.kind == "image"_L1;
        else
            return one.kind == "image"_L1;
    };
    qsizetype lastQuestion = draft.messages.size() - 1;
    while (lastQuestion > 0 && draft.messages[lastQuestion].role != Role::User)
        --lastQuestion;
    for (qsizetype i = 0; i < draft.messages.size(); ++i) {
        PromptMessage &message = draft.messages[i];
        const auto removed
            = message.attachments.removeIf(isImage) + message.loaded.removeIf(isImage);
        if (removed > 0 && i == lastQuestion)
            return checkVision(*model);
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
        const QList<QByteArray> images
            = draft.seesImages ? promptImages(message) : QList<QByteArray>();
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
    auto draft = std::make_shared<Draft>(draftOf(plan, ratios, model));
    if (const Status seen = dropUnseenImages(*draft, model); !seen)
        return ready<BuiltPrompt>(seen.error());
    const auto hasAttachments = [](const PromptMessage &one) { return !one.attachments.isEmpty(); };
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
    const Deferred<BuiltPrompt> built;
    store.attachmentsOf(draft->owner, owners)
        .then(home, [draft, built, owners](const Result<QList<QList<AttachmentData>>> &loaded) {
            if (!loaded)
                return built.finish(loaded.error());
            for (PromptMessage &message : draft->messages) {
                if (message.attachments.isEmpty())
                    continue;
                message.loaded = loaded->value(owners.indexOf(message.attachmentsOf));
                if (!draft->seesImages)
                    message.loaded.removeIf([](const AttachmentData &one) {
                        return one.attachment.kind == "image"_L1;
                    });
                message.attachments.clear();
            }
            built.finish(fitAndFinish(*draft));
        });
    return built.future();
}

} // namespace lokal
