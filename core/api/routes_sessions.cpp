#include "core/api/answerstreams.h"
#include "core/api/pagestream.h"
#include "core/api/render.h"
#include "core/api/routetable.h"
#include "core/api/schemas.h"
#include "core/chat/sessions.h"
#include "core/configs/parametersjson.h"

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

Route route(const QByteArray &method, const QString &path, const QString &summary)
{
    Route route = makeChatRoute(u"Sessions"_s, method, path, summary);
    route.response = &sessionSchema();
    return route;
}

SessionId idOf(const CallPtr &call)
{
    return SessionId { call->pathId(u"session_id"_s) };
}

std::optional<bool> flagOf(const JsonObject &body, const QString &name)
{
    const QJsonValue value = body.value(name);
    return value.isBool() ? std::optional(value.toBool()) : std::nullopt;
}

void readOverrides(const JsonObject &body, SessionChange *change, QList<FieldError> *errors)
{
    if (!body.contains(u"overrides"_s))
        return;
    std::optional<ParameterChange> overrides;
    QStringList known;
    if (!body.value(u"overrides"_s).isNull())
        overrides = readParameters(body.object(u"overrides"_s), u"overrides."_s, &known, errors);
    change->overrides = overrides;
}

Result<SessionChange> readChange(const JsonObject &body)
{
    SessionChange change;
    Error error = makeError(ErrorCode::InvalidField);
    if (body.value(u"name"_s).isString())
        change.name = body.value(u"name"_s).toString();
    if (body.contains(u"config_id"_s))
        change.config = ConfigId { body.value(u"config_id"_s).toInteger() };
    change.agentMode = flagOf(body, u"agent_mode"_s);
    if (body.contains(u"agent_config"_s))
        change.agentConfig = body.value(u"agent_config"_s).isNull()
            ? QByteArray()
            : body.rawValue(u"agent_config"_s);
    readOverrides(body, &change, &error.fields);
    change.pinned = flagOf(body, u"pinned"_s);
    change.archived = flagOf(body, u"archived"_s);
    change.trashed = flagOf(body, u"trashed"_s);
    if (body.contains(u"folder"_s)) {
        const QJsonValue folder = body.value(u"folder"_s);
        change.folder = folder.isString() ? std::optional(folder.toString()) : std::nullopt;
    }
    if (body.contains(u"active_message_id"_s))
        change.activeMessage = MessageId { body.value(u"active_message_id"_s).toInteger() };
    if (!error.fields.isEmpty())
        return error;
    return change;
}

void sendSession(const CallPtr &call, const ChatSession &session)
{
    call->ok(sessionJson(session), { eTag(session.revision) });
}

Route listRoute(Sessions &sessions)
{
    Route list
        = route("GET", u"/sessions"_s, u"The account's sessions: pinned first, then the latest."_s);
    list.query = pageFields();
    list.query << makeField(u"archived"_s, FieldType::Boolean)
               << makeField(u"trashed"_s, FieldType::Boolean, u"true ignores archived."_s)
               << makeField(u"folder"_s, FieldType::Text)
               << makeField(u"q"_s, FieldType::Text, u"Part of the name."_s);
    list.answer = Answer::List;
    list.takesTurns = true;
    list.handler = [&sessions](const CallPtr &call) {
        SessionFilter filter;
        filter.archived = call->query.value(u"archived"_s) == "true"_L1;
        filter.trashed = call->query.value(u"trashed"_s) == "true"_L1;
        if (call->query.contains(u"folder"_s))
            filter.folder = call->query.value(u"folder"_s);
        filter.query = call->query.value(u"q"_s);
        call->then(sessions.list(call->who, filter, call->page()),
                   [call, &sessions](const Page<ChatSession> &page) {
                       sendPage(call, page, writeSession, [call, &sessions](qint64 id) {
                           return sessions.get(call->who, SessionId { id });
                       });
                   });
    };
    return list;
}

Route createRoute(Sessions &sessions)
{
    Route create = route("POST", u"/sessions"_s, u"Begins a session."_s);
    create.body = sessionFields(Presence::Optional);
    create.body[0].presence = Presence::Required; // config_id
    create.entity = &sessionSchema();
    create.status = 201;
    create.tagged = Tagged::Yes;
    create.handler = [&sessions](const CallPtr &call) {
        const Result<SessionChange> change = readChange(call->body);
        if (!change)
            return call->fail(change.error());
        call->then(sessions.create(call->who, *change), [call](const ChatSession &session) {
            call->created(u"/sessions/%1"_s.arg(session.id.value), sessionJson(session),
                          { eTag(session.revision) });
        });
    };
    return create;
}

/// A session whose configuration is gone shows null; sending that back changes nothing.
bool isUnsetAndStaysSo(const JsonObject &body, const QString &name, bool isStored)
{
    return body.value(name).isNull() && body.contains(name) && !isStored;
}

void updateSession(Sessions &sessions, const CallPtr &call, const ChatSession &stored)
{
    if (auto fault = call->preconditionFault(stored.revision, sessionJson(stored)))
        return call->fail(*fault);
    for (const auto &[name, isStored] :
         { std::pair(u"config_id"_s, stored.config.isValid()),
           std::pair(u"active_message_id"_s, stored.activeMessage.isValid()) }) {
        if (call->body.value(name).isNull() && call->body.contains(name) && isStored)
            return call->fail(invalidField(name, u"must not be null"_s));
    }
    Result<SessionChange> change = readChange(call->body);
    if (!change)
        return call->fail(change.error());
    if (isUnsetAndStaysSo(call->body, u"config_id"_s, stored.config.isValid()))
        change->config.reset();
    if (isUnsetAndStaysSo(call->body, u"active_message_id"_s, stored.activeMessage.isValid()))
        change->activeMessage.reset();
    change->expectedRevision = call->pinned(stored.revision);
    call->then(sessions.update(call->who, stored.id, *change),
               [call](const ChatSession &session) { sendSession(call, session); });
}

Route putRoute(Sessions &sessions)
{
    Route put = route("PUT", u"/sessions/{session_id}"_s, u"Changes the fields that are given."_s);
    put.body = shownSessionFields(); // null is checked against the stored value
    put.body << orNull(makeField(u"active_message_id"_s, FieldType::Id,
                                 u"Chooses the path through this message."_s))
             << makeField(u"trashed"_s, FieldType::Boolean, u"Into the trash, or out of it."_s);
    put.entity = &sessionSchema();
    put.tagged = Tagged::Yes;
    put.handler = [&sessions](const CallPtr &call) {
        call->then(sessions.get(call->who, idOf(call)),
                   [call, &sessions](const ChatSession &stored) {
                       updateSession(sessions, call, stored);
                   });
    };
    return put;
}

Route deleteRoute(Sessions &sessions)
{
    Route remove
        = route("DELETE", u"/sessions/{session_id}"_s, u"Deletes a session for good, at once."_s);
    answersNothing(remove);
    remove.tagged = Tagged::Yes;
    remove.handler = [&sessions](const CallPtr &call) {
        call->then(sessions.get(call->who, idOf(call)),
                   [call, &sessions](const ChatSession &stored) {
                       if (auto fault = call->preconditionFault(stored.revision, {}))
                           return call->fail(*fault);
                       call->then(sessions.remove(call->who, stored.id),
                                  [call](Done) { call->noContent(); });
                   });
    };
    return remove;
}

Route forkRoute(Sessions &sessions)
{
    Route fork = route("POST", u"/sessions/{session_id}/fork"_s,
                       u"A new session with the path up to a message."_s);
    fork.body = { required(makeField(u"message_id"_s, FieldType::Id)) };
    fork.status = 201;
    fork.tagged = Tagged::Yes;
    fork.handler = [&sessions](const CallPtr &call) {
        const MessageId until { call->body.value(u"message_id"_s).toInteger() };
        call->then(sessions.fork(call->who, idOf(call), until), [call](const ChatSession &session) {
            call->created(u"/sessions/%1"_s.arg(session.id.value), sessionJson(session),
                          { eTag(session.revision) });
        });
    };
    return fork;
}

Route stopRoute(Chat &chat)
{
    Route stop = route("POST", u"/sessions/{session_id}/stop"_s,
                       u"Stops the running answer; what came is kept."_s);
    stop.response = &stoppedSchema();
    stop.handler = [&chat](const CallPtr &call) {
        call->then(chat.stop(call->who, idOf(call)), [call](const ChatMessage &message) {
            call->ok("{\"message\":"
                     + (message.id.isValid() ? messageJson(message) : QByteArray("null")) + '}');
        });
    };
    return stop;
}

Route eventsRoute(AnswerStreams &streams)
{
    Route events = route("GET", u"/sessions/{session_id}/events"_s,
                         u"Live events of the running answer; Last-Event-ID continues."_s);
    events.response = nullptr;
    events.answer = Answer::Stream;
    events.handler = [&streams](const CallPtr &call) {
        if (const StreamSlot slot = streams.takeSlot(call))
            streams.follow(call, idOf(call), slot);
    };
    return events;
}

} // namespace

QList<Route> sessionRoutes(const RouteContext &context)
{
    Sessions &sessions = context.services.sessions;
    Route get = route("GET", u"/sessions/{session_id}"_s, u"One session."_s);
    get.tagged = Tagged::Yes;
    get.handler = [&sessions](const CallPtr &call) {
        call->then(sessions.get(call->who, idOf(call)),
                   [call](const ChatSession &session) { sendSession(call, session); });
    };
    return { listRoute(sessions),
             createRoute(sessions),
             get,
             putRoute(sessions),
             deleteRoute(sessions),
             forkRoute(sessions),
             stopRoute(context.services.chat),
             eventsRoute(context.streams) };
}

} // namespace lokal::api
