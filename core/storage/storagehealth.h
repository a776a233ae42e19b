#pragma once

#include "core/common/datahealth.h"

#include <atomic>

namespace lokal {

class SqliteDatabase;

/// What the storage threads experienced last. May be used from any thread.
class StorageHealth
{
public:
    /// To be told after each piece of work, before the connection's failure is cleared.
    void noteRead(const SqliteDatabase &database) { note(m_reading, database); }
    void noteWrite(const SqliteDatabase &database) { note(m_writing, database); }

    DataHealth now() const;
    /// Content that is no sound database was met. It does not heal while the program runs.
    bool isDamaged() const { return m_isDamaged; }

private:
    static constexpr int well = -1;
    void note(std::atomic<int> &last, const SqliteDatabase &database);

    std::atomic<int> m_reading { well };
    std::atomic<int> m_writing { well };
    std::atomic<bool> m_isDamaged { false };
};

} // namespace lokal
