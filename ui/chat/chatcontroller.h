#pragma once

#include "ui/chat/answerview.h"
#include "ui/chat/chatsetup.h"
#include "ui/common/answered.h"

#include <QSet>
#include <QTimer>

#include <functional>

namespace lokal::ui {

/// Binds one chat to a TranscriptView: loads its messages in pages, follows the running answer, and
/// carries out what the window asks for. Knows no widget but the transcript. GUI thread.
class ChatController : public QObject
{
    Q_OBJECT
public:
    enum class Phase
    {
        Idle,
        Starting, ///< asked for, not committed yet
        Writing, ///< from the commit to the final event
    };

    ChatController(const Backend &backend, const Principal &who, TranscriptView &view,
                   QObject *parent = nullptr);

    /// Shows a chat; an invalid id is a chat that does not exist yet.
    void open(SessionId id);
    SessionId session() const { return m_session; }
    /// Unset for a new chat and while loading.
    const std::optional<ChatSession> &chat() const { return m_chat; }
    QString title() const;
    bool isEmpty() const { return m_messages.isEmpty(); }
    /// True when what is shown is what is stored; a chat that does not exist yet is loaded, too.
    bool isLoaded() const { return m_loaded; }
    Phase phase() const { return m_phase; }
    ChatSetup &setup() { return m_setup; }
    const ChatSetup &setup() const { return m_setup; }
    /// The loaded part of the active path, oldest first.
    const QList<ChatMessage> &messages() const { return m_messages; }
    const ChatMessage *message(MessageId id) const;
    QString lastUserText() const;
    /// What the last answer was told to see; window 0 when unknown.
    const AnswerContext &context() const { return m_context; }

    void send(const QString &text);
    void stop();
    /// Answers anew: another version of an answer, or the answer to a message that has none.
    /// @param options of that answer only; they beat what the chat has.
    void regenerate(MessageId id, const ParameterChange &options = {});
    void continueAnswer(MessageId id);
    /// False: something runs; nothing was done.
    bool editAndRun(MessageId id, const QString &text);
    void saveEdit(MessageId id, const QString &text);
    void stepSibling(MessageId id, int by);
    /// Takes a message out of sight; removeHidden() carries it out, showHidden() brings it back.
    void hideMessage(MessageId id);
    void removeHidden(SessionId session, MessageId id);
    void showHidden(MessageId id);
    void rename(const QString &name);
    void chooseModel(const QString &model);
    void chooseConfig(ConfigId config);
    void setOverrides(const ParameterChange &overrides);
    /// Loads page after page of what is above, up to a limit, until everything is there or it is
    /// switched off again. For the search.
    void setLoadsAll(bool wanted);
    bool isLoadingAll() const { return m_loadsAll && m_loadingOlder; }
    /// There is more above, but the limit of setLoadsAll() was reached.
    bool hasUnloaded() const { return m_hasOlder; }

Q_SIGNALS:
    /// Title, messages, phase, context: look again.
    void changed();
    /// The first message made a chat out of the draft.
    void sessionCreated(lokal::SessionId session);
    /// Nothing was stored: the text belongs back into the composer of that chat, or into its draft
    /// when another one is open by now. An invalid id: the chat that does not exist yet.
    /// @param from where it was written; another one than `session` when that was made for it.
    void sendFailed(lokal::SessionId from, lokal::SessionId session, const QString &text,
                    const lokal::Error &error);
    /// What was sent is stored now. An invalid session: sent to the chat that did not exist yet.
    void committed(lokal::SessionId session, const QString &text);
    /// An edited text was stored, or not: then it belongs back into its editor.
    void edited(lokal::SessionId session, lokal::MessageId message);
    void editFailed(lokal::SessionId session, lokal::MessageId message, const QString &text,
                    const lokal::Error &error);
    /// setLoadsAll() has come to its end.
    void allLoaded();
    /// Something else did not work.
    void failed(const lokal::Error &error);
    /// The open chat is no more.
    void sessionGone();

private:
    /// Continues only while the same chat is open.
    template <typename T, typename Next> void whenBound(Future<T> future, Next next)
    {
        whenAnswered(future, this,
                     [this, binding = m_binding, next = std::move(next)](const Result<T> &result) {
                         if (binding == m_binding)
                             next(result);
                     });
    }
    // chatloading.cpp
    void loadSession();
    void loadNewest();
    void loadOlder();
    void takeOlder(const Page<ChatMessage> &page);
    void loadMore();
    void takeNewest(const Page<ChatMessage> &page);
    void addAbove(const Page<ChatMessage> &page);
    void takeSession(const ChatSession &session);
    void reconcile(const Page<ChatMessage> &page);
    void guessContext();
    void showContextLine();

    void follow(MessageId message);
    void takeEvents(const QList<AnswerEvent> &events);
    void takeStarted(const AnswerStarted &started);
    void takeFinal(const ChatMessage &message, const std::optional<Error> &error);
    void placeTurn(const ChatMessage &user, const ChatMessage &answer);
    /// What a person has sent, on its way.
    struct Outgoing
    {
        quint64 binding = 0;
        SessionId from; ///< where it was written; invalid: the chat that did not exist yet
        SessionId to;
        QString text;
    };
    void createAndSend(Outgoing outgoing);
    void sendFirst(Outgoing outgoing, const ChatSession &session);
    void sendTo(const Outgoing &outgoing);
    void giveBack(const Outgoing &outgoing, const Error &error);
    /// Calls back when no deletion is under way any more: a new message must not hang on one that
    /// goes, nor may the model read it.
    void afterRemovals(const std::function<void()> &next);
    bool run(const RunRequest &request, const std::function<void(const Status &)> &told = {});
    void begun(const StartedAnswer &started);
    void setPhase(Phase phase);
    void updateSession(const SessionChange &change);
    QVector<TranscriptMessage> shown(const QList<ChatMessage> &messages) const;
    qsizetype indexOf(MessageId id) const;

    const Backend m_backend;
    const Principal m_who;
    TranscriptView &m_view;
    ChatSetup m_setup;
    AnswerView m_answer; ///< the running answer
    SessionId m_session;
    std::optional<ChatSession> m_chat;
    QList<ChatMessage> m_messages;
    QSet<MessageId> m_hidden;
    int m_removals = 0; ///< deletions under way
    std::vector<std::function<void()>> m_waiting; ///< for those
    std::shared_ptr<AnswerSubscription> m_subscription;
    AnswerContext m_context;
    Phase m_phase = Phase::Idle;
    bool m_loaded = false;
    bool m_hasOlder = false;
    bool m_loadingOlder = false;
    bool m_loadsAll = false;
    bool m_isStale = false; ///< the path has to be looked at again after the running answer
    bool m_stopWanted = false; ///< stop was pressed before the commit
    quint64 m_binding = 0; ///< grows with each opened chat
};

} // namespace lokal::ui
