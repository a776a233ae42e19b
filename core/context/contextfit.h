#pragma once

#include "core/chat/chatmessage.h"
#include "core/common/result.h"
#include "core/configs/parameters.h"
#include "core/models/model.h"

#include <QList>

namespace lokal {

/// The window that every request to this model uses (product contract §7): num_ctx, else the
/// model's own parameter, else 8192; never more than the model was trained for.
/// @param model nullptr when nothing is known about it.
qint64 contextWindow(const Parameters &parameters, const Model *model);

/// True when the model will think before it answers, as far as is known.
bool willThink(const Parameters &parameters, const Model *model);

/// Tokens kept free for the answer; no more than it may have, its thinking included.
qint64 answerReserve(qint64 window, bool thinks, const Parameters &parameters);

/// One message as the model would see it.
struct ContextItem
{
    Role role = Role::User;
    double tokens = 0; ///< estimate without ratio, marks and pictures included
};

struct ContextRequest
{
    qint64 window = 0;
    qint64 reserve = 0;
    double systemTokens = 0; ///< of the system prompt; it always stays
    QList<ContextItem> items; ///< the newest messages, oldest first; the last turn is whole
    int turnsAbove = 0; ///< turns that begin above them, which cannot fit as well
    ContextStrategy strategy = ContextStrategy::Truncate;
    double ratio = 1;
};

struct ContextFit
{
    qsizetype firstItem = 0; ///< the oldest that the model sees
    int droppedTurns = 0; ///< those above included
    qint64 usedTokens = 0; ///< planned, for what stays
    double estimate = 0; ///< of what stays, without ratio, to learn from
};

/// A weight (pathWeight()) that no window of this size can hold, whatever the text.
qint64 weightBeyond(qint64 window);

/// Chooses what the model sees. A turn is a user message with what follows it; whole turns leave,
/// oldest first, and the last one never.
/// Fails with context_exceeded (args "window", "needed").
Result<ContextFit> fitContext(const ContextRequest &request);

} // namespace lokal
