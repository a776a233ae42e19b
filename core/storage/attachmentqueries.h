#pragma once

#include "core/chat/chatstore.h"
#include "core/storage/sqlitedatabase.h"

/// One function per question about attachments; see userqueries.h for how they are used.
namespace lokal::sql {

void insertAttachment(SqliteDatabase &database, UserId owner, MessageId message,
                      const AttachmentData &attachment);
/// Copies for the new message; the bytes do not leave the database.
void copyAttachments(SqliteDatabase &database, MessageId from, MessageId to,
                     bool areDocumentsOnly = false);
/// Without bytes.
QList<Attachment> attachmentFacts(SqliteDatabase &database, MessageId message);
Result<AttachmentData> attachment(SqliteDatabase &database, UserId owner, AttachmentId id);
Result<QList<QList<AttachmentData>>> attachmentsOf(SqliteDatabase &database, UserId owner,
                                                   const QList<MessageId> &messages);

} // namespace lokal::sql
