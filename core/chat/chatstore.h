#pragma once

#include "core/chat/sessions.h"
#include "core/configs/modelconfig.h"

#include <functional>

namespace lokal {

/// The newest messages of a path; what stands above them was not read.
struct PathEnd
{
    QList<ChatMessage> messages; ///< oldest first; siblings, sent and thinking unset
    MessageId above; ///< the parent of the first of them; invalid: nothing is missing
};

/// Everything that a send needs, read in one snapshot.
struct SendContext
{
    ChatSession session;
    ModelConfig config;
    MessageId parent; ///< of the new message, the last one of the path; invalid: a root
    PathEnd path; ///< as much as is quickly read, but the last question and its answer for a run
};

/// What the model may see of the messages above a PathEnd.
struct EarlierPath
{
    PathEnd path;
    int turnsAbove = 0; ///< turns of which nothing was read
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

/// Attachments of another message that a new one keeps.
struct KeptAttachments
{
    MessageId of; ///< invalid: none
    bool areDocumentsOnly = false;
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

/// What a message counts for when reading a path is bounded: its bytes, and something for its being
/// there. Less than its tokens × 3.6, so that nothing is left out that could fit into a window.
inline qint64 pathWeight(QStringView text)
{
    constexpr qint64 ofEach = 20;
    return text.size() + ofEach;
}

/// Makes a turn of what the session holds. Runs in a storage thread, and again when a transaction
/// has to be repeated, so it only computes. An error: nothing is inserted.
using TurnPlanner = std::function<Result<NewTurn>(const SendContext &)>;

/// What SessionService and ChatService need to have kept. Every method takes the owner and answers
/// not_found for what belongs to somebody else (Z3). A finished write is committed and synced (D4),
/// saveProgress() and nameUntitled() only committed.
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
    /// Gives it this name if it still has the default one; a person may have named it meanwhile.
    /// Only committed.
    virtual Future<Done> nameUntitled(UserId owner, SessionId id, const QString &name) = 0;
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
    /// The same for a message: its session and the path that ends at this message itself, whose
    /// thinking is set.
    virtual Future<SendContext> messageContext(UserId owner, MessageId message,
                                               std::optional<ConfigId> config)
        = 0;
    /// The path that ends at `last`, newest first until `weight` is passed (see pathWeight()).
    virtual Future<EarlierPath> earlierPath(UserId owner, MessageId last, qint64 weight) = 0;
    /// Inserts, makes the last one the active leaf, updates the session's counters. The user
    /// message gets copies of `kept` behind its own attachments.
    virtual Future<StoredTurn> insertTurn(UserId owner, const NewTurn &turn,
                                          const KeptAttachments &kept)
        = 0;
    /// sendContext(), `planner`, insertTurn() in one go.
    virtual Future<StoredTurn> addTurn(UserId owner, SessionId session,
                                       std::optional<MessageId> parent, TurnPlanner planner)
        = 0;
    /// The same message with other content. `images` replace its pictures; unset: they are copied
    /// like the documents. `userTokens`: what the content is expected to cost, kept for user
    /// messages.
    virtual Future<ChatMessage> insertSibling(UserId owner, MessageId of, const QString &content,
                                              qint64 userTokens,
                                              const std::optional<QList<AttachmentData>> &images)
        = 0;
    virtual Future<Done> saveProgress(MessageId message, const QString &content,
                                      const QString &thinking)
        = 0;
    virtual Future<ChatMessage> finishAnswer(const AnswerEnd &end) = 0;
    /// The newest message of all users; invalid when there is none.
    virtual Future<MessageId> newestMessage() = 0;
    /// Up to `last`: pending, streaming → interrupted. The number of messages changed.
    virtual Future<int> interruptOrphans(MessageId last) = 0;
    /// Removes one session that was put into the trash before `beforeUtc`. The number removed; 0
    /// when none is left.
    virtual Future<int> purgeTrash(const QDateTime &beforeUtc) = 0;
};

} // namespace lokal
