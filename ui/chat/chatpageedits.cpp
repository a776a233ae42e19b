// Editing a message in its place.
#include "ui/chat/chatpage.h"
#include "ui/chat/messageeditor.h"
#include "ui/chat/undotoast.h"
#include "ui/transcript/transcriptview.h"

namespace lokal::ui {

void ChatPage::openEditor(MessageId id)
{
    const ChatMessage *message = m_chat.message(id);
    if (!message || message->role != Role::User)
        return;
    if (isRunning())
        return showNotice(tr("Stop the answer first, then edit."));
    closeEditor();
    m_edited = id;
    const QString stored = message->content;
    auto *editor = new MessageEditor(m_theme, m_editDrafts.of(session(), id).value_or(stored));
    connect(editor, &MessageEditor::changed, this,
            [this, id, stored, session = session()](const QString &text) {
                if (text == stored)
                    m_editDrafts.drop(session, id);
                else
                    m_editDrafts.keep(session, id, text);
            });
    // Queued: the editor is in the middle of handling a key or a click.
    connect(editor, &MessageEditor::runRequested, this, &ChatPage::runEdit, Qt::QueuedConnection);
    connect(editor, &MessageEditor::saveRequested, this, &ChatPage::saveEdit, Qt::QueuedConnection);
    connect(
        editor, &MessageEditor::cancelled, this,
        [this] {
            m_editDrafts.drop(session(), m_edited);
            closeEditor();
        },
        Qt::QueuedConnection);
    m_editor = editor;
    m_view->setEditor(id.value, editor);
    chainTabs();
}

// What was written stays in m_editDrafts until it is stored.

void ChatPage::runEdit(const QString &text)
{
    if (const QString reason = whyNoRun(); !reason.isEmpty())
        return showNotice(reason);
    const MessageId id = m_edited;
    if (!id.isValid())
        return;
    m_editDrafts.keep(session(), id, text);
    expireToasts(window());
    closeEditor();
    m_chat.editAndRun(id, text);
}

void ChatPage::saveEdit(const QString &text)
{
    if (isRunning())
        return showNotice(tr("Stop the answer first."));
    const MessageId id = m_edited;
    if (!id.isValid())
        return;
    m_editDrafts.keep(session(), id, text);
    closeEditor();
    m_chat.saveEdit(id, text);
}

/// Takes the editor away. An unfinished edit comes back with the chat, or with "Edit message".
void ChatPage::closeEditor()
{
    if (!m_edited.isValid())
        return;
    m_view->setEditor(m_edited.value, nullptr);
    m_edited = {};
    focusComposer();
}

/// An edit that was left open when another chat was opened, or the program ended.
void ChatPage::reopenEditor()
{
    if (!m_reopensEditor || !m_chat.isLoaded() || isRunning())
        return;
    m_reopensEditor = false;
    const QList<MessageId> begun = m_editDrafts.in(session());
    for (auto it = m_chat.messages().crbegin(); it != m_chat.messages().crend(); ++it) {
        if (!begun.contains(it->id))
            continue;
        openEditor(it->id);
        return focusComposer(); // what is typed now is meant for the next message
    }
}

void ChatPage::takeEditBack(SessionId session, MessageId id, const QString &text,
                            const Error &error)
{
    m_editDrafts.keep(session, id, text);
    if (session == this->session())
        openEditor(id);
    showError(error);
}

} // namespace lokal::ui
