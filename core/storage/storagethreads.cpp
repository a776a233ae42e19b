#include "core/storage/storagethreads.h"

#include "core/storage/storagereader.h"
#include "core/storage/storagewriter.h"

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

template <typename Worker, typename Call> auto callAndWait(Worker *worker, Call call)
{
    std::invoke_result_t<Call> answer {};
    QMetaObject::invokeMethod(
        worker, [&answer, &call] { answer = call(); }, Qt::BlockingQueuedConnection);
    return answer;
}

Error readOnlyError()
{
    return makeError(ErrorCode::StorageReadOnly, u"the data was opened for reading only"_s);
}

} // namespace

StorageThreads::StorageThreads()
{
    m_aside.setMaxThreadCount(1);
    m_aside.setExpiryTimeout(0); // seldom used
}

StorageThreads::~StorageThreads()
{
    close();
}

QThread *StorageThreads::newThread(const QString &name)
{
    m_threads.push_back(std::make_unique<QThread>());
    QThread *thread = m_threads.back().get();
    thread->setObjectName(name);
    thread->start();
    return thread;
}

Status StorageThreads::open(const QString &path, SqliteDatabase::Access access,
                            const StorageOptions &options)
{
    m_open = true; // so that close() ends the threads after a failed opening, too
    if (access == SqliteDatabase::Access::ReadWrite) {
        m_writer = std::make_unique<StorageWriter>(m_health);
        m_writer->moveToThread(newThread(u"storage-write"_s));
        Status opened = callAndWait(m_writer.get(), [&] { return m_writer->open(path, options); });
        if (!opened)
            return opened;
    }
    m_path = path;
    m_busyTimeout = options.busyTimeout;
    m_readAccess
        = access == SqliteDatabase::Access::ReadWrite ? SqliteDatabase::Access::ReadOnly : access;
    for (int i = 0; i < options.readers; ++i) {
        m_readers.push_back(std::make_unique<StorageReader>(m_reads, m_health));
        StorageReader *reader = m_readers.back().get();
        reader->moveToThread(newThread(u"storage-read"_s));
        Status opened = callAndWait(
            reader, [&] { return reader->open(path, m_readAccess, options.busyTimeout); });
        if (!opened)
            return opened;
    }
    return Done {};
}

void StorageThreads::close()
{
    if (!m_open.exchange(false))
        return;
    m_isClosing = true;
    m_reads.clear(); // nobody waits for answers any more, and they could take long (D15)
    m_aside.clear();
    m_aside.waitForDone();
    // Readers first: the last connection that closes, the writer's, then removes the log file.
    for (const auto &reader : m_readers)
        QMetaObject::invokeMethod(
            reader.get(), [&reader] { reader->close(); }, Qt::BlockingQueuedConnection);
    if (m_writer)
        QMetaObject::invokeMethod(
            m_writer.get(), [this] { m_writer->close(); }, Qt::BlockingQueuedConnection);
    for (const auto &thread : m_threads)
        thread->quit();
    for (const auto &thread : m_threads)
        thread->wait();
}

void StorageThreads::postRead(std::unique_ptr<StorageJob> job)
{
    if (m_open) // otherwise the job's destructor answers
        m_reads.add(std::move(job));
}

void StorageThreads::postAside(std::unique_ptr<StorageJob> job)
{
    if (!m_open)
        return;
    std::shared_ptr<StorageJob> shared = std::move(job);
    m_aside.start([this, shared] {
        SqliteDatabase database;
        if (!database.open(m_path, m_readAccess, m_busyTimeout))
            return shared->fail(database.failure());
        database.stopWhen(m_isClosing);
        runInSnapshot(database, *shared, m_health);
    });
}

void StorageThreads::postWrite(std::unique_ptr<StorageJob> job, Durability durability)
{
    if (!m_open)
        return;
    if (!m_writer)
        return job->fail(readOnlyError());
    StorageWriter *writer = m_writer.get();
    std::shared_ptr<StorageJob> shared
        = std::move(job); // QMetaObject::invokeMethod() copies its functor
    const QDeadlineTimer deadline(writer->busyTimeout());
    QMetaObject::invokeMethod(
        writer,
        [writer, shared, durability, deadline] {
            writer->add({ shared, durability, deadline });
        },
        Qt::QueuedConnection);
}

void StorageThreads::postMaintenance(std::unique_ptr<StorageJob> job)
{
    if (!m_open)
        return;
    if (!m_writer)
        return job->fail(readOnlyError());
    StorageWriter *writer = m_writer.get();
    std::shared_ptr<StorageJob> shared = std::move(job);
    QMetaObject::invokeMethod(
        writer, [writer, shared] { writer->maintain(*shared); }, Qt::QueuedConnection);
}

} // namespace lokal
