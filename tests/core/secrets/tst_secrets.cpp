#include "core/secrets/choosesecretstore.h"
#include "core/secrets/filesecretstore.h"
#include "core/secrets/keychainsecretstore.h"
#include "core/secrets/privatefile.h"
#include "core/secrets/setuptokenfile.h"
#include "tests/support/outcome.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lokal;

namespace {

constexpr auto insideVariable = "LOKAL_TEST_KEYCHAIN_DIRECTORY";

mode_t modeOf(const QString &path)
{
    struct stat facts
    {
    };
    if (::stat(QFile::encodeName(path).constData(), &facts) != 0)
        return 0;
    return facts.st_mode & 07777;
}

/// The umask of the process while this lives.
class Umask
{
public:
    explicit Umask(mode_t mask)
        : m_previous(::umask(mask))
    {
    }
    ~Umask() { ::umask(m_previous); }

private:
    mode_t m_previous;
};

} // namespace

/// Runs where no keychain is.
class TestSecrets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void filesKeepSecrets();
    void directoryAndFilesArePrivateWhateverTheUmask_d1();
    void widerOnesAreTightened_d1();
    void namesCannotLeaveTheDirectory_x8_data();
    void namesCannotLeaveTheDirectory_x8();
    void replacingKeepsTheOldOnFailure();
    void withoutAKeychainSecretsRestInFiles_d2();
    void keychainWithoutAServiceFails_d2();
    void setupTokenFileIsPrivateAndGoesAway();
    void keychainKeepsSecrets_d2();

private:
    QString keys() const { return m_directory->filePath(u"keys"_s); }
    std::unique_ptr<QTemporaryDir> m_directory;
};

void TestSecrets::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

void TestSecrets::filesKeepSecrets()
{
    const QByteArray secret("\0binary\n\xff", 9);
    {
        FileSecretStore store(keys());
        LOKAL_COMPARE_FAILURE(store.read(u"a"_s), ErrorCode::NotFound);
        QVERIFY(!store.hasSecrets());
        QVERIFY(outcome(store.write(u"a"_s, secret)));
        QVERIFY(outcome(store.write(u"tool-12.token"_s, "first")));
        QVERIFY(outcome(store.write(u"tool-12.token"_s, "second")));
        QVERIFY(store.hasSecrets());
        QVERIFY(store.description().contains(keys()));
    }
    FileSecretStore store(keys());
    QCOMPARE(*outcome(store.read(u"a"_s)), secret);
    QCOMPARE(*outcome(store.read(u"tool-12.token"_s)), QByteArray("second"));
    QVERIFY(outcome(store.remove(u"a"_s)));
    LOKAL_COMPARE_FAILURE(store.read(u"a"_s), ErrorCode::NotFound);
    LOKAL_COMPARE_FAILURE(store.remove(u"a"_s), ErrorCode::NotFound);
}

void TestSecrets::directoryAndFilesArePrivateWhateverTheUmask_d1()
{
    const Umask none(0);
    FileSecretStore store(keys());
    QVERIFY(outcome(store.write(u"a"_s, "x")));
    QVERIFY(outcome(store.write(u"a"_s, "y")));
    QCOMPARE(modeOf(keys()), mode_t(0700));
    QCOMPARE(modeOf(keys() + u"/a"_s), mode_t(0600));
    QCOMPARE(QDir(keys()).entryList(QDir::Files | QDir::Hidden),
             QStringList { u"a"_s }); // nothing half-written is left
}

void TestSecrets::widerOnesAreTightened_d1()
{
    FileSecretStore store(keys());
    QVERIFY(outcome(store.write(u"a"_s, "x")));
    QCOMPARE(::chmod(QFile::encodeName(keys()).constData(), 0755), 0);
    QCOMPARE(::chmod(QFile::encodeName(keys() + u"/a"_s).constData(), 0644), 0);
    QVERIFY(outcome(store.read(u"a"_s)));
    QCOMPARE(modeOf(keys() + u"/a"_s), mode_t(0600));
    QVERIFY(outcome(store.write(u"b"_s, "x")));
    QCOMPARE(modeOf(keys()), mode_t(0700));
}

void TestSecrets::namesCannotLeaveTheDirectory_x8_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("parent") << u".."_s;
    QTest::newRow("hidden") << u".a"_s;
    QTest::newRow("separator") << u"a/b"_s;
    QTest::newRow("absolute") << u"/tmp/a"_s;
    QTest::newRow("NUL") << u"a"_s + QChar(u'\0');
    QTest::newRow("line end") << u"a\n"_s;
    QTest::newRow("long") << QString(101, u'a');
}

void TestSecrets::namesCannotLeaveTheDirectory_x8()
{
    QFETCH(QString, name);
    FileSecretStore store(keys());
    LOKAL_COMPARE_FAILURE(store.write(name, "x"), ErrorCode::StorageError);
    LOKAL_COMPARE_FAILURE(store.read(name), ErrorCode::StorageError);
    LOKAL_COMPARE_FAILURE(store.remove(name), ErrorCode::StorageError);
    QVERIFY(!QDir(keys()).exists());
}

void TestSecrets::replacingKeepsTheOldOnFailure()
{
    FileSecretStore store(keys());
    QVERIFY(outcome(store.write(u"a"_s, "old")));
    // A directory in the way of another name: the write fails as a whole.
    QVERIFY(QDir(keys()).mkdir(u"b"_s));
    LOKAL_COMPARE_FAILURE(store.write(u"b"_s, "new"), ErrorCode::StorageError);
    QCOMPARE(*outcome(store.read(u"a"_s)), QByteArray("old"));
}

void TestSecrets::withoutAKeychainSecretsRestInFiles_d2()
{
    const auto store = outcome(chooseSecretStore(keys(), this, 5s));
    QVERIFY(store);
    QVERIFY(outcome((*store)->write(u"a"_s, "x")));
    QCOMPARE(modeOf(keys() + u"/a"_s), mode_t(0600));
}

void TestSecrets::keychainWithoutAServiceFails_d2()
{
    KeychainSecretStore store(u"test"_s, 5s);
    LOKAL_COMPARE_FAILURE(store.write(u"a"_s, "x"), ErrorCode::StorageError);
    LOKAL_COMPARE_FAILURE(store.read(u"a"_s), ErrorCode::StorageError); // never "there is none"
}

void TestSecrets::setupTokenFileIsPrivateAndGoesAway()
{
    const Umask none(0);
    const QString path = m_directory->filePath(u"setup-token"_s);
    SetupTokenFile file(m_directory->path());
    file.clear();
    file.put(u"token"_s);
    QCOMPARE(modeOf(path), mode_t(0600));
    QCOMPARE(*readPrivateFile(path), QByteArray("token\n"));
    file.clear();
    QVERIFY(!QFile::exists(path));
}

// Runs TestKeychain in a session bus of its own with a keychain that is unlocked already.
void TestSecrets::keychainKeepsSecrets_d2()
{
    const QString session = QStandardPaths::findExecutable(u"dbus-run-session"_s);
    const QString daemon = QStandardPaths::findExecutable(u"gnome-keyring-daemon"_s);
    if (session.isEmpty() || daemon.isEmpty())
        QSKIP("needs dbus-run-session and gnome-keyring-daemon");

    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
    for (const QString &variable : { u"XDG_DATA_HOME"_s, u"XDG_RUNTIME_DIR"_s, u"HOME"_s })
        environment.insert(variable, m_directory->path());
    environment.insert(QString::fromLatin1(insideVariable), m_directory->path());
    QProcess inside;
    inside.setProcessEnvironment(environment);
    inside.setProcessChannelMode(QProcess::MergedChannels);
    inside.start(
        session,
        { u"--"_s, u"sh"_s, u"-c"_s,
          u"printf test | \"$0\" --unlock --components=secrets --daemonize >/dev/null && exec \"$1\""_s,
          daemon, QCoreApplication::applicationFilePath() });
    QVERIFY(QTest::qWaitFor([&] { return inside.state() == QProcess::NotRunning; }, 60000));
    const QByteArray report = inside.readAll();
    QVERIFY2(inside.exitStatus() == QProcess::NormalExit && inside.exitCode() == 0,
             report.constData());
}

/// Runs inside a session with a keychain.
class TestKeychain : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void keepsSecrets();
    void installationsAreKeptApart();
    void impatienceIsAStorageError();
    void isChosenAndLeavesNoFiles();
    void filesThatHoldSecretsStayInUse();

private:
    QDir m_directory;
};

void TestKeychain::initTestCase()
{
    m_directory.setPath(qEnvironmentVariable(insideVariable));
    // The daemon has started, but its service may need a moment to appear on the bus.
    KeychainSecretStore store(u"start"_s);
    QTRY_VERIFY_WITH_TIMEOUT(outcome(store.write(u"a"_s, "x")).ok(), 20000);
}

void TestKeychain::keepsSecrets()
{
    const QByteArray secret("\0binary\n\xff", 9);
    KeychainSecretStore store(u"test"_s);
    LOKAL_COMPARE_FAILURE(store.read(u"a"_s), ErrorCode::NotFound);
    QVERIFY(outcome(store.write(u"a"_s, "first")));
    QVERIFY(outcome(store.write(u"a"_s, secret)));
    QCOMPARE(*outcome(KeychainSecretStore(u"test"_s).read(u"a"_s)), secret);
    QVERIFY(outcome(store.remove(u"a"_s)));
    LOKAL_COMPARE_FAILURE(store.read(u"a"_s), ErrorCode::NotFound);
}

void TestKeychain::installationsAreKeptApart()
{
    KeychainSecretStore here(u"here"_s);
    KeychainSecretStore there(u"there"_s);
    QVERIFY(outcome(here.write(u"a"_s, "x")));
    LOKAL_COMPARE_FAILURE(there.read(u"a"_s), ErrorCode::NotFound);
}

void TestKeychain::impatienceIsAStorageError()
{
    KeychainSecretStore store(u"test"_s, 0ms);
    LOKAL_COMPARE_FAILURE(store.read(u"a"_s), ErrorCode::StorageError);
}

void TestKeychain::isChosenAndLeavesNoFiles()
{
    const QString keys = m_directory.filePath(u"keys"_s);
    const auto store = outcome(chooseSecretStore(keys, this));
    QVERIFY(store);
    QCOMPARE((*store)->description(), u"desktop keychain"_s);
    QVERIFY(outcome((*store)->write(u"a"_s, "x")));
    QVERIFY(!QDir(keys).exists());
}

void TestKeychain::filesThatHoldSecretsStayInUse()
{
    const QString keys = m_directory.filePath(u"old-keys"_s);
    QVERIFY(outcome(FileSecretStore(keys).write(u"a"_s, "x")));
    const auto store = outcome(chooseSecretStore(keys, this));
    QVERIFY(store);
    QCOMPARE(*outcome((*store)->read(u"a"_s)), QByteArray("x"));
}

int main(int argc, char **argv)
{
    const bool isInside = qEnvironmentVariableIsSet(insideVariable);
    if (!isInside)
        qputenv("DBUS_SESSION_BUS_ADDRESS",
                "unix:path=/nonexistent"); // never the person's own keychain
    QCoreApplication application(argc, argv);
    if (isInside) {
        TestKeychain test;
        return QTest::qExec(&test, argc, argv);
    }
    TestSecrets test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_secrets.moc"
