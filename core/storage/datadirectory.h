#pragma once

#include <QString>

namespace lokal {

/// Where everything of one installation lies: names of its files, and their modes (D1).
class DataDirectory
{
public:
    explicit DataDirectory(const QString &path);

    QString path() const { return m_path; }
    QString databaseFile() const { return m_path + QStringLiteral("/lokal-ai.db"); }
    QString lockFile() const { return m_path + QStringLiteral("/lokal-ai.lock"); }
    QString keysFolder() const { return m_path + QStringLiteral("/keys"); }
    /// A copy that is being worked on; nothing of worth.
    QString scratchFile() const { return m_path + QStringLiteral("/lokal-ai.db.check"); }
    QString backupsFolder() const { return m_path + QStringLiteral("/backups"); }
    QString logsFolder() const { return m_path + QStringLiteral("/logs"); }

    /// Makes the directory and its folders with mode 0700 and takes rights of others away from what
    /// is there, whatever the umask. False when there is no directory afterwards.
    bool prepare() const;
    /// Nothing can be made or changed in it: mode without a write bit, or a read-only file system.
    bool isReadOnly() const;
    /// The same for the database file; false when there is none.
    bool isDatabaseReadOnly() const;
    /// Signs that it was in use before, besides the database: key files, backups, a log of SQLite
    /// (D10).
    bool hasTraces() const;
    /// Path of the youngest backup; empty when there is none.
    QString newestBackup() const;

private:
    QString m_path;
};

/// An empty file with mode 0600 that did not exist before. False otherwise.
bool createPrivateFile(const QString &path);
/// Waits until the file's content (or, for a folder, its names) is on the disk.
bool syncToDisk(const QString &path);

} // namespace lokal
