#pragma once

#include "core/common/result.h"
#include "core/storage/readqueue.h"
#include "core/storage/storagehealth.h"
#include "core/storage/storagejob.h"

#include <QObject>

namespace lokal {

/// Runs the job in one snapshot and finishes it.
void runInSnapshot(SqliteDatabase &database, StorageJob &job, StorageHealth &health);

/// A reading connection that takes its jobs from a queue. All methods in its own thread.
class StorageReader : public QObject
{
    Q_OBJECT
public:
    /// Queue and health must outlive the reader.
    StorageReader(ReadQueue &queue, StorageHealth &health);

    /// Opens the connection and begins to take jobs.
    Status open(const QString &path, SqliteDatabase::Access access,
                std::chrono::milliseconds busyTimeout);
    /// Finishes what waits, then closes.
    void close();
    /// Takes jobs until there are none.
    void work();

private:
    ReadQueue &m_queue;
    StorageHealth &m_health;
    SqliteDatabase m_database;
};

} // namespace lokal
