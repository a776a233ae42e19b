#include "core/storage/storagereader.h"

using namespace Qt::StringLiterals;

namespace lokal {

void runInSnapshot(SqliteDatabase &database, StorageJob &job, StorageHealth &health)
{
    if (!database.isOpen())
        return job.fail(makeError(ErrorCode::StorageError, u"storage is closed"_s));
    database.clearFailure();
    if (!database.run(u"BEGIN"_s)) {
        health.noteRead(database);
        return job.fail(database.failure());
    }
    job.run(database);
    health.noteRead(database);
    database.clearFailure();
    if (database.inTransaction())
        database.run(u"ROLLBACK"_s); // nothing was written; this only gives the snapshot back
    job.finish();
}

StorageReader::StorageReader(ReadQueue &queue, StorageHealth &health)
    : m_queue(queue)
    , m_health(health)
{
}

Status StorageReader::open(const QString &path, SqliteDatabase::Access access,
                           std::chrono::milliseconds busyTimeout)
{
    if (!m_database.open(path, access, busyTimeout))
        return m_database.failure();
    work();
    return Done {};
}

void StorageReader::close()
{
    work();
    m_database.close();
}

void StorageReader::work()
{
    while (const std::shared_ptr<StorageJob> job = m_queue.takeFor(this))
        runInSnapshot(m_database, *job, m_health);
}

} // namespace lokal
