#pragma once

#include "core/chat/chatservice.h"
#include "core/chat/sessions.h"

namespace lokal {

/// Sessions and stored messages over a ChatStore. Lives in the engine thread.
class SessionService final : public Sessions
{
    Q_OBJECT
public:
    /// Both must outlive the service.
    SessionService(ChatStore &store, ChatService &chat, const Limits &limits,
                   QObject *parent = nullptr);

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
    /// The same future, with the list told about the session once it is there.
    Future<ChatSession> announced(UserId owner, Future<ChatSession> future);

    ChatStore &m_store;
    ChatService &m_chat;
    const Limits &m_limits;
};

} // namespace lokal
