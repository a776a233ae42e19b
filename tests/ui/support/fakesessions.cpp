#include "tests/ui/support/fakesessions.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::test {

ChatSession FakeSessions::add(const QString &name, ConfigId config, const QDateTime &lastUtc)
{
    ChatSession session;
    session.id = { ++m_lastSession };
    session.owner = { 1 };
    session.config = config;
    session.name = name;
    session.createdAtUtc = session.updatedAtUtc = session.lastMessageAtUtc = lastUtc;
    sessions.insert(m_lastSession, session);
    return session;
}

ChatMessage FakeSessions::insert(ChatMessage message)
{
    message.id = { ++m_lastMessage };
    if (message.timestampUtc.isNull())
        message.timestampUtc = QDateTime::currentDateTimeUtc();
    stored.insert(m_lastMessage, message);
    ChatSession &session = sessions[message.session.value];
    session.activeMessage = message.id;
    ++session.messageCount;
    return withSiblings(message);
}

ChatMessage FakeSessions::addMessage(SessionId session, Role role, const QString &content,
                                     MessageState state)
{
    ChatMessage message;
    message.session = session;
    message.parent = sessions.value(session.value).activeMessage;
    message.role = role;
    message.content = content;
    message.state = state;
    if (role == Role::Assistant)
        message.model = u"qwen3:8b"_s;
    return insert(message);
}

ChatMessage FakeSessions::addSibling(MessageId of, const QString &content)
{
    ChatMessage message = stored.value(of.value);
    message.content = content;
    message.thinking.clear();
    message.error.reset();
    return insert(message);
}

ChatMessage FakeSessions::withSiblings(ChatMessage message) const
{
    message.siblings.clear();
    for (const ChatMessage &other : stored) {
        if (other.session == message.session && other.parent == message.parent
            && other.role == message.role)
            message.siblings.append(other.id);
    }
    return message;
}

MessageId FakeSessions::newestLeaf(MessageId from) const
{
    MessageId leaf = from;
    for (auto it = stored.cbegin(); it != stored.cend(); ++it) {
        if (it->parent == leaf) {
            leaf = it->id;
            it = stored.cbegin();
        }
    }
    // Of several children the last one counts.
    const MessageId parent = stored.value(leaf.value).parent;
    if (leaf != from) {
        for (const ChatMessage &other : stored) {
            if (other.parent == parent)
                leaf = other.id;
        }
    }
    return leaf;
}

QList<ChatMessage> FakeSessions::path(SessionId id) const
{
    QList<ChatMessage> result;
    for (MessageId at = sessions.value(id.value).activeMessage;
         at.isValid() && stored.contains(at.value); at = stored.value(at.value).parent)
        result.prepend(withSiblings(stored.value(at.value)));
    return result;
}

Future<Page<ChatSession>> FakeSessions::list(const Principal &, const SessionFilter &filter,
                                             const PageRequest &page)
{
    if (nextError.isSet())
        return later<Page<ChatSession>>(this, nextError.take());
    QList<ChatSession> found;
    for (const ChatSession &session : std::as_const(sessions)) {
        if (session.trashedAtUtc.isValid() == filter.trashed
            && session.name.contains(filter.query, Qt::CaseInsensitive))
            found.append(session);
    }
    std::sort(found.begin(), found.end(), [](const ChatSession &a, const ChatSession &b) {
        if (a.pinned != b.pinned)
            return a.pinned;
        if (a.lastMessageAtUtc != b.lastMessageAtUtc)
            return a.lastMessageAtUtc > b.lastMessageAtUtc;
        return a.id > b.id;
    });
    return later<Page<ChatSession>>(this,
                                    Page<ChatSession> { found.mid(page.offset, page.limit),
                                                        found.size(), page.limit, page.offset });
}

Future<ChatSession> FakeSessions::get(const Principal &, SessionId id)
{
    if (!sessions.contains(id.value))
        return later<ChatSession>(this, makeError(ErrorCode::NotFound));
    return later<ChatSession>(this, sessions.value(id.value));
}

Future<ChatSession> FakeSessions::create(const Principal &, const SessionChange &values)
{
    calls.append(u"create"_s);
    if (nextError.isSet())
        return later<ChatSession>(this, nextError.take());
    ChatSession made
        = add(values.name.value_or(defaultSessionName()), values.config.value_or(ConfigId {}));
    if (values.overrides && *values.overrides) {
        sessions[made.id.value].overrides = **values.overrides;
        sessions[made.id.value].hasOverrides = true;
    }
    tell(made.id);
    return later<ChatSession>(this, sessions.value(made.id.value));
}

Future<ChatSession> FakeSessions::update(const Principal &, SessionId id,
                                         const SessionChange &change)
{
    calls.append(u"update"_s);
    if (nextError.isSet())
        return later<ChatSession>(this, nextError.take());
    if (!sessions.contains(id.value))
        return later<ChatSession>(this, makeError(ErrorCode::NotFound));
    ChatSession &session = sessions[id.value];
    if (change.name)
        session.name = *change.name;
    if (change.config)
        session.config = *change.config;
    if (change.pinned)
        session.pinned = *change.pinned;
    if (change.trashed)
        session.trashedAtUtc = *change.trashed ? QDateTime::currentDateTimeUtc() : QDateTime();
    if (change.activeMessage)
        session.activeMessage = newestLeaf(*change.activeMessage);
    if (change.overrides) {
        session.hasOverrides = change.overrides->has_value();
        session.overrides = change.overrides->value_or(ParameterChange {});
    }
    ++session.revision;
    tell(id);
    return later<ChatSession>(this, session);
}

Future<Done> FakeSessions::remove(const Principal &, SessionId id)
{
    calls.append(u"remove"_s);
    sessions.remove(id.value);
    Q_EMIT removed({ 1 }, id);
    return later<Done>(this, Done {});
}

Future<ChatSession> FakeSessions::fork(const Principal &, SessionId id, MessageId message)
{
    calls.append(u"fork"_s);
    const QList<ChatMessage> whole = path(id);
    const ChatSession made = add(sessions.value(id.value).name, sessions.value(id.value).config);
    for (const ChatMessage &one : whole) {
        addMessage(made.id, one.role, one.content, one.state);
        if (one.id == message)
            break;
    }
    tell(made.id);
    return later<ChatSession>(this, sessions.value(made.id.value));
}

Future<Page<ChatMessage>> FakeSessions::messages(const Principal &, SessionId id,
                                                 const MessagePage &page)
{
    if (nextError.isSet())
        return later<Page<ChatMessage>>(this, nextError.take());
    if (!sessions.contains(id.value))
        return later<Page<ChatMessage>>(this, makeError(ErrorCode::NotFound));
    const QList<ChatMessage> whole = path(id);
    qsizetype end = whole.size();
    if (page.before) {
        end = 0;
        while (end < whole.size() && whole[end].id != *page.before)
            ++end;
    }
    const bool fromEnd = page.newest || page.before;
    const qsizetype first
        = fromEnd ? qMax(qsizetype(0), end - page.limit) : page.offset.value_or(0);
    const qsizetype count = fromEnd ? end - first : page.limit;
    return later<Page<ChatMessage>>(
        this, Page<ChatMessage> { whole.mid(first, count), whole.size(), page.limit, first });
}

Future<ChatMessage> FakeSessions::message(const Principal &, MessageId id)
{
    if (!stored.contains(id.value))
        return later<ChatMessage>(this, makeError(ErrorCode::NotFound));
    return later<ChatMessage>(this, withSiblings(stored.value(id.value)));
}

Future<Done> FakeSessions::removeMessage(const Principal &, MessageId id)
{
    calls.append(u"removeMessage"_s);
    if (!stored.contains(id.value))
        return later<Done>(this, makeError(ErrorCode::NotFound));
    const ChatMessage gone = stored.take(id.value);
    for (ChatMessage &child : stored) {
        if (child.parent == id)
            child.parent = gone.parent;
    }
    ChatSession &session = sessions[gone.session.value];
    if (session.activeMessage == id)
        session.activeMessage = gone.parent;
    tell(gone.session);
    return later<Done>(this, Done {});
}

Future<ChatMessage> FakeSessions::editMessage(const Principal &, MessageId id,
                                              const QString &content,
                                              const std::optional<QList<QByteArray>> &)
{
    calls.append(u"editMessage"_s);
    const ChatMessage made = addSibling(id, content);
    tell(made.session);
    return later<ChatMessage>(this, made);
}

Future<AttachmentData> FakeSessions::attachment(const Principal &, AttachmentId)
{
    return later<AttachmentData>(this, makeError(ErrorCode::NotFound));
}

} // namespace lokal::test
