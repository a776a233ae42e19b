#pragma once

#include "core/chat/chatmessage.h"

namespace lokal::ui {

/// An answer's request as a command line for the engine's own API.
/// @param history the active path up to and including the answered message.
QString curlText(const QString &engineAddress, const ChatMessage &answer,
                 const QList<ChatMessage> &history);

} // namespace lokal::ui
