#pragma once

#include "core/storage/storagethreads.h"

#include <QDeadlineTimer>
#include <QObject>

#include <memory>
#include <vector>

namespace lokal {

/// The writing connection. Jobs that wait together are committed together: a sync of the disk costs
/// far more than the statements before it. All methods but busyTimeout() in its own thread.
class StorageWriter : public QObject
{
    Q_OBJECT
public:
    struct Entry
    {
        std::shared_ptr<StorageJob> job;
        Durability durability = Durability::Synced;
        QDeadlineTimer deadline; ///< until when it waits for another program's lock
    };

    /// @param health outlives the writer.
    explicit StorageWriter(StorageHealth &health)
        : m_health(health)
    {
    }

    Status open(const QString &path, const StorageOptions &options);
    /// Commits what waits, checkpoints, closes.
    void close();
    /// Takes part in the next commit; its future finishes after that.
    void add(const Entry &entry);
    /// Commits what waits, then runs the job outside of a transaction and finishes it.
    void maintain(StorageJob &job);
    std::chrono::milliseconds busyTimeout() const { return m_busyTimeout; }

private:
    using Batch = std::vector<Entry>;

    void flush();
    void commitTogether(Batch batch);
    bool begin(Batch &batch);
    bool runJobs(Batch &batch);
    bool runAmongOthers(StorageJob &job);
    void setDurability(const Batch &batch);
    void noteTrouble();
    void rollBack();

    StorageHealth &m_health;
    SqliteDatabase m_database;
    std::chrono::milliseconds m_busyTimeout { 5000 };
    Batch m_waiting;
    bool m_isFlushPosted = false;
    Durability m_durability = Durability::Synced;
};

} // namespace lokal
