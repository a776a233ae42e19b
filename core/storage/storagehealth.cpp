#include "core/storage/storagehealth.h"

#include "core/storage/sqlitedatabase.h"

namespace lokal {
namespace {

std::optional<ErrorCode> codeOf(int noted)
{
    return noted < 0 ? std::nullopt : std::optional(ErrorCode(noted));
}

} // namespace

DataHealth StorageHealth::now() const
{
    DataHealth health { codeOf(m_reading), codeOf(m_writing) };
    if (m_isDamaged && !health.writing)
        health.writing = ErrorCode::StorageError;
    return health;
}

void StorageHealth::note(std::atomic<int> &last, const SqliteDatabase &database)
{
    last = database.foundTrouble() ? int(database.failure().code) : well;
    if (database.foundDamage())
        m_isDamaged = true;
}

} // namespace lokal
