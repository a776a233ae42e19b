#pragma once

#include "core/chat/chatevent.h"

#include <functional>

namespace lokal {

/// What is kept of an answer besides its text, and is told in ChatMessage::sent.
struct SentRecord
{
    QByteArray parameters; ///< those really sent, as an object; empty: nothing was
    /// So much of the text, in UTF-16 units, was the end of another answer, and sent along.
    qsizetype continuedLength = 0;
    AnswerContext context; ///< what the model saw of the chat

    QByteArray toJson() const;
};

/// The same record in a copy of the chat, where messages have other ids. `copyOf` answers with an
/// invalid id for what was not copied.
QByteArray sentInCopy(const QByteArray &sent, const std::function<MessageId(MessageId)> &copyOf);

} // namespace lokal
