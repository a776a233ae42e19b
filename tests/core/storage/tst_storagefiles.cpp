#include "core/storage/databasefile.h"
#include "tests/core/storage/storagefixture.h"

#include <QDir>
#include <QTest>

#include <sys/stat.h>

using namespace lokal;
using namespace lokal::test;

/// What a data directory may look like at a start, and what comes of it.
class TestStorageFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void filesArePrivateWhateverTheUmask_d1();
    void widerModesAreTightened_d1();
    void secondOpeningNamesTheOwner_d6();
    void staleLockIsTakenOver_d6();
    void readOnlyFileIsRead_d9();
    void readOnlyDirectoryIsRead_d9();
    void emptyReadOnlyDirectoryFails_d9();
    void damagedFilesAreKept_d10_data();
    void damagedFilesAreKept_d10();
    void missingDatabaseIsNotNew_d10();
    void keyFileWithoutDatabaseIsNotNew_d10();
    void newestBackupIsNamed_d10();
    void unfinishedFirstStartIsRepeated_d10();
    void logOfAKilledProcessIsRead_d5();
    void truncationIsSeenThroughTheLog_d10();
    void everyEarlierSchemaIsMigratedWithData_d11();
    void interruptedMigrationIsFinishedByTheNextStart_d11();
    void newerSchemaIsNotTouched_d12();
    void integrityCheckFindsNothingInSoundData();
    void integrityCheckFindsAWrongIndex();
    void backupIsWholeAndPrivate();
    void compactWipesDeletedText_d14();

private:
    static mode_t modeOf(const QString &path)
    {
        struct stat facts
        {
        };
        ::stat(QFile::encodeName(path).constData(), &facts);
        return facts.st_mode & 07777;
    }
    static void setMode(const QString &path, mode_t mode)
    {
        ::chmod(QFile::encodeName(path).constData(), mode);
    }
    static QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void writeBytes(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    static QList<Migration> laterMigrations()
    {
        QList<Migration> all = builtInMigrations();
        const int last = all.last().version;
        all.append({ last + 1,
                     { u"CREATE TABLE extra (a TEXT) STRICT"_s,
                       u"INSERT INTO extra SELECT username FROM users"_s } });
        all.append({ last + 2, { u"ALTER TABLE extra ADD COLUMN b TEXT"_s } });
        return all;
    }

    std::unique_ptr<StorageFixture> m_fixture;
};

void TestStorageFiles::init()
{
    m_fixture = std::make_unique<StorageFixture>();
    m_fixture->makeUser(u"anna"_s);
}

void TestStorageFiles::filesArePrivateWhateverTheUmask_d1()
{
    const mode_t before = ::umask(0);
    StorageFixture fixture;
    fixture.makeUser(u"anna"_s);
    get(fixture.storage->backupTo(fixture.path() + u"/backups/copy.db"_s));
    ::umask(before);
    for (const QString &folder : { u""_s, u"/keys"_s, u"/backups"_s, u"/logs"_s })
        QCOMPARE(modeOf(fixture.path() + folder), mode_t(0700));
    for (const QString &file : { u"lokal-ai.db"_s, u"lokal-ai.db-wal"_s, u"lokal-ai.db-shm"_s,
                                 u"lokal-ai.lock"_s, u"backups/copy.db"_s })
        QCOMPARE(modeOf(fixture.path() + u'/' + file), mode_t(0600));
}

void TestStorageFiles::widerModesAreTightened_d1()
{
    m_fixture->storage.reset();
    const QString key = m_fixture->path() + u"/keys/secret"_s;
    writeBytes(key, "secret");
    setMode(key, 0666);
    setMode(m_fixture->databaseFile(), 0664);
    setMode(m_fixture->path(), 0755);
    setMode(m_fixture->path() + u"/keys"_s, 0777);
    QCOMPARE(m_fixture->open().fault, OpenFault::None);
    QCOMPARE(modeOf(key), mode_t(0600));
    QCOMPARE(modeOf(m_fixture->databaseFile()), mode_t(0600));
    QCOMPARE(modeOf(m_fixture->path()), mode_t(0700));
    QCOMPARE(modeOf(m_fixture->path() + u"/keys"_s), mode_t(0700));
}

void TestStorageFiles::secondOpeningNamesTheOwner_d6()
{
    const OpenOutcome second = Storage::open(m_fixture->path(), m_fixture->clock);
    QVERIFY(!second.storage);
    QCOMPARE(second.failure.fault, OpenFault::InUse);
    QVERIFY(second.failure.owner.contains(QString::number(QCoreApplication::applicationPid())));
    m_fixture->storage->close();
    QCOMPARE(Storage::open(m_fixture->path(), m_fixture->clock).failure.fault, OpenFault::None);
}

void TestStorageFiles::staleLockIsTakenOver_d6()
{
    m_fixture->storage.reset();
    writeBytes(m_fixture->path() + u"/lokal-ai.lock"_s,
               "owner: lokal-ai (process 1)\ndatabase: lokal-ai.db\n");
    QCOMPARE(m_fixture->open().fault, OpenFault::None);
    QCOMPARE(get(m_fixture->accounts().userCount()), 1);
}

void TestStorageFiles::readOnlyFileIsRead_d9()
{
    m_fixture->storage.reset();
    setMode(m_fixture->databaseFile(), 0400);
    QCOMPARE(m_fixture->open().fault, OpenFault::None);
    QVERIFY(m_fixture->storage->isReadOnly());
    QCOMPARE(get(m_fixture->accounts().userCount()), 1);
    QCOMPARE(code(m_fixture->accounts().setSetting(u"a"_s, u"b"_s)), u"storage_read_only"_s);
    QVERIFY(get(m_fixture->storage->checkIntegrity()).isEmpty());
}

void TestStorageFiles::readOnlyDirectoryIsRead_d9()
{
    m_fixture->storage.reset();
    const QByteArray before = bytesOf(m_fixture->databaseFile());
    setMode(m_fixture->path(), 0500);
    QCOMPARE(m_fixture->open().fault, OpenFault::None);
    QVERIFY(m_fixture->storage->isReadOnly());
    QCOMPARE(get(m_fixture->accounts().userCount()), 1);
    QCOMPARE(code(m_fixture->accounts().insertUser(newUser(u"otto"_s))), u"storage_read_only"_s);
    m_fixture->storage.reset();
    QVERIFY(!QFileInfo::exists(m_fixture->databaseFile() + u"-shm"_s));
    QCOMPARE(bytesOf(m_fixture->databaseFile()), before);
    setMode(m_fixture->path(), 0700);
}

void TestStorageFiles::emptyReadOnlyDirectoryFails_d9()
{
    QTemporaryDir folder;
    setMode(folder.path(), 0500);
    QCOMPARE(Storage::open(folder.path(), m_fixture->clock).failure.fault, OpenFault::ReadOnly);
    setMode(folder.path(), 0700);
}

void TestStorageFiles::damagedFilesAreKept_d10_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("fault");

    m_fixture = std::make_unique<StorageFixture>();
    m_fixture->makeUser(u"anna"_s);
    m_fixture->storage->close();
    const QByteArray sound = bytesOf(m_fixture->databaseFile());
    QByteArray foreign = sound, broken = sound, emptied = sound;
    foreign.replace(68, 4, "DOOM");
    broken.replace(8192, 3 * 4096, QByteArray(3 * 4096, 'x'));
    emptied.fill('\0');
    QTest::newRow("empty") << QByteArray() << int(OpenFault::Damaged);
    QTest::newRow("truncated in the first page") << sound.left(2000) << int(OpenFault::Damaged);
    QTest::newRow("truncated by a page") << sound.chopped(4096) << int(OpenFault::Damaged);
    QTest::newRow("truncated by a byte") << sound.chopped(1) << int(OpenFault::Damaged);
    QTest::newRow("pages overwritten") << broken << int(OpenFault::Damaged);
    QTest::newRow("shorter than a header") << sound.left(50) << int(OpenFault::NotADatabase);
    QTest::newRow("text") << QByteArray("Dear diary, ").repeated(1000)
                          << int(OpenFault::NotADatabase);
    QTest::newRow("zeros") << emptied << int(OpenFault::NotADatabase);
    QTest::newRow("another program's") << foreign << int(OpenFault::NotADatabase);
}

void TestStorageFiles::damagedFilesAreKept_d10()
{
    QFETCH(QByteArray, content);
    QFETCH(int, fault);
    m_fixture->storage.reset();
    writeBytes(m_fixture->databaseFile(), content);
    const OpenFailure failure = m_fixture->open();
    QCOMPARE(int(failure.fault), fault);
    QVERIFY(!failure.detail.isEmpty());
    QVERIFY(!m_fixture->storage);
    QCOMPARE(bytesOf(m_fixture->databaseFile()), content);
    QCOMPARE(int(m_fixture->open().fault), fault);
}

void TestStorageFiles::missingDatabaseIsNotNew_d10()
{
    m_fixture->storage.reset();
    QFile::remove(m_fixture->databaseFile());
    QCOMPARE(m_fixture->open().fault, OpenFault::Damaged);
    QVERIFY(!QFileInfo::exists(m_fixture->databaseFile()));
}

void TestStorageFiles::keyFileWithoutDatabaseIsNotNew_d10()
{
    QTemporaryDir folder;
    QDir(folder.path()).mkdir(u"keys"_s);
    writeBytes(folder.filePath(u"keys/master"_s), "key");
    QCOMPARE(Storage::open(folder.path(), m_fixture->clock).failure.fault, OpenFault::Damaged);
}

void TestStorageFiles::newestBackupIsNamed_d10()
{
    const QString backup = m_fixture->path() + u"/backups/one.db"_s;
    get(m_fixture->storage->backupTo(backup));
    m_fixture->storage.reset();
    writeBytes(m_fixture->databaseFile(), {});
    QCOMPARE(m_fixture->open().newestBackup, backup);
}

void TestStorageFiles::unfinishedFirstStartIsRepeated_d10()
{
    QTemporaryDir folder;
    writeBytes(folder.filePath(u"lokal-ai.db.new"_s), "half");
    writeBytes(folder.filePath(u"lokal-ai.lock"_s), "owner: lokal-ai (process 1)\n");
    QCOMPARE(Storage::open(folder.path(), m_fixture->clock).failure.fault, OpenFault::None);
}

void TestStorageFiles::logOfAKilledProcessIsRead_d5()
{
    // What a kill leaves: the file without the newest pages, and its log.
    m_fixture->makeUser(u"otto"_s);
    const QByteArray file = bytesOf(m_fixture->databaseFile());
    const QByteArray log = bytesOf(m_fixture->databaseFile() + u"-wal"_s);
    QVERIFY(!log.isEmpty());
    m_fixture->storage.reset();
    writeBytes(m_fixture->databaseFile(), file);
    writeBytes(m_fixture->databaseFile() + u"-wal"_s, log);
    QCOMPARE(m_fixture->open().fault, OpenFault::None);
    QCOMPARE(get(m_fixture->accounts().userCount()), 2);
}

void TestStorageFiles::truncationIsSeenThroughTheLog_d10()
{
    m_fixture->makeUser(u"otto"_s);
    const QByteArray file = bytesOf(m_fixture->databaseFile());
    const QByteArray log = bytesOf(m_fixture->databaseFile() + u"-wal"_s);
    m_fixture->storage.reset();
    writeBytes(m_fixture->databaseFile(), file.chopped(4096));
    writeBytes(m_fixture->databaseFile() + u"-wal"_s, log);
    QCOMPARE(m_fixture->open().fault, OpenFault::Damaged);
    QCOMPARE(bytesOf(m_fixture->databaseFile() + u"-wal"_s), log);
}

void TestStorageFiles::everyEarlierSchemaIsMigratedWithData_d11()
{
    const QList<Migration> all = laterMigrations();
    for (qsizetype known = 1; known <= all.size(); ++known) {
        StorageFixture fixture;
        fixture.storage.reset();
        QTemporaryDir folder;
        {
            const OpenOutcome old
                = Storage::open(folder.path(), fixture.clock, {}, all.first(known));
            QVERIFY(old.storage);
            get(old.storage->accounts().insertUser(newUser(u"anna"_s)));
        }
        const OpenOutcome current = Storage::open(folder.path(), fixture.clock, {}, all);
        QCOMPARE(current.failure.fault, OpenFault::None);
        QCOMPARE(get(current.storage->accounts().users()).first().username, u"anna"_s);
        QCOMPARE(readDatabaseFile(folder.filePath(u"lokal-ai.db"_s))->schemaVersion,
                 all.last().version);
        // A backup with the old schema was made first.
        QCOMPARE(current.storage->directory().newestBackup().isEmpty(), known == all.size());
        if (known < all.size())
            QCOMPARE(readDatabaseFile(current.storage->directory().newestBackup())->schemaVersion,
                     all[known - 1].version);
    }
}

void TestStorageFiles::interruptedMigrationIsFinishedByTheNextStart_d11()
{
    QList<Migration> broken = laterMigrations();
    const int last = broken.last().version;
    broken.last().statements.append(u"NOT SQL"_s);
    QCOMPARE(m_fixture->open({}, broken).fault, OpenFault::Failed);
    QCOMPARE(readDatabaseFile(m_fixture->databaseFile())->schemaVersion, last - 1);
    QCOMPARE(m_fixture->raw(u"SELECT count(*) FROM pragma_table_info('extra')"_s).toInt(), 1);
    QCOMPARE(m_fixture->open({}, laterMigrations()).fault, OpenFault::None);
    QCOMPARE(m_fixture->raw(u"SELECT count(*) FROM pragma_table_info('extra')"_s).toInt(), 2);
    QCOMPARE(m_fixture->raw(u"SELECT a FROM extra"_s).toString(), u"anna"_s);
}

void TestStorageFiles::newerSchemaIsNotTouched_d12()
{
    QCOMPARE(m_fixture->open({}, laterMigrations()).fault, OpenFault::None);
    m_fixture->makeUser(u"otto"_s);
    // With a log beside it, as after a kill: even that stays.
    const QByteArray file = bytesOf(m_fixture->databaseFile());
    const QByteArray log = bytesOf(m_fixture->databaseFile() + u"-wal"_s);
    m_fixture->storage.reset();
    writeBytes(m_fixture->databaseFile(), file);
    writeBytes(m_fixture->databaseFile() + u"-wal"_s, log);
    const OpenFailure failure = m_fixture->open();
    QCOMPARE(failure.fault, OpenFault::NewerSchema);
    QCOMPARE(failure.fileVersion, laterMigrations().last().version);
    QCOMPARE(failure.ownVersion, builtInMigrations().last().version);
    QCOMPARE(bytesOf(m_fixture->databaseFile()), file);
    QCOMPARE(bytesOf(m_fixture->databaseFile() + u"-wal"_s), log);
    QVERIFY(!QFileInfo::exists(m_fixture->databaseFile() + u"-shm"_s));
}

void TestStorageFiles::integrityCheckFindsNothingInSoundData()
{
    const UserId anna = m_fixture->makeUser(u"berta"_s);
    const SessionId session = m_fixture->makeSession(anna, m_fixture->makeConfig(anna)).id;
    m_fixture->makeTurn(anna, session, {}, u"text"_s);
    QCOMPARE(get(m_fixture->storage->checkIntegrity()), QStringList());
}

void TestStorageFiles::integrityCheckFindsAWrongIndex()
{
    const UserId anna = m_fixture->makeUser(u"berta"_s);
    const SessionId session = m_fixture->makeSession(anna, m_fixture->makeConfig(anna)).id;
    m_fixture->makeTurn(anna, session, {}, u"text"_s);
    SqliteDatabase other;
    QVERIFY(other.open(m_fixture->databaseFile(), SqliteDatabase::Access::ReadWrite,
                       std::chrono::seconds(1)));
    QVERIFY(other.run(u"INSERT INTO message_search(message_search) VALUES ('delete-all')"_s));
    QCOMPARE(get(m_fixture->storage->checkIntegrity()).size(), 1);
}

void TestStorageFiles::backupIsWholeAndPrivate()
{
    const QString path = m_fixture->path() + u"/copy.db"_s;
    get(m_fixture->storage->backupTo(path));
    QCOMPARE(modeOf(path), mode_t(0600));
    QVERIFY(readDatabaseFile(path)->isWhole);
    QCOMPARE(code(m_fixture->storage->backupTo(path)), u"storage_error"_s);
    QCOMPARE(code(m_fixture->storage->backupTo(u"/nowhere/copy.db"_s)), u"storage_error"_s);
}

void TestStorageFiles::compactWipesDeletedText_d14()
{
    const UserId anna = m_fixture->makeUser(u"berta"_s);
    const SessionId session
        = m_fixture->makeSession(anna, m_fixture->makeConfig(anna), u"zanzibartitle"_s).id;
    m_fixture->makeTurn(anna, session, {}, u"quetzalcoatl"_s);
    get(m_fixture->chats().deleteSession(anna, session));
    get(m_fixture->storage->compact());
    m_fixture->storage->close();
    const QByteArray bytes = bytesOf(m_fixture->databaseFile());
    QVERIFY(!bytes.contains("quetzalcoatl") && !bytes.contains("zanzibartitle"));
}

QTEST_GUILESS_MAIN(TestStorageFiles)
#include "tst_storagefiles.moc"
