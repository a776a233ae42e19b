#pragma once

#include "core/storage/storagejob.h"

#include <QMutex>

#include <deque>
#include <memory>
#include <vector>

namespace lokal {

class StorageReader;

/// What waits for a reader: one line for all of them, so that no job waits behind a long one while
/// another reader is idle. Any thread.
class ReadQueue
{
public:
    /// Adds a job and wakes an idle reader, if there is one.
    void add(std::shared_ptr<StorageJob> job);
    /// The next job for this reader. Null: there is none, and the reader counts as idle from now
    /// on.
    std::shared_ptr<StorageJob> takeFor(StorageReader *reader);
    /// Drops what waits, which ends it with storage_error.
    void clear();

private:
    QMutex m_mutex;
    std::deque<std::shared_ptr<StorageJob>> m_waiting;
    std::vector<StorageReader *> m_idle;
};

} // namespace lokal
