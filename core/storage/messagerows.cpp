#include "core/storage/messagerows.h"

#include "core/storage/attachmentqueries.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace lokal::sql {

const QLatin1StringView messageColumns
    = "messages.id, messages.session_id, messages.parent_id, role, state, created_at, tokens, "
      "latency, model, reason, "
      "error_code, error_detail, usage, revision, sent, content, thinking"_L1;

const QLatin1StringView historyColumns
    = "messages.id, messages.session_id, messages.parent_id, role, state, created_at, tokens, "
      "latency, model, reason, "
      "error_code, error_detail, usage, revision, x'', content, ''"_L1;

const QLatin1StringView unfinishedStates = "('pending', 'streaming', 'awaiting_approval')"_L1;

namespace {

/// Calls `visit(name, member)` for each number of a usage; one list for reading and writing.
template <typename UsageType, typename Visit> void visitUsage(UsageType &usage, Visit visit)
{
    visit("prompt_tokens"_L1, usage.promptTokens);
    visit("completion_tokens"_L1, usage.completionTokens);
    visit("load_ms"_L1, usage.loadMs);
    visit("prompt_ms"_L1, usage.promptMs);
    visit("eval_ms"_L1, usage.evalMs);
    visit("total_ms"_L1, usage.totalMs);
    visit("first_token_ms"_L1, usage.firstTokenMs);
    visit("tokens_per_second"_L1, usage.tokensPerSecond);
    visit("thinking_ms"_L1, usage.thinkingMs);
}

std::optional<Usage> usageOf(const std::optional<QString> &text)
{
    if (!text)
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(text->toUtf8()).object();
    Usage usage;
    visitUsage(usage, [&object](QLatin1StringView name, auto &member) {
        if (object.contains(name))
            fromColumn(object.value(name).toVariant(), member);
    });
    return usage;
}

std::optional<MessageError> errorOf(const std::optional<QString> &code,
                                    const std::optional<QString> &detail)
{
    if (!code)
        return std::nullopt;
    return MessageError { *code, detail.value_or(QString()) };
}

} // namespace

std::optional<QString> usageText(const std::optional<Usage> &usage)
{
    if (!usage)
        return std::nullopt;
    QJsonObject object;
    visitUsage(*usage, [&object](QLatin1StringView name, const auto &member) {
        if (member)
            object.insert(name, QJsonValue(*member));
    });
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

ChatMessage readMessage(const Query &query)
{
    ChatMessage message;
    QString role, state;
    std::optional<QString> errorCode, errorDetail, usage;
    query.read(message.id, message.session, message.parent, role, state, message.timestampUtc,
               message.tokens, message.latencySeconds, message.model, message.reason, errorCode,
               errorDetail, usage, message.revision, message.sent, message.content,
               message.thinking);
    message.role = roleFromName(role);
    message.state = stateFromName(state);
    message.error = errorOf(errorCode, errorDetail);
    message.usage = usageOf(usage);
    return message;
}

MessageId insertMessage(SqliteDatabase &database, const MessagePlace &place,
                        const NewMessage &message, Indexing indexing, const QDateTime &now)
{
    const bool hasText
        = indexing == Indexing::Now && isFinal(message.state) && !message.content.isEmpty();
    change(
        database,
        u"INSERT INTO messages(session_id, owner_id, parent_id, depth, on_path, searchable, role, "
        u"state, "
        "created_at, tokens, model, reason, revision, sent, content, thinking) VALUES (?, ?, ?, ?, "
        "?, "
        "? AND (SELECT in_trash FROM sessions WHERE id = ?) = 0, ?, ?, ?, ?, ?, '', 1, x'', ?, '')"_s,
        place.session, place.owner, place.parent, place.depth, place.isOnPath, hasText,
        place.session, roleName(message.role), stateName(message.state), now, message.tokens,
        message.model, message.content);
    if (database.failed())
        return {};
    const MessageId id { database.lastInsertId() };
    for (const AttachmentData &attachment : message.attachments)
        insertAttachment(database, place.owner, id, attachment);
    return id;
}

void indexWithQuestion(SqliteDatabase &database, MessageId answer)
{
    change(database,
           u"UPDATE messages SET searchable = 1 WHERE searchable = 0 AND content <> '' AND state "
           u"NOT IN %1 "
           "AND id IN (?, (SELECT parent_id FROM messages WHERE id = ?)) "
           "AND (SELECT in_trash FROM sessions WHERE id = session_id) = 0"_s.arg(unfinishedStates),
           answer, answer);
}

} // namespace lokal::sql
