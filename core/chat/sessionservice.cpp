#include "core/chat/sessionservice.h"

#include "core/chat/answerplan.h"
#include "core/common/chain.h"
#include "core/common/executor.h"
#include "core/common/names.h"
#include "core/context/tokenestimate.h"

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

/// Names, folder and overrides of a change. All wrong fields at once.
Status checkChange(const SessionChange &change)
{
    Error error = makeError(ErrorCode::InvalidField);
    if (change.name) {
        if (const Status named = checkName(u"name"_s, *change.name); !named)
            error.fields += named.error().fields;
    }
    if (change.folder && *change.folder) {
        if (const Status named = checkName(u"folder"_s, **change.folder); !named)
            error.fields += named.error().fields;
    }
    if (change.overrides && *change.overrides) {
        const QList<FieldError> wrong = validate(applied(Parameters {}, **change.overrides));
        for (const FieldError &one : wrong)
            error.fields.append({ u"overrides."_s + one.field, one.message });
    }
    if (!error.fields.isEmpty())
        return error;
    return Done {};
}

std::optional<QList<AttachmentData>> picturesFrom(const std::optional<QList<QByteArray>> &images)
{
    return images ? std::optional(attachmentsFrom(*images, {})) : std::nullopt;
}

} // namespace

SessionService::SessionService(ChatStore &store, ChatService &chat, const Limits &limits,
                               QObject *parent)
    : m_store(store)
    , m_chat(chat)
    , m_limits(limits)
{
    setParent(parent);
    connect(&chat, &ChatService::sessionTouched, this, &Sessions::changed);
}

Future<ChatSession> SessionService::announced(UserId owner, Future<ChatSession> future)
{
    return future.then(this, [this, owner](Result<ChatSession> session) {
        if (session)
            Q_EMIT changed(owner, session->id);
        return session;
    });
}

Future<Page<ChatSession>> SessionService::list(const Principal &who, const SessionFilter &filter,
                                               const PageRequest &page)
{
    return runOn(this, [this, owner = who.user, filter, page] {
        return m_store.sessions(owner, filter, page);
    });
}

Future<ChatSession> SessionService::get(const Principal &who, SessionId id)
{
    return runOn(this, [this, owner = who.user, id] { return m_store.session(owner, id); });
}

Future<ChatSession> SessionService::create(const Principal &who, const SessionChange &values)
{
    return runOn(this, [this, owner = who.user, wanted = values]() mutable {
        if (!wanted.config)
            return ready<ChatSession>(invalidField(u"config_id"_s, u"is required"_s));
        if (!wanted.name)
            wanted.name = defaultSessionName();
        if (const Status valid = checkChange(wanted); !valid)
            return ready<ChatSession>(valid.error());
        return announced(owner, m_store.insertSession(owner, wanted));
    });
}

Future<ChatSession> SessionService::update(const Principal &who, SessionId id,
                                           const SessionChange &change)
{
    return runOn(this, [this, owner = who.user, id, change] {
        if (const Status valid = checkChange(change); !valid)
            return ready<ChatSession>(valid.error());
        return announced(owner, m_store.updateSession(owner, id, change));
    });
}

Future<Done> SessionService::remove(const Principal &who, SessionId id)
{
    return runOn(this, [this, who, id] {
        const Deferred<Done> gone;
        m_chat.stop(who, id).then(
            this, [this, owner = who.user, id, gone](const Result<ChatMessage> &stopped) {
                if (!stopped)
                    return gone.finish(stopped.error());
                m_store.deleteSession(owner, id).then(
                    this, [this, owner, id, gone](const Status &deleted) {
                        if (deleted)
                            Q_EMIT removed(owner, id);
                        gone.finish(deleted);
                    });
            });
        return gone.future();
    });
}

Future<ChatSession> SessionService::fork(const Principal &who, SessionId id, MessageId message)
{
    return runOn(this, [this, owner = who.user, id, message] {
        return announced(owner, m_store.forkSession(owner, id, message));
    });
}

Future<Page<ChatMessage>> SessionService::messages(const Principal &who, SessionId id,
                                                   const MessagePage &page)
{
    return runOn(this, [this, owner = who.user, id, page] {
        return m_store.messages(owner, id, page)
            .then(this, [this](Result<Page<ChatMessage>> found) {
                if (found) {
                    for (ChatMessage &message : found->items)
                        m_chat.overlay(message);
                }
                return found;
            });
    });
}

Future<ChatMessage> SessionService::message(const Principal &who, MessageId id)
{
    return runOn(this, [this, owner = who.user, id] {
        return m_store.message(owner, id).then(this, [this](Result<ChatMessage> found) {
            if (found)
                m_chat.overlay(*found);
            return found;
        });
    });
}

Future<Done> SessionService::removeMessage(const Principal &who, MessageId id)
{
    return runOn(this, [this, owner = who.user, id] {
        const Deferred<Done> gone;
        m_store.message(owner, id).then(
            this, [this, owner, id, gone](const Result<ChatMessage> &found) {
                if (!found)
                    return gone.finish(found.error());
                m_store.deleteMessage(owner, id).then(
                    this, [this, owner, session = found->session, gone](const Status &deleted) {
                        if (deleted)
                            Q_EMIT changed(owner, session);
                        gone.finish(deleted);
                    });
            });
        return gone.future();
    });
}

Future<ChatMessage> SessionService::editMessage(const Principal &who, MessageId id,
                                                const QString &content,
                                                const std::optional<QList<QByteArray>> &images)
{
    return runOn(this, [this, owner = who.user, id, content, images] {
        const auto edited = andThen(
            m_store.message(owner, id), this,
            [this, owner, content, images](const ChatMessage &before) {
                if (const Status fits = checkEdit(before, content, images, m_limits.messageBytesIn);
                    !fits)
                    return failed<ChatMessage>(fits.error());
                return m_store.insertSibling(owner, before.id, content, expectedTokens(content, 1),
                                             picturesFrom(images));
            });
        return andThen(edited, this, [this, owner](ChatMessage message) -> Result<ChatMessage> {
            Q_EMIT changed(owner, message.session);
            return message;
        });
    });
}

Future<AttachmentData> SessionService::attachment(const Principal &who, AttachmentId id)
{
    return runOn(this, [this, owner = who.user, id] { return m_store.attachment(owner, id); });
}

} // namespace lokal
