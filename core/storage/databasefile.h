#pragma once

#include <QString>

#include <optional>

namespace lokal {

/// "LoKA": tells our databases from those of other programs.
constexpr qint32 databaseApplicationId = 0x4c6f4b41;

/// What the bytes of a database file and its log say, read without SQLite: opening a database, even
/// for reading, may already write (recovery, -shm), and a file that is damaged or newer has to stay
/// as it is (D10, D12).
struct DatabaseFile
{
    bool hasHeader = false; ///< begins like a SQLite 3 file
    bool isWhole = false; ///< every page it counts is in the file or in the log
    bool hasForeignLog = false; ///< a log lies beside it that cannot be its own
    qint64 bytes = 0;
    qint32 applicationId = 0;
    int schemaVersion = 0;
};

/// Marks a copy as a file without a log, as one in use never is: a log that lies beside it later
/// belongs to the file that lay there before. Only while no connection is open to it.
bool markAsBackup(const QString &path);
/// nullopt when the file cannot be read.
std::optional<DatabaseFile> readDatabaseFile(const QString &path);

} // namespace lokal
