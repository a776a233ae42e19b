#include "core/storage/turnqueries.h"

#include "core/storage/attachmentqueries.h"
#include "core/storage/configqueries.h"
#include "core/storage/messagequeries.h"
#include "core/storage/messagerows.h"
#include "core/storage/messagetree.h"
#include "core/storage/sessionqueries.h"

using namespace Qt::StringLiterals;

namespace lokal::sql {
namespace {

// Reading so much takes about a millisecond, for which a commit may wait. Most chats are shorter;
// of longer ones earlierPath() reads what the model's window can hold.
constexpr qint64 quickWeight = 64 << 10;
constexpr qsizetype quickCount = 100;
/// A question and its answer, with which a run begins.
constexpr qsizetype lastTurn = 2;

Result<SendContext> contextOf(SqliteDatabase &database, UserId owner, SessionId id,
                              std::optional<ConfigId> otherConfig)
{
    const Result<ChatSession> stored = session(database, owner, id);
    if (!stored)
        return stored.error();
    const Result<ModelConfig> values
        = config(database, owner, otherConfig.value_or(stored->config));
    if (!values)
        return values.error();
    return SendContext { *stored, *values, {}, {} };
}

/// Adds the path that ends at `parent`, by default at the active leaf.
Result<SendContext> withPath(SqliteDatabase &database, SendContext context,
                             std::optional<MessageId> parent, qsizetype atLeast)
{
    context.parent = parent.value_or(context.session.activeMessage);
    if (!context.parent.isValid())
        return context;
    const auto node = messageNode(database, context.session.owner, context.parent);
    if (!node || node->session != context.session.id)
        return makeError(ErrorCode::NotFound);
    context.path = pathTo(database, *node, { quickWeight, atLeast, quickCount });
    return context;
}

/// The place below `parent` (invalid: a root); nullopt when that is no message of this session.
std::optional<MessagePlace> placeBelow(SqliteDatabase &database, UserId owner, SessionId session,
                                       MessageId parent)
{
    if (!parent.isValid())
        return MessagePlace { owner, session, {} };
    const auto node = messageNode(database, owner, parent);
    if (!node || node->session != session)
        return std::nullopt;
    return MessagePlace { owner, session, parent, node->depth + 1 };
}

/// The session's own columns after `added` new messages of which `leaf` is the last.
void noteNewMessages(SqliteDatabase &database, SessionId session, MessageId leaf, int added,
                     const QDateTime &now)
{
    change(database,
           u"UPDATE sessions SET active_message_id = ?, message_count = message_count + ?, "
           u"last_message_at = ?, "
           "updated_at = ?, revision = revision + 1 WHERE id = ?"_s,
           leaf, added, now, now, session);
}

/// Inserts, and returns what reading it again would give, but for the siblings.
ChatMessage insertAndTell(SqliteDatabase &database, const MessagePlace &place,
                          const NewMessage &message, Indexing indexing, const QDateTime &now)
{
    ChatMessage stored;
    stored.id = insertMessage(database, place, message, indexing, now);
    stored.session = place.session;
    stored.parent = place.parent;
    stored.siblings = { stored.id };
    stored.role = message.role;
    stored.state = message.state;
    stored.content = message.content;
    stored.timestampUtc = now;
    stored.tokens = message.tokens;
    stored.model = message.model;
    if (!message.attachments.isEmpty())
        stored.attachments = attachmentFacts(database, stored.id);
    return stored;
}

NewMessage editedCopy(const ChatMessage &original, const QString &content, qint64 userTokens,
                      const QList<AttachmentData> &images)
{
    NewMessage copy;
    copy.role = original.role;
    if (copy.role == Role::User)
        copy.tokens = userTokens;
    copy.content = content;
    copy.model = original.model;
    copy.attachments = images;
    return copy;
}

Result<StoredTurn> insertTurnBehind(SqliteDatabase &database, UserId owner, MessageId activeLeaf,
                                    const NewTurn &turn, const KeptAttachments &kept,
                                    const QDateTime &now)
{
    auto place = placeBelow(database, owner, turn.session, turn.parent);
    if (!place || (kept.of.isValid() && !messageNode(database, owner, kept.of)))
        return makeError(ErrorCode::NotFound);
    // The usual case, at the end of the active path: no siblings, no walk through the tree.
    place->isOnPath = turn.parent == activeLeaf;
    const Indexing indexing = isFinal(turn.answer.state) ? Indexing::Now : Indexing::WithAnswer;
    StoredTurn stored;
    if (turn.userMessage) {
        stored.userMessage = insertAndTell(database, *place, *turn.userMessage, indexing, now);
        place->parent = stored.userMessage.id;
        ++place->depth;
        if (kept.of.isValid()) {
            copyAttachments(database, kept.of, place->parent, kept.areDocumentsOnly);
            stored.userMessage.attachments = attachmentFacts(database, place->parent);
        }
    }
    stored.answer = insertAndTell(database, *place, turn.answer, indexing, now);
    if (!place->isOnPath) {
        ChatMessage &first = turn.userMessage ? stored.userMessage : stored.answer;
        first.siblings = siblingsOf(database, first);
        activatePath(database, turn.session, stored.answer.id);
    }
    noteNewMessages(database, turn.session, stored.answer.id, turn.userMessage ? 2 : 1, now);
    return stored;
}

} // namespace

Result<SendContext> sendContext(SqliteDatabase &database, UserId owner, SessionId id,
                                std::optional<MessageId> parent,
                                std::optional<ConfigId> otherConfig)
{
    const Result<SendContext> context = contextOf(database, owner, id, otherConfig);
    return context ? withPath(database, *context, parent, lastTurn) : context;
}

Result<SendContext> messageContext(SqliteDatabase &database, UserId owner, MessageId id,
                                   std::optional<ConfigId> otherConfig)
{
    const auto node = messageNode(database, owner, id);
    if (!node)
        return makeError(ErrorCode::NotFound);
    Result<SendContext> context = sendContext(database, owner, node->session, id, otherConfig);
    if (context && !context->path.messages.isEmpty()) // what a continued answer begins with
        context->path.messages.last().thinking
            = queryValue<QString>(database, u"SELECT thinking FROM messages WHERE id = ?"_s, id)
                  .value_or(QString());
    return context;
}

Result<StoredTurn> insertTurn(SqliteDatabase &database, UserId owner, const NewTurn &turn,
                              const KeptAttachments &kept, const QDateTime &now)
{
    const auto activeLeaf = queryValue<MessageId>(
        database, u"SELECT active_message_id FROM sessions WHERE id = ? AND owner_id = ?"_s,
        turn.session, owner);
    return activeLeaf ? insertTurnBehind(database, owner, *activeLeaf, turn, kept, now)
                      : makeError(ErrorCode::NotFound);
}

Result<StoredTurn> addTurn(SqliteDatabase &database, UserId owner, SessionId session,
                           std::optional<MessageId> parent, const TurnPlanner &planner,
                           const QDateTime &now)
{
    const Result<SendContext> found = contextOf(database, owner, session, {});
    if (!found)
        return found.error();
    const Result<SendContext> context = withPath(database, *found, parent, 0);
    const Result<NewTurn> turn = context ? planner(*context) : context.error();
    return turn ? insertTurnBehind(database, owner, found->session.activeMessage, *turn, {}, now)
                : turn.error();
}

Result<EarlierPath> earlierPath(SqliteDatabase &database, UserId owner, MessageId last,
                                qint64 weight)
{
    const auto node = messageNode(database, owner, last);
    if (!node)
        return makeError(ErrorCode::NotFound);
    EarlierPath earlier { pathTo(database, *node, { weight }), 0 };
    if (const auto above = messageNode(database, owner, earlier.path.above))
        earlier.turnsAbove = turnsTo(database, *above);
    return earlier;
}

Result<ChatMessage> insertSibling(SqliteDatabase &database, UserId owner, MessageId of,
                                  const QString &content, qint64 userTokens,
                                  const std::optional<QList<AttachmentData>> &images,
                                  const QDateTime &now)
{
    const Result<ChatMessage> original = message(database, owner, of);
    if (!original)
        return original.error();
    const auto place = placeBelow(database, owner, original->session, original->parent);
    if (!place)
        return makeError(ErrorCode::NotFound);
    const MessageId id = insertMessage(
        database, *place,
        editedCopy(*original, content, userTokens, images.value_or(QList<AttachmentData>())),
        Indexing::Now, now);
    copyAttachments(database, of, id, images.has_value());
    activatePath(database, original->session, id);
    noteNewMessages(database, original->session, id, 1, now);
    return message(database, owner, id);
}

} // namespace lokal::sql
