// How a ChatController loads a chat: the newest page first, older ones when they are asked for.
#include "ui/chat/chatcontroller.h"
#include "ui/transcript/transcriptview.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int pageSize = 50;
constexpr int searchPageSize = 200;
// More than a person writes in years; a chat beyond it was made by a program.
constexpr qsizetype mostSearched = 32'000'000; // characters

} // namespace

void ChatController::loadSession()
{
    whenBound<ChatSession>(m_backend.sessions.get(m_who, m_session),
                           [this](const Result<ChatSession> &session) {
                               if (session)
                                   return takeSession(*session);
                               if (session.error().kind == ErrorKind::NotFound)
                                   Q_EMIT sessionGone();
                               else
                                   Q_EMIT failed(session.error());
                           });
}

void ChatController::takeSession(const ChatSession &session)
{
    const bool moved = m_chat && m_chat->activeMessage != session.activeMessage;
    m_chat = session;
    m_setup.useSession(session);
    if (session.trashedAtUtc.isValid())
        return Q_EMIT sessionGone();
    // Another path, or messages that came from elsewhere. While an answer runs its events tell.
    if (moved && m_phase == Phase::Idle)
        loadNewest();
    Q_EMIT changed();
}

void ChatController::loadNewest()
{
    MessagePage page;
    page.limit = pageSize;
    page.newest = true;
    whenBound<Page<ChatMessage>>(m_backend.sessions.messages(m_who, m_session, page),
                                 [this](const Result<Page<ChatMessage>> &found) {
                                     if (found)
                                         takeNewest(*found);
                                     else
                                         Q_EMIT failed(found.error());
                                 });
}

void ChatController::takeNewest(const Page<ChatMessage> &page)
{
    if (m_phase == Phase::Idle)
        return reconcile(page);
    if (m_loaded)
        m_isStale = true;
    else
        addAbove(page); // somebody wrote before the chat was there
}

/// The chat as it was before the turn that is under way.
void ChatController::addAbove(const Page<ChatMessage> &page)
{
    QList<ChatMessage> above;
    for (const ChatMessage &message : page.items) {
        if (!m_hidden.contains(message.id) && indexOf(message.id) < 0)
            above.append(message);
    }
    m_loaded = true;
    m_hasOlder = page.offset > 0;
    m_messages = above + m_messages;
    m_view.prependMessages(shown(above));
    guessContext();
    Q_EMIT changed();
}

void ChatController::loadOlder()
{
    if (!m_hasOlder || m_loadingOlder || m_messages.isEmpty())
        return;
    m_loadingOlder = true;
    MessagePage page;
    page.limit = m_loadsAll ? searchPageSize : pageSize;
    page.before = m_messages.constFirst().id;
    whenBound<Page<ChatMessage>>(m_backend.sessions.messages(m_who, m_session, page),
                                 [this](const Result<Page<ChatMessage>> &found) {
                                     m_loadingOlder = false;
                                     if (found)
                                         return takeOlder(*found);
                                     m_loadsAll = false;
                                     Q_EMIT failed(found.error());
                                     Q_EMIT allLoaded();
                                 });
}

void ChatController::takeOlder(const Page<ChatMessage> &page)
{
    m_hasOlder = page.offset > 0;
    QList<ChatMessage> above;
    for (const ChatMessage &message : page.items) {
        if (!m_hidden.contains(message.id))
            above.append(message);
    }
    m_messages = above + m_messages;
    m_view.prependMessages(shown(above));
    if (m_loadsAll)
        loadMore();
}

void ChatController::setLoadsAll(bool wanted)
{
    const bool begins = wanted && !m_loadsAll;
    m_loadsAll = wanted;
    if (begins && !m_loadingOlder)
        loadMore();
}

/// One page further, from a later turn of the event loop: keys and frames come first.
void ChatController::loadMore()
{
    qsizetype size = 0;
    for (const ChatMessage &message : std::as_const(m_messages))
        size += message.content.size() + message.thinking.size();
    if (m_hasOlder && size < mostSearched)
        return loadOlder();
    m_loadsAll = false;
    Q_EMIT allLoaded();
}

/// Brings what is shown to the newest page, changing as little as possible.
void ChatController::reconcile(const Page<ChatMessage> &page)
{
    m_loaded = true;
    QList<ChatMessage> fresh;
    for (const ChatMessage &message : page.items) {
        if (!m_hidden.contains(message.id))
            fresh.append(message);
    }
    const qsizetype start = fresh.isEmpty() ? -1 : indexOf(fresh.constFirst().id);
    if (start < 0) {
        m_messages = fresh;
        m_hasOlder = page.offset > 0;
        m_view.setMessages(shown(m_messages));
    } else {
        qsizetype same = 0;
        while (same < fresh.size() && start + same < m_messages.size()
               && fresh[same] == m_messages[start + same])
            ++same;
        const bool isEqual = same == fresh.size() && start + same == m_messages.size();
        if (!isEqual) {
            const qint64 from
                = start + same < m_messages.size() ? m_messages[start + same].id.value : 0;
            m_messages = m_messages.mid(0, start) + fresh;
            m_view.replaceTail(from, shown(fresh.mid(same)));
        }
    }
    guessContext();
    const bool runs = !m_messages.isEmpty() && m_messages.constLast().role == Role::Assistant
        && !isFinal(m_messages.constLast().state);
    if (runs)
        follow(m_messages.constLast().id);
    Q_EMIT changed();
}

/// What the last answer was told to see: for the line below the composer, and for the line above
/// which the model sees nothing.
void ChatController::guessContext()
{
    const auto isAnswer = [](const ChatMessage &message) {
        return message.role == Role::Assistant && !message.sent.isEmpty();
    };
    if (!m_messages.isEmpty() && !isFinal(m_messages.constLast().state))
        return; // its events tell
    m_context = {};
    const auto last = std::find_if(m_messages.crbegin(), m_messages.crend(), isAnswer);
    if (last != m_messages.crend()) {
        const QJsonObject sent = QJsonDocument::fromJson(last->sent).object();
        const QJsonObject context = sent.value("context"_L1).toObject();
        m_context.window = sent.value("num_ctx"_L1).toInteger();
        m_context.usedEstimate = context.value("used_estimate"_L1).toInteger();
        m_context.droppedTurns = context.value("dropped_turns"_L1).toInt();
        m_context.firstMessage = { context.value("first_message_id"_L1).toInteger() };
        if (last->usage && last->usage->promptTokens)
            m_context.usedEstimate
                = *last->usage->promptTokens + last->usage->completionTokens.value_or(0);
    }
    showContextLine();
}

void ChatController::showContextLine()
{
    m_view.setContextLine(m_context.droppedTurns > 0 ? m_context.firstMessage.value : 0);
}

} // namespace lokal::ui
