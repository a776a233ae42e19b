#pragma once

#include "core/storage/readqueue.h"
#include "core/storage/storagehealth.h"
#include "core/storage/storagejob.h"

#include <QThread>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <vector>

namespace lokal {

class StorageReader;
class StorageWriter;

/// How sure a finished write is.
enum class Durability
{
    Synced, ///< survives power loss (D4)
    Committed, ///< survives the process; may be lost with the power
};

struct StorageOptions
{
    int readers = 2;
    std::chrono::milliseconds busyTimeout {
        5000
    }; ///< how long a write waits for another program (D7)
    qint64 maxPages = 0; ///< quota of the file in pages of 4 KiB; 0: none
};

/// One thread with the writing connection and some with reading ones. read() and write() may be
/// called from any thread; work runs in a storage thread and gives its result as a future, which is
/// always finished.
class StorageThreads
{
public:
    StorageThreads();
    ~StorageThreads();
    Q_DISABLE_COPY_MOVE(StorageThreads)

    /// Opens all connections; waits for them. `access` other than ReadWrite: no writer.
    Status open(const QString &path, SqliteDatabase::Access access, const StorageOptions &options);
    /// Finishes what is being read and all writes that were asked for, brings the log into the
    /// file, ends the threads. Reads that still wait end with storage_error. Waits. Twice is fine.
    void close();
    bool isReadOnly() const { return !m_writer; }
    const StorageHealth &health() const { return m_health; }

    /// `work(SqliteDatabase &) -> Result<T>` in one snapshot.
    template <typename Work> auto read(Work work)
    {
        auto job = std::make_unique<JobOf<Work>>(std::move(work));
        auto future = job->future();
        postRead(std::move(job));
        return future;
    }
    /// `work(SqliteDatabase &) -> Result<T>` in a transaction: committed when it gives a value,
    /// undone when it gives an error. It may run more than once, so it must not change what it
    /// captured.
    template <typename Work> auto write(Work work, Durability durability = Durability::Synced)
    {
        auto job = std::make_unique<JobOf<Work>>(std::move(work));
        auto future = job->future();
        postWrite(std::move(job), durability);
        return future;
    }

    /// `work(SqliteDatabase &, const std::atomic<bool> &stop) -> Result<T>` in one snapshot, on a
    /// reading connection of its own in a thread of its own: for what takes long. One after the
    /// other. It should end soon when `stop` becomes true; its statements do.
    template <typename Work> auto aside(Work work)
    {
        const auto stoppable = [this, work = std::move(work)](SqliteDatabase &database) {
            return work(database, m_isClosing);
        };
        auto job = std::make_unique<JobOf<decltype(stoppable)>>(stoppable);
        auto future = job->future();
        postAside(std::move(job));
        return future;
    }

    /// `work` on the writing connection outside of any transaction (VACUUM).
    template <typename Work> auto maintain(Work work)
    {
        auto job = std::make_unique<JobOf<Work>>(std::move(work));
        auto future = job->future();
        postMaintenance(std::move(job));
        return future;
    }

private:
    void postAside(std::unique_ptr<StorageJob> job);
    void postMaintenance(std::unique_ptr<StorageJob> job);
    void postRead(std::unique_ptr<StorageJob> job);
    void postWrite(std::unique_ptr<StorageJob> job, Durability durability);
    QThread *newThread(const QString &name);

    StorageHealth m_health;
    std::vector<std::unique_ptr<QThread>> m_threads;
    ReadQueue m_reads;
    std::vector<std::unique_ptr<StorageReader>> m_readers;
    std::unique_ptr<StorageWriter> m_writer;
    std::atomic<bool> m_open { false };
    std::atomic<bool> m_isClosing { false };
    QString m_path;
    SqliteDatabase::Access m_readAccess = SqliteDatabase::Access::ReadOnly;
    std::chrono::milliseconds m_busyTimeout { 0 };
    QThreadPool m_aside; ///< last: its thread uses the others
};

} // namespace lokal
