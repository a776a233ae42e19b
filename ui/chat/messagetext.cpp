#include "ui/chat/messagetext.h"

#include "ui/common/errortext.h"
#include "ui/common/visibletext.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(lokal::ui::ChatPage)
};

TranscriptMessage::State shownState(MessageState state)
{
    using State = TranscriptMessage::State;
    switch (state) {
    case MessageState::Pending:
        return State::Pending;
    case MessageState::Streaming:
    case MessageState::AwaitingApproval:
        return State::Streaming;
    case MessageState::Stopped:
        return State::Stopped;
    case MessageState::Failed:
        return State::Error;
    case MessageState::Interrupted:
        return State::Interrupted;
    case MessageState::Complete:
        break;
    }
    return State::Complete;
}

ErrorAction runAgain()
{
    return { erroraction::runAgain, Text::tr("Run again"), u"regenerate"_s, true };
}

ErrorAction continueAnswer()
{
    return { erroraction::continueAnswer, Text::tr("Continue"), u"play"_s, true };
}

ErrorAction chooseModel()
{
    return { erroraction::chooseModel, Text::tr("Choose another model"), u"box"_s };
}

QVector<ErrorAction> actionsFor(ErrorCode code, bool hasText)
{
    switch (code) {
    case ErrorCode::EngineUnreachable:
    case ErrorCode::EngineProtocol:
        if (!hasText)
            return { runAgain(), { erroraction::engine, Text::tr("Engine settings"), u"plug"_s } };
        return { continueAnswer(), runAgain() };
    case ErrorCode::ModelNotInstalled:
    case ErrorCode::CapabilityMissing:
        return { chooseModel(), runAgain() };
    case ErrorCode::ContextExceeded:
        return { { erroraction::leaveOutOldest, Text::tr("Leave out the oldest"), u"regenerate"_s,
                   true },
                 { erroraction::editMessage, Text::tr("Edit the message"), u"edit"_s } };
    case ErrorCode::EngineError:
    case ErrorCode::EngineTimeout:
    case ErrorCode::Interrupted:
        if (hasText)
            return { continueAnswer(), runAgain() };
        return { runAgain(), chooseModel() };
    default:
        return { runAgain() };
    }
}

QString details(const ChatMessage &message, const QString &code, const QString &detail)
{
    const QString time
        = QLocale().toString(message.timestampUtc.toLocalTime().time(), u"HH:mm:ss"_s);
    QString text = u"%1 · %2 · %3 %4"_s.arg(code, time, Text::tr("message")).arg(message.id.value);
    if (!message.model.isEmpty())
        text += u"\n%1"_s.arg(visibleText(message.model));
    if (!detail.isEmpty())
        text += u'\n' + visibleLines(detail);
    return text;
}

bool mentions(const QString &text, std::initializer_list<QLatin1StringView> words)
{
    return std::any_of(words.begin(), words.end(), [&](QLatin1StringView word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

/// What the engine says itself tells more than a guess of ours.
QString engineSays(const QString &detail)
{
    constexpr qsizetype longest = 240;
    const QString line = visibleText(detail.simplified().left(longest));
    return line.isEmpty() ? Text::tr("It gave no reason.") : Text::tr("Ollama says: %1").arg(line);
}

/// Title, cause and actions of the engine's own errors, by its words.
ErrorCard engineErrorCard(const QString &detail, bool hasText)
{
    ErrorCard card;
    const bool isMemory
        = mentions(detail, { "system memory"_L1, "out of memory"_L1, "cudamalloc"_L1 });
    const bool isLost
        = mentions(detail,
                   { "connection was lost"_L1, "connection closed"_L1, "connection reset"_L1,
                     "host closed"_L1, "terminated"_L1, "unexpected eof"_L1, "cut off"_L1 });
    if (isMemory) {
        card.title = Text::tr("Not enough memory for this model");
        card.cause = engineSays(detail);
        card.actions = { chooseModel(), runAgain() };
        return card;
    }
    if (isLost)
        card.title = hasText ? Text::tr("Ollama stopped in the middle of the answer")
                             : Text::tr("Ollama stopped before the answer");
    else
        card.title = Text::tr("Ollama reported an error");
    card.cause = isLost ? Text::tr("Often the computer ran out of memory, or Ollama was restarted.")
                        : engineSays(detail);
    card.actions = actionsFor(ErrorCode::EngineError, hasText);
    return card;
}

ErrorCard cardFor(const Error &error, bool hasText, const QString &model)
{
    if (error.code == ErrorCode::EngineError)
        return engineErrorCard(error.detail, hasText);
    const ErrorText text = errorText(error);
    ErrorCard card;
    card.title = text.title;
    card.cause = text.cause;
    if (error.code == ErrorCode::ModelNotInstalled && !model.isEmpty())
        //: %1 is a command line with the model's name.
        card.cause = Text::tr("Get it with “%1”, or choose another model.")
                         .arg(u"ollama pull "_s + visibleText(model));
    card.actions = actionsFor(error.code, hasText);
    return card;
}

} // namespace

MessageId firstSeenMessage(const ChatMessage &answer)
{
    const QJsonObject sent = QJsonDocument::fromJson(answer.sent).object();
    return { sent.value("context"_L1).toObject().value("first_message_id"_L1).toInteger() };
}

bool isContinuation(const ChatMessage &answer)
{
    return QJsonDocument::fromJson(answer.sent).object().value("continued"_L1).toBool();
}

bool canContinue(const ChatMessage &message)
{
    if (message.role != Role::Assistant || message.content.isEmpty())
        return false;
    return message.state == MessageState::Stopped || message.state == MessageState::Interrupted
        || (message.state == MessageState::Complete && message.reason.startsWith("length"_L1));
}

ErrorCard errorCard(const ChatMessage &message, const std::optional<Error> &error)
{
    if (message.state != MessageState::Failed)
        return {};
    Error shown = error ? *error : Error {};
    if (!error) {
        const MessageError stored = message.error.value_or(MessageError { u"internal"_s, {} });
        shown = makeError(codeFromName(stored.code), stored.detail,
                          { { u"model"_s, message.model } });
    }
    const bool hasText = !message.content.isEmpty();
    ErrorCard card = cardFor(shown, hasText, message.model);
    const QString kept = Text::tr("What came so far is kept.");
    if (hasText && !card.cause.contains(kept))
        card.cause += u' ' + kept;
    card.detail = details(message, codeName(shown.code), shown.detail);
    return card;
}

QString metaLine(const ChatMessage &message)
{
    if (message.role != Role::Assistant)
        return {};
    QStringList parts;
    if (!message.model.isEmpty())
        parts.append(visibleText(message.model));
    const bool isBare = message.content.isEmpty() && message.thinking.isEmpty()
        && message.tokens.value_or(0) == 0;
    if (isBare) // "0.0 s" of nothing tells nothing
        return parts.join(QString());
    if (isContinuation(message))
        //: Before the numbers of an answer that was continued: they are those of its last part.
        parts.append(Text::tr("continued"));
    if (message.tokens)
        parts.append(tokenCount(*message.tokens));
    if (message.usage && message.usage->tokensPerSecond)
        parts.append(
            Text::tr("%1 tok/s").arg(QLocale().toString(*message.usage->tokensPerSecond, 'f', 1)));
    if (message.latencySeconds)
        //: Seconds; "s" is the unit.
        parts.append(Text::tr("%1 s").arg(QLocale().toString(*message.latencySeconds, 'f', 1)));
    if (message.state == MessageState::Complete && message.reason.startsWith("length"_L1))
        parts.append(Text::tr("cut off at the length limit"));
    return parts.join(u"  ·  "_s);
}

QString liveMeta(const QString &model, double tokensPerSecond)
{
    if (tokensPerSecond <= 0)
        return visibleText(model);
    return u"%1  ·  %2"_s.arg(
        visibleText(model), Text::tr("%1 tok/s").arg(QLocale().toString(tokensPerSecond, 'f', 0)));
}

TranscriptMessage transcriptMessage(const ChatMessage &message)
{
    TranscriptMessage shown;
    shown.id = message.id.value;
    shown.role = message.role == Role::User ? TranscriptMessage::Role::User
        : message.role == Role::Assistant   ? TranscriptMessage::Role::Assistant
                                            : TranscriptMessage::Role::System;
    shown.state = shownState(message.state);
    shown.source = message.content.toUtf8();
    shown.thinking = message.thinking.toUtf8();
    if (message.usage)
        shown.thinkingSeconds = double(message.usage->thinkingMs.value_or(0)) / 1000;
    shown.meta = metaLine(message);
    shown.error = errorCard(message);
    shown.siblingCount = qMax(1, int(message.siblings.size()));
    shown.siblingIndex = qMax(0, int(message.siblings.indexOf(message.id)));
    shown.canContinue = canContinue(message);
    shown.createdAtUtc = message.timestampUtc;
    for (const Attachment &attachment : message.attachments)
        shown.attachments.append(attachment.name.isEmpty() ? attachment.mediaType
                                                           : attachment.name);
    return shown;
}

PhaseText preparingText()
{
    return { Text::tr("Getting ready"), {} };
}

PhaseText queuedText(int position)
{
    if (position <= 1)
        return { Text::tr("Waiting, you are next"),
                 Text::tr("It starts by itself as soon as an answer before it is done.") };
    return { Text::tr("Waiting, %n before you", nullptr, position - 1),
             Text::tr("It starts by itself when the answers before it are done.") };
}

PhaseText phaseText(const QString &phase, const QString &model, qint64 tokens)
{
    if (phase == "loading_model"_L1)
        return { Text::tr("Loading %1").arg(visibleText(model)),
                 Text::tr("The model is read into memory. Later answers begin at once.") };
    if (phase == "reading_prompt"_L1) {
        if (tokens <= 0)
            return { Text::tr("Reading the chat"), {} };
        return {
            Text::tr("Reading the chat"),
            Text::tr("About %1 tokens before the first word.").arg(QLocale().toString(tokens))
        };
    }
    if (phase == "thinking_reduced"_L1)
        return { Text::tr("Trying again with less thinking"),
                 Text::tr("The model does not know the way of thinking that was chosen.") };
    if (phase == "engine_busy"_L1)
        return { Text::tr("The engine is busy"),
                 Text::tr("It still finishes something else; this begins right after.") };
    return preparingText();
}

QString tokenCount(qint64 count)
{
    // English has no translation file that could choose its plural.
    return count == 1 ? Text::tr("1 token") : Text::tr("%1 tokens").arg(QLocale().toString(count));
}

QString shortCount(qint64 count)
{
    if (count < 1000)
        return QLocale().toString(count);
    const double thousands = double(count) / 1000;
    // 8192 is "8k" for everybody who chose it: whole multiples of 1024 are told as such.
    if (count % 1024 == 0)
        return u"%1k"_s.arg(QLocale().toString(count / 1024));
    return u"%1k"_s.arg(QLocale().toString(thousands, 'f', thousands < 10 ? 1 : 0));
}

} // namespace lokal::ui
