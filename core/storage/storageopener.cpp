#include "core/storage/storageopener.h"

#include "core/common/log.h"
#include "core/storage/databasefile.h"
#include "core/storage/integrity.h"
#include "core/storage/query.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

using Access = SqliteDatabase::Access;

/// Larger files are not read through at the start, because it has to be quick (P1).
constexpr qint64 quickCheckBytes = 64 << 20;
constexpr std::chrono::milliseconds startTimeout { 2000 };

} // namespace

StorageOpener::StorageOpener(const DataDirectory &directory, DirectoryLock &lock,
                             const QList<Migration> &migrations)
    : m_directory(directory)
    , m_lock(lock)
    , m_migrations(migrations)
{
}

OpenFailure StorageOpener::prepare()
{
    if (!m_directory.prepare())
        return failure(OpenFault::Failed, u"cannot create %1"_s.arg(m_directory.path()));
    if (OpenFailure locked = takeLock(); locked.fault != OpenFault::None)
        return locked;
    if (!m_directory.isReadOnly())
        QFile::remove(m_directory.scratchFile()); // left by a kill
    OpenFailure result;
    if (!QFileInfo::exists(m_directory.databaseFile()))
        result = createNew();
    else if (result = checkBytes(); result.fault == OpenFault::None)
        if (result = checkContent(); result.fault == OpenFault::None)
            result = bringUpToDate();
    if (result.fault == OpenFault::None)
        m_lock.rememberDatabase();
    return result;
}

OpenFailure StorageOpener::failure(OpenFault fault, const QString &detail) const
{
    OpenFailure result;
    result.fault = fault;
    result.detail = detail;
    result.newestBackup = m_directory.newestBackup();
    return result;
}

OpenFailure StorageOpener::failure(const SqliteDatabase &database) const
{
    const Error &error = database.failure();
    switch (error.code) {
    case ErrorCode::StorageBusy: {
        OpenFailure result = failure(OpenFault::InUse, error.detail);
        result.owner = u"another program"_s;
        return result;
    }
    case ErrorCode::StorageReadOnly:
        return failure(OpenFault::ReadOnly, error.detail);
    default:
        return failure(database.foundDamage() ? OpenFault::Damaged : OpenFault::Failed,
                       error.detail);
    }
}

OpenFailure StorageOpener::takeLock()
{
    if (m_directory.isReadOnly())
        return {}; // nobody else can write either
    switch (m_lock.take(m_directory.lockFile())) {
    case DirectoryLock::Outcome::Taken:
        return {};
    case DirectoryLock::Outcome::Unwritable:
        return failure(OpenFault::Failed, u"cannot write %1"_s.arg(m_directory.lockFile()));
    case DirectoryLock::Outcome::Held:
        break;
    }
    OpenFailure result = failure(OpenFault::InUse, u"%1 is locked"_s.arg(m_directory.lockFile()));
    result.owner = m_lock.owner();
    return result;
}

OpenFailure StorageOpener::createNew()
{
    if (m_directory.isReadOnly())
        return failure(OpenFault::ReadOnly, u"%1 is empty and read-only"_s.arg(m_directory.path()));
    if (m_lock.remembersDatabase() || m_directory.hasTraces())
        return failure(
            OpenFault::Damaged,
            u"%1 is missing, but this directory was in use"_s.arg(m_directory.databaseFile()));
    // Under another name until it is whole: an interrupted first start must not look like a damaged
    // file.
    const QString path = m_directory.databaseFile() + u".new"_s;
    for (const QString &leftover :
         { path, path + u"-wal"_s, path + u"-shm"_s, path + u"-journal"_s })
        QFile::remove(leftover);
    if (!createPrivateFile(path))
        return failure(OpenFault::Failed, u"cannot create %1"_s.arg(path));
    if (OpenFailure built = buildNew(path); built.fault != OpenFault::None)
        return built;
    if (!syncToDisk(path) || !QFile::rename(path, m_directory.databaseFile()))
        return failure(OpenFault::Failed, u"cannot write %1"_s.arg(m_directory.databaseFile()));
    syncToDisk(m_directory.path());
    qCInfo(logStorage) << "made a new database";
    return {};
}

OpenFailure StorageOpener::buildNew(const QString &path)
{
    SqliteDatabase database;
    database.open(path, Access::ReadWrite, startTimeout);
    database.run(u"PRAGMA application_id = %1"_s.arg(databaseApplicationId));
    const Status migrated
        = database.failed() ? Status(database.failure()) : migrate(database, m_migrations);
    database.close();
    if (migrated)
        return {};
    QFile::remove(path);
    return failure(OpenFault::Failed, migrated.error().detail);
}

/// What can be seen without SQLite, so without any write.
OpenFailure StorageOpener::checkBytes()
{
    const QString path = m_directory.databaseFile();
    const auto file = readDatabaseFile(path);
    if (!file)
        return failure(OpenFault::Failed, u"cannot read %1"_s.arg(path));
    if (file->bytes == 0)
        return failure(OpenFault::Damaged, u"%1 is empty"_s.arg(path));
    if (!file->hasHeader)
        return failure(OpenFault::NotADatabase, u"%1 is not a database"_s.arg(path));
    if (file->applicationId != databaseApplicationId || file->schemaVersion < 1)
        return failure(OpenFault::NotADatabase, u"%1 belongs to another program"_s.arg(path));
    if (file->schemaVersion > ownVersion()) {
        OpenFailure newer
            = failure(OpenFault::NewerSchema,
                      u"the data has schema %1, this program knows %2"_s.arg(file->schemaVersion)
                          .arg(ownVersion()));
        newer.fileVersion = file->schemaVersion;
        newer.ownVersion = ownVersion();
        return newer;
    }
    if (!file->isWhole)
        return failure(OpenFault::Damaged, u"%1 is shorter than its content"_s.arg(path));
    m_fileVersion = file->schemaVersion;
    m_fileBytes = file->bytes;
    const bool hasLog = QFileInfo(path + u"-wal"_s).size() > 0;
    if (m_directory.isReadOnly())
        m_access = hasLog && !file->hasForeignLog ? Access::ReadOnly : Access::Immutable;
    else if (m_directory.isDatabaseReadOnly())
        m_access = Access::ReadOnly;
    const bool mayMove = m_access != Access::Immutable;
    return file->hasForeignLog && mayMove ? putForeignLogAside() : OpenFailure {};
}

/// A backup was put in the place of a damaged file, whose log stayed: SQLite would apply it to the
/// backup and spoil it. Its bytes are kept like those of the damaged file.
OpenFailure StorageOpener::putForeignLogAside()
{
    const QString log = m_directory.databaseFile() + u"-wal"_s;
    const QString aside
        = log + QDateTime::currentDateTimeUtc().toString(u"'.foreign-'yyyyMMdd-HHmmss-zzz"_s);
    if (!QFile::rename(log, aside))
        return failure(OpenFault::Failed, u"cannot move %1 away"_s.arg(log));
    syncToDisk(m_directory.path());
    qCWarning(logStorage).noquote()
        << "the log beside the restored backup is not its own, now" << aside;
    return {};
}

/// Through a reading connection: closing a writing one would bring the log into a damaged file.
OpenFailure StorageOpener::checkContent()
{
    SqliteDatabase database;
    const Access access = m_access == Access::Immutable ? Access::Immutable : Access::ReadOnly;
    if (!database.open(m_directory.databaseFile(), access, startTimeout))
        return failure(database);
    QStringList problems = missingParts(database);
    if (database.failed())
        return failure(database);
    if (m_fileBytes < quickCheckBytes) {
        const Result<QStringList> found = checkQuickly(database);
        if (!found)
            return failure(database);
        problems += *found;
    }
    return problems.isEmpty() ? OpenFailure {}
                              : failure(OpenFault::Damaged, problems.join(u"; "_s));
}

QStringList StorageOpener::missingParts(SqliteDatabase &database) const
{
    QList<Migration> known = m_migrations;
    known.removeIf(
        [this](const Migration &migration) { return migration.version > m_fileVersion; });
    SqliteDatabase model;
    model.open({}, Access::Memory, startTimeout);
    if (const Status built = migrate(model, known); !built)
        return { built.error().detail };
    const QString sql = u"SELECT type || ' ' || name FROM sqlite_schema"_s;
    QSet<QString> present;
    for (Query parts(database, sql); parts.next();)
        present.insert(parts.column<QString>(0));
    QStringList missing;
    for (Query parts(model, sql); parts.next();) {
        if (const auto part = parts.column<QString>(0); !present.contains(part))
            missing.append(part + u" is missing"_s);
    }
    return missing;
}

OpenFailure StorageOpener::bringUpToDate()
{
    if (m_fileVersion == ownVersion())
        return {};
    if (m_access != Access::ReadWrite)
        return failure(OpenFault::ReadOnly,
                       u"the data has an older schema and cannot be changed"_s);
    SqliteDatabase database;
    if (!database.open(m_directory.databaseFile(), Access::ReadWrite, startTimeout))
        return failure(database);
    const QString backup
        = u"%1/before-schema-%2-%3.db"_s.arg(m_directory.backupsFolder())
              .arg(ownVersion())
              .arg(QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss-zzz"_s));
    if (const Status copied = backUp(database, backup); !copied)
        return failure(OpenFault::Failed, copied.error().detail);
    qCInfo(logStorage) << "migrating from schema" << m_fileVersion << "to" << ownVersion();
    if (const Status migrated = migrate(database, m_migrations); !migrated)
        return failure(OpenFault::Failed, migrated.error().detail);
    return {};
}

} // namespace lokal
