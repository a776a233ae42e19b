#include "core/storage/storage.h"

#include "core/storage/integrity.h"
#include "core/storage/query.h"
#include "core/storage/sqliteaccountstore.h"
#include "core/storage/sqlitechatstore.h"
#include "core/storage/sqliteconfigstore.h"
#include "core/storage/storageopener.h"

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr auto probeInterval = std::chrono::seconds(1);

QString probeName()
{
    return u"storage_probe"_s;
}

} // namespace

Storage::Storage(const DataDirectory &directory, const Clock &clock)
    : m_clock(clock)
    , m_directory(directory)
    , m_accounts(std::make_unique<SqliteAccountStore>(m_threads, clock))
    , m_configs(std::make_unique<SqliteConfigStore>(m_threads, clock))
    , m_chats(std::make_unique<SqliteChatStore>(m_threads, clock))
{
}

Storage::~Storage()
{
    close();
}

OpenOutcome Storage::open(const QString &directory, const Clock &clock,
                          const StorageOptions &options, const QList<Migration> &migrations)
{
    OpenOutcome outcome;
    std::unique_ptr<Storage> storage(new Storage(DataDirectory(directory), clock));
    StorageOpener opener(storage->m_directory, storage->m_lock, migrations);
    outcome.failure = opener.prepare();
    if (outcome.failure.fault != OpenFault::None)
        return outcome;
    const Status opened
        = storage->m_threads.open(storage->m_directory.databaseFile(), opener.access(), options);
    if (!opened) {
        outcome.failure.fault = OpenFault::Failed;
        outcome.failure.detail = opened.error().detail;
        return outcome;
    }
    outcome.storage = std::move(storage);
    return outcome;
}

AccountStore &Storage::accounts()
{
    return *m_accounts;
}

ConfigStore &Storage::configs()
{
    return *m_configs;
}

ChatStore &Storage::chats()
{
    return *m_chats;
}

bool Storage::isReadOnly() const
{
    return m_threads.isReadOnly();
}

DataHealth Storage::health()
{
    DataHealth last = m_threads.health().now();
    if (isReadOnly())
        last.writing = ErrorCode::StorageReadOnly;
    if ((!m_probed || m_clock.monotonic() - *m_probed >= probeInterval) && m_probe.isFinished())
        probe(last);
    return last;
}

void Storage::probe(const DataHealth &last)
{
    m_probed = m_clock.monotonic();
    // A page that is sound, or still in memory, says nothing against damage that was found.
    if (m_threads.health().isDamaged())
        return;
    m_probe = m_accounts->setting(probeName());
    if (last.writing && !isReadOnly())
        m_accounts->setSetting(probeName(), toRfc3339(m_clock.nowUtc()));
}

Future<QStringList> Storage::checkIntegrity()
{
    const auto check
        = [scratch = m_directory.scratchFile(), mayCopy = !isReadOnly()](
              SqliteDatabase &database, const std::atomic<bool> &stop) -> Result<QStringList> {
        const Result<QStringList> structure = checkStructure(database);
        if (!structure || !mayCopy || stop)
            return structure;
        const Result<QStringList> index = checkSearchIndex(database, scratch, stop);
        return index ? Result(*structure + *index) : index;
    };
    return m_threads.aside(check);
}

Future<Done> Storage::backupTo(const QString &path)
{
    return m_threads.aside([path](SqliteDatabase &database, const std::atomic<bool> &) {
        return backUp(database, path);
    });
}

Future<Done> Storage::compact()
{
    return m_threads.maintain([](SqliteDatabase &database) -> Result<Done> {
        database.run(u"INSERT INTO message_search(message_search) VALUES ('optimize')"_s);
        database.run(u"INSERT INTO title_search(title_search) VALUES ('optimize')"_s);
        database.run(u"VACUUM"_s);
        database.run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        return Done {};
    });
}

void Storage::close()
{
    m_threads.close();
    m_lock.release();
}

} // namespace lokal
