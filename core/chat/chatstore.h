#pragma once

#include "core/chat/sessions.h"
#include "core/configs/modelconfig.h"

#include <functional>

namespace lokal {

/// Everything that a send needs, read in one snapshot.
struct SendContext
{
    ChatSession session;
    ModelConfig config;
    QList<ChatMessage>
        path; ///< oldest first, ends with the parent of the new message; siblings unset
};

struct NewMessage
{
    Role role = Role::User;
    QString content;
    MessageState state = MessageState::Complete;
    std::optional<qint64> tokens;
    QString model;
    QList<AttachmentData> attachments;
};

/// The two messages of a turn, or only the answer.
struct NewTurn
{
    SessionId session;
    MessageId parent; ///< of the first new message; invalid: a root
    std::optional<NewMessage> userMessage;
    NewMessage answer;
};

struct StoredTurn
{
    ChatMessage userMessage; ///< invalid id when none was made
    ChatMessage answer;
};

/// How an answer ended.
struct AnswerEnd
{
    MessageId message;
    MessageState state = MessageState::Complete;
    QString content, thinking, reason;
    std::optional<qint64> tokens;
    std::optional<double> latencySeconds;
    std::optional<Usage> usage;
    std::optional<MessageError> error;
    QByteArray sent;
};

/// Makes a turn of what the session holds. Runs in a storage thread, and again when a transaction
/// has to be repeated, so it only computes. An error: nothing is inserted.
using TurnPlanner = std::function<Result<NewTurn>(const SendContext &)>;

/// What SessionService and ChatService need to have kept. Every method takes the owner and answers
/// not_found for what belongs to somebody else (Z3). A finished write is committed and synced (D4),
/// saveProgress() only committed.
class ChatStore
{
public:
    virtual ~ChatStore() = default;
    virtual Future<Page<ChatSession>> sessions(UserId owner, const SessionFilter &filter,
                                               const PageRequest &page)
        = 0;
    virtual Future<ChatSession> session(UserId owner, SessionId id) = 0;
    virtual Future<ChatSession> insertSession(UserId owner, const SessionChange &values) = 0;
    virtual Future<ChatSession> updateSession(UserId owner, SessionId id,
                                              const SessionChange &change)
        = 0;
    virtual Future<Done> deleteSession(UserId owner, SessionId id) = 0;
    virtual Future<ChatSession> forkSession(UserId owner, SessionId id, MessageId message) = 0;
    virtual Future<Page<ChatMessage>> messages(UserId owner, SessionId id, const MessagePage &page)
        = 0;
    virtual Future<ChatMessage> message(UserId owner, MessageId id) = 0;
    /// already_generating when it is pending or streaming.
    virtual Future<Done> deleteMessage(UserId owner, MessageId id) = 0;
    virtual Future<AttachmentData> attachment(UserId owner, AttachmentId id) = 0;
    /// Bytes of all attachments of these messages, in order.
    virtual Future<QList<QList<AttachmentData>>> attachmentsOf(UserId owner,
                                                               const QList<MessageId> &messages)
        = 0;

    /// Session, its configuration (or `config` instead) and the path that ends at `parent`
    /// (nullopt: at the active leaf; an invalid id: empty path).
    virtual Future<SendContext> sendContext(UserId owner, SessionId session,
                                            std::optional<MessageId> parent,
                                            std::optional<ConfigId> config)
        = 0;
    /// The same for a message: its session and the path that ends at this message itself.
    virtual Future<SendContext> messageContext(UserId owner, MessageId message,
                                               std::optional<ConfigId> config)
        = 0;
    /// Inserts, makes the last one the active leaf, updates the session's counters. Copies the
    /// attachments of `copyAttachmentsFrom` to the user message when that is valid.
    virtual Future<StoredTurn> insertTurn(UserId owner, const NewTurn &turn,
                                          MessageId copyAttachmentsFrom)
        = 0;
    /// sendContext(), `planner`, insertTurn() in one go.
    virtual Future<StoredTurn> addTurn(UserId owner, SessionId session,
                                       std::optional<MessageId> parent, TurnPlanner planner)
        = 0;
    /// The same message with other content. `images` replace its pictures; none: they are copied
    /// like the documents. `userTokens`: what the content is expected to cost, kept for user
    /// messages.
    virtual Future<ChatMessage> insertSibling(UserId owner, MessageId of, const QString &content,
                                              qint64 userTokens,
                                              const QList<AttachmentData> &images)
        = 0;
    virtual Future<Done> saveProgress(MessageId message, const QString &content,
                                      const QString &thinking)
        = 0;
    virtual Future<ChatMessage> finishAnswer(const AnswerEnd &end) = 0;
    /// At start: pending, streaming → interrupted. The number of messages changed.
    virtual Future<int> interruptOrphans() = 0;
    /// Empties what was put into the trash before `beforeUtc`.
    virtual Future<int> purgeTrash(const QDateTime &beforeUtc) = 0;
};

} // namespace lokal
