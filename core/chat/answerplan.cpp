#include "core/chat/answerplan.h"

#include "core/chat/imageformat.h"
#include "core/common/names.h"
#include "core/common/utf8.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr qint64 maxImageBytes = 16 << 20;
constexpr qsizetype longestTitle = 60;
constexpr QLatin1StringView imageKind = "image"_L1;
constexpr QLatin1StringView documentKind = "document"_L1;

bool isImage(const Attachment &one)
{
    return one.kind == imageKind;
}

PromptMessage promptOf(const ChatMessage &message)
{
    return { message.id, message.role, message.content, message.attachments, message.id, {}, {} };
}

bool isWorthSending(const ChatMessage &message)
{
    return message.role != Role::Assistant || !message.content.isEmpty();
}

AnswerPlan planFor(const SendContext &context, const ParameterChange &options)
{
    AnswerPlan plan;
    plan.owner = context.session.owner;
    plan.session = context.session.id;
    plan.model = context.config.modelName;
    plan.parameters = context.config.parameters;
    if (context.session.hasOverrides)
        plan.parameters = applied(std::move(plan.parameters), context.session.overrides);
    plan.parameters = applied(std::move(plan.parameters), options);
    plan.turn.session = context.session.id;
    plan.turn.answer.role = Role::Assistant;
    plan.turn.answer.state = MessageState::Pending;
    plan.turn.answer.model = plan.model;
    return plan;
}

void addHistory(AnswerPlan &plan, const PathEnd &path)
{
    plan.prompt = historyOf(path.messages);
    plan.promptAbove = path.above;
}

void addUserMessage(AnswerPlan &plan, const QString &content,
                    const QList<AttachmentData> &attachments)
{
    plan.turn.userMessage
        = NewMessage { Role::User, content, MessageState::Complete, std::nullopt, {}, attachments };
    plan.prompt.append({ {}, Role::User, content, {}, {}, attachments, {} });
    for (const AttachmentData &one : attachments)
        plan.hasNewImages = plan.hasNewImages || isImage(one.attachment);
}

Error notPossible(const QString &why)
{
    return invalidField(u"message_id"_s, why);
}

bool endedEarly(const ChatMessage &message)
{
    switch (message.state) {
    case MessageState::Stopped:
    case MessageState::Interrupted:
    case MessageState::Failed:
        return true;
    case MessageState::Complete:
        return message.reason == "length"_L1 || message.reason == "length_limit"_L1;
    default:
        return false;
    }
}

} // namespace

QList<PromptMessage> historyOf(const QList<ChatMessage> &messages)
{
    QList<PromptMessage> history;
    for (const ChatMessage &message : messages) {
        if (isWorthSending(message))
            history.append(promptOf(message));
    }
    return history;
}

Status checkContent(const QString &content, const QList<QByteArray> &images,
                    const QList<DocumentText> &documents, qint64 maxTextBytes)
{
    if (content.isEmpty() && images.isEmpty())
        return invalidField(u"content"_s, u"must not be empty without images"_s);
    qint64 bytes = utf8Size(content);
    for (qsizetype i = 0; i < documents.size(); ++i) {
        const DocumentText &document = documents[i];
        if (const Status named = checkName(u"documents[%1].name"_s.arg(i), document.name); !named)
            return named.error();
        bytes += utf8Size(document.text);
    }
    if (bytes > maxTextBytes)
        return makeError(ErrorCode::BodyTooLarge,
                         u"the text of a message has at most %1 bytes"_s.arg(maxTextBytes));
    qint64 imageBytes = 0;
    for (qsizetype i = 0; i < images.size(); ++i) {
        if (imageMediaType(images[i]).isEmpty())
            return invalidField(u"images[%1]"_s.arg(i),
                                u"must be a PNG, JPEG, WebP or GIF picture"_s);
        imageBytes += images[i].size();
    }
    if (imageBytes > maxImageBytes)
        return makeError(ErrorCode::BodyTooLarge,
                         u"the pictures of a message have at most %1 bytes"_s.arg(maxImageBytes));
    return Done {};
}

Status checkEdit(const ChatMessage &before, const QString &content,
                 const std::optional<QList<QByteArray>> &images, qint64 maxTextBytes)
{
    const bool keepsPictures
        = !images && std::any_of(before.attachments.cbegin(), before.attachments.cend(), isImage);
    if (content.isEmpty() && keepsPictures)
        return Done {};
    return checkContent(content, images.value_or(QList<QByteArray>()), {}, maxTextBytes);
}

Status checkOptions(const ParameterChange &options)
{
    Error error = makeError(ErrorCode::InvalidField);
    const QList<FieldError> wrong = validate(applied(Parameters {}, options));
    for (const FieldError &one : wrong)
        error.fields.append({ u"options."_s + one.field, one.message });
    if (!error.fields.isEmpty())
        return error;
    return Done {};
}

QList<AttachmentData> attachmentsFrom(const QList<QByteArray> &images,
                                      const QList<DocumentText> &documents)
{
    QList<AttachmentData> result;
    int number = 0;
    for (const QByteArray &bytes : images) {
        const QString type = QString::fromLatin1(imageMediaType(bytes));
        const QString name = u"image-%1.%2"_s.arg(++number).arg(type.section(u'/', 1));
        result.append({ { {}, imageKind, name, type, bytes.size() }, bytes });
    }
    for (const DocumentText &document : documents) {
        const QByteArray bytes = document.text.toUtf8();
        result.append(
            { { {}, documentKind, document.name, u"text/plain"_s, bytes.size() }, bytes });
    }
    return result;
}

AnswerPlan planSend(const SendContext &context, const QString &content,
                    const QList<AttachmentData> &attachments, const ParameterChange &options)
{
    AnswerPlan plan = planFor(context, options);
    if (!plan.parameters.raw)
        addHistory(plan, context.path);
    addUserMessage(plan, content, attachments);
    plan.turn.parent = context.parent;
    if (!context.parent.isValid() && context.session.name == defaultSessionName())
        plan.title = nameFromText(content, longestTitle);
    return plan;
}

Result<AnswerPlan> planRegenerate(const SendContext &context, const ParameterChange &options)
{
    PathEnd path = context.path;
    QList<ChatMessage> &messages = path.messages;
    if (!messages.isEmpty() && messages.constLast().role == Role::Assistant)
        messages.removeLast();
    if (messages.isEmpty() || messages.constLast().role != Role::User)
        return notPossible(u"must name a message that answers a user message, or is one"_s);
    AnswerPlan plan = planFor(context, options);
    plan.turn.parent = messages.constLast().id;
    addHistory(plan, plan.parameters.raw ? PathEnd { messages.last(1), {} } : path);
    return plan;
}

Result<AnswerPlan> planContinue(const SendContext &context, const ParameterChange &options)
{
    const ChatMessage before = context.path.messages.value(context.path.messages.size() - 1);
    if (before.role != Role::Assistant || !endedEarly(before))
        return notPossible(u"must name an answer that ended early"_s);
    Result<AnswerPlan> plan = planRegenerate(context, options);
    if (!plan)
        return plan;
    if (before.content.isEmpty())
        return plan; // nothing to go on from: the model thinks anew, too
    plan->turn.answer.content = before.content;
    plan->thinkingSoFar = before.thinking;
    if (before.usage)
        plan->thinkingMsSoFar = before.usage->thinkingMs;
    if (plan->parameters.raw)
        plan->prompt.last().answerSoFar = before.content;
    else
        plan->prompt.append(promptOf(before));
    return plan;
}

Result<AnswerPlan> planEdit(const SendContext &context, const QString &content,
                            const std::optional<QList<QByteArray>> &images,
                            const ParameterChange &options)
{
    PathEnd path = context.path;
    if (path.messages.isEmpty() || path.messages.constLast().role != Role::User)
        return notPossible(u"must name a user message"_s);
    AnswerPlan plan = planFor(context, options);
    const ChatMessage before = path.messages.takeLast();
    plan.turn.parent = before.parent;
    if (!plan.parameters.raw)
        addHistory(plan, path);
    addUserMessage(plan, content, attachmentsFrom(images.value_or(QList<QByteArray>()), {}));
    plan.kept = { before.id, images.has_value() };
    PromptMessage &edited = plan.prompt.last();
    edited.attachmentsOf = before.id;
    edited.attachments = before.attachments;
    if (images)
        edited.attachments.removeIf(isImage);
    return plan;
}

QString promptText(const PromptMessage &message)
{
    QString text = message.text;
    for (const AttachmentData &one : message.loaded) {
        if (one.attachment.kind == documentKind) {
            text += u"\n\n<document name=\"%1\">\n"_s.arg(one.attachment.name)
                + QString::fromUtf8(one.bytes) + u"\n</document>"_s;
        }
    }
    return text + message.answerSoFar;
}

QList<QByteArray> promptImages(const PromptMessage &message)
{
    QList<QByteArray> images;
    for (const AttachmentData &one : message.loaded) {
        if (one.attachment.kind == imageKind)
            images.append(one.bytes);
    }
    return images;
}

} // namespace lokal
