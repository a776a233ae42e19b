#include "core/storage/storagewriter.h"

#include "core/common/log.h"
#include "core/storage/query.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

/// Bounds the time until the first of them is answered.
constexpr size_t largestBatch = 256;

} // namespace

Status StorageWriter::open(const QString &path, const StorageOptions &options)
{
    m_busyTimeout = options.busyTimeout;
    if (!m_database.open(path, SqliteDatabase::Access::ReadWrite, options.busyTimeout))
        return m_database.failure();
    if (options.maxPages > 0)
        m_database.run(u"PRAGMA max_page_count = %1"_s.arg(options.maxPages));
    if (m_database.failed())
        return m_database.failure();
    return Done {};
}

void StorageWriter::close()
{
    flush();
    if (!m_database.isOpen())
        return;
    m_database.clearFailure();
    if (!m_database.run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s))
        qCWarning(logStorage) << "the log stays beside the database:"
                              << m_database.failure().detail;
    m_database.close();
}

void StorageWriter::add(const Entry &entry)
{
    m_waiting.push_back(entry);
    if (m_isFlushPosted)
        return;
    // Jobs that are in the event queue already come before this event, so they join the same
    // commit.
    m_isFlushPosted = true;
    QMetaObject::invokeMethod(
        this, [this] { flush(); }, Qt::QueuedConnection);
}

void StorageWriter::maintain(StorageJob &job)
{
    flush();
    if (!m_database.isOpen())
        return job.fail(makeError(ErrorCode::StorageError, u"storage is closed"_s));
    m_database.clearFailure();
    m_database.setBusyTimeout(m_busyTimeout);
    job.run(m_database);
    rollBack();
    job.finish();
}

void StorageWriter::flush()
{
    m_isFlushPosted = false;
    while (!m_waiting.empty()) {
        const auto end = m_waiting.begin() + qptrdiff(std::min(m_waiting.size(), largestBatch));
        Batch batch(m_waiting.begin(), end);
        m_waiting.erase(m_waiting.begin(), end);
        commitTogether(std::move(batch));
    }
}

void StorageWriter::commitTogether(Batch batch)
{
    const auto failAll = [this, &batch] {
        const Error error = m_database.failure();
        m_health.noteWrite(m_database);
        rollBack();
        for (const Entry &entry : batch)
            entry.job->fail(error);
        batch.clear();
    };
    while (!batch.empty()) {
        m_database.clearFailure();
        setDurability(batch);
        if (!begin(batch)) {
            if (m_database.failed())
                failAll();
            continue;
        }
        if (!runJobs(batch))
            continue;
        change(m_database, u"COMMIT"_s);
        if (m_database.failed()) {
            failAll();
            return;
        }
        m_health.noteWrite(m_database);
        for (const Entry &entry : batch)
            entry.job->finish();
        return;
    }
}

/// False: no transaction was begun. Then either failure() is set, or those that waited long enough
/// were answered with storage_busy and the others may try again.
bool StorageWriter::begin(Batch &batch)
{
    if (!m_database.isOpen()) {
        m_database.fail(makeError(ErrorCode::StorageError, u"storage is closed"_s));
        return false;
    }
    const auto first
        = std::min_element(batch.begin(), batch.end(),
                           [](const Entry &a, const Entry &b) { return a.deadline < b.deadline; });
    m_database.setBusyTimeout(
        std::chrono::milliseconds(std::max<qint64>(first->deadline.remainingTime(), 1)));
    change(m_database, u"BEGIN IMMEDIATE"_s);
    if (!m_database.failed())
        return true;
    if (m_database.failure().code != ErrorCode::StorageBusy)
        return false;
    const Error busy = m_database.failure();
    m_health.noteWrite(m_database);
    m_database.clearFailure();
    std::erase_if(batch, [&busy](const Entry &entry) {
        if (!entry.deadline.hasExpired())
            return false;
        entry.job->fail(busy);
        return true;
    });
    return false;
}

/// False: the transaction is gone (full disk, I/O error, or the only job failed). The job at fault
/// was answered and taken out of the batch; the others have to be repeated.
bool StorageWriter::runJobs(Batch &batch)
{
    if (batch.size() == 1) {
        StorageJob &job = *batch.front().job;
        if (job.run(m_database))
            return true;
        noteTrouble();
        rollBack(); // there is nobody else's work to keep
        job.finish();
        batch.clear();
        return false;
    }
    for (auto entry = batch.begin(); entry != batch.end(); ++entry) {
        if (runAmongOthers(*entry->job))
            continue;
        batch.erase(entry);
        return false;
    }
    return true;
}

/// False: the transaction is gone and this job answered. A job that merely failed is undone alone.
bool StorageWriter::runAmongOthers(StorageJob &job)
{
    change(m_database, u"SAVEPOINT job"_s);
    const bool succeeded = job.run(m_database);
    noteTrouble();
    m_database.clearFailure();
    if (!m_database.inTransaction()) {
        job.finish();
        return false;
    }
    if (!succeeded)
        change(m_database, u"ROLLBACK TO job"_s);
    change(m_database, u"RELEASE job"_s);
    if (!m_database.failed())
        return true;
    job.fail(m_database.failure());
    rollBack();
    return false;
}

void StorageWriter::setDurability(const Batch &batch)
{
    const bool needsSync = std::any_of(batch.begin(), batch.end(), [](const Entry &entry) {
        return entry.durability == Durability::Synced;
    });
    const Durability wanted = needsSync ? Durability::Synced : Durability::Committed;
    if (wanted == m_durability || !m_database.isOpen())
        return;
    if (m_database.run(needsSync ? u"PRAGMA synchronous = FULL"_s
                                 : u"PRAGMA synchronous = NORMAL"_s))
        m_durability = wanted;
}

/// A job that failed says nothing good about the file: that only a commit does.
void StorageWriter::noteTrouble()
{
    if (m_database.foundTrouble())
        m_health.noteWrite(m_database);
}

void StorageWriter::rollBack()
{
    m_database.clearFailure();
    if (m_database.isOpen() && m_database.inTransaction())
        m_database.run(u"ROLLBACK"_s);
    m_database.clearFailure();
}

} // namespace lokal
