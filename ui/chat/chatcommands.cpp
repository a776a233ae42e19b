// What the window asks a ChatController to do.
#include "ui/chat/chatcontroller.h"
#include "ui/common/answered.h"
#include "ui/transcript/transcriptview.h"

namespace lokal::ui {

void ChatController::begun(const StartedAnswer &started)
{
    if (!m_subscription)
        follow(started.message);
}

void ChatController::send(const QString &text)
{
    if (m_phase != Phase::Idle)
        return;
    setPhase(Phase::Starting);
    const Outgoing outgoing { m_binding, m_session, m_session, text };
    if (m_session.isValid())
        afterRemovals([this, outgoing] { sendTo(outgoing); });
    else
        createAndSend(outgoing);
}

void ChatController::giveBack(const Outgoing &outgoing, const Error &error)
{
    if (outgoing.binding == m_binding) {
        m_stopWanted = false;
        setPhase(Phase::Idle);
    }
    Q_EMIT sendFailed(outgoing.from, outgoing.to, outgoing.text, error);
}

/// A chat comes into being with its first message: configuration, session, message. Goes on when
/// another chat is opened meanwhile.
void ChatController::createAndSend(Outgoing outgoing)
{
    const ParameterChange overrides = m_setup.overrides();
    whenAnswered(m_setup.chosenConfig(), this,
                 [this, overrides, outgoing](const Result<ModelConfig> &config) {
                     if (!config)
                         return giveBack(outgoing, config.error());
                     SessionChange values;
                     values.config = config->id;
                     if (!overrides.isEmpty())
                         values.overrides = std::optional(overrides);
                     whenAnswered(m_backend.sessions.create(m_who, values), this,
                                  [this, outgoing](const Result<ChatSession> &session) {
                                      if (session)
                                          sendFirst(outgoing, *session);
                                      else
                                          giveBack(outgoing, session.error());
                                  });
                 });
}

void ChatController::sendFirst(Outgoing outgoing, const ChatSession &session)
{
    outgoing.to = session.id;
    if (outgoing.binding == m_binding) {
        m_session = session.id;
        m_chat = session;
        m_setup.useSession(session);
        Q_EMIT sessionCreated(session.id);
    }
    sendTo(outgoing);
}

void ChatController::sendTo(const Outgoing &outgoing)
{
    SendRequest request;
    request.session = outgoing.to;
    request.content = outgoing.text;
    whenAnswered(m_backend.chat.send(m_who, request, Keep::Always), this,
                 [this, outgoing](const Result<StartedAnswer> &started) {
                     if (!started)
                         return giveBack(outgoing, started.error());
                     Q_EMIT committed(outgoing.from, outgoing.text);
                     if (outgoing.binding == m_binding)
                         begun(*started);
                 });
}

void ChatController::afterRemovals(const std::function<void()> &next)
{
    if (m_removals == 0)
        next();
    else
        m_waiting.push_back(next);
}

void ChatController::stop()
{
    if (m_phase == Phase::Starting) {
        m_stopWanted = true;
        return;
    }
    if (m_phase != Phase::Writing)
        return;
    m_stopWanted = false;
    whenBound<ChatMessage>(m_backend.chat.stop(m_who, m_session),
                           [this](const Result<ChatMessage> &stopped) {
                               if (!stopped)
                                   Q_EMIT failed(stopped.error());
                           });
}

/// @param told how it went, also when another chat is open by then. False: something runs.
bool ChatController::run(const RunRequest &request, const std::function<void(const Status &)> &told)
{
    if (m_phase != Phase::Idle)
        return false;
    setPhase(Phase::Starting);
    const auto begin = [this, request, told, binding = m_binding] {
        whenAnswered(m_backend.chat.run(m_who, request, Keep::Always), this,
                     [this, told, binding](const Result<StartedAnswer> &started) {
                         const bool isOpen = binding == m_binding;
                         if (isOpen && started)
                             begun(*started);
                         if (isOpen && !started) {
                             m_stopWanted = false;
                             setPhase(Phase::Idle);
                         }
                         if (told)
                             told(started ? Status(Done {}) : Status(started.error()));
                         else if (isOpen && !started)
                             Q_EMIT failed(started.error());
                     });
    };
    afterRemovals(begin);
    return true;
}

void ChatController::regenerate(MessageId id, const ParameterChange &options)
{
    RunRequest request;
    request.kind = RunKind::Regenerate;
    request.message = id;
    request.options = options;
    run(request);
}

void ChatController::continueAnswer(MessageId id)
{
    RunRequest request;
    request.kind = RunKind::Continue;
    request.message = id;
    run(request);
}

bool ChatController::editAndRun(MessageId id, const QString &text)
{
    RunRequest request;
    request.kind = RunKind::EditAndRun;
    request.message = id;
    request.content = text;
    return run(request, [this, id, text, session = m_session](const Status &begun) {
        if (begun)
            Q_EMIT edited(session, id);
        else
            Q_EMIT editFailed(session, id, text, begun.error());
    });
}

void ChatController::saveEdit(MessageId id, const QString &text)
{
    whenAnswered(m_backend.sessions.editMessage(m_who, id, text, {}), this,
                 [this, id, text, session = m_session](const Result<ChatMessage> &saved) {
                     if (!saved)
                         return Q_EMIT editFailed(session, id, text, saved.error());
                     Q_EMIT edited(session, id);
                     if (session == m_session)
                         loadNewest();
                 });
}

void ChatController::stepSibling(MessageId id, int by)
{
    const ChatMessage *now = message(id);
    if (!now || m_phase != Phase::Idle)
        return;
    const qsizetype index = now->siblings.indexOf(id) + by;
    if (index < 0 || index >= now->siblings.size())
        return;
    SessionChange change;
    change.activeMessage = now->siblings[index];
    updateSession(change);
}

void ChatController::updateSession(const SessionChange &change)
{
    whenBound<ChatSession>(m_backend.sessions.update(m_who, m_session, change),
                           [this](const Result<ChatSession> &session) {
                               if (session)
                                   return takeSession(*session);
                               if (m_chat) // what was shown before it was stored goes back
                                   takeSession(ChatSession(*m_chat));
                               Q_EMIT failed(session.error());
                           });
}

void ChatController::hideMessage(MessageId id)
{
    const qsizetype index = indexOf(id);
    if (index < 0)
        return;
    m_hidden.insert(id);
    m_messages.removeAt(index);
    m_view.removeMessage(id.value);
    Q_EMIT changed();
}

void ChatController::removeHidden(SessionId session, MessageId id)
{
    ++m_removals;
    whenAnswered(m_backend.sessions.removeMessage(m_who, id), this,
                 [this, session, id](const Result<Done> &removed) {
                     if (!removed && removed.error().kind != ErrorKind::NotFound) {
                         m_hidden.remove(id);
                         Q_EMIT failed(removed.error());
                     }
                     if (session == m_session)
                         loadNewest();
                     if (--m_removals > 0)
                         return;
                     for (const auto &next : std::exchange(m_waiting, {}))
                         next();
                 });
}

void ChatController::showHidden(MessageId id)
{
    m_hidden.remove(id);
    if (m_session.isValid())
        loadNewest();
}

void ChatController::rename(const QString &name)
{
    const QString trimmed = name.trimmed();
    if (!m_session.isValid() || trimmed.isEmpty() || (m_chat && m_chat->name == trimmed))
        return;
    SessionChange change;
    change.name = trimmed;
    updateSession(change);
}

void ChatController::chooseModel(const QString &model)
{
    if (!m_session.isValid())
        return m_setup.useModel(model);
    whenBound<ModelConfig>(m_setup.configFor(model), [this](const Result<ModelConfig> &config) {
        if (config)
            chooseConfig(config->id);
        else
            Q_EMIT failed(config.error());
    });
}

void ChatController::chooseConfig(ConfigId config)
{
    if (!m_session.isValid())
        return m_setup.useConfig(config);
    SessionChange change;
    change.config = config;
    updateSession(change);
}

void ChatController::setOverrides(const ParameterChange &overrides)
{
    m_setup.setOverrides(overrides);
    if (!m_session.isValid())
        return;
    SessionChange change;
    change.overrides
        = overrides.isEmpty() ? std::optional<ParameterChange>() : std::optional(overrides);
    updateSession(change);
}

} // namespace lokal::ui
