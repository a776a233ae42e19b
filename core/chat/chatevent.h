#pragma once

#include "core/chat/chatmessage.h"
#include "core/configs/parameters.h"

#include <QList>
#include <QMetaType>

#include <variant>

namespace lokal {

// Events of one running answer (product contract §6), in our words; the API turns them into SSE.

struct AnswerStarted
{
    SessionId session;
    ChatMessage userMessage; ///< invalid id when no user message was made (regenerate, continue)
    ChatMessage message; ///< the assistant message, pending
    QString model;
};
struct AnswerQueued
{
    int position = 0; ///< 1 = next
};
struct AnswerPhase
{
    QString phase; ///< "loading_model", "reading_prompt", "thinking_reduced" …
};
struct AnswerContext
{
    ContextStrategy strategy = ContextStrategy::Truncate;
    qint64 window = 0; ///< tokens
    qint64 usedEstimate = 0;
    int droppedTurns = 0;
    MessageId firstMessage; ///< the oldest that the model sees
};
struct AnswerThinking
{
    QString text;
};
struct AnswerToken
{
    QString text;
};
struct AnswerDone
{
    QString status; ///< "completed" or "stopped"
    QString reason;
    ChatMessage message;
};
struct AnswerFailed
{
    Error error;
    ChatMessage message; ///< partial text kept
};

using AnswerEventData = std::variant<AnswerStarted, AnswerQueued, AnswerPhase, AnswerContext,
                                     AnswerThinking, AnswerToken, AnswerDone, AnswerFailed>;

/// Numbers grow from 1; joined text events carry the number of the last one they join.
struct AnswerEvent
{
    MessageId message; ///< the assistant message
    qint64 number = 0;
    AnswerEventData data;
    bool isFinal() const
    {
        return std::holds_alternative<AnswerDone>(data)
            || std::holds_alternative<AnswerFailed>(data);
    }
};

} // namespace lokal

Q_DECLARE_METATYPE(lokal::AnswerEvent)
