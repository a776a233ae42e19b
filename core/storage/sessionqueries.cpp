#include "core/storage/sessionqueries.h"

#include "core/chat/sentrecord.h"
#include "core/configs/parametersjson.h"
#include "core/storage/attachmentqueries.h"
#include "core/storage/configqueries.h"
#include "core/storage/fillpage.h"
#include "core/storage/messagerows.h"
#include "core/storage/messagetree.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace lokal::sql {
namespace {

const auto sessionColumns
    = "id, owner_id, config_id, name, created_at, updated_at, agent_mode, agent_config, overrides, "
      "pinned, archived, "
      "folder, trashed_at, active_message_id, last_message_at, message_count, revision"_L1;

ChatSession readSession(const Query &query)
{
    ChatSession session;
    std::optional<QByteArray> overrides;
    query.read(session.id, session.owner, session.config, session.name, session.createdAtUtc,
               session.updatedAtUtc, session.agentMode, session.agentConfig, overrides,
               session.pinned, session.archived, session.folder, session.trashedAtUtc,
               session.activeMessage, session.lastMessageAtUtc, session.messageCount,
               session.revision);
    session.hasOverrides = overrides.has_value();
    if (overrides)
        session.overrides = changeFromJson(*overrides);
    return session;
}

qint64 charactersOf(const ChatSession &session)
{
    const ParameterChange &overrides = session.overrides;
    const QString prompt
        = overrides.systemPrompt ? overrides.systemPrompt->value_or(QString()) : QString();
    const qsizetype schema = overrides.format ? overrides.format->schema.size() : 0;
    return session.agentConfig.size() + prompt.size() + schema;
}

std::optional<QByteArray> overridesText(const ChatSession &session)
{
    return session.hasOverrides ? std::optional(changeToJson(session.overrides)) : std::nullopt;
}

/// The plain fields of `values` over `session`; path, checks and counters are up to the caller.
ChatSession changed(ChatSession session, const SessionChange &values, const QDateTime &now)
{
    session.name = values.name.value_or(session.name);
    session.config = values.config.value_or(session.config);
    session.agentMode = values.agentMode.value_or(session.agentMode);
    session.agentConfig = values.agentConfig.value_or(session.agentConfig);
    session.pinned = values.pinned.value_or(session.pinned);
    session.archived = values.archived.value_or(session.archived);
    if (values.overrides) {
        session.hasOverrides = values.overrides->has_value();
        session.overrides = values.overrides->value_or(ParameterChange {});
    }
    if (values.folder)
        session.folder = values.folder->value_or(QString());
    if (values.trashed && *values.trashed != session.trashedAtUtc.isValid())
        session.trashedAtUtc = *values.trashed ? now : QDateTime();
    return session;
}

void writeSession(SqliteDatabase &database, const ChatSession &session)
{
    change(database,
           u"UPDATE sessions SET config_id = ?, name = ?, name_key = ?, updated_at = ?, agent_mode "
           u"= ?, "
           "agent_config = ?, overrides = ?, pinned = ?, archived = ?, folder = ?, trashed_at = ?, "
           "revision = ? WHERE id = ?"_s,
           session.config, session.name, session.name.toCaseFolded(), session.updatedAtUtc,
           session.agentMode, session.agentConfig, overridesText(session), session.pinned,
           session.archived, session.folder, session.trashedAtUtc, session.revision, session.id);
}

/// Takes the messages of a session into the full-text index, or out of it.
void setSearchable(SqliteDatabase &database, SessionId session, bool isSearchable)
{
    change(database,
           u"UPDATE messages SET searchable = ? WHERE session_id = ? AND searchable <> ? "
           "AND content <> '' AND state NOT IN %1"_s.arg(unfinishedStates),
           isSearchable, session, isSearchable);
}

/// The wanted active leaf; the present one when none is asked for.
Result<MessageId> wantedLeaf(SqliteDatabase &database, const ChatSession &session,
                             std::optional<MessageId> through)
{
    if (!through)
        return session.activeMessage;
    const auto node = messageNode(database, session.owner, *through);
    if (!node || node->session != session.id)
        return makeError(ErrorCode::NotFound);
    return newestLeafBelow(database, *through);
}

void copyPath(SqliteDatabase &database, SessionId to, const QList<MessageId> &path)
{
    QHash<MessageId, MessageId> copies;
    const auto copyOf = [&copies](MessageId original) { return copies.value(original); };
    MessageId parent;
    for (const MessageId original : path) {
        const auto sent = queryValue<QByteArray>(
            database, u"SELECT sent FROM messages WHERE id = ?"_s, original);
        change(
            database,
            u"INSERT INTO messages(session_id, owner_id, parent_id, depth, on_path, searchable, "
            u"role, state, "
            "created_at, tokens, latency, model, reason, error_code, error_detail, usage, "
            "revision, sent, "
            "content, thinking) "
            "SELECT ?, owner_id, ?, depth, 1, content <> '', role, "
            "CASE WHEN state IN %1 THEN 'interrupted' ELSE state END, created_at, tokens, "
            "latency, model, "
            "reason, CASE WHEN state IN %1 THEN 'interrupted' ELSE error_code END, error_detail, "
            "usage, 1, ?, content, thinking "
            "FROM messages WHERE id = ?"_s.arg(unfinishedStates),
            to, parent, sentInCopy(sent.value_or(QByteArray()), copyOf), original);
        if (database.failed())
            return;
        parent.value = database.lastInsertId();
        copies.insert(original, parent);
        copyAttachments(database, original, parent);
    }
}

/// Deletes content and index entries at once (D14).
void eraseSession(SqliteDatabase &database, SessionId id)
{
    change(database, u"UPDATE sessions SET active_message_id = NULL WHERE id = ?"_s, id);
    change(database, u"DELETE FROM messages WHERE session_id = ?"_s, id);
    change(database, u"DELETE FROM sessions WHERE id = ?"_s, id);
}

} // namespace

Result<Page<ChatSession>> sessions(SqliteDatabase &database, UserId owner,
                                   const SessionFilter &filter, const PageRequest &page)
{
    const QString key = filter.query.toCaseFolded();
    // One text per way through the index; the values are bound all the same.
    const QString where
        = u"WHERE owner_id = ? AND in_trash = ? %1 AND folder = coalesce(?, folder) "
          "AND (? = '' OR instr(name_key, ?) > 0)"_s.arg(filter.trashed ? "AND archived >= ?"_L1
                                                                        : "AND archived = ?"_L1);
    const bool archived = !filter.trashed && filter.archived;
    Page<ChatSession> result { {}, 0, page.limit, page.offset };
    result.total = queryValue<qint64>(database, u"SELECT count(*) FROM sessions %1"_s.arg(where),
                                      owner, filter.trashed, archived, filter.folder, key, key)
                       .value_or(0);
    const auto select = [&](QLatin1StringView columns, int limit, qint64 offset) {
        return Query(
            database,
            u"SELECT %1 FROM sessions %2 ORDER BY pinned DESC, sort_at DESC, id LIMIT ? OFFSET ?"_s
                .arg(columns, where),
            owner, filter.trashed, archived, filter.folder, key, key, limit, offset);
    };
    fillPage(result, page, sessionColumns, select, readSession, charactersOf);
    return result;
}

Result<ChatSession> session(SqliteDatabase &database, UserId owner, SessionId id)
{
    Query query(database,
                u"SELECT %1 FROM sessions WHERE id = ? AND owner_id = ?"_s.arg(sessionColumns), id,
                owner);
    if (!query.next())
        return makeError(ErrorCode::NotFound);
    return readSession(query);
}

Result<ChatSession> insertSession(SqliteDatabase &database, UserId owner,
                                  const SessionChange &values, const QDateTime &now)
{
    if (const auto stored = config(database, owner, values.config.value_or(ConfigId {})); !stored)
        return stored.error();
    const ChatSession session = changed({}, values, now);
    change(
        database,
        u"INSERT INTO sessions(owner_id, config_id, name, name_key, created_at, updated_at, "
        u"agent_mode, "
        "agent_config, overrides, pinned, archived, folder, trashed_at, message_count, revision) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1)"_s,
        owner, session.config, session.name, session.name.toCaseFolded(), now, now,
        session.agentMode, session.agentConfig, overridesText(session), session.pinned,
        session.archived, session.folder, session.trashedAtUtc);
    if (database.failed())
        return database.failure();
    return sql::session(database, owner, SessionId { database.lastInsertId() });
}

Result<ChatSession> updateSession(SqliteDatabase &database, UserId owner, SessionId id,
                                  const SessionChange &values, const QDateTime &now)
{
    const Result<ChatSession> stored = session(database, owner, id);
    if (!stored)
        return stored.error();
    if (values.expectedRevision && *values.expectedRevision != stored->revision)
        return makeError(ErrorCode::Stale);
    if (const auto wanted = config(database, owner, values.config.value_or(stored->config));
        !wanted)
        return wanted.error();
    const Result<MessageId> leaf = wantedLeaf(database, *stored, values.activeMessage);
    if (!leaf)
        return leaf.error();
    ChatSession updated = changed(*stored, values, now);
    updated.activeMessage = *leaf;
    if (updated == *stored)
        return updated;
    updated.updatedAtUtc = now;
    ++updated.revision;
    writeSession(database, updated);
    if (updated.activeMessage != stored->activeMessage)
        activatePath(database, id, updated.activeMessage);
    if (updated.trashedAtUtc.isValid() != stored->trashedAtUtc.isValid())
        setSearchable(database, id, !updated.trashedAtUtc.isValid());
    return session(database, owner, id);
}

Result<Done> nameUntitled(SqliteDatabase &database, UserId owner, SessionId id, const QString &name)
{
    change(database,
           u"UPDATE sessions SET name = ?, name_key = ?, revision = revision + 1 "
           "WHERE id = ? AND owner_id = ? AND name = ?"_s,
           name, name.toCaseFolded(), id, owner, defaultSessionName());
    return Done {};
}

Result<Done> deleteSession(SqliteDatabase &database, UserId owner, SessionId id)
{
    if (const auto stored = session(database, owner, id); !stored)
        return stored.error();
    eraseSession(database, id);
    return Done {};
}

Result<ChatSession> forkSession(SqliteDatabase &database, UserId owner, SessionId id,
                                MessageId message, const QDateTime &now)
{
    const Result<ChatSession> original = session(database, owner, id);
    if (!original)
        return original.error();
    const auto node = messageNode(database, owner, message);
    if (!node || node->session != id)
        return makeError(ErrorCode::NotFound);
    SessionChange values;
    values.name = original->name;
    values.config = original->config;
    values.agentMode = original->agentMode;
    values.agentConfig = original->agentConfig;
    values.folder = std::optional(original->folder);
    if (original->hasOverrides)
        values.overrides = std::optional(original->overrides);
    const Result<ChatSession> fork = insertSession(database, owner, values, now);
    if (!fork)
        return fork;
    const QList<MessageId> path = idsOfPathTo(database, *node);
    copyPath(database, fork->id, path);
    change(database,
           u"UPDATE sessions SET message_count = ?, last_message_at = ?, "
           "active_message_id = (SELECT max(id) FROM messages WHERE session_id = ?) WHERE id = ?"_s,
           path.size(), now, fork->id, fork->id);
    return session(database, owner, fork->id);
}

Result<int> purgeTrash(SqliteDatabase &database, const QDateTime &beforeUtc)
{
    const auto old = queryValue<SessionId>(
        database, u"SELECT id FROM sessions WHERE trashed_at < ? ORDER BY trashed_at LIMIT 1"_s,
        beforeUtc);
    if (!old)
        return 0;
    eraseSession(database, *old);
    return 1;
}

} // namespace lokal::sql
