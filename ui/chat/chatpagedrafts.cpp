// What a ChatPage does with the text that is being written: nothing of it is lost before it is
// stored.
#include "ui/chat/chatpage.h"
#include "ui/chat/composer.h"
#include "ui/chat/undotoast.h"
#include "ui/transcript/transcriptview.h"

namespace lokal::ui {

void ChatPage::keepDraft(const QString &text)
{
    if (m_sent && m_sent->from == session())
        m_sent->isKept = false; // from now on the draft is the next message
    m_state.setDraft(m_who.user.value, session().value, text);
}

/// The beginning of a message, from a card of the empty chat. What was written stays behind it;
/// only the beginning from another card goes.
void ChatPage::takeStarter(const QString &text)
{
    QString written = m_composer->text();
    if (!m_starter.isEmpty() && written.startsWith(m_starter))
        written.remove(0, m_starter.size());
    m_starter = text;
    m_composer->setText(text + written);
    keepDraft(m_composer->text());
    focusComposer();
}

/// The draft stays until the message is stored: whatever ends the program before, it is not lost.
void ChatPage::send(const QString &text)
{
    m_state.setDraft(m_who.user.value, session().value, text);
    m_sent = Sent { session(), text, true };
    m_composer->setText({});
    showNotice({});
    expireToasts(window());
    m_chat.send(text);
    m_view->jumpToLatest();
}

/// True while the stored draft of a chat is what was sent from there.
bool ChatPage::isDraftOf(SessionId from, const QString &text) const
{
    const bool isOverwritten = m_sent && m_sent->from == from && !m_sent->isKept;
    return !isOverwritten && m_state.draft(m_who.user.value, from.value) == text;
}

void ChatPage::dropSent(SessionId from, const QString &text)
{
    if (isDraftOf(from, text))
        m_state.setDraft(m_who.user.value, from.value, {});
    if (m_sent && m_sent->from == from)
        m_sent.reset();
}

/// What was typed while the chat was being made belongs to it.
void ChatPage::adoptDraft(SessionId made)
{
    if (m_sent && !m_sent->from.isValid() && !m_sent->isKept) {
        m_state.setDraft(m_who.user.value, 0, {});
        m_state.setDraft(m_who.user.value, made.value, m_composer->text());
    }
    Q_EMIT sessionCreated(made);
}

void ChatPage::takeBack(SessionId from, SessionId session, const QString &text, const Error &error)
{
    const bool isOpen = session == this->session();
    const bool isKept = isDraftOf(from, text);
    const qint64 user = m_who.user.value;
    const QString written = isOpen ? m_composer->text() : m_state.draft(user, session.value);
    const bool isAlone = written.isEmpty() || (!isOpen && isKept && from == session);
    const QString whole = isAlone ? text : text + u'\n' + written;
    if (isKept && from != session)
        m_state.setDraft(user, from.value, {});
    if (m_sent && m_sent->from == from)
        m_sent.reset();
    m_state.setDraft(user, session.value, whole);
    if (isOpen)
        m_composer->setText(whole);
    showError(error);
}

void ChatPage::typeIntoComposer(const QString &text)
{
    focusComposer();
    m_composer->edit()->moveCursor(QTextCursor::End);
    m_composer->edit()->insertPlainText(text);
}

} // namespace lokal::ui
