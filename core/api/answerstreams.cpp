#include "core/api/answerstreams.h"

#include "core/api/answerstream.h"
#include "core/api/render.h"
#include "core/api/sse.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

/// The id of an event that the client saw last; invalid when it names none.
struct EventId
{
    MessageId message;
    qint64 number = 0;
};

EventId parseEventId(const QByteArray &text)
{
    const QString id = QString::fromLatin1(text);
    const qsizetype dash = id.indexOf(u'-');
    if (dash < 0)
        return {};
    return { MessageId { idFromText(QStringView(id).first(dash)) },
             idFromText(QStringView(id).sliced(dash + 1)) };
}

/// The final event of a stored answer.
AnswerEventData storedEnd(const ChatMessage &message)
{
    if (message.state == MessageState::Complete)
        return AnswerDone { u"completed"_s, message.reason, message };
    if (message.state == MessageState::Stopped)
        return AnswerDone { u"stopped"_s, message.reason, message };
    const MessageError fault = message.error.value_or(MessageError { u"interrupted"_s, {} });
    return AnswerFailed { makeError(codeFromName(fault.code), fault.detail), message };
}

} // namespace

AnswerStreams::AnswerStreams(Chat &chat, Sessions &sessions, const Limits &limits, QObject *parent)
    : QObject(parent)
    , m_chat(chat)
    , m_sessions(sessions)
    , m_limits(limits)
    , m_perUser(std::make_shared<QHash<UserId, int>>())
{
}

StreamSlot AnswerStreams::takeSlot(const CallPtr &call)
{
    const UserId user = call->who.user;
    if (m_perUser->value(user) >= m_limits.streamsPerUser) {
        call->fail(makeError(ErrorCode::RateLimited, u"Too many streams are open."_s,
                             { { u"retry_after"_s, 5 } }));
        return nullptr;
    }
    ++(*m_perUser)[user];
    return StreamSlot(this, [user, counts = m_perUser](void *) {
        if (--(*counts)[user] <= 0)
            counts->remove(user);
    });
}

void AnswerStreams::deliver(const CallPtr &call, const Future<StartedAnswer> &started,
                            const StreamSlot &slot)
{
    call->body = {}; // pictures would be kept for the whole stream
    call->images = {};
    call->then(started, [this, call, slot](const StartedAnswer &answer) {
        if (call->onAnswerStarted)
            std::exchange(call->onAnswerStarted, nullptr)(answer);
        open(call, answer, slot);
    });
}

void AnswerStreams::deliverAgain(const CallPtr &call, const StartedAnswer &started)
{
    call->body = {};
    call->images = {};
    if (const StreamSlot slot = takeSlot(call))
        open(call, started, slot);
}

void AnswerStreams::open(const CallPtr &call, const StartedAnswer &started, const StreamSlot &slot)
{
    call->then(m_chat.read(call->who, started.session, started.message, 0),
               [this, call, started, slot](const ReaderPtr &reader) {
                   if (reader)
                       begin(call, reader, call->delivery, slot);
                   else
                       deliverStored(call, started);
               });
}

void AnswerStreams::begin(const CallPtr &call, const ReaderPtr &reader, Delivery delivery,
                          const StreamSlot &slot)
{
    if (!call->exchange() || !call->exchange()->isOpen())
        return; // the client left; so does the reader
    if (call->credentialEnded)
        return call->fail(makeError(ErrorCode::InvalidToken));
    auto *stream = new AnswerStream(call, reader, delivery, slot, m_limits.heartbeat);
    m_open.insert(stream);
    connect(stream, &QObject::destroyed, this, [this, stream] { m_open.remove(stream); });
    stream->start();
}

void AnswerStreams::deliverStored(const CallPtr &call, const StartedAnswer &started)
{
    call->then(m_sessions.message(call->who, started.message),
               [this, call, started](const ChatMessage &message) {
                   auto answer = [call, message](const ChatMessage &userMessage) {
                       const AnswerEvent end { message.id, 2, storedEnd(message) };
                       const auto *failed = std::get_if<AnswerFailed>(&end.data);
                       if (call->delivery == Delivery::Whole && failed)
                           return call->fail(failed->error, messageJson(message));
                       if (call->delivery == Delivery::Whole)
                           return call->created(u"/messages/%1"_s.arg(message.id.value),
                                                wholeAnswerJson(userMessage, message));
                       if (!call->exchange() || !call->exchange()->isOpen())
                           return;
                       const AnswerEvent begin { message.id, 1,
                                                 AnswerStarted { message.session, userMessage,
                                                                 message, message.model } };
                       call->streamBegins();
                       call->exchange()->beginStream("text/event-stream",
                                                     { { "X-Accel-Buffering", "no" } });
                       call->exchange()->write(
                           eventFrame(begin, call->instance(), call->requestId()).takeAll());
                       call->exchange()->write(
                           eventFrame(end, call->instance(), call->requestId()).takeAll());
                       call->exchange()->end();
                   };
                   if (!started.userMessage.isValid())
                       return answer({});
                   call->then(m_sessions.message(call->who, started.userMessage), answer);
               });
}

void AnswerStreams::follow(const CallPtr &call, SessionId session, const StreamSlot &slot)
{
    const EventId last = parseEventId(call->request().header("Last-Event-ID"));
    if (!last.message.isValid())
        return followFrom(call, session, {}, 0, slot);
    // An id of another session is not found; one of an earlier answer is no use for the running
    // one.
    call->then(m_sessions.message(call->who, last.message),
               [this, call, session, last, slot](const ChatMessage &message) {
                   if (message.session != session)
                       return call->fail(makeError(ErrorCode::NotFound));
                   call->then(
                       m_chat.running(call->who),
                       [this, call, session, last, slot](const QList<RunningAnswer> &running) {
                           const auto now = std::find_if(running.begin(), running.end(),
                                                         [session](const RunningAnswer &answer) {
                                                             return answer.session == session;
                                                         });
                           const bool isOther
                               = now != running.end() && now->message != last.message;
                           followFrom(call, session, isOther ? now->message : last.message,
                                      isOther ? 0 : last.number, slot);
                       });
               });
}

void AnswerStreams::followFrom(const CallPtr &call, SessionId session, MessageId message,
                               qint64 number, const StreamSlot &slot)
{
    call->then(m_chat.read(call->who, session, message, number),
               [this, call, slot](const ReaderPtr &reader) {
                   if (!reader || reader->atEnd())
                       call->noContent();
                   else
                       begin(call, reader, Delivery::Stream, slot);
               });
}

void AnswerStreams::endAll(const Error &error)
{
    const QSet<AnswerStream *> open = m_open;
    for (AnswerStream *stream : open) {
        if (m_open.contains(stream))
            stream->endWith(error);
    }
}

} // namespace lokal::api
