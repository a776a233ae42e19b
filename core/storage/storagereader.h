#pragma once

#include "core/common/result.h"
#include "core/storage/storagehealth.h"
#include "core/storage/storagejob.h"

#include <QObject>

namespace lokal {

/// A reading connection. All methods in its own thread.
class StorageReader : public QObject
{
    Q_OBJECT
public:
    /// @param health outlives the reader.
    explicit StorageReader(StorageHealth &health)
        : m_health(health)
    {
    }

    Status open(const QString &path, SqliteDatabase::Access access,
                std::chrono::milliseconds busyTimeout);
    void close();
    /// Runs the job in one snapshot and finishes it.
    void execute(StorageJob &job);

private:
    StorageHealth &m_health;
    SqliteDatabase m_database;
};

} // namespace lokal
