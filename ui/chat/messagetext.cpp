#include "ui/chat/messagetext.h"

#include "ui/common/errortext.h"
#include "ui/common/visibletext.h"

#include <QCoreApplication>

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
    return { erroraction::runAgain, Text::tr("Run again"), u"regenerate"_s };
}

ErrorAction continueAnswer()
{
    return { erroraction::continueAnswer, Text::tr("Continue"), u"play"_s };
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
        return { { erroraction::leaveOutOldest, Text::tr("Leave out the oldest"), u"regenerate"_s },
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

} // namespace

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
    const ErrorText text = errorText(shown);
    const bool hasText = !message.content.isEmpty();
    ErrorCard card;
    card.title = text.title;
    card.cause = text.cause;
    if (hasText)
        card.cause += u' ' + Text::tr("What came so far is kept.");
    card.detail = details(message, codeName(shown.code), shown.detail);
    card.actions = actionsFor(shown.code, hasText);
    return card;
}

QString metaLine(const ChatMessage &message)
{
    if (message.role != Role::Assistant)
        return {};
    QStringList parts;
    if (!message.model.isEmpty())
        parts.append(visibleText(message.model));
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
    shown.meta = metaLine(message);
    shown.error = errorCard(message);
    shown.siblingCount = qMax(1, int(message.siblings.size()));
    shown.siblingIndex = qMax(0, int(message.siblings.indexOf(message.id)));
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
