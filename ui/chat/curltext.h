#pragma once

#include "core/chat/chatmessage.h"

namespace lokal::ui {

/// An answer's request as a command line for the engine's own API.
/// @param path the messages before it, at least from the first that the model saw; it may go on.
QString curlText(const QString &engineAddress, const ChatMessage &answer,
                 const QList<ChatMessage> &path);

} // namespace lokal::ui
