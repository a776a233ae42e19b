#pragma once

#include "core/storage/datadirectory.h"
#include "core/storage/directorylock.h"
#include "core/storage/migrations.h"
#include "core/storage/openfailure.h"

namespace lokal {

/// Everything between a path and a database that may be used: lock, checks, backup, migrations
/// (D6, D9–D12). Waits for the disk; use it in one thread.
class StorageOpener
{
public:
    StorageOpener(const DataDirectory &directory, DirectoryLock &lock,
                  const QList<Migration> &migrations);

    /// Afterwards access() says how to open the file; on a failure the file is as it was.
    OpenFailure prepare();
    SqliteDatabase::Access access() const { return m_access; }

private:
    OpenFailure failure(OpenFault fault, const QString &detail) const;
    OpenFailure failure(const SqliteDatabase &database) const;
    OpenFailure takeLock();
    OpenFailure createNew();
    OpenFailure buildNew(const QString &path);
    OpenFailure checkBytes();
    OpenFailure putForeignLogAside();
    OpenFailure checkContent();
    OpenFailure bringUpToDate();
    QStringList missingParts(SqliteDatabase &database) const;
    int ownVersion() const { return m_migrations.last().version; }

    const DataDirectory &m_directory;
    DirectoryLock &m_lock;
    QList<Migration> m_migrations;
    SqliteDatabase::Access m_access = SqliteDatabase::Access::ReadWrite;
    int m_fileVersion = 0;
    qint64 m_fileBytes = 0;
};

} // namespace lokal
