#pragma once

#include "core/common/error.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>

struct sqlite3;

namespace lokal {

/// A statement that stays prepared for the life of its connection.
struct CachedStatement
{
    QSqlQuery query;
    bool inUse = false;
};

/// One connection to the database file. Lives and is used in one thread only.
///
/// The first fault stays (like the status of a QDataStream): from then on every statement is
/// skipped, and whoever runs a piece of work asks failure() once at its end. So the work itself
/// speaks about rows only, and no fault can be overlooked.
class SqliteDatabase
{
public:
    enum class Access
    {
        ReadWrite, ///< WAL, synchronous=FULL, creates nothing
        ReadOnly,
        Immutable, ///< for a read-only directory: no lock, no -shm file
        Memory, ///< an empty database of its own without a file; the path does not matter
    };

    SqliteDatabase();
    ~SqliteDatabase();
    Q_DISABLE_COPY_MOVE(SqliteDatabase)

    /// False with failure() set. The file has to exist.
    bool open(const QString &path, Access access, std::chrono::milliseconds busyTimeout);
    void close();
    bool isOpen() const { return m_database.isOpen(); }

    /// Runs one statement that has neither values nor rows (PRAGMA x = y, BEGIN …).
    bool run(const QString &sql);
    /// Number of rows that the last statement changed.
    qint64 changes() const;
    qint64 lastInsertId() const;
    bool inTransaction() const;
    void setBusyTimeout(std::chrono::milliseconds timeout);

    bool failed() const { return m_failure.has_value(); }
    const Error &failure() const { return *m_failure; }
    /// Remembers the first fault only.
    void fail(const Error &error);
    /// The same for a result code of SQLite.
    void fail(int resultCode, const QString &detail);
    void clearFailure();
    /// Whether the fault says that the content is no sound database, and not merely out of reach.
    bool foundDamage() const { return m_foundDamage; }
    /// Whether it says that the file could not be used as it should, and not merely that a
    /// statement asked for something that cannot be.
    bool foundTrouble() const { return m_foundTrouble; }

    /// The prepared statement for `sql`; a fresh one while the cached one is still being read.
    /// nullptr with failure() set when it cannot be prepared.
    std::shared_ptr<CachedStatement> prepared(const QString &sql);
    /// Long statements fail soon after `stop` has become true. It must outlive the connection.
    void stopWhen(const std::atomic<bool> &stop);
    /// The library's own handle, for backup and status calls.
    sqlite3 *handle() const;

private:
    void chooseSource(const QString &path, Access access, std::chrono::milliseconds busyTimeout);
    bool configure(Access access);

    QString m_connectionName;
    QSqlDatabase m_database;
    QHash<QString, std::shared_ptr<CachedStatement>> m_statements;
    std::optional<Error> m_failure;
    bool m_foundDamage = false;
    bool m_foundTrouble = false;
};

/// What a fault of SQLite means to callers (D7–D9); `resultCode` as SQLite gives it.
Error storageError(int resultCode, const QString &detail);

} // namespace lokal
