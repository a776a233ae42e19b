#pragma once

#include "core/chat/chat.h"
#include "tests/ui/support/fakesessions.h"

#include <QPointer>

namespace lokal::test {

/// Answers that a test drives: send() begins one, the functions below make it go on.
class FakeChat : public Chat
{
    Q_OBJECT
public:
    explicit FakeChat(FakeSessions &sessions)
        : m_sessions(sessions)
    {
    }

    QList<SendRequest> sent;
    QList<RunRequest> runs;
    int stops = 0;
    NextError nextError;

    bool isRunning(SessionId session) const { return m_live.contains(session); }
    void queued(SessionId session, int position);
    void phase(SessionId session, const QString &phase);
    void context(SessionId session, const AnswerContext &context);
    void thinking(SessionId session, const QString &text);
    void token(SessionId session, const QString &text);
    void finish(SessionId session, const QString &reason = QStringLiteral("stop"));
    void fail(SessionId session, const Error &error);

    Future<StartedAnswer> send(const Principal &who, const SendRequest &request,
                               Keep keep) override;
    Future<StartedAnswer> run(const Principal &who, const RunRequest &request, Keep keep) override;
    Future<ChatMessage> stop(const Principal &who, SessionId session) override;
    Future<std::shared_ptr<AnswerSubscription>> follow(const Principal &who, SessionId session,
                                                       MessageId message, qint64 afterNumber,
                                                       QObject *receiver, EventSink sink) override;
    Future<std::shared_ptr<AnswerReader>> read(const Principal &who, SessionId session,
                                               MessageId message, qint64 afterNumber) override;
    Future<QList<RunningAnswer>> running(const Principal &who) override;

private:
    class Subscription;
    struct Live
    {
        MessageId message;
        int position = 0;
        QList<AnswerEvent> log;
        QList<std::weak_ptr<Subscription>> readers;
    };
    Future<StartedAnswer> begin(SessionId session, const ChatMessage &user, const QString &model);
    void add(SessionId session, AnswerEventData data);
    void end(SessionId session, AnswerEventData data);

    FakeSessions &m_sessions;
    QMap<SessionId, Live> m_live;
};

} // namespace lokal::test
