#pragma once

#include <QString>

namespace lokal {

/// Why a data directory could not be opened. Decides the program's exit code.
enum class OpenFault
{
    None,
    InUse, ///< by another process; `owner` names it (exit 4)
    Damaged, ///< damaged, truncated, emptied or missing although it was there (exit 3)
    NotADatabase, ///< other content, or another program's database (exit 3)
    NewerSchema, ///< made by a newer program; not one byte was changed (exit 5)
    ReadOnly, ///< read-only, and there is nothing that could be read as it is (exit 1)
    Failed, ///< anything else: no rights, full disk (exit 1)
};

struct OpenFailure
{
    OpenFault fault = OpenFault::None;
    QString detail; ///< for the log
    QString owner; ///< InUse only
    int fileVersion = 0, ownVersion = 0; ///< NewerSchema only
    QString newestBackup; ///< what could be restored; empty when there is none
};

} // namespace lokal
