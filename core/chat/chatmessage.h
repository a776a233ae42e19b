#pragma once

#include "core/common/error.h"
#include "core/common/ids.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace lokal {

enum class Role
{
    User,
    Assistant,
    System,
    Tool
};

/// D5. The last four are final.
enum class MessageState
{
    Pending,
    Streaming,
    AwaitingApproval,
    Complete,
    Stopped,
    Failed,
    Interrupted
};

/// Token counts and times of one answer; unset where the engine did not say.
struct Usage
{
    std::optional<qint64> promptTokens, completionTokens;
    std::optional<qint64> loadMs, promptMs, evalMs, totalMs, firstTokenMs;
    std::optional<double> tokensPerSecond;
    std::optional<qint64> thinkingMs = {}; ///< of the whole answer; the API has no field for it
    bool operator==(const Usage &) const = default;
};

struct Attachment
{
    AttachmentId id;
    QString kind; ///< "image" or "document"
    QString name;
    QString mediaType;
    qint64 bytes = 0;
    bool operator==(const Attachment &) const = default;
};

/// Why an answer failed, as it is stored and shown.
struct MessageError
{
    QString code; ///< wire name of an ErrorCode
    QString detail;
    bool operator==(const MessageError &) const = default;
};

/// One node of a session's tree.
struct ChatMessage
{
    MessageId id;
    SessionId session;
    MessageId parent; ///< invalid for a root
    QList<MessageId> siblings; ///< in order, itself included
    Role role = Role::User;
    MessageState state = MessageState::Complete;
    QString content;
    QString thinking;
    QDateTime timestampUtc;
    std::optional<qint64> tokens;
    std::optional<double> latencySeconds;
    QString model; ///< empty for user messages
    std::optional<Usage> usage;
    QList<Attachment> attachments;
    std::optional<MessageError> error;
    QString
        reason; ///< how it ended: "stop", "length", "user", "disconnected" …; empty while it runs
    /// JSON of the parameters really sent; empty for user messages. Besides, where they apply:
    /// `continued` with continued_length, and `context` with dropped_turns, first_message_id and
    /// used_estimate (SentRecord).
    QByteArray sent;
    qint64 revision = 1;
    bool operator==(const ChatMessage &) const = default;
};

QString roleName(Role role);
Role roleFromName(QStringView name);
QString stateName(MessageState state); ///< wire names: pending, streaming, awaiting_approval,
                                       ///< complete, stopped, error, interrupted
MessageState stateFromName(QStringView name);
inline bool isFinal(MessageState state)
{
    return state >= MessageState::Complete;
}

} // namespace lokal
