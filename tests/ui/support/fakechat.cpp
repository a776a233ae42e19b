#include "tests/ui/support/fakechat.h"

using namespace Qt::StringLiterals;

namespace lokal::test {

class FakeChat::Subscription : public AnswerSubscription
{
public:
    Subscription(QObject *receiver, EventSink sink)
        : m_receiver(receiver)
        , m_sink(std::move(sink))
    {
    }
    static void deliver(const std::weak_ptr<Subscription> &to, QObject *home,
                        const QList<AnswerEvent> &events)
    {
        QMetaObject::invokeMethod(
            home,
            [to, events] {
                const auto self = to.lock();
                if (self && self->m_receiver && !events.isEmpty())
                    self->m_sink(events);
            },
            Qt::QueuedConnection);
    }

private:
    QPointer<QObject> m_receiver;
    EventSink m_sink;
};

void FakeChat::add(SessionId session, AnswerEventData data)
{
    Live &live = m_live[session];
    const AnswerEvent event { live.message, live.log.size() + 1, std::move(data) };
    live.log.append(event);
    for (const auto &reader : std::as_const(live.readers))
        Subscription::deliver(reader, this, { event });
}

void FakeChat::queued(SessionId session, int position)
{
    m_live[session].position = position;
    add(session, AnswerQueued { position });
    Q_EMIT runningChanged({ 1 }, session, true);
}

void FakeChat::phase(SessionId session, const QString &phase)
{
    m_live[session].position = 0;
    add(session, AnswerPhase { phase });
}

void FakeChat::context(SessionId session, const AnswerContext &context)
{
    add(session, context);
}

void FakeChat::thinking(SessionId session, const QString &text)
{
    ChatMessage &message = m_sessions.messageRef(m_live[session].message);
    message.thinking += text;
    message.state = MessageState::Streaming;
    add(session, AnswerThinking { text });
}

void FakeChat::token(SessionId session, const QString &text)
{
    ChatMessage &message = m_sessions.messageRef(m_live[session].message);
    message.content += text;
    message.state = MessageState::Streaming;
    add(session, AnswerToken { text });
}

void FakeChat::end(SessionId session, AnswerEventData data)
{
    add(session, std::move(data));
    m_live.remove(session);
    Q_EMIT runningChanged({ 1 }, session, false);
}

void FakeChat::finish(SessionId session, const QString &reason)
{
    ChatMessage &message = m_sessions.messageRef(m_live[session].message);
    const bool stopped = reason == "user"_L1;
    message.state = stopped ? MessageState::Stopped : MessageState::Complete;
    message.reason = reason;
    message.tokens = 412;
    message.latencySeconds = 17.5;
    message.usage = Usage { 1204, 412, 5900, 600, 10800, 17500, 6700, 38.2 };
    end(session, AnswerDone { stopped ? u"stopped"_s : u"completed"_s, reason, message });
}

void FakeChat::fail(SessionId session, const Error &error)
{
    ChatMessage &message = m_sessions.messageRef(m_live[session].message);
    message.state = MessageState::Failed;
    message.reason = u"error"_s;
    message.error = MessageError { codeName(error.code), error.detail };
    end(session, AnswerFailed { error, message });
}

Future<StartedAnswer> FakeChat::begin(SessionId session, const ChatMessage &user,
                                      const QString &model)
{
    ChatMessage message
        = m_sessions.addMessage(session, Role::Assistant, {}, MessageState::Pending);
    m_sessions.messageRef(message.id).model = model;
    message.model = model;
    m_live.insert(session, Live { message.id, 0, {}, {} });
    add(session, AnswerStarted { session, user, message, model });
    m_sessions.tell(session);
    Q_EMIT runningChanged({ 1 }, session, true);
    return later<StartedAnswer>(this, StartedAnswer { session, user.id, message.id });
}

Future<StartedAnswer> FakeChat::send(const Principal &, const SendRequest &request, Keep)
{
    sent.append(request);
    if (nextError.isSet())
        return later<StartedAnswer>(this, nextError.take());
    if (m_live.contains(request.session))
        return later<StartedAnswer>(this, makeError(ErrorCode::AlreadyGenerating));
    const ChatMessage user = m_sessions.addMessage(request.session, Role::User, request.content);
    ChatSession &session = m_sessions.sessions[request.session.value];
    if (session.name == defaultSessionName())
        session.name = request.content.left(60);
    return begin(request.session, user, u"qwen3:8b"_s);
}

Future<StartedAnswer> FakeChat::run(const Principal &, const RunRequest &request, Keep)
{
    runs.append(request);
    if (nextError.isSet())
        return later<StartedAnswer>(this, nextError.take());
    const ChatMessage old = m_sessions.stored.value(request.message.value);
    ChatMessage user;
    if (request.kind == RunKind::EditAndRun)
        user = m_sessions.addSibling(request.message, request.content);
    else
        m_sessions.sessions[old.session.value].activeMessage
            = old.role == Role::User ? old.id : old.parent;
    return begin(old.session, user, u"qwen3:8b"_s);
}

Future<ChatMessage> FakeChat::stop(const Principal &, SessionId session)
{
    ++stops;
    if (!m_live.contains(session))
        return later<ChatMessage>(this, ChatMessage {});
    const MessageId id = m_live[session].message;
    finish(session, u"user"_s);
    return later<ChatMessage>(this, m_sessions.messageRef(id));
}

Future<std::shared_ptr<AnswerSubscription>> FakeChat::follow(const Principal &, SessionId session,
                                                             MessageId message, qint64 afterNumber,
                                                             QObject *receiver, EventSink sink)
{
    using Shared = std::shared_ptr<AnswerSubscription>;
    if (!m_live.contains(session) || (message.isValid() && m_live[session].message != message))
        return later<Shared>(this, Shared());
    const auto reader = std::make_shared<Subscription>(receiver, std::move(sink));
    Live &live = m_live[session];
    live.readers.append(reader);
    Subscription::deliver(reader, this, live.log.mid(afterNumber));
    return later<Shared>(this, Shared(reader));
}

Future<std::shared_ptr<AnswerReader>> FakeChat::read(const Principal &, SessionId, MessageId,
                                                     qint64)
{
    return later<std::shared_ptr<AnswerReader>>(this, std::shared_ptr<AnswerReader>());
}

Future<QList<RunningAnswer>> FakeChat::running(const Principal &)
{
    QList<RunningAnswer> result;
    for (auto it = m_live.cbegin(); it != m_live.cend(); ++it)
        result.append({ it.key(), it->message, u"qwen3:8b"_s, it->position });
    return later<QList<RunningAnswer>>(this, result);
}

} // namespace lokal::test
