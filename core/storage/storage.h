#pragma once

#include "core/accounts/accountstore.h"
#include "core/chat/chatstore.h"
#include "core/common/clock.h"
#include "core/common/datahealth.h"
#include "core/configs/configs.h"
#include "core/storage/datadirectory.h"
#include "core/storage/directorylock.h"
#include "core/storage/migrations.h"
#include "core/storage/openfailure.h"
#include "core/storage/storagethreads.h"

#include <memory>

namespace lokal {

class SqliteAccountStore;
class SqliteChatStore;
class SqliteConfigStore;
class Storage;

/// Either a storage or the reason why there is none.
struct OpenOutcome
{
    std::unique_ptr<Storage> storage;
    OpenFailure failure;
};

/// The data of one installation: owns its lock, its threads and the stores. The stores may be
/// called from any thread; their futures finish in a storage thread.
class Storage
{
public:
    /// Takes the lock, checks, migrates, opens. Waits for the disk, so not for the GUI thread while
    /// a window is shown. `clock` must outlive the storage. `migrations` differ in tests only.
    static OpenOutcome open(const QString &directory, const Clock &clock,
                            const StorageOptions &options = {},
                            const QList<Migration> &migrations = builtInMigrations());
    ~Storage();
    Q_DISABLE_COPY_MOVE(Storage)

    AccountStore &accounts();
    ConfigStore &configs();
    ChatStore &chats();
    /// Writes answer storage_read_only (D9).
    bool isReadOnly() const;
    /// How the data behaved last, at once. Whoever asks again sees whether trouble has passed:
    /// asking makes a storage thread try, once a second at most. Not for several threads at once.
    DataHealth health();
    const DataDirectory &directory() const { return m_directory; }

    /// What is wrong with the data, for people; empty when all is well. May take minutes.
    Future<QStringList> checkIntegrity();
    /// A private copy at `path`, which must not exist. Errors: storage_*.
    Future<Done> backupTo(const QString &path);
    /// Wipes what was deleted out of the file and gives its space back (D14). Holds up other
    /// writes.
    Future<Done> compact();
    /// Finishes what was asked for, brings the log into the file and gives the lock back. Waits.
    /// Later calls of the stores answer storage_error.
    void close();

private:
    Storage(const DataDirectory &directory, const Clock &clock);
    void probe(const DataHealth &last);

    const Clock &m_clock;
    DataDirectory m_directory;
    DirectoryLock m_lock;
    StorageThreads m_threads;
    std::unique_ptr<SqliteAccountStore> m_accounts;
    std::unique_ptr<SqliteConfigStore> m_configs;
    std::unique_ptr<SqliteChatStore> m_chats;
    std::optional<std::chrono::milliseconds> m_probed; ///< when last, by the monotonic clock
    Future<QString> m_probe;
};

} // namespace lokal
