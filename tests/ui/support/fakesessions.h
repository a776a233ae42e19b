#pragma once

#include "core/chat/sessions.h"
#include "tests/ui/support/later.h"

#include <QMap>

namespace lokal::test {

/// Sessions and their message trees in memory; one owner.
class FakeSessions : public Sessions
{
    Q_OBJECT
public:
    QMap<qint64, ChatSession> sessions;
    QMap<qint64, ChatMessage> stored;
    NextError nextError;
    QStringList calls; ///< names of the changing calls, in order

    ChatSession add(const QString &name, ConfigId config = { 1 },
                    const QDateTime &lastUtc = QDateTime::currentDateTimeUtc());
    /// Puts a message below the active one and makes it active.
    ChatMessage addMessage(SessionId session, Role role, const QString &content,
                           MessageState state = MessageState::Complete);
    /// A sibling of a message; becomes active.
    ChatMessage addSibling(MessageId of, const QString &content);
    ChatMessage &messageRef(MessageId id) { return stored[id.value]; }
    QList<ChatMessage> path(SessionId id) const;
    void tell(SessionId session) { Q_EMIT changed({ 1 }, session); }

    Future<Page<ChatSession>> list(const Principal &who, const SessionFilter &filter,
                                   const PageRequest &page) override;
    Future<ChatSession> get(const Principal &who, SessionId id) override;
    Future<ChatSession> create(const Principal &who, const SessionChange &values) override;
    Future<ChatSession> update(const Principal &who, SessionId id,
                               const SessionChange &change) override;
    Future<Done> remove(const Principal &who, SessionId id) override;
    Future<ChatSession> fork(const Principal &who, SessionId id, MessageId message) override;
    Future<Page<ChatMessage>> messages(const Principal &who, SessionId id,
                                       const MessagePage &page) override;
    Future<ChatMessage> message(const Principal &who, MessageId id) override;
    Future<Done> removeMessage(const Principal &who, MessageId id) override;
    Future<ChatMessage> editMessage(const Principal &who, MessageId id, const QString &content,
                                    const std::optional<QList<QByteArray>> &images) override;
    Future<AttachmentData> attachment(const Principal &who, AttachmentId id) override;

private:
    ChatMessage withSiblings(ChatMessage message) const;
    ChatMessage insert(ChatMessage message);
    MessageId newestLeaf(MessageId from) const;

    qint64 m_lastSession = 0;
    qint64 m_lastMessage = 0;
};

} // namespace lokal::test
