#include "core/storage/storagereader.h"

using namespace Qt::StringLiterals;

namespace lokal {

Status StorageReader::open(const QString &path, SqliteDatabase::Access access,
                           std::chrono::milliseconds busyTimeout)
{
    if (!m_database.open(path, access, busyTimeout))
        return m_database.failure();
    return Done {};
}

void StorageReader::close()
{
    m_database.close();
}

void StorageReader::execute(StorageJob &job)
{
    if (!m_database.isOpen())
        return job.fail(makeError(ErrorCode::StorageError, u"storage is closed"_s));
    m_database.clearFailure();
    if (!m_database.run(u"BEGIN"_s)) {
        m_health.noteRead(m_database);
        return job.fail(m_database.failure());
    }
    job.run(m_database);
    m_health.noteRead(m_database);
    m_database.clearFailure();
    if (m_database.inTransaction())
        m_database.run(u"ROLLBACK"_s); // nothing was written; this only gives the snapshot back
    job.finish();
}

} // namespace lokal
