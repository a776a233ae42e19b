#pragma once

#include "core/chat/answerlog.h"
#include "core/chat/answerplan.h"
#include "core/chat/enginerun.h"
#include "core/chat/sentrecord.h"
#include "core/common/deferred.h"
#include "core/queue/generationqueue.h"
#include "core/settings/limits.h"

namespace lokal {

/// What every answer works with; all of it outlives the answers.
struct AnswerTools : EngineTools
{
    const Limits &limits;
    GenerationQueue &queue;
};

/// One answer from its place in the queue to its final event, of which there is exactly one.
///
/// The rows are committed and the request is prepared side by side; what the engine says before the
/// commit is held back, and nothing reaches a reader if the commit fails. Engine thread.
class LiveAnswer : public QObject
{
    Q_OBJECT
public:
    /// @param parent lives in the engine thread and outlives everything that is under way.
    LiveAnswer(const AnswerTools &tools, AnswerPlan plan, QObject *parent);
    ~LiveAnswer() override;

    /// Takes a place; rate_limited or queue_full otherwise. Call once, before start().
    Status enterQueue();
    /// Inserts what is planned. Finishes when both messages are committed, or with the reason why
    /// they are not.
    Future<StartedAnswer> start();
    /// The same when the turn is already being inserted; who, where and how long are known, the
    /// rest comes with setPlan() before the commit.
    Future<StartedAnswer> startDuring(Future<StoredTurn> commit);
    void setPlan(AnswerPlan plan);
    /// What came is kept. Finishes with the ended message; invalid when nothing was committed.
    Future<ChatMessage> stop(const QString &reason);
    /// Does what is due: saves text, stops an answer that nobody follows, repeats a final save that
    /// failed. False when nothing will be due before the next wantsTicks().
    bool tick();

    UserId owner() const { return m_plan.owner; }
    SessionId session() const { return m_plan.session; }
    MessageId id() const { return m_message.id; }
    bool isCommitted() const { return m_committed; }
    /// The final event is out, or about to be.
    bool isEnded() const { return m_ended; }
    /// The end is in the store, or the store will never take it.
    bool isSaved() const { return m_saved; }
    std::chrono::milliseconds endedAt() const { return m_endedAt; }
    AnswerLog &log() const { return *m_log; }
    RunningAnswer summary() const;
    /// The message as it is now, with the text so far.
    ChatMessage message() const;

Q_SIGNALS:
    void committed();
    void renamed(); ///< the session may have the title that was made from the question
    void moved(); ///< in the queue
    void wantsTicks();
    /// The session is free again. Emitted just before the final event, or when the commit failed.
    void ended();

private:
    struct Ending
    {
        MessageState state = MessageState::Complete;
        QString reason;
        std::optional<Error> error;
        Usage usage;
    };

    template <typename T, typename Next> void whenDone(Future<T> future, Next next);
    void checkVisionThenCommit();
    void commit();
    void awaitCommit(Future<StoredTurn> commit);
    void askWhenItsTurn();
    void onCommitted(const Result<StoredTurn> &stored);
    void refuse(const Error &error);
    void nameSession();
    void announce();
    void connectRun();
    void onFitted(const AnswerContext &context, const Parameters &parameters);
    void onThinkReduced(const Parameters &parameters);
    void takeText(const QString &text, bool isThinking);
    void onGenerated(const GenerationEnd &end);
    void emitEvent(AnswerEventData data);
    void appendToLog(AnswerEventData data);
    void appendText(QStringView text, bool isThinking);
    void end(Ending ending);
    void dropRun();
    void saveEnd();
    void finish(const Result<ChatMessage> &stored);
    void retryEnd();
    void saveProgress();
    AnswerEnd endToStore(const Ending &ending) const;
    void takeEnd(const AnswerEnd &end);

    AnswerTools m_tools;
    AnswerPlan m_plan;
    std::shared_ptr<AnswerLog> m_log;
    ChatMessage m_message; ///< text stays in the log while it runs
    ChatMessage m_userMessage;
    std::unique_ptr<QueueTicket> m_ticket;
    std::unique_ptr<EngineRun> m_run; ///< from its turn to the end
    Deferred<StartedAnswer> m_started;
    QList<Deferred<ChatMessage>> m_stopWaiters;
    std::vector<AnswerEventData> m_held; ///< said before the commit
    std::optional<Ending> m_ending; ///< the true one, also when storing it fails
    qint64 m_textBytes; ///< counted against the limit, what is continued included
    std::chrono::milliseconds m_begun {};
    std::chrono::milliseconds m_endedAt {};
    std::optional<std::chrono::milliseconds> m_unfollowedSince;
    SentRecord m_sent;
    bool m_isPlanned = false;
    bool m_committed = false;
    bool m_dirty = false;
    bool m_saving = false;
    bool m_ended = false;
    bool m_saved = false;
};

} // namespace lokal
