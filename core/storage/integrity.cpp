#include "core/storage/integrity.h"

#include "core/storage/databasefile.h"
#include "core/storage/datadirectory.h"
#include "core/storage/query.h"

#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>

#include <memory>
#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

QStringList problemsOf(SqliteDatabase &database, const QString &pragma)
{
    QStringList problems;
    Query query(database, pragma);
    while (query.next()) {
        if (const auto line = query.column<QString>(0); line != "ok"_L1)
            problems += line;
    }
    return problems;
}

/// A fault that stopped the check is a finding, too, unless it says nothing about the data (busy).
Result<QStringList> checked(SqliteDatabase &database, QStringList problems)
{
    if (!database.failed())
        return problems;
    const Error error = database.failure();
    if (error.code != ErrorCode::StorageError)
        return error;
    database.clearFailure();
    return problems << error.detail;
}

struct CloseDatabase
{
    void operator()(sqlite3 *handle) const { sqlite3_close(handle); }
};

/// All pages in one step: a copy that is made step by step begins anew after each write of others.
Status copyPages(sqlite3 *source, const QString &path)
{
    sqlite3 *opened = nullptr;
    const int result
        = sqlite3_open_v2(path.toUtf8().constData(), &opened, SQLITE_OPEN_READWRITE, nullptr);
    const std::unique_ptr<sqlite3, CloseDatabase> target(opened);
    if (result != SQLITE_OK)
        return storageError(result, u"cannot open the backup"_s);
    sqlite3_backup *backup = sqlite3_backup_init(opened, "main", source, "main");
    if (!backup)
        return storageError(sqlite3_errcode(opened), u"cannot begin the backup"_s);
    sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (finished != SQLITE_OK)
        return storageError(finished, u"cannot write the backup"_s);
    return Done {};
}

} // namespace

Result<QStringList> checkStructure(SqliteDatabase &database)
{
    QStringList problems = problemsOf(database, u"PRAGMA integrity_check"_s);
    Query query(database, u"PRAGMA foreign_key_check"_s);
    while (query.next())
        problems += u"row %2 of %1 refers to a missing row of %3"_s.arg(
            query.column<QString>(0), query.column<QString>(1), query.column<QString>(2));
    return checked(database, problems);
}

Result<QStringList> checkSearchIndex(SqliteDatabase &database, const QString &path,
                                     const std::atomic<bool> &stop)
{
    QFile::remove(path);
    if (const Status copied = backUp(database, path); !copied)
        return copied.error();
    const auto removed = qScopeGuard([&path] { QFile::remove(path); });
    SqliteDatabase copy; // closed before its file is removed
    if (!copy.open(path, SqliteDatabase::Access::ReadWrite, std::chrono::milliseconds(0)))
        return checked(copy, {});
    copy.stopWhen(stop);
    change(copy,
           u"INSERT INTO message_search(message_search, rank) VALUES ('integrity-check', 1)"_s);
    change(copy, u"INSERT INTO title_search(title_search, rank) VALUES ('integrity-check', 1)"_s);
    return checked(copy, {});
}

Result<QStringList> checkQuickly(SqliteDatabase &database)
{
    return checked(database, problemsOf(database, u"PRAGMA quick_check(10)"_s));
}

Status backUp(SqliteDatabase &database, const QString &path)
{
    const QString partial = path + u".part"_s;
    QFile::remove(partial);
    if (QFileInfo::exists(path) || !createPrivateFile(partial))
        return makeError(ErrorCode::StorageError, u"cannot create %1"_s.arg(path));
    const Status copied = copyPages(database.handle(), partial);
    if (!copied) {
        QFile::remove(partial);
        return copied;
    }
    if (!markAsBackup(partial) || !syncToDisk(partial) || !QFile::rename(partial, path)) {
        QFile::remove(partial);
        return makeError(ErrorCode::StorageError, u"cannot write %1"_s.arg(path));
    }
    syncToDisk(QFileInfo(path).path());
    return Done {};
}

} // namespace lokal
