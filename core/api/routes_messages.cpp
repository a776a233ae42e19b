#include "core/api/answerstreams.h"
#include "core/api/pagestream.h"
#include "core/api/render.h"
#include "core/api/routetable.h"
#include "core/api/schemas.h"
#include "core/chat/sessions.h"
#include "core/configs/parametersjson.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

constexpr qsizetype maximumImages = 16;
constexpr qsizetype maximumDocuments = 16;

Route route(const QByteArray &method, const QString &path, const QString &summary)
{
    Route route = makeChatRoute(u"Messages"_s, method, path, summary);
    route.response = &messageSchema();
    return route;
}

Field imagesField()
{
    Field images = makeField(u"images"_s, FieldType::Images, u"Bare base64, without \"data:\"."_s);
    images.maximumItems = maximumImages;
    return images;
}

Field streamField()
{
    return makeField(u"stream"_s, FieldType::Boolean, u"Default true: an event stream."_s);
}

QList<DocumentText> documentsOf(const JsonObject &body)
{
    QList<DocumentText> documents;
    const QJsonArray items = body.value(u"documents"_s).toArray();
    for (const QJsonValue &item : items)
        documents.append({ item.toObject().value("name"_L1).toString(),
                           item.toObject().value("text"_L1).toString() });
    return documents;
}

Result<ParameterChange> optionsOf(const JsonObject &body)
{
    QStringList known;
    Error error = makeError(ErrorCode::InvalidField);
    const ParameterChange options
        = readParameters(body.object(u"options"_s), u"options."_s, &known, &error.fields);
    if (!error.fields.isEmpty())
        return error;
    return options;
}

Result<SendRequest> readSend(const CallPtr &call, SessionId session)
{
    const JsonObject &body = call->body;
    if (body.value(u"agent_mode"_s).toBool())
        return invalidField(u"agent_mode"_s, u"must be false: agents cannot be run yet"_s);
    SendRequest request;
    request.session = session;
    request.content = body.value(u"content"_s).toString();
    request.images = call->images;
    request.documents = documentsOf(body);
    if (body.contains(u"parent_id"_s))
        request.parent = MessageId { body.value(u"parent_id"_s).toInteger() };
    Result<ParameterChange> options = optionsOf(body);
    if (!options)
        return options.error();
    request.options = *options;
    return request;
}

Route sendRoute(const RouteContext &context)
{
    Route send = route("POST", u"/sessions/{session_id}/messages"_s,
                       u"Sends a message and streams the answer."_s);
    Field documents = makeField(u"documents"_s, FieldType::Documents,
                                u"Texts that are shown to the model before the message."_s);
    documents.maximumItems = maximumDocuments;
    send.body
        = { required(makeField(u"content"_s, FieldType::Text,
                               u"At most 1 MiB; empty only with images."_s)),
            imagesField(),
            documents,
            orNull(makeField(u"parent_id"_s, FieldType::Id,
                             u"Default: the end of the active path; null: a new beginning."_s)),
            streamField(),
            makeField(u"agent_mode"_s, FieldType::Boolean, u"Only false can be had yet."_s),
            makeField(u"options"_s, FieldType::Options, u"Parameters of this answer."_s) };
    send.entity = &messageSchema();
    send.response = &answerSchema();
    send.answer = Answer::AnswerOrStream;
    send.limit = BodyLimit::Messages;
    send.handler
        = [&chat = context.services.chat, &streams = context.streams](const CallPtr &call) {
              const Result<SendRequest> request
                  = readSend(call, SessionId { call->pathId(u"session_id"_s) });
              if (!request)
                  return call->fail(request.error());
              if (const StreamSlot slot = streams.takeSlot(call))
                  streams.deliver(call, chat.send(call->who, *request, Keep::WhileFollowed), slot);
          };
    return send;
}

Result<MessagePage> readPage(const CallPtr &call)
{
    const auto has = [&call](const QString &name) { return call->query.contains(name); };
    if (has(u"before"_s) && has(u"after"_s))
        return invalidField(u"after"_s, u"cannot be combined with before"_s);
    if (has(u"offset"_s) && (has(u"before"_s) || has(u"after"_s)))
        return invalidField(u"offset"_s, u"cannot be combined with before or after"_s);
    MessagePage page;
    page.limit = call->page().limit;
    page.characters = call->page().characters;
    if (has(u"before"_s))
        page.before = MessageId { idFromText(call->query.value(u"before"_s)) };
    else if (has(u"after"_s))
        page.after = MessageId { idFromText(call->query.value(u"after"_s)) };
    else
        page.offset = call->page().offset;
    return page;
}

Route listRoute(Sessions &sessions)
{
    Route list
        = route("GET", u"/sessions/{session_id}/messages"_s, u"The active path, oldest first."_s);
    list.query = pageFields()
        + QList<Field> {
              makeField(u"before"_s, FieldType::Id, u"The messages directly before this one."_s),
              makeField(u"after"_s, FieldType::Id, u"The messages directly after this one."_s)
          };
    list.answer = Answer::List;
    list.takesTurns = true;
    list.handler = [&sessions](const CallPtr &call) {
        const Result<MessagePage> page = readPage(call);
        if (!page)
            return call->fail(page.error());
        call->then(sessions.messages(call->who, SessionId { call->pathId(u"session_id"_s) }, *page),
                   [call, &sessions](const Page<ChatMessage> &messages) {
                       sendPage(call, messages, writeMessage, [call, &sessions](qint64 id) {
                           return sessions.message(call->who, MessageId { id });
                       });
                   });
    };
    return list;
}

MessageId idOf(const CallPtr &call)
{
    return MessageId { call->pathId(u"message_id"_s) };
}

/// The stored message, when If-Match and the read-only fields of the body agree with it.
template <typename Use> void withMessage(Sessions &sessions, const CallPtr &call, Use use)
{
    call->then(sessions.message(call->who, idOf(call)), [call, use](const ChatMessage &stored) {
        if (auto fault = call->preconditionFault(stored.revision, messageJson(stored)))
            return call->fail(*fault);
        use(stored);
    });
}

void edit(const RouteContext &context, const CallPtr &call, const ChatMessage &stored)
{
    const JsonObject &body = call->body;
    const QString content
        = body.contains(u"content"_s) ? body.value(u"content"_s).toString() : stored.content;
    std::optional<QList<QByteArray>> images;
    if (body.contains(u"images"_s))
        images = call->images;
    if (images && !images->isEmpty() && stored.role != Role::User)
        return call->fail(invalidField(u"images"_s, u"are for user messages only"_s));
    if (!body.value(u"run"_s).toBool()) {
        return call->then(
            context.services.sessions.editMessage(call->who, stored.id, content, images),
            [call](const ChatMessage &message) {
                call->created(u"/messages/%1"_s.arg(message.id.value), messageJson(message),
                              { eTag(message.revision) });
            });
    }
    if (stored.role != Role::User)
        return call->fail(invalidField(u"run"_s, u"is for user messages only"_s));
    RunRequest request;
    request.kind = RunKind::EditAndRun;
    request.message = stored.id;
    request.content = content;
    request.images = images;
    if (const StreamSlot slot = context.streams.takeSlot(call))
        context.streams.deliver(
            call, context.services.chat.run(call->who, request, Keep::WhileFollowed), slot);
}

Route putRoute(const RouteContext &context)
{
    Route put = route("PUT", u"/messages/{message_id}"_s,
                      u"Edits: a new sibling, made active; with run also an answer."_s);
    put.body = { makeField(u"content"_s, FieldType::Text), imagesField(),
                 makeField(u"run"_s, FieldType::Boolean,
                           u"Also answer it, as POST of a message does; user messages only."_s),
                 streamField() };
    put.answer = Answer::EditOrStream;
    put.entity = &messageSchema();
    put.tagged = Tagged::Yes;
    put.status = 201;
    put.limit = BodyLimit::Messages;
    put.handler = [context](const CallPtr &call) {
        withMessage(context.services.sessions, call,
                    [context, call](const ChatMessage &stored) { edit(context, call, stored); });
    };
    return put;
}

Route deleteRoute(Sessions &sessions)
{
    Route remove = route("DELETE", u"/messages/{message_id}"_s,
                         u"Deletes a message; its children move to its parent."_s);
    answersNothing(remove);
    remove.tagged = Tagged::Yes;
    remove.handler = [&sessions](const CallPtr &call) {
        withMessage(sessions, call, [&sessions, call](const ChatMessage &stored) {
            call->then(sessions.removeMessage(call->who, stored.id),
                       [call](Done) { call->noContent(); });
        });
    };
    return remove;
}

Route runRoute(const RouteContext &context, const QString &path, RunKind kind,
               const QString &summary)
{
    Route run = route("POST", path, summary);
    run.body = { orNull(makeField(u"config_id"_s, FieldType::Id,
                                  u"Another configuration for this answer."_s)),
                 makeField(u"options"_s, FieldType::Options, u"Parameters of this answer."_s),
                 streamField() };
    run.entity = &messageSchema();
    run.response = &answerSchema();
    run.answer = Answer::AnswerOrStream;
    run.limit = BodyLimit::Messages;
    run.handler = [context, kind](const CallPtr &call) {
        const Result<ParameterChange> options = optionsOf(call->body);
        if (!options)
            return call->fail(options.error());
        RunRequest request;
        request.kind = kind;
        request.message = idOf(call);
        request.options = *options;
        if (call->body.value(u"config_id"_s).isDouble())
            request.config = ConfigId { call->body.value(u"config_id"_s).toInteger() };
        if (const StreamSlot slot = context.streams.takeSlot(call))
            context.streams.deliver(
                call, context.services.chat.run(call->who, request, Keep::WhileFollowed), slot);
    };
    return run;
}

/// Only a plain type is passed on; what is stored may come from anywhere.
QByteArray safeMediaType(const QString &type)
{
    static const QRegularExpression plain(u"^[a-z]+/[a-z0-9.+-]+$"_s);
    return plain.match(type).hasMatch() ? type.toLatin1() : QByteArray("application/octet-stream");
}

Route attachmentRoute(Sessions &sessions)
{
    Route get = route("GET", u"/attachments/{attachment_id}"_s,
                      u"The bytes of an attachment, as a download."_s);
    get.response = nullptr;
    get.answer = Answer::Bytes;
    get.handler = [&sessions](const CallPtr &call) {
        call->then(
            sessions.attachment(call->who, AttachmentId { call->pathId(u"attachment_id"_s) }),
            [call](const AttachmentData &data) {
                const QByteArray name = data.attachment.name.toUtf8().toPercentEncoding();
                call->reply({ 200,
                              safeMediaType(data.attachment.mediaType),
                              { { "Content-Disposition", "attachment; filename*=UTF-8''" + name } },
                              data.bytes });
            });
    };
    return get;
}

} // namespace

QList<Route> messageRoutes(const RouteContext &context)
{
    Sessions &sessions = context.services.sessions;
    Route get = route("GET", u"/messages/{message_id}"_s, u"One message."_s);
    get.tagged = Tagged::Yes;
    get.handler = [&sessions](const CallPtr &call) {
        call->then(sessions.message(call->who, idOf(call)), [call](const ChatMessage &message) {
            call->ok(messageJson(message), { eTag(message.revision) });
        });
    };
    return { listRoute(sessions),
             sendRoute(context),
             get,
             putRoute(context),
             deleteRoute(sessions),
             runRoute(context, u"/messages/{message_id}/regenerate"_s, RunKind::Regenerate,
                      u"Another answer, as a sibling."_s),
             runRoute(context, u"/messages/{message_id}/continue"_s, RunKind::Continue,
                      u"Goes on where an answer ended."_s),
             attachmentRoute(sessions) };
}

} // namespace lokal::api
