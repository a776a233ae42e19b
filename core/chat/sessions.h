#pragma once

#include "core/chat/chatmessage.h"
#include "core/chat/chatsession.h"
#include "core/common/page.h"
#include "core/common/principal.h"
#include "core/common/result.h"

#include <QObject>

namespace lokal {

/// Which messages of the active path: a page from the oldest, or those next to a message.
struct MessagePage
{
    int limit = 50; ///< 1–200 over the API; the window may ask for more
    std::optional<qint64> offset;
    std::optional<MessageId> before; ///< the `limit` messages directly before it
    std::optional<MessageId> after;
    bool newest = false; ///< the last `limit` messages (window only)
    qint64 characters = anyAmount; ///< as in PageRequest
};

struct AttachmentData
{
    Attachment attachment;
    QByteArray bytes;
};

/// Sessions and stored messages of the acting user. Callable from any thread; signals come in the
/// engine thread. Errors: not_found (also for somebody else's), invalid_field, stale,
/// already_generating (deleting what streams), storage_*.
class Sessions : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    virtual Future<Page<ChatSession>> list(const Principal &who, const SessionFilter &filter,
                                           const PageRequest &page)
        = 0;
    virtual Future<ChatSession> get(const Principal &who, SessionId id) = 0;
    /// change.config is required; name defaults to "New chat".
    virtual Future<ChatSession> create(const Principal &who, const SessionChange &values) = 0;
    virtual Future<ChatSession> update(const Principal &who, SessionId id,
                                       const SessionChange &change)
        = 0;
    /// Final, at once: content, index and attachments. A running answer is stopped first.
    virtual Future<Done> remove(const Principal &who, SessionId id) = 0;
    /// A new session of the same name with the path up to and including `message`.
    virtual Future<ChatSession> fork(const Principal &who, SessionId id, MessageId message) = 0;

    /// The active path, oldest first. A running answer is given with the text that it has now.
    virtual Future<Page<ChatMessage>> messages(const Principal &who, SessionId id,
                                               const MessagePage &page)
        = 0;
    virtual Future<ChatMessage> message(const Principal &who, MessageId id) = 0;
    /// Children move to its parent; already_generating while it streams.
    virtual Future<Done> removeMessage(const Principal &who, MessageId id) = 0;
    /// A new sibling with other content, made active; nothing is overwritten (edit without
    /// running). `images` replace its pictures; unset keeps them.
    virtual Future<ChatMessage> editMessage(const Principal &who, MessageId id,
                                            const QString &content,
                                            const std::optional<QList<QByteArray>> &images)
        = 0;
    virtual Future<AttachmentData> attachment(const Principal &who, AttachmentId id) = 0;

Q_SIGNALS:
    /// After a committed change that a list of sessions shows; invalid id: reload the list.
    void changed(lokal::UserId owner, lokal::SessionId session);
    /// The session is gone for good.
    void removed(lokal::UserId owner, lokal::SessionId session);
};

} // namespace lokal
