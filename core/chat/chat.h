#pragma once

#include "core/chat/answerreader.h"
#include "core/chat/chatevent.h"
#include "core/common/principal.h"
#include "core/common/result.h"

#include <QObject>

#include <functional>
#include <memory>

namespace lokal {

struct DocumentText
{
    QString name;
    QString text;
};

/// What a person sends.
struct SendRequest
{
    SessionId session;
    QString content; ///< at most 1 MiB of UTF-8; empty only with images
    QList<QByteArray> images; ///< decoded bytes
    QList<DocumentText> documents;
    std::optional<MessageId> parent; ///< default: the active leaf; an inner invalid id: a new root
    ParameterChange options; ///< of this answer only
};

enum class RunKind
{
    Regenerate, ///< a sibling of this assistant message (or an answer to this user message)
    Continue, ///< goes on where a stopped, interrupted or length-cut answer ended, as a sibling
              ///< with the joined text
    EditAndRun, ///< a sibling of this user message with new content, then an answer
};

struct RunRequest
{
    RunKind kind = RunKind::Regenerate;
    MessageId message;
    QString content; ///< EditAndRun only
    std::optional<QList<QByteArray>> images; ///< EditAndRun only; unset keeps the old ones
    std::optional<ConfigId> config; ///< another configuration for this answer
    ParameterChange options;
};

/// How long an answer goes on when nobody follows it any more.
enum class Keep
{
    WhileFollowed, ///< 15 s after the last reader left, then stopped (reason "disconnected")
    Always, ///< until it ends (the window started it)
};

struct StartedAnswer
{
    SessionId session;
    MessageId userMessage; ///< invalid when none was made
    MessageId message;
};

/// Follows one answer until it is destroyed or the final event was delivered.
class AnswerSubscription
{
public:
    virtual ~AnswerSubscription() = default;
};

/// What is running, for lists and badges.
struct RunningAnswer
{
    SessionId session;
    MessageId message;
    QString model;
    int queuePosition = 0; ///< 0: not waiting
};

/// Sends messages and delivers answers. Callable from any thread.
class Chat : public QObject
{
    Q_OBJECT
public:
    using EventSink = std::function<void(const QList<AnswerEvent> &)>;
    using QObject::QObject;

    /// Finishes when both messages are committed (U1); from then on failures are events.
    /// Errors: not_found, invalid_field, body_too_large, already_generating, queue_full,
    /// rate_limited (streams per user), capability_missing, model_not_installed, context_exceeded,
    /// storage_*.
    virtual Future<StartedAnswer> send(const Principal &who, const SendRequest &request, Keep keep)
        = 0;
    virtual Future<StartedAnswer> run(const Principal &who, const RunRequest &request, Keep keep)
        = 0;
    /// What came is kept. The stopped message, or an invalid one when nothing ran.
    virtual Future<ChatMessage> stop(const Principal &who, SessionId session) = 0;
    /// Events after `afterNumber` (0: from the first), in batches, in the thread of `receiver`;
    /// never after `receiver` died. `message` invalid: the answer that runs now; else that answer,
    /// also when it ended a moment ago. nullptr in the result when there is none: load the stored
    /// message.
    virtual Future<std::shared_ptr<AnswerSubscription>>
    follow(const Principal &who, SessionId session, MessageId message, qint64 afterNumber,
           QObject *receiver, EventSink sink)
        = 0;
    /// The same as a reader that takes events when it likes. Call and use in the engine thread
    /// only.
    virtual Future<std::shared_ptr<AnswerReader>> read(const Principal &who, SessionId session,
                                                       MessageId message, qint64 afterNumber)
        = 0;
    virtual Future<QList<RunningAnswer>> running(const Principal &who) = 0;

Q_SIGNALS:
    /// In the engine thread: an answer began, moved in the queue, or ended.
    void runningChanged(lokal::UserId owner, lokal::SessionId session, bool isRunning);
};

} // namespace lokal
