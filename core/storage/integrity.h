#pragma once

#include "core/common/result.h"
#include "core/storage/sqlitedatabase.h"

#include <QStringList>

namespace lokal {

/// Everything that can be checked: pages, rows, references. Reads only. What is wrong, for people;
/// empty when all is well.
Result<QStringList> checkStructure(SqliteDatabase &database);
/// Compares the full-text index with the texts. SQLite wants to write for that, which would hold up
/// others for as long as it takes: it is done in a copy at `path`, which is gone afterwards.
Result<QStringList> checkSearchIndex(SqliteDatabase &database, const QString &path,
                                     const std::atomic<bool> &stop);
/// The check at start: structure only, without comparing indexes.
Result<QStringList> checkQuickly(SqliteDatabase &database);
/// A copy of the database at `path`, which must not exist: private, whole and on the disk when it
/// appears under its name. Other connections may go on.
Status backUp(SqliteDatabase &database, const QString &path);

} // namespace lokal
