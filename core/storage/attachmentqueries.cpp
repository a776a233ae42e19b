#include "core/storage/attachmentqueries.h"

#include "core/storage/messagetree.h"
#include "core/storage/query.h"

using namespace Qt::StringLiterals;

namespace lokal::sql {
namespace {

const auto factColumns = "attachments.id, kind, name, media_type, size"_L1;

} // namespace

void insertAttachment(SqliteDatabase &database, UserId owner, MessageId message,
                      const AttachmentData &attachment)
{
    const Attachment &facts = attachment.attachment;
    change(database,
           u"INSERT INTO attachments(message_id, owner_id, kind, name, media_type, size, data) "
           "VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
           message, owner, facts.kind, facts.name, facts.mediaType, attachment.bytes.size(),
           attachment.bytes);
}

void copyAttachments(SqliteDatabase &database, MessageId from, MessageId to, bool areDocumentsOnly)
{
    change(database,
           u"INSERT INTO attachments(message_id, owner_id, kind, name, media_type, size, data) "
           "SELECT ?, owner_id, kind, name, media_type, size, data FROM attachments "
           "WHERE message_id = ? AND (kind <> 'image' OR NOT ?) ORDER BY id"_s,
           to, from, areDocumentsOnly);
}

QList<Attachment> attachmentFacts(SqliteDatabase &database, MessageId message)
{
    QList<Attachment> all;
    Query query(database,
                u"SELECT %1 FROM attachments WHERE message_id = ? ORDER BY id"_s.arg(factColumns),
                message);
    while (query.next()) {
        Attachment &facts = all.emplace_back();
        query.read(facts.id, facts.kind, facts.name, facts.mediaType, facts.bytes);
    }
    return all;
}

Result<AttachmentData> attachment(SqliteDatabase &database, UserId owner, AttachmentId id)
{
    Query query(
        database,
        u"SELECT %1, data FROM attachments WHERE id = ? AND owner_id = ?"_s.arg(factColumns), id,
        owner);
    if (!query.next())
        return makeError(ErrorCode::NotFound);
    AttachmentData data;
    Attachment &facts = data.attachment;
    query.read(facts.id, facts.kind, facts.name, facts.mediaType, facts.bytes, data.bytes);
    return data;
}

Result<QList<QList<AttachmentData>>> attachmentsOf(SqliteDatabase &database, UserId owner,
                                                   const QList<MessageId> &messages)
{
    QList<QList<AttachmentData>> all;
    for (const MessageId message : messages) {
        if (!messageNode(database, owner, message))
            return makeError(ErrorCode::NotFound);
        QList<AttachmentData> &ofMessage = all.emplace_back();
        const QList<Attachment> facts = attachmentFacts(database, message);
        for (const Attachment &fact : facts) {
            if (const Result<AttachmentData> data = attachment(database, owner, fact.id); data)
                ofMessage.append(*data);
        }
    }
    return all;
}

} // namespace lokal::sql
