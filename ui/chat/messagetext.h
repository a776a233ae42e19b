#pragma once

#include "core/chat/chatevent.h"
#include "core/chat/chatmessage.h"
#include "ui/transcript/transcriptmessage.h"

#include <QLocale>

namespace lokal::ui {

/// Ids of the error card's buttons; what each does: ChatPage.
namespace erroraction {
inline constexpr QLatin1StringView runAgain { "run-again" };
inline constexpr QLatin1StringView continueAnswer { "continue" };
inline constexpr QLatin1StringView chooseModel { "choose-model" };
inline constexpr QLatin1StringView engine { "engine" };
inline constexpr QLatin1StringView leaveOutOldest { "leave-out-oldest" };
inline constexpr QLatin1StringView editMessage { "edit-message" };
} // namespace erroraction

/// A stored message as the transcript shows it.
TranscriptMessage transcriptMessage(const ChatMessage &message);
/// "qwen3:8b  ·  412 tokens  ·  38.2 tok/s  ·  17.5 s", what is unknown left out.
QString metaLine(const ChatMessage &message);
/// The same while the answer is being written.
QString liveMeta(const QString &model, double tokensPerSecond);
/// The card at a turn that failed; empty when it did not fail.
ErrorCard errorCard(const ChatMessage &message, const std::optional<Error> &error = {});

/// What an answer does before its first token, in words.
struct PhaseText
{
    QString title;
    QString explanation;
};
PhaseText queuedText(int position);
/// @param tokens of the prompt, 0 when not known.
PhaseText phaseText(const QString &phase, const QString &model, qint64 tokens);
PhaseText preparingText();

/// "1 token", "1,204 tokens".
QString tokenCount(qint64 count);
/// "847", "3.1k", "32k".
QString shortCount(qint64 count);
/// The oldest message that the model saw for an answer; invalid: all of them.
MessageId firstSeenMessage(const ChatMessage &answer);
/// True when an answer goes on with the text of another one.
bool isContinuation(const ChatMessage &answer);
/// True when the answer was cut off and can be continued.
bool canContinue(const ChatMessage &message);

} // namespace lokal::ui
