#include "tests/core/storage/storagefixture.h"

#include <QScopeGuard>
#include <QSemaphore>
#include <QTest>

#include <thread>

using namespace lokal;
using namespace lokal::test;

/// The writer, the readers and what faults of the disk do to them.
class TestStorageThreads : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void syncedWritesUseFullSynchronisation_d4();
    void foreignKeysAreOnEverywhere();
    void oneFailingJobDoesNotTouchTheOthers();
    void aFinishedWriteIsSeenByEveryReader();
    void nobodyWaitsBehindALongReadWhileAReaderIsIdle();
    void aReaderCannotWrite();
    void closeFinishesWhatWasAskedFor();
    void closeDropsReadsThatWait_d15();
    void workAfterCloseIsAnswered();
    void writesWaitForAnotherProgramAndReadsGoOn_d7();
    void writeGoesThroughWhenTheLockEndsInTime_d7();
    void fullDiskWritesNothingHalfAndRecovers_d8();
    void closeLeavesNoLogFile_d15();

private:
    Future<Done> writeSetting(const QString &name, const QString &value)
    {
        return m_threads->write([=](SqliteDatabase &database) -> Result<Done> {
            change(database, u"INSERT INTO settings(name, value) VALUES (?, ?)"_s, name, value);
            return Done {};
        });
    }
    Future<qint64> countSettings()
    {
        return m_threads->read([](SqliteDatabase &database) -> Result<qint64> {
            return queryValue<qint64>(database, u"SELECT count(*) FROM settings"_s).value_or(-1);
        });
    }
    Future<QString> pragma(const QString &name, Durability durability = Durability::Synced)
    {
        return m_threads->write(
            [name](SqliteDatabase &database) -> Result<QString> {
                return queryValue<QString>(database, u"PRAGMA "_s + name).value_or(QString());
            },
            durability);
    }
    void openThreads(const StorageOptions &options)
    {
        m_threads = std::make_unique<StorageThreads>();
        QVERIFY(
            m_threads->open(m_fixture->databaseFile(), SqliteDatabase::Access::ReadWrite, options)
                .ok());
    }

    std::unique_ptr<StorageFixture> m_fixture;
    std::unique_ptr<StorageThreads> m_threads;
};

void TestStorageThreads::init()
{
    m_fixture = std::make_unique<StorageFixture>();
    m_fixture->storage.reset();
    openThreads({});
}

void TestStorageThreads::cleanup()
{
    m_threads.reset();
}

void TestStorageThreads::syncedWritesUseFullSynchronisation_d4()
{
    QCOMPARE(get(pragma(u"journal_mode"_s)), u"wal"_s);
    QCOMPARE(get(pragma(u"synchronous"_s)), u"2"_s);
    QCOMPARE(get(pragma(u"synchronous"_s, Durability::Committed)), u"1"_s);
    QCOMPARE(get(pragma(u"synchronous"_s)), u"2"_s);
}

void TestStorageThreads::foreignKeysAreOnEverywhere()
{
    QCOMPARE(get(pragma(u"foreign_keys"_s)), u"1"_s);
    for (int i = 0; i < 4; ++i) {
        const auto value = get(m_threads->read([](SqliteDatabase &database) -> Result<int> {
            return queryValue<int>(database, u"PRAGMA foreign_keys"_s).value_or(-1);
        }));
        QCOMPARE(value, 1);
    }
}

void TestStorageThreads::oneFailingJobDoesNotTouchTheOthers()
{
    QList<Future<Done>> jobs;
    for (int i = 0; i < 300; ++i) {
        if (i % 100 == 7) // breaks a rule of the table after a valid insertion
            jobs.append(m_threads->write([i](SqliteDatabase &database) -> Result<Done> {
                change(database, u"INSERT INTO settings(name, value) VALUES (?, 'undone')"_s,
                       u"bad%1"_s.arg(i));
                change(database, u"INSERT INTO settings(name, value) VALUES (?, 'twice')"_s,
                       u"bad%1"_s.arg(i));
                return Done {};
            }));
        else if (i % 100 == 9) // says no after a valid insertion
            jobs.append(m_threads->write([i](SqliteDatabase &database) -> Result<Done> {
                change(database, u"INSERT INTO settings(name, value) VALUES (?, 'undone')"_s,
                       u"bad%1"_s.arg(i));
                return makeError(ErrorCode::Stale);
            }));
        else
            jobs.append(writeSetting(u"good%1"_s.arg(i), u"x"_s));
    }
    for (int i = 0; i < jobs.size(); ++i) {
        const QString expected = i % 100 == 7 ? u"storage_error"_s
            : i % 100 == 9                    ? u"stale"_s
                                              : u"ok"_s;
        QCOMPARE(code(jobs[i]), expected);
    }
    QCOMPARE(get(countSettings()), 294);
}

void TestStorageThreads::aFinishedWriteIsSeenByEveryReader()
{
    QList<Future<qint64>> counts;
    for (int i = 0; i < 50; ++i) {
        counts.append(writeSetting(QString::number(i), u"x"_s)
                          .then([this](const Result<Done> &) { return countSettings(); })
                          .unwrap());
    }
    for (int i = 0; i < counts.size(); ++i)
        QVERIFY(get(counts[i]) > i);
}

void TestStorageThreads::nobodyWaitsBehindALongReadWhileAReaderIsIdle()
{
    QSemaphore end;
    const auto longRead = m_threads->read([&end](SqliteDatabase &) -> Result<Done> {
        end.acquire();
        return Done {};
    });
    QList<Future<qint64>> counts;
    for (int i = 0; i < 6; ++i)
        counts.append(countSettings());
    for (const Future<qint64> &count : std::as_const(counts))
        QTRY_VERIFY(count.isFinished());
    QVERIFY(!longRead.isFinished());
    end.release();
    QCOMPARE(code(longRead), u"ok"_s);
}

void TestStorageThreads::aReaderCannotWrite()
{
    const auto attempt = m_threads->read([](SqliteDatabase &database) -> Result<Done> {
        change(database, u"INSERT INTO settings(name, value) VALUES ('a', 'b')"_s);
        return Done {};
    });
    QCOMPARE(code(attempt), u"storage_read_only"_s);
    QCOMPARE(get(countSettings()), 0);
}

void TestStorageThreads::closeFinishesWhatWasAskedFor()
{
    QList<Future<Done>> jobs;
    for (int i = 0; i < 100; ++i)
        jobs.append(writeSetting(QString::number(i), u"x"_s));
    m_threads->close();
    for (const Future<Done> &job : std::as_const(jobs)) {
        QVERIFY(job.isFinished());
        QCOMPARE(code(job), u"ok"_s);
    }
    QCOMPARE(m_fixture->raw(u"SELECT count(*) FROM settings"_s).toInt(), 100);
}

void TestStorageThreads::closeDropsReadsThatWait_d15()
{
    openThreads({ 1, std::chrono::seconds(5), 0 });
    QSemaphore begun, end;
    const auto running = m_threads->read([&begun, &end](SqliteDatabase &) -> Result<Done> {
        begun.release();
        end.acquire();
        return Done {};
    });
    begun.acquire();
    const Future<qint64> waiting = countSettings();
    std::thread closing([this] { m_threads->close(); });
    const auto stop = qScopeGuard([&end, &closing] {
        end.release();
        closing.join();
    });
    QTRY_VERIFY(waiting.isFinished());
    QVERIFY(!running.isFinished());
    QCOMPARE(code(waiting), u"storage_error"_s);
}

void TestStorageThreads::workAfterCloseIsAnswered()
{
    m_threads->close();
    QCOMPARE(code(writeSetting(u"a"_s, u"b"_s)), u"storage_error"_s);
    QCOMPARE(code(countSettings()), u"storage_error"_s);
    m_threads->close();
}

void TestStorageThreads::writesWaitForAnotherProgramAndReadsGoOn_d7()
{
    openThreads({ 1, std::chrono::milliseconds(50), 0 });
    SqliteDatabase other;
    QVERIFY(other.open(m_fixture->databaseFile(), SqliteDatabase::Access::ReadWrite,
                       std::chrono::milliseconds(0)));
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
    QList<Future<Done>> writes;
    for (int i = 0; i < 5; ++i)
        writes.append(writeSetting(QString::number(i), u"x"_s));
    QCOMPARE(get(countSettings()), 0);
    for (const Future<Done> &write : std::as_const(writes))
        QCOMPARE(code(write), u"storage_busy"_s);
    QVERIFY(other.run(u"ROLLBACK"_s));
    QCOMPARE(code(writeSetting(u"after"_s, u"x"_s)), u"ok"_s);
    QCOMPARE(get(countSettings()), 1);
}

void TestStorageThreads::writeGoesThroughWhenTheLockEndsInTime_d7()
{
    SqliteDatabase other;
    QVERIFY(other.open(m_fixture->databaseFile(), SqliteDatabase::Access::ReadWrite,
                       std::chrono::milliseconds(0)));
    QVERIFY(other.run(u"BEGIN IMMEDIATE"_s));
    const Future<Done> write = writeSetting(u"a"_s, u"b"_s);
    QCOMPARE(get(countSettings()), 0);
    QVERIFY(!write.isFinished());
    QVERIFY(other.run(u"ROLLBACK"_s));
    QCOMPARE(code(write), u"ok"_s);
}

void TestStorageThreads::fullDiskWritesNothingHalfAndRecovers_d8()
{
    m_threads.reset();
    const qint64 pages = m_fixture->raw(u"PRAGMA page_count"_s).toLongLong();
    openThreads({ 1, std::chrono::seconds(5), pages + 60 });
    // All of them are too much for the quota; each one is written wholly or not at all.
    QList<Future<Done>> writes;
    for (int i = 0; i < 20; ++i)
        writes.append(m_threads->write([i](SqliteDatabase &database) -> Result<Done> {
            for (const QString &half : { u"a"_s, u"b"_s })
                change(database, u"INSERT INTO settings(name, value) VALUES (?, ?)"_s,
                       half + QString::number(i), QString(20000, u'x'));
            return Done {};
        }));
    int written = 0;
    for (const Future<Done> &write : std::as_const(writes)) {
        const QString outcome = code(write);
        QVERIFY2(outcome == u"ok"_s || outcome == u"storage_full"_s, qPrintable(outcome));
        written += outcome == u"ok"_s ? 1 : 0;
    }
    QVERIFY(written > 0 && written < 20);
    QCOMPARE(get(countSettings()), 2 * written);
    get(m_threads->write([](SqliteDatabase &database) -> Result<Done> {
        change(database, u"DELETE FROM settings"_s);
        return Done {};
    }));
    QCOMPARE(code(writeSetting(u"again"_s, QString(20000, u'x'))), u"ok"_s);
    QCOMPARE(get(countSettings()), 1);
}

void TestStorageThreads::closeLeavesNoLogFile_d15()
{
    get(writeSetting(u"a"_s, u"b"_s));
    QVERIFY(QFileInfo::exists(m_fixture->databaseFile() + u"-wal"_s));
    m_threads->close();
    QVERIFY(!QFileInfo::exists(m_fixture->databaseFile() + u"-wal"_s));
}

QTEST_GUILESS_MAIN(TestStorageThreads)
#include "tst_storagethreads.moc"
