#include "ui/chat/chatcontroller.h"

#include "ui/transcript/transcriptview.h"

namespace lokal::ui {
ChatController::ChatController(const Backend &backend, const Principal &who, TranscriptView &view,
                               QObject *parent)
    : QObject(parent)
    , m_backend(backend)
    , m_who(who)
    , m_view(view)
    , m_setup(backend, who)
    , m_answer(view)
{
    connect(&m_view, &TranscriptView::needOlder, this, [this] { loadOlder(); });
    connect(&m_setup, &ChatSetup::changed, this, &ChatController::changed);
    // Signals of the core come from another thread.
    connect(
        &backend.sessions, &Sessions::changed, this,
        [this](UserId owner, SessionId session) {
            if (owner == m_who.user && m_session.isValid()
                && (session == m_session || !session.isValid()))
                loadSession();
        },
        Qt::QueuedConnection);
    connect(
        &backend.sessions, &Sessions::removed, this,
        [this](UserId, SessionId session) {
            if (m_session.isValid() && session == m_session)
                Q_EMIT sessionGone();
        },
        Qt::QueuedConnection);
    connect(
        &backend.chat, &Chat::runningChanged, this,
        [this](UserId owner, SessionId session, bool isRunning) {
            // An answer that somebody else began, for example over the API.
            if (owner == m_who.user && session == m_session && session.isValid() && isRunning
                && !m_subscription && m_loaded && m_phase == Phase::Idle)
                follow({});
        },
        Qt::QueuedConnection);
}

void ChatController::open(SessionId id)
{
    ++m_binding;
    m_subscription.reset();
    m_answer.clear();
    m_session = id;
    m_chat.reset();
    m_messages.clear();
    m_context = {};
    m_hasOlder = m_loadingOlder = m_stopWanted = m_isStale = m_loadsAll = false;
    m_loaded = !id.isValid();
    m_phase = Phase::Idle;
    m_view.setContextLine(0);
    m_view.setMessages({});
    if (!id.isValid()) {
        m_setup.startNew();
    } else {
        loadSession();
        loadNewest();
    }
    Q_EMIT changed();
}

QString ChatController::title() const
{
    return m_chat && m_chat->name != defaultSessionName() ? m_chat->name : tr("New chat");
}

qsizetype ChatController::indexOf(MessageId id) const
{
    for (qsizetype i = m_messages.size() - 1; i >= 0; --i) {
        if (m_messages[i].id == id)
            return i;
    }
    return -1;
}

const ChatMessage *ChatController::message(MessageId id) const
{
    const qsizetype index = indexOf(id);
    return index < 0 ? nullptr : &m_messages[index];
}

QString ChatController::lastUserText() const
{
    for (auto it = m_messages.crbegin(); it != m_messages.crend(); ++it) {
        if (it->role == Role::User)
            return it->content;
    }
    return {};
}

QVector<TranscriptMessage> ChatController::shown(const QList<ChatMessage> &messages) const
{
    QVector<TranscriptMessage> result;
    result.reserve(messages.size());
    for (const ChatMessage &message : messages)
        result.append(transcriptMessage(message));
    return result;
}

// The running answer.

void ChatController::setPhase(Phase phase)
{
    m_phase = phase;
    Q_EMIT changed();
}

void ChatController::follow(MessageId message)
{
    const quint64 binding = m_binding;
    auto sink = [this, binding](const QList<AnswerEvent> &events) {
        if (binding == m_binding)
            takeEvents(events);
    };
    setPhase(Phase::Writing);
    whenBound<std::shared_ptr<AnswerSubscription>>(
        m_backend.chat.follow(m_who, m_session, message, 0, this, sink),
        [this](const Result<std::shared_ptr<AnswerSubscription>> &subscription) {
            if (subscription && *subscription) {
                if (m_phase == Phase::Writing)
                    m_subscription = *subscription;
                return;
            }
            // It ended a moment ago: what is stored is the whole of it.
            setPhase(Phase::Idle);
            loadSession();
            loadNewest();
        });
}

void ChatController::takeEvents(const QList<AnswerEvent> &events)
{
    for (const AnswerEvent &event : events) {
        if (const auto *started = std::get_if<AnswerStarted>(&event.data)) {
            takeStarted(*started);
        } else if (const auto *queued = std::get_if<AnswerQueued>(&event.data)) {
            m_answer.showQueued(queued->position);
        } else if (const auto *phase = std::get_if<AnswerPhase>(&event.data)) {
            m_answer.showPhase(phase->phase, m_context.usedEstimate);
        } else if (const auto *context = std::get_if<AnswerContext>(&event.data)) {
            m_context = *context;
            showContextLine();
            Q_EMIT changed();
        } else if (const auto *thinking = std::get_if<AnswerThinking>(&event.data)) {
            m_answer.addThinking(thinking->text, event.number);
        } else if (const auto *token = std::get_if<AnswerToken>(&event.data)) {
            m_answer.addText(token->text, event.number);
        } else if (const auto *done = std::get_if<AnswerDone>(&event.data)) {
            takeFinal(done->message, {});
        } else if (const auto *error = std::get_if<AnswerFailed>(&event.data)) {
            takeFinal(error->message, error->error);
        }
    }
}

void ChatController::takeStarted(const AnswerStarted &started)
{
    placeTurn(started.userMessage, started.message);
    m_answer.start(started.message, started.model);
    setPhase(Phase::Writing);
    if (m_stopWanted)
        stop();
}

/// Puts a new turn where it belongs in the path; what stood there was another branch.
void ChatController::placeTurn(const ChatMessage &user, const ChatMessage &answer)
{
    QList<ChatMessage> turn { answer };
    if (user.id.isValid())
        turn.prepend(user);
    qsizetype at = indexOf(turn.constFirst().id);
    if (at < 0 && turn.size() > 1 && indexOf(answer.id) >= 0)
        return; // both are there already, the first one above the loaded part
    if (at < 0) {
        const MessageId parent = turn.constFirst().parent;
        const qsizetype above = indexOf(parent);
        // A parent that is not loaded, or that is about to be deleted: the place is shown as it is
        // stored when the answer has ended; until then nothing must vanish.
        m_isStale = m_isStale || (parent.isValid() && above < 0);
        at = parent.isValid() && above < 0 ? m_messages.size() : above + 1;
    }
    const qint64 from = at < m_messages.size() ? m_messages[at].id.value : 0;
    m_messages = m_messages.mid(0, at) + turn;
    m_view.replaceTail(from, shown(turn));
}

void ChatController::takeFinal(const ChatMessage &message, const std::optional<Error> &error)
{
    ChatMessage last = message;
    const qsizetype index = indexOf(message.id);
    if (index >= 0) {
        if (last.siblings.isEmpty())
            last.siblings = m_messages[index].siblings;
        m_messages[index] = last;
    }
    m_answer.finish(last, error);
    m_subscription.reset();
    m_stopWanted = false;
    if (message.usage && message.usage->promptTokens && m_context.window > 0)
        m_context.usedEstimate
            = *message.usage->promptTokens + message.usage->completionTokens.value_or(0);
    setPhase(Phase::Idle);
    loadSession();
    if (std::exchange(m_isStale, false))
        loadNewest();
}

} // namespace lokal::ui
