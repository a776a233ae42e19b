#include "core/storage/readqueue.h"

#include "core/storage/storagereader.h"

namespace lokal {

void ReadQueue::add(std::shared_ptr<StorageJob> job)
{
    const QMutexLocker lock(&m_mutex);
    m_waiting.push_back(std::move(job));
    if (m_idle.empty())
        return;
    StorageReader *reader = m_idle.back();
    m_idle.pop_back();
    QMetaObject::invokeMethod(reader, &StorageReader::work, Qt::QueuedConnection);
}

std::shared_ptr<StorageJob> ReadQueue::takeFor(StorageReader *reader)
{
    const QMutexLocker lock(&m_mutex);
    if (m_waiting.empty()) {
        m_idle.push_back(reader);
        return nullptr;
    }
    std::shared_ptr<StorageJob> job = std::move(m_waiting.front());
    m_waiting.pop_front();
    return job;
}

void ReadQueue::clear()
{
    std::deque<std::shared_ptr<StorageJob>> dropped; // ends when the lock is free again
    const QMutexLocker lock(&m_mutex);
    dropped.swap(m_waiting);
}

} // namespace lokal
