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
    if (m_session.isValid())
        sendTo(m_binding, m_session, text);
    else
        createAndSend(text);
}

void ChatController::giveBack(quint64 binding, SessionId session, const QString &text,
                              const Error &error)
{
    if (binding == m_binding) {
        m_stopWanted = false;
        setPhase(Phase::Idle);
    }
    Q_EMIT sendFailed(session, text, error);
}

/// A chat comes into being with its first message: configuration, session, message. Goes on when
/// another chat is opened meanwhile.
void ChatController::createAndSend(const QString &text)
{
    const quint64 binding = m_binding;
    const ParameterChange overrides = m_setup.overrides();
    whenAnswered(m_setup.chosenConfig(), this,
                 [this, binding, overrides, text](const Result<ModelConfig> &config) {
                     if (!config)
                         return giveBack(binding, {}, text, config.error());
                     SessionChange values;
                     values.config = config->id;
                     if (!overrides.isEmpty())
                         values.overrides = std::optional(overrides);
                     whenAnswered(m_backend.sessions.create(m_who, values), this,
                                  [this, binding, text](const Result<ChatSession> &session) {
                                      if (!session)
                                          return giveBack(binding, {}, text, session.error());
                                      if (binding == m_binding) {
                                          m_session = session->id;
                                          m_chat = *session;
                                          m_setup.useSession(*session);
                                          Q_EMIT sessionCreated(session->id);
                                      }
                                      sendTo(binding, session->id, text);
                                  });
                 });
}

void ChatController::sendTo(quint64 binding, SessionId session, const QString &text)
{
    SendRequest request;
    request.session = session;
    request.content = text;
    whenAnswered(m_backend.chat.send(m_who, request, Keep::Always), this,
                 [this, binding, session, text](const Result<StartedAnswer> &started) {
                     if (!started)
                         giveBack(binding, session, text, started.error());
                     else if (binding == m_binding)
                         begun(*started);
                 });
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

void ChatController::run(const RunRequest &request)
{
    if (m_phase != Phase::Idle)
        return;
    setPhase(Phase::Starting);
    whenBound<StartedAnswer>(m_backend.chat.run(m_who, request, Keep::Always),
                             [this](const Result<StartedAnswer> &started) {
                                 if (started)
                                     return begun(*started);
                                 m_stopWanted = false;
                                 setPhase(Phase::Idle);
                                 Q_EMIT failed(started.error());
                             });
}

void ChatController::regenerate(MessageId id, const std::optional<ConfigId> &config)
{
    RunRequest request;
    request.kind = RunKind::Regenerate;
    request.message = id;
    request.config = config;
    run(request);
}

void ChatController::continueAnswer(MessageId id)
{
    RunRequest request;
    request.kind = RunKind::Continue;
    request.message = id;
    run(request);
}

void ChatController::editAndRun(MessageId id, const QString &text)
{
    RunRequest request;
    request.kind = RunKind::EditAndRun;
    request.message = id;
    request.content = text;
    run(request);
}

void ChatController::saveEdit(MessageId id, const QString &text)
{
    whenBound<ChatMessage>(m_backend.sessions.editMessage(m_who, id, text, {}),
                           [this](const Result<ChatMessage> &edited) {
                               if (!edited)
                                   return Q_EMIT failed(edited.error());
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
                                   takeSession(*session);
                               else
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
    whenAnswered(m_backend.sessions.removeMessage(m_who, id), this,
                 [this, session, id](const Result<Done> &removed) {
                     if (!removed && removed.error().kind != ErrorKind::NotFound) {
                         m_hidden.remove(id);
                         Q_EMIT failed(removed.error());
                     }
                     if (session == m_session)
                         loadNewest();
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
