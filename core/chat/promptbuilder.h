#pragma once

#include "core/chat/answerplan.h"
#include "core/common/deferred.h"
#include "core/context/tokenestimate.h"
#include "core/models/modelengine.h"

namespace lokal {

/// What goes to the engine, and what people are told about it.
struct BuiltPrompt
{
    GenerationRequest request;
    AnswerContext context; ///< firstMessage invalid: the new user message
    double estimate = 0; ///< of the whole prompt, without ratio
    bool hasImages = false;
};

/// Fits the plan's messages into the model's window, reading what else of the history it can hold
/// and loading the attachments of those that stay. Engine thread; `home` lives there and must
/// outlive the future, `store` and `ratios` too.
/// @param model nullptr when the engine says nothing about it.
/// Errors: context_exceeded, capability_missing, storage_*.
Future<BuiltPrompt> buildPrompt(ChatStore &store, const TokenRatios &ratios, const AnswerPlan &plan,
                                const Model *model, QObject *home);

/// capability_missing when the model is known to see no pictures.
Status checkVision(const Model &model);

} // namespace lokal
