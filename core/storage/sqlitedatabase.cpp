#include "core/storage/sqlitedatabase.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>
#include <QUuid>
#include <QVariant>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

/// Not those that a wrong statement or value leads to.
bool isTrouble(int kind)
{
    return kind != SQLITE_ERROR && kind != SQLITE_CONSTRAINT && kind != SQLITE_MISMATCH
        && kind != SQLITE_TOOBIG && kind != SQLITE_RANGE && kind != SQLITE_MISUSE;
}

} // namespace

Error storageError(int resultCode, const QString &detail)
{
    switch (resultCode & 0xff) { // the low byte is the kind, the rest says where
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return makeError(ErrorCode::StorageBusy, detail);
    case SQLITE_FULL:
        return makeError(ErrorCode::StorageFull, detail);
    case SQLITE_READONLY:
        return makeError(ErrorCode::StorageReadOnly, detail);
    default:
        return makeError(ErrorCode::StorageError, detail);
    }
}

SqliteDatabase::SqliteDatabase()
    : m_connectionName(u"lokal-"_s + QUuid::createUuid().toString(QUuid::Id128))
{
}

SqliteDatabase::~SqliteDatabase()
{
    close();
}

bool SqliteDatabase::open(const QString &path, Access access, std::chrono::milliseconds busyTimeout)
{
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connectionName);
    chooseSource(path, access, busyTimeout);
    if (!m_database.open()) {
        const QSqlError error = m_database.lastError();
        fail(error.nativeErrorCode().toInt(), error.text());
        return false;
    }
    return configure(access);
}

void SqliteDatabase::chooseSource(const QString &path, Access access,
                                  std::chrono::milliseconds busyTimeout)
{
    QString options = u"QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=%1"_s.arg(busyTimeout.count());
    if (access == Access::Memory) {
        m_database.setDatabaseName(u":memory:"_s);
        return;
    }
    // mode=rw instead of the default rwc: a missing file is never created in passing (D10).
    QString query = u"mode=rw"_s;
    if (access != Access::ReadWrite) {
        options += u";QSQLITE_OPEN_READONLY"_s;
        query = access == Access::Immutable ? u"mode=ro&immutable=1"_s : u"mode=ro"_s;
    }
    QUrl url = QUrl::fromLocalFile(path);
    url.setQuery(query);
    m_database.setConnectOptions(options);
    m_database.setDatabaseName(QString::fromLatin1(url.toEncoded()));
}

bool SqliteDatabase::configure(Access access)
{
    run(u"PRAGMA foreign_keys = ON"_s);
    run(u"PRAGMA trusted_schema = ON"_s);
    run(u"PRAGMA cache_size = -16384"_s);
    run(u"PRAGMA temp_store = MEMORY"_s);
    if (access == Access::ReadWrite) {
        run(u"PRAGMA journal_mode = WAL"_s);
        run(u"PRAGMA synchronous = FULL"_s);
        // Deleted text is overwritten where that costs no extra write; the rest goes at the next
        // vacuum (D14).
        run(u"PRAGMA secure_delete = FAST"_s);
    }
    return !failed();
}

void SqliteDatabase::close()
{
    m_statements.clear();
    if (!m_database.isValid())
        return;
    m_database.close();
    m_database = QSqlDatabase(); // removeDatabase() wants no copy left
    QSqlDatabase::removeDatabase(m_connectionName);
}

bool SqliteDatabase::run(const QString &sql)
{
    if (failed())
        return false;
    QSqlQuery query(m_database);
    if (!query.exec(sql)) {
        fail(query.lastError().nativeErrorCode().toInt(), query.lastError().text());
        return false;
    }
    return true;
}

qint64 SqliteDatabase::changes() const
{
    return sqlite3_changes(handle());
}

qint64 SqliteDatabase::lastInsertId() const
{
    return sqlite3_last_insert_rowid(handle());
}

bool SqliteDatabase::inTransaction() const
{
    return sqlite3_get_autocommit(handle()) == 0;
}

void SqliteDatabase::setBusyTimeout(std::chrono::milliseconds timeout)
{
    sqlite3_busy_timeout(handle(), int(timeout.count()));
}

void SqliteDatabase::fail(const Error &error)
{
    if (!m_failure)
        m_failure = error;
}

void SqliteDatabase::fail(int resultCode, const QString &detail)
{
    if (m_failure)
        return;
    const int kind = resultCode & 0xff;
    m_foundDamage = kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB;
    m_foundTrouble = isTrouble(kind);
    m_failure = storageError(resultCode, detail);
}

void SqliteDatabase::clearFailure()
{
    m_failure.reset();
    m_foundDamage = false;
    m_foundTrouble = false;
}

std::shared_ptr<CachedStatement> SqliteDatabase::prepared(const QString &sql)
{
    std::shared_ptr<CachedStatement> &cached = m_statements[sql];
    if (cached && !cached->inUse)
        return cached;
    auto statement = std::make_shared<CachedStatement>();
    statement->query = QSqlQuery(m_database);
    statement->query.setForwardOnly(true);
    if (!statement->query.prepare(sql)) {
        const QSqlError error = statement->query.lastError();
        fail(error.nativeErrorCode().toInt(), error.text());
        return nullptr;
    }
    if (!cached)
        cached = statement;
    return statement;
}

void SqliteDatabase::stopWhen(const std::atomic<bool> &stop)
{
    constexpr int instructionsBetween = 10'000;
    const auto isWanted
        = [](void *flag) { return int(static_cast<const std::atomic<bool> *>(flag)->load()); };
    sqlite3_progress_handler(handle(), instructionsBetween, isWanted,
                             const_cast<std::atomic<bool> *>(&stop));
}

sqlite3 *SqliteDatabase::handle() const
{
    return *static_cast<sqlite3 *const *>(m_database.driver()->handle().constData());
}

} // namespace lokal
