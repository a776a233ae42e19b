#pragma once

#include "ui/chat/answerview.h"
#include "ui/chat/chatsetup.h"
#include "ui/common/answered.h"

#include <QSet>
#include <QTimer>

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
    void regenerate(MessageId id, const std::optional<ConfigId> &config = {});
    void continueAnswer(MessageId id);
    void editAndRun(MessageId id, const QString &text);
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

Q_SIGNALS:
    /// Title, messages, phase, context: look again.
    void changed();
    /// The first message made a chat out of the draft.
    void sessionCreated(lokal::SessionId session);
    /// Nothing was stored: the text belongs back into the composer of that chat, or into its draft
    /// when another one is open by now. An invalid id: the chat that does not exist yet.
    void sendFailed(lokal::SessionId session, const QString &text, const lokal::Error &error);
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
    void loadSession();
    void loadNewest();
    void loadOlder();
    void takeSession(const ChatSession &session);
    void reconcile(const Page<ChatMessage> &page);
    void follow(MessageId message);
    void takeEvents(const QList<AnswerEvent> &events);
    void takeStarted(const AnswerStarted &started);
    void takeFinal(const ChatMessage &message, const std::optional<Error> &error);
    void placeTurn(const ChatMessage &user, const ChatMessage &answer);
    void createAndSend(const QString &text);
    void sendTo(quint64 binding, SessionId session, const QString &text);
    void giveBack(quint64 binding, SessionId session, const QString &text, const Error &error);
    void run(const RunRequest &request);
    void begun(const StartedAnswer &started);
    void setPhase(Phase phase);
    void updateSession(const SessionChange &change);
    void guessContext();
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
    std::shared_ptr<AnswerSubscription> m_subscription;
    AnswerContext m_context;
    Phase m_phase = Phase::Idle;
    bool m_loaded = false;
    bool m_hasOlder = false;
    bool m_loadingOlder = false;
    bool m_stopWanted = false; ///< stop was pressed before the commit
    quint64 m_binding = 0; ///< grows with each opened chat
};

} // namespace lokal::ui
