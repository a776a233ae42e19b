#pragma once

#include "core/chat/chatstore.h"
#include "core/common/deferred.h"

#include <QHash>
#include <QMap>
#include <QObject>

#include <functional>

namespace lokal {

/// A ChatStore in memory that answers a turn of the event loop later, and fails or waits when told
/// to.
class MemoryChatStore final : public ChatStore
{
public:
    // What a test sets and reads.
    std::optional<Error> insertFails, progressFails, finishFails, orphansFail;
    bool holdsInserts = false; ///< insertTurn() waits for releaseInserts()
    int progressSaves = 0;
    int orphanAttempts = 0;
    int purges = 0;
    int oldTrash = 0; ///< chats that purgeTrash() still finds
    qsizetype quickCount = 100; ///< messages of a path that a SendContext holds
    QMap<qint64, ChatSession> allSessions;
    QMap<qint64, ModelConfig> configs;
    QMap<qint64, ChatMessage> allMessages;
    QMap<qint64, AttachmentData> allAttachments;

    void releaseInserts()
    {
        holdsInserts = false;
        for (const auto &one : std::exchange(m_heldInserts, {}))
            one();
    }
    SessionId addSession(UserId owner, const QString &model, const Parameters &parameters = {})
    {
        ModelConfig config;
        config.id = { ++m_lastId };
        config.owner = owner;
        config.modelName = model;
        config.parameters = parameters;
        configs[config.id.value] = config;
        ChatSession session;
        session.id = { ++m_lastId };
        session.owner = owner;
        session.config = config.id;
        session.name = defaultSessionName();
        allSessions[session.id.value] = session;
        return session.id;
    }
    ChatMessage addMessage(SessionId session, MessageId parent, Role role, const QString &content,
                           MessageState state = MessageState::Complete)
    {
        ChatMessage message;
        message.id = { ++m_lastId };
        message.session = session;
        message.parent = parent;
        message.role = role;
        message.content = content;
        message.state = state;
        allMessages[message.id.value] = message;
        allSessions[session.value].activeMessage = message.id;
        return message;
    }

    Future<Page<ChatSession>> sessions(UserId owner, const SessionFilter &,
                                       const PageRequest &page) override
    {
        Page<ChatSession> result { {}, 0, page.limit, page.offset };
        for (const ChatSession &one : std::as_const(allSessions)) {
            if (one.owner == owner)
                result.items.append(one);
        }
        result.total = result.items.size();
        return later<Page<ChatSession>>(result);
    }
    Future<ChatSession> session(UserId owner, SessionId id) override
    {
        return later<ChatSession>(own(owner, id));
    }
    Future<ChatSession> insertSession(UserId owner, const SessionChange &values) override
    {
        ChatSession session;
        session.id = { ++m_lastId };
        session.owner = owner;
        session.config = *values.config;
        session.name = *values.name;
        allSessions[session.id.value] = session;
        return later<ChatSession>(session);
    }
    Future<ChatSession> updateSession(UserId owner, SessionId id,
                                      const SessionChange &change) override
    {
        if (const auto found = own(owner, id); !found)
            return later<ChatSession>(found.error());
        ChatSession &session = allSessions[id.value];
        if (change.name)
            session.name = *change.name;
        return later<ChatSession>(session);
    }
    Future<Done> nameUntitled(UserId owner, SessionId id, const QString &name) override
    {
        if (own(owner, id) && allSessions[id.value].name == defaultSessionName())
            allSessions[id.value].name = name;
        return later<Done>(Done {});
    }
    Future<Done> deleteSession(UserId owner, SessionId id) override
    {
        if (const auto found = own(owner, id); !found)
            return later<Done>(found.error());
        allSessions.remove(id.value);
        allMessages.removeIf([id](const auto &entry) { return entry.value().session == id; });
        return later<Done>(Done {});
    }
    Future<ChatSession> forkSession(UserId owner, SessionId id, MessageId) override
    {
        return session(owner, id);
    }
    Future<Page<ChatMessage>> messages(UserId owner, SessionId id, const MessagePage &page) override
    {
        const auto found = own(owner, id);
        if (!found)
            return later<Page<ChatMessage>>(found.error());
        const QList<ChatMessage> path = pathTo(found->activeMessage);
        return later<Page<ChatMessage>>(Page<ChatMessage> { path, path.size(), page.limit, 0 });
    }
    Future<ChatMessage> message(UserId owner, MessageId id) override
    {
        if (!isOwn(owner, id))
            return later<ChatMessage>(makeError(ErrorCode::NotFound));
        return later<ChatMessage>(allMessages[id.value]);
    }
    Future<Done> deleteMessage(UserId owner, MessageId id) override
    {
        if (!isOwn(owner, id))
            return later<Done>(makeError(ErrorCode::NotFound));
        if (!isFinal(allMessages[id.value].state))
            return later<Done>(makeError(ErrorCode::AlreadyGenerating));
        allMessages.remove(id.value);
        return later<Done>(Done {});
    }
    Future<AttachmentData> attachment(UserId, AttachmentId id) override
    {
        return later<AttachmentData>(allAttachments[id.value]);
    }
    Future<QList<QList<AttachmentData>>> attachmentsOf(UserId,
                                                       const QList<MessageId> &messages) override
    {
        QList<QList<AttachmentData>> result;
        for (const MessageId id : messages) {
            QList<AttachmentData> own;
            for (const Attachment &one : allMessages[id.value].attachments)
                own.append(allAttachments[one.id.value]);
            result.append(own);
        }
        return later<QList<QList<AttachmentData>>>(result);
    }
    Future<SendContext> sendContext(UserId owner, SessionId id, std::optional<MessageId> parent,
                                    std::optional<ConfigId> config) override
    {
        const auto found = own(owner, id);
        if (!found || (parent && parent->isValid() && !isOwn(owner, *parent)))
            return later<SendContext>(makeError(ErrorCode::NotFound));
        const ModelConfig used = configs[config.value_or(found->config).value];
        const MessageId leaf = parent.value_or(found->activeMessage);
        PathEnd path { pathTo(leaf), {} };
        if (path.messages.size() > quickCount) {
            const qsizetype unread = path.messages.size() - quickCount;
            path.above = path.messages[unread - 1].id;
            path.messages = path.messages.last(quickCount);
        }
        return later<SendContext>(SendContext { *found, used, leaf, path });
    }
    Future<EarlierPath> earlierPath(UserId owner, MessageId last, qint64 weight) override
    {
        if (!isOwn(owner, last))
            return later<EarlierPath>(makeError(ErrorCode::NotFound));
        QList<ChatMessage> unread = pathTo(last);
        EarlierPath earlier;
        while (weight > 0 && !unread.isEmpty()) {
            weight -= pathWeight(unread.constLast().content);
            earlier.path.messages.prepend(unread.takeLast());
        }
        earlier.path.above = unread.isEmpty() ? MessageId() : unread.constLast().id;
        earlier.turnsAbove
            = int(std::count_if(unread.cbegin(), unread.cend(), [](const ChatMessage &message) {
                  return message.role == Role::User;
              }));
        return later<EarlierPath>(earlier);
    }
    Future<SendContext> messageContext(UserId owner, MessageId message,
                                       std::optional<ConfigId> config) override
    {
        if (!isOwn(owner, message))
            return later<SendContext>(makeError(ErrorCode::NotFound));
        return sendContext(owner, allMessages[message.value].session, message, config);
    }
    Future<StoredTurn> insertTurn(UserId, const NewTurn &turn, const KeptAttachments &kept) override
    {
        if (insertFails)
            return later<StoredTurn>(*insertFails);
        if (!holdsInserts)
            return later<StoredTurn>(insert(turn, kept));
        const Deferred<StoredTurn> held;
        m_heldInserts.append([this, held, turn, kept] { held.finish(insert(turn, kept)); });
        return held.future();
    }
    Future<StoredTurn> addTurn(UserId owner, SessionId session, std::optional<MessageId> parent,
                               TurnPlanner planner) override
    {
        const Deferred<StoredTurn> added;
        sendContext(owner, session, parent, {})
            .then(&m_home, [=, this](const Result<SendContext> &context) {
                const Result<NewTurn> turn = context ? planner(*context) : context.error();
                if (!turn)
                    return added.finish(turn.error());
                insertTurn(owner, *turn, {})
                    .then(&m_home,
                          [added](const Result<StoredTurn> &stored) { added.finish(stored); });
            });
        return added.future();
    }
    Future<ChatMessage> insertSibling(UserId owner, MessageId of, const QString &content, qint64,
                                      const std::optional<QList<AttachmentData>> &) override
    {
        if (!isOwn(owner, of))
            return later<ChatMessage>(makeError(ErrorCode::NotFound));
        const ChatMessage old = allMessages[of.value];
        return later<ChatMessage>(addMessage(old.session, old.parent, old.role, content));
    }
    Future<Done> saveProgress(MessageId message, const QString &content,
                              const QString &thinking) override
    {
        ++progressSaves;
        if (progressFails)
            return later<Done>(*progressFails);
        allMessages[message.value].content = content;
        allMessages[message.value].thinking = thinking;
        return later<Done>(Done {});
    }
    Future<ChatMessage> finishAnswer(const AnswerEnd &end) override
    {
        if (finishFails)
            return later<ChatMessage>(*finishFails);
        if (!allMessages.contains(end.message.value))
            return later<ChatMessage>(makeError(ErrorCode::NotFound));
        ChatMessage &stored = allMessages[end.message.value];
        stored.state = end.state;
        stored.content = end.content;
        stored.thinking = end.thinking;
        stored.reason = end.reason;
        stored.tokens = end.tokens;
        stored.latencySeconds = end.latencySeconds;
        stored.usage = end.usage;
        stored.error = end.error;
        stored.sent = end.sent;
        return later<ChatMessage>(stored);
    }
    Future<MessageId> newestMessage() override { return later<MessageId>(MessageId { m_lastId }); }
    Future<int> interruptOrphans(MessageId last) override
    {
        ++orphanAttempts;
        if (orphansFail)
            return later<int>(*orphansFail);
        int count = 0;
        for (ChatMessage &message : allMessages) {
            if (message.id <= last && !isFinal(message.state)) {
                message.state = MessageState::Interrupted;
                ++count;
            }
        }
        return later<int>(count);
    }
    Future<int> purgeTrash(const QDateTime &) override
    {
        ++purges;
        const int purged = std::min(oldTrash, 1);
        oldTrash -= purged;
        return later<int>(purged);
    }

private:
    template <typename T> Future<T> later(const Result<T> &result)
    {
        const Deferred<T> answer;
        QMetaObject::invokeMethod(
            &m_home, [answer, result] { answer.finish(result); }, Qt::QueuedConnection);
        return answer.future();
    }
    Result<ChatSession> own(UserId owner, SessionId id) const
    {
        const auto found = allSessions.constFind(id.value);
        if (found == allSessions.cend() || found->owner != owner)
            return makeError(ErrorCode::NotFound);
        return *found;
    }
    bool isOwn(UserId owner, MessageId id) const
    {
        const auto found = allMessages.constFind(id.value);
        return found != allMessages.cend() && own(owner, found->session).ok();
    }
    QList<ChatMessage> pathTo(MessageId leaf) const
    {
        QList<ChatMessage> path;
        for (MessageId at = leaf; at.isValid(); at = path.constFirst().parent)
            path.prepend(allMessages[at.value]);
        return path;
    }
    Result<StoredTurn> insert(const NewTurn &turn, const KeptAttachments &kept)
    {
        StoredTurn stored;
        MessageId parent = turn.parent;
        if (turn.userMessage) {
            stored.userMessage
                = addMessage(turn.session, parent, Role::User, turn.userMessage->content);
            stored.userMessage.tokens = turn.userMessage->tokens;
            for (AttachmentData one : turn.userMessage->attachments) {
                one.attachment.id = { ++m_lastId };
                allAttachments[one.attachment.id.value] = one;
                stored.userMessage.attachments.append(one.attachment);
            }
            for (const Attachment &one : allMessages.value(kept.of.value).attachments) {
                if (!kept.areDocumentsOnly || one.kind != QStringLiteral("image"))
                    stored.userMessage.attachments.append(one);
            }
            allMessages[stored.userMessage.id.value] = stored.userMessage;
            parent = stored.userMessage.id;
        }
        stored.answer = addMessage(turn.session, parent, turn.answer.role, turn.answer.content,
                                   turn.answer.state);
        stored.answer.model = turn.answer.model;
        allMessages[stored.answer.id.value] = stored.answer;
        return stored;
    }

    QObject m_home;
    qint64 m_lastId = 0;
    QList<std::function<void()>> m_heldInserts;
};

} // namespace lokal
