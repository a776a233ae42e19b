#pragma once

#include "core/chat/chatstore.h"
#include "core/common/clock.h"
#include "core/storage/storagethreads.h"

namespace lokal {

/// ChatStore over the storage threads; both arguments must outlive it.
class SqliteChatStore final : public ChatStore
{
public:
    SqliteChatStore(StorageThreads &threads, const Clock &clock);

    Future<Page<ChatSession>> sessions(UserId owner, const SessionFilter &filter,
                                       const PageRequest &page) override;
    Future<ChatSession> session(UserId owner, SessionId id) override;
    Future<ChatSession> insertSession(UserId owner, const SessionChange &values) override;
    Future<ChatSession> updateSession(UserId owner, SessionId id,
                                      const SessionChange &change) override;
    Future<Done> nameUntitled(UserId owner, SessionId id, const QString &name) override;
    Future<Done> deleteSession(UserId owner, SessionId id) override;
    Future<ChatSession> forkSession(UserId owner, SessionId id, MessageId message) override;
    Future<Page<ChatMessage>> messages(UserId owner, SessionId id,
                                       const MessagePage &page) override;
    Future<ChatMessage> message(UserId owner, MessageId id) override;
    Future<Done> deleteMessage(UserId owner, MessageId id) override;
    Future<AttachmentData> attachment(UserId owner, AttachmentId id) override;
    Future<QList<QList<AttachmentData>>> attachmentsOf(UserId owner,
                                                       const QList<MessageId> &messages) override;
    Future<SendContext> sendContext(UserId owner, SessionId session,
                                    std::optional<MessageId> parent,
                                    std::optional<ConfigId> config) override;
    Future<SendContext> messageContext(UserId owner, MessageId message,
                                       std::optional<ConfigId> config) override;
    Future<EarlierPath> earlierPath(UserId owner, MessageId last, qint64 weight) override;
    Future<StoredTurn> insertTurn(UserId owner, const NewTurn &turn,
                                  const KeptAttachments &kept) override;
    Future<StoredTurn> addTurn(UserId owner, SessionId session, std::optional<MessageId> parent,
                               TurnPlanner planner) override;
    Future<ChatMessage> insertSibling(UserId owner, MessageId of, const QString &content,
                                      qint64 userTokens,
                                      const std::optional<QList<AttachmentData>> &images) override;
    Future<Done> saveProgress(MessageId message, const QString &content,
                              const QString &thinking) override;
    Future<ChatMessage> finishAnswer(const AnswerEnd &end) override;
    Future<MessageId> newestMessage() override;
    Future<int> interruptOrphans(MessageId last) override;
    Future<int> purgeTrash(const QDateTime &beforeUtc) override;

private:
    StorageThreads &m_threads;
    const Clock &m_clock;
};

} // namespace lokal
