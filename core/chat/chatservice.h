#pragma once

#include "core/chat/chat.h"
#include "core/chat/liveanswer.h"

#include <QHash>
#include <QTimer>

namespace lokal {

/// Runs the answers of all users. Lives in the engine thread; the interface may be called from any.
class ChatService final : public Chat
{
    Q_OBJECT
public:
    /// All of them must outlive the service.
    ChatService(ChatStore &store, ModelEngine &engine, GenerationQueue &queue, const Clock &clock,
                const Limits &limits, QObject *parent = nullptr);
    ~ChatService() override;

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

    /// Ends all answers (stopped, reason "shutdown") and takes no new ones. Finishes when they are
    /// saved, after 4.5 s at the latest. Any thread.
    Future<Done> shutdown();
    /// Puts the text and state that a running answer has now over what is stored. Engine thread.
    void overlay(ChatMessage &stored) const;

Q_SIGNALS:
    /// In the engine thread: messages were added to a session, or its name was.
    void sessionTouched(lokal::UserId owner, lokal::SessionId session);

private:
    using Reader = std::shared_ptr<AnswerReader>;

    Future<StartedAnswer> sendHere(UserId owner, const SendRequest &request, Keep keep);
    Future<StartedAnswer> sendPictures(UserId owner, const SendRequest &request, Keep keep);
    Future<StartedAnswer> runHere(UserId owner, const RunRequest &request, Keep keep);
    void planRun(const RunRequest &request, const SendContext &context, Keep keep,
                 const Deferred<StartedAnswer> &started);
    Status checkFree(UserId owner, SessionId session) const;
    void begin(Result<AnswerPlan> plan, Keep keep, const Deferred<StartedAnswer> &started);
    void onPlanned(LiveAnswer *answer, const AnswerPlan &plan);
    void watch(LiveAnswer *answer);
    void onEnded(LiveAnswer *answer);
    void startTicking();
    void tick();
    LiveAnswer *findStarting(UserId owner, SessionId session) const;
    LiveAnswer *findAnswer(UserId owner, SessionId session, MessageId message) const;
    const LiveAnswer *findAnswerOf(const ChatMessage &stored) const;
    void overlayOrphan(ChatMessage &stored) const;
    Future<Reader> readHere(UserId owner, SessionId session, MessageId message, qint64 afterNumber);
    Future<ChatMessage> stopHere(UserId owner, SessionId session);
    Future<Done> shutdownHere();

    ChatStore &m_store;
    const Clock &m_clock;
    const Limits &m_limits;
    ModelFacts m_facts;
    TokenRatios m_ratios;
    AnswerTools m_tools;
    QList<LiveAnswer *>
        m_starting; ///< not planned yet; whether the session is the user's is not known either
    QHash<SessionId, LiveAnswer *> m_active; ///< one per session
    QHash<MessageId, LiveAnswer *> m_recent; ///< ended, still readable for a while
    QTimer m_ticks;
    QList<Deferred<Done>> m_shutdownWaiters;
    bool m_shuttingDown = false;
};

} // namespace lokal
