#pragma once

#include "core/chat/chat.h"
#include "core/chat/chatstore.h"

namespace lokal {

/// One message on its way to the model.
struct PromptMessage
{
    MessageId id; ///< invalid: the new user message
    Role role = Role::User;
    QString text;
    QList<Attachment> attachments; ///< stored ones, not loaded yet
    MessageId attachmentsOf; ///< whose they are
    QList<AttachmentData> loaded;
    QString answerSoFar; ///< of a raw prompt that is continued; stands behind the documents
};

/// Everything that is known about an answer before it begins.
struct AnswerPlan
{
    UserId owner;
    SessionId session;
    Keep keep = Keep::WhileFollowed;
    QString model;
    Parameters parameters; ///< merged; numCtx as configured
    QList<PromptMessage> prompt; ///< oldest first
    MessageId promptAbove; ///< the end of what stands above it and was not read; may be invalid
    NewTurn turn;
    KeptAttachments kept; ///< by the user message, of the one that it replaces
    QString title; ///< a name for the session, or empty
    QString thinkingSoFar; ///< of the answer that is continued; its text is in turn.answer.content
    std::optional<qint64> thinkingMsSoFar;
    bool hasNewImages = false;
};

/// What the model reads of a part of the path: all but the answers that failed before their first
/// word.
QList<PromptMessage> historyOf(const QList<ChatMessage> &messages);

/// Checks what a person sends: sizes, pictures, options. Errors: invalid_field, body_too_large.
Status checkContent(const QString &content, const QList<QByteArray> &images,
                    const QList<DocumentText> &documents, qint64 maxTextBytes);
/// The same for an edit of `before`, whose pictures stay when `images` is unset.
Status checkEdit(const ChatMessage &before, const QString &content,
                 const std::optional<QList<QByteArray>> &images, qint64 maxTextBytes);
Status checkOptions(const ParameterChange &options);

/// Pictures (already checked) and documents as attachments of a new message.
QList<AttachmentData> attachmentsFrom(const QList<QByteArray> &images,
                                      const QList<DocumentText> &documents);

/// The plan for an answer to a new user message behind the path.
AnswerPlan planSend(const SendContext &context, const QString &content,
                    const QList<AttachmentData> &attachments, const ParameterChange &options);
/// A new answer to the user message at the end of the path, or a sibling of the answer there.
/// invalid_field when there is nothing to answer.
Result<AnswerPlan> planRegenerate(const SendContext &context, const ParameterChange &options);
/// A sibling of the answer at the end of the path that goes on where it ended.
/// invalid_field when that message did not end early.
Result<AnswerPlan> planContinue(const SendContext &context, const ParameterChange &options);
/// A sibling of the user message at the end of the path, with other content, and an answer to it.
/// Its documents stay, and its pictures when `images` is unset.
Result<AnswerPlan> planEdit(const SendContext &context, const QString &content,
                            const std::optional<QList<QByteArray>> &images,
                            const ParameterChange &options);

/// What the model reads for a message: its text, its documents as labelled blocks, the beginning of
/// the answer.
QString promptText(const PromptMessage &message);
QList<QByteArray> promptImages(const PromptMessage &message);

} // namespace lokal
