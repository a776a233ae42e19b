#pragma once

#include "core/common/result.h"
#include "core/storage/sqlitedatabase.h"

#include <QList>
#include <QStringList>

namespace lokal {

/// One step of the schema: from `version` − 1 to `version`.
struct Migration
{
    int version = 0;
    QStringList statements;
};

/// The built-in steps, oldest first. Their last version is the schema of this program.
QList<Migration> builtInMigrations();
/// Cuts the text of a migration at its lines "--;" (a semicolon also ends statements inside
/// triggers).
QStringList splitStatements(const QString &sql);
/// Brings the open database to the last of `migrations`; each step is one transaction that sets
/// the version inside it, so an interrupted run is finished by the next one (D11).
Status migrate(SqliteDatabase &database, const QList<Migration> &migrations);

} // namespace lokal
