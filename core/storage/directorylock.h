#pragma once

#include <QString>

namespace lokal {

/// The lock file of a data directory: a lock of the operating system, which a kill releases, with
/// the owner's name written into it for people (D6). Any thread, one at a time.
class DirectoryLock
{
public:
    enum class Outcome
    {
        Taken,
        Held, ///< by another process: owner() names it
        Unwritable, ///< the file cannot be made or written
    };

    DirectoryLock() = default;
    ~DirectoryLock();
    Q_DISABLE_COPY_MOVE(DirectoryLock)

    Outcome take(const QString &path);
    void release();
    bool isTaken() const { return m_file >= 0; }
    /// "lokal-ai-server (process 4711)" of whoever holds or held it.
    QString owner() const { return m_owner; }

    /// Whether a database was ever made beside this lock; outlives the lock (D10).
    bool remembersDatabase() const { return m_remembersDatabase; }
    /// Writes that down. Only while taken.
    void rememberDatabase();

private:
    void readContent();
    void writeContent();

    int m_file = -1;
    QString m_owner;
    bool m_remembersDatabase = false;
};

} // namespace lokal
