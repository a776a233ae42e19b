#include "tests/e2e/support/apiclient.h"
#include "tests/e2e/support/serverprocess.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <csignal>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace lokal::test;

namespace {

/// Holds the write lock of a database while it lives, as a backup program might.
class OtherProgram
{
public:
    explicit OtherProgram(const QString &file)
        : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s))
    {
        m_database.setDatabaseName(file);
        m_hasLock = m_database.open() && QSqlQuery(m_database).exec(u"BEGIN IMMEDIATE"_s);
    }
    ~OtherProgram()
    {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(u"other"_s);
    }
    OtherProgram(const OtherProgram &) = delete;
    OtherProgram &operator=(const OtherProgram &) = delete;

    bool hasLock() const { return m_hasLock; }

private:
    QSqlDatabase m_database;
    bool m_hasLock = false;
};

} // namespace

/// The program as a process: options, ready line, sub-commands, signals, exit codes, files.
class TestServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void printsOneReadyLineWithTheRealPort();
    void endsCleanlyOnSigterm_d15();
    void refusesWrongOptions_data();
    void refusesWrongOptions();
    void showsHelpAndVersion();
    void secondProcessEndsWith4AndNamesTheOwner_d6();
    void takesOverTheLockOfAKilledProcess_d6();
    void damagedFilesEndWith3AndStayAsTheyAre_d10_data();
    void damagedFilesEndWith3AndStayAsTheyAre_d10();
    void newerSchemaEndsWith5_d12();
    void filesAreForTheOwnerOnly_d1();
    void commandsWorkWithAndWithoutAServer();
    void disablingAUserTakesEffectAtTheNextRequest_a9();
    void otherAddressNeedsTheSetupToken_a1_a2();
    void commandsLeaveNoDataAndNoToken();
    void commandsSayWhatIsWrong();
    void listsHaveHeadings();
    void lockedDataIsTold_d7();
    void damagedDataIsTold_d10();
    void readOnlyDataCanBeRead_d9();
    void keysAndRefusalsAreLogged_o2();
    void certificateAndKeyMustBelongTogether();
    void environmentAndSettingsAreRead();
};

void TestServer::printsOneReadyLineWithTheRealPort()
{
    ServerProcess server;
    QVERIFY(server.start());
    QVERIFY(server.port() != 0);
    QCOMPARE(server.readyLine(),
             "listening on http://127.0.0.1:" + QByteArray::number(server.port()));
    QCOMPARE(ApiClient(server.url()).get("/health").status, 200);
}

void TestServer::endsCleanlyOnSigterm_d15()
{
    ServerProcess server;
    server.setEnvironment(u"LOKAL_AI_DEMO_RATE"_s, u"20"_s);
    QVERIFY(server.start());
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const qint64 session = client.makeSession();
    SseStream stream(server.url(),
                     client.requestBytes("POST",
                                         "/sessions/" + QByteArray::number(session) + "/messages",
                                         R"({"content":"a long answer"})"));
    QVERIFY(stream.waitForEvent("token", 3));
    ::kill(pid_t(server.pid()), SIGTERM);
    QVERIFY(stream.waitForEnd());
    QCOMPARE(stream.last().name, QByteArray("done"));
    QCOMPARE(stream.last().data[u"status"_s].toString(), u"stopped"_s);
    QCOMPARE(stream.last().data[u"reason"_s].toString(), u"shutdown"_s);
    QCOMPARE(server.waitForEnd(), 0);
    QVERIFY(!QFileInfo::exists(server.dataDirectory() + u"/lokal-ai.db-wal"_s)
            || QFileInfo(server.dataDirectory() + u"/lokal-ai.db-wal"_s).size() == 0);
    QVERIFY(server.start());
    ApiClient again(server.url());
    again.setToken(client.token());
    const QJsonArray items = again.get("/sessions/" + QByteArray::number(session) + "/messages")
                                 .json()[u"items"_s]
                                 .toArray();
    QCOMPARE(items.last()[u"state"_s].toString(), u"stopped"_s);
    QVERIFY(items.last()[u"content"_s].toString().startsWith(stream.text()));
}

void TestServer::refusesWrongOptions_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("unknown option") << QStringList { u"--fast"_s };
    QTest::newRow("unknown command") << QStringList { u"users"_s };
    QTest::newRow("missing argument") << QStringList { u"user"_s, u"add"_s };
    QTest::newRow("listen without port") << QStringList { u"--listen"_s, u"127.0.0.1"_s };
    QTest::newRow("listen at a name") << QStringList { u"--listen"_s, u"example.org:80"_s };
    QTest::newRow("port too large") << QStringList { u"--listen"_s, u"127.0.0.1:70000"_s };
    QTest::newRow("registration") << QStringList { u"--registration"_s, u"maybe"_s };
    QTest::newRow("log level") << QStringList { u"--log-level"_s, u"loud"_s };
    QTest::newRow("half of TLS") << QStringList { u"--tls-cert"_s, u"/etc/hostname"_s };
    QTest::newRow("no such file") << QStringList { u"--config"_s, u"/nowhere/settings.ini"_s };
    QTest::newRow("proxy") << QStringList { u"--trusted-proxy"_s, u"everyone"_s };
    QTest::newRow("engine") << QStringList { u"--ollama-url"_s, u"not a url"_s };
    QTest::newRow("empty directory") << QStringList { u"--data-dir"_s, QString() };
    QTest::newRow("origin with a path")
        << QStringList { u"--allowed-origin"_s, u"https://example.org/chat"_s };
}

void TestServer::refusesWrongOptions()
{
    QFETCH(QStringList, words);
    ServerProcess server;
    QByteArray output, errors;
    QCOMPARE(server.command(words, &output, {}, &errors), 2);
    QVERIFY(output.isEmpty());
    QVERIFY2(errors.contains("--help"), errors.constData());
    QVERIFY(!QFileInfo::exists(server.dataDirectory()));
}

void TestServer::showsHelpAndVersion()
{
    ServerProcess server;
    QByteArray output;
    QCOMPARE(server.command({ u"--help"_s }, &output), 0);
    for (const char *word :
         { "--data-dir", "--listen", "--registration", "user add NAME", "key revoke", "check" })
        QVERIFY2(output.contains(word), word);
    QCOMPARE(server.command({ u"--version"_s }, &output), 0);
    QVERIFY(output.startsWith("Lokal-AI "));
}

void TestServer::secondProcessEndsWith4AndNamesTheOwner_d6()
{
    ServerProcess first;
    QVERIFY(first.start());
    ServerProcess second(first.dataDirectory());
    QVERIFY(!second.start());
    QCOMPARE(second.waitForEnd(), 4);
    QVERIFY2(second.log().contains(QByteArray::number(first.pid())), second.log().constData());
}

void TestServer::takesOverTheLockOfAKilledProcess_d6()
{
    ServerProcess server;
    QVERIFY(server.start());
    server.kill9();
    QVERIFY(server.start());
}

void TestServer::damagedFilesEndWith3AndStayAsTheyAre_d10_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("empty") << 0;
    QTest::newRow("garbage") << 1;
    QTest::newRow("truncated") << 2;
    QTest::newRow("gone while the keys are there") << 3;
    QTest::newRow("a page overwritten") << 4;
}

void TestServer::damagedFilesEndWith3AndStayAsTheyAre_d10()
{
    QFETCH(int, kind);
    ServerProcess server;
    QVERIFY(server.start());
    ApiClient(server.url()).registerUser(u"anna"_s);
    QCOMPARE(server.terminate(), 0);
    const QString path = server.dataDirectory() + u"/lokal-ai.db"_s;
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    if (kind == 0)
        file.resize(0);
    if (kind == 1)
        file.write(QByteArray(8192, 'x'));
    if (kind == 2)
        file.resize(file.size() / 2);
    if (kind == 3)
        file.remove();
    if (kind == 4) {
        file.seek(4096);
        file.write(QByteArray(4096 * 3, '\xA5'));
    }
    file.close();
    QFile before(path);
    const QByteArray bytes
        = before.open(QIODevice::ReadOnly) ? before.readAll() : QByteArray("(none)");
    before.close();
    QVERIFY(!server.start());
    QCOMPARE(server.waitForEnd(), 3);
    QFile afterwards(path);
    QCOMPARE(afterwards.open(QIODevice::ReadOnly) ? afterwards.readAll() : QByteArray("(none)"),
             bytes);
}

void TestServer::newerSchemaEndsWith5_d12()
{
    ServerProcess server;
    QVERIFY(server.start());
    QCOMPARE(server.terminate(), 0);
    QFile file(server.dataDirectory() + u"/lokal-ai.db"_s);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(60); // user_version, big endian
    file.write(QByteArray::fromHex("000003e7"));
    file.close();
    QVERIFY(!server.start());
    QCOMPARE(server.waitForEnd(), 5);
    QVERIFY2(server.log().contains("999"), server.log().constData());
}

void TestServer::filesAreForTheOwnerOnly_d1()
{
    const mode_t before = ::umask(0);
    ServerProcess server;
    const bool started = server.start();
    ::umask(before);
    QVERIFY(started);
    ApiClient(server.url()).registerUser(u"anna"_s);
    const QDir directory(server.dataDirectory());
    const auto modeOf = [](const QString &path) {
        struct stat facts = {};
        return ::stat(path.toUtf8().constData(), &facts) == 0 ? int(facts.st_mode & 0777U) : -1;
    };
    QCOMPARE(modeOf(directory.path()), 0700);
    const QFileInfoList files = directory.entryInfoList(QDir::AllEntries | QDir::Hidden
                                                        | QDir::System | QDir::NoDotAndDotDot);
    QVERIFY(files.size() >= 3);
    for (const QFileInfo &file : files)
        QVERIFY2((modeOf(file.filePath()) & 077) == 0, qPrintable(file.filePath()));
}

void TestServer::commandsWorkWithAndWithoutAServer()
{
    ServerProcess server;
    QByteArray output, errors;
    QCOMPARE(server.command({ u"user"_s, u"add"_s, u"anna"_s }, &output, "correct horse battery\n",
                            &errors),
             0);
    QCOMPARE(server.command({ u"user"_s, u"add"_s, u"anna"_s }, &output, "correct horse battery\n",
                            &errors),
             1);
    QVERIFY2(!errors.isEmpty(), "says why");
    QVERIFY(server.start());
    QCOMPARE(server.command({ u"user"_s, u"add"_s, u"bert"_s, u"--email"_s, u"b@example.org"_s },
                            &output, "another horse battery\n"),
             0);
    QCOMPARE(server.command({ u"user"_s, u"list"_s, u"--json"_s }, &output), 0);
    const QJsonArray users = QJsonDocument::fromJson(output).array();
    QCOMPARE(users.size(), 2);
    QCOMPARE(users[0][u"permissions"_s].toString(), u"admin,user"_s);
    QCOMPARE(users[1][u"permissions"_s].toString(), u"user"_s);
    QCOMPARE(server.command({ u"key"_s, u"add"_s, u"--user"_s, u"bert"_s, u"--name"_s, u"script"_s,
                              u"--scope"_s, u"read"_s },
                            &output),
             0);
    QVERIFY(output.startsWith("lok_"));
    ApiClient client(server.url());
    client.setToken(output.trimmed());
    QCOMPARE(client.get("/me").status, 200);
    QCOMPARE(
        client.post("/configs", { { u"name"_s, u"x"_s }, { u"model_name"_s, u"lokal-demo"_s } })
            .status,
        403);
    QCOMPARE(server.command({ u"key"_s, u"list"_s, u"--user"_s, u"bert"_s, u"--json"_s }, &output),
             0);
    const QJsonArray keys = QJsonDocument::fromJson(output).array();
    const qint64 id = keys.last()[u"key_id"_s].toInteger();
    QCOMPARE(server.command({ u"key"_s, u"revoke"_s, QString::number(id) }), 0);
    QCOMPARE(client.get("/me").status, 401);
    QCOMPARE(server.command({ u"check"_s }, &output), 0);
    QCOMPARE(server.terminate(), 0);
    QCOMPARE(server.command({ u"check"_s }, &output), 0);
}

void TestServer::disablingAUserTakesEffectAtTheNextRequest_a9()
{
    ServerProcess server;
    server.setEnvironment(u"LOKAL_AI_DEMO_RATE"_s, u"20"_s);
    QVERIFY(server.start());
    ApiClient admin(server.url());
    admin.registerUser(u"anna"_s);
    ApiClient other(server.url());
    other.registerUser(u"bert"_s);
    const qint64 session = other.makeSession();
    SseStream stream(server.url(),
                     other.requestBytes("POST",
                                        "/sessions/" + QByteArray::number(session) + "/messages",
                                        R"({"content":"a long answer"})"));
    QVERIFY(stream.waitForEvent("token", 2));
    QCOMPARE(server.command({ u"user"_s, u"disable"_s, u"bert"_s }), 0);
    QCOMPARE(other.get("/me").status, 401);
    QVERIFY(stream.waitForEnd());
    QCOMPARE(stream.last().name, QByteArray("error"));
    QCOMPARE(stream.last().data[u"code"_s].toString(), u"invalid_token"_s);
    QCOMPARE(
        other
            .post("/login",
                  { { u"username"_s, u"bert"_s }, { u"password"_s, u"correct horse battery"_s } })
            .code(),
        u"invalid_credentials"_s);
    QCOMPARE(server.command({ u"user"_s, u"enable"_s, u"bert"_s }), 0);
    QCOMPARE(
        other
            .post("/login",
                  { { u"username"_s, u"bert"_s }, { u"password"_s, u"correct horse battery"_s } })
            .status,
        200);
    QCOMPARE(server.command({ u"user"_s, u"disable"_s, u"anna"_s }),
             1); // Z6: the last administrator
}

void TestServer::otherAddressNeedsTheSetupToken_a1_a2()
{
    ServerProcess server;
    QVERIFY(server.start({ u"--demo"_s }, u"0.0.0.0:0"_s));
    ApiClient client(QUrl(u"http://127.0.0.1:%1"_s.arg(server.port())));
    const QJsonObject body { { u"username"_s, u"anna"_s },
                             { u"password"_s, u"correct horse battery"_s } };
    const Response refused = client.post("/register", body);
    QCOMPARE(refused.status, 403);
    QCOMPARE(refused.code(), u"registration_closed"_s);
    QFile file(server.dataDirectory() + u"/setup-token"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString token = QString::fromUtf8(file.readAll()).trimmed();
    QVERIFY(token.size() >= 22);
    QVERIFY(server.log().contains("setup token: " + token.toUtf8()));
    QJsonObject wrong = body;
    wrong[u"setup_token"_s] = u"wrong"_s;
    QCOMPARE(client.post("/register", wrong).code(), u"registration_closed"_s);
    QJsonObject right = body;
    right[u"setup_token"_s] = token;
    QCOMPARE(client.post("/register", right).status, 201);
    QVERIFY(!QFileInfo::exists(file.fileName()));
    right[u"username"_s] = u"bert"_s;
    QCOMPARE(client.post("/register", right).code(), u"setup_done"_s);
    QJsonObject later = body;
    later[u"username"_s] = u"carl"_s;
    QCOMPARE(client.post("/register", later).code(), u"registration_closed"_s); // A2
}

void TestServer::commandsLeaveNoDataAndNoToken()
{
    ServerProcess server;
    QByteArray errors;
    for (const QStringList &words :
         { QStringList { u"check"_s }, QStringList { u"user"_s, u"list"_s },
           QStringList { u"key"_s, u"list"_s }, QStringList { u"user"_s, u"disable"_s, u"x"_s } }) {
        QCOMPARE(server.command(words, nullptr, {}, &errors), 1);
        QVERIFY2(errors.contains("There is no Lokal-AI data in"), errors.constData());
    }
    QVERIFY(!QFileInfo::exists(server.dataDirectory() + u"/lokal-ai.db"_s));
    // The token of a server that ended before the first account ends with it.
    const QString token = server.dataDirectory() + u"/setup-token"_s;
    QVERIFY(server.start({ u"--demo"_s }, u"0.0.0.0:0"_s));
    QVERIFY(QFileInfo::exists(token));
    QCOMPARE(server.terminate(), 0);
    QVERIFY(!QFileInfo::exists(token));
    server.setEnvironment(u"LOKAL_AI_LISTEN"_s, u"0.0.0.0:0"_s);
    QCOMPARE(server.command({ u"user"_s, u"list"_s }), 0);
    QVERIFY(!QFileInfo::exists(token));
}

void TestServer::commandsSayWhatIsWrong()
{
    ServerProcess server;
    QByteArray errors;
    QCOMPARE(server.command({ u"user"_s, u"add"_s, u"anna"_s }, nullptr, {}, &errors), 1);
    QVERIFY2(errors.contains("No password was given"), errors.constData());
    QCOMPARE(server.command({ u"user"_s, u"add"_s, u"anna"_s, u"--email"_s, u"a@example.org"_s },
                            nullptr, "correct horse battery\n"),
             0);
    const auto says = [&](const QStringList &words, const QByteArray &input = {}) {
        errors.clear();
        return server.command(words, nullptr, input, &errors) == 1 ? errors : QByteArray();
    };
    QCOMPARE(says({ u"user"_s, u"disable"_s, u"nobody"_s }), "There is no user \"nobody\".\n");
    QCOMPARE(says({ u"key"_s, u"list"_s, u"--user"_s, u"nobody"_s }),
             "There is no user \"nobody\".\n");
    QCOMPARE(says({ u"key"_s, u"revoke"_s, u"99"_s }), "There is no key 99.\n");
    QVERIFY(says({ u"user"_s, u"disable"_s, u"anna"_s }).contains("last administrator"));
    QCOMPARE(says({ u"user"_s, u"add"_s, u"anna"_s }, "another horse battery\n"),
             "There is a user \"anna\" already.\n");
    QCOMPARE(says({ u"user"_s, u"add"_s, u"bert"_s, u"--email"_s, u"A@example.org"_s },
                  "another horse battery\n"),
             "Another user has this e-mail address.\n");
}

void TestServer::listsHaveHeadings()
{
    ServerProcess server;
    QByteArray output;
    QCOMPARE(server.command({ u"user"_s, u"add"_s, u"anna"_s }, nullptr, "correct horse battery\n"),
             0);
    QCOMPARE(server.command({ u"user"_s, u"list"_s }, &output), 0);
    QVERIFY2(output.startsWith("ID  NAME  PERMISSIONS"), output.constData());
    QVERIFY(output.contains("anna  admin,user"));
    QCOMPARE(server.command({ u"key"_s, u"list"_s }, &output), 0);
    QVERIFY2(output.startsWith("ID  USER  NAME"), output.constData());
    QVERIFY(output.contains("EXPIRES") && output.contains("LAST USED"));
    QVERIFY(output.contains("anna  default"));
}

void TestServer::lockedDataIsTold_d7()
{
    ServerProcess server;
    QVERIFY(server.start());
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    QTRY_COMPARE(client.get("/health").json()[u"status"_s].toString(), u"ok"_s);
    {
        const OtherProgram other(server.dataDirectory() + u"/lokal-ai.db"_s);
        QVERIFY(other.hasLock());
        QCOMPARE(client.put("/me", { { u"email"_s, u"a@example.org"_s } }).code(),
                 u"storage_busy"_s);
        QCOMPARE(client.get("/health").json()[u"status"_s].toString(), u"degraded"_s);
        QCOMPARE(client.get("/ready").status, 200); // reading goes on
    }
    QTRY_COMPARE_WITH_TIMEOUT(client.get("/health").json()[u"status"_s].toString(), u"ok"_s, 15000);
}

void TestServer::damagedDataIsTold_d10()
{
    ServerProcess server;
    QVERIFY(server.start());
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    QTRY_COMPARE(client.get("/health").json()[u"status"_s].toString(), u"ok"_s);
    QFile file(server.dataDirectory() + u"/lokal-ai.db-wal"_s);
    QVERIFY(file.open(QIODevice::ReadWrite));
    // Every page that was written since the start stands here; without them the file is empty
    // pages.
    file.resize(0);
    QFile main(server.dataDirectory() + u"/lokal-ai.db"_s);
    QVERIFY(main.open(QIODevice::ReadWrite));
    main.write(QByteArray(int(main.size()), '\xA5'));
    main.close();
    QTRY_VERIFY_WITH_TIMEOUT(client.get("/sessions").status == 503
                                 && client.get("/health").json()[u"status"_s] == u"degraded"_s
                                 && client.get("/ready").status == 503,
                             15000);
}

void TestServer::readOnlyDataCanBeRead_d9()
{
    if (::geteuid() == 0)
        QSKIP("root may write everything");
    ServerProcess server;
    QVERIFY(server.start());
    ApiClient(server.url()).registerUser(u"anna"_s);
    QCOMPARE(server.terminate(), 0);
    ::chmod(server.dataDirectory().toUtf8().constData(), 0500);
    const bool started = server.start();
    ::chmod(server.dataDirectory().toUtf8().constData(), 0700);
    QVERIFY(started);
    ApiClient client(server.url());
    QCOMPARE(client.get("/ready").status, 200);
    QCOMPARE(client.get("/health").json()[u"status"_s].toString(), u"degraded"_s);
}

void TestServer::keysAndRefusalsAreLogged_o2()
{
    ServerProcess server;
    QVERIFY(server.start({ u"--demo"_s, u"--log-level"_s, u"error"_s }));
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const Response login = client.post(
        "/login", { { u"username"_s, u"anna"_s }, { u"password"_s, u"correct horse battery"_s } });
    ApiClient person(server.url());
    person.setToken(login.json()[u"access_token"_s].toString().toLatin1());
    const Response made = person.post(
        "/keys", { { u"name"_s, u"k"_s }, { u"scopes"_s, QJsonArray { u"read"_s } } });
    QCOMPARE(made.status, 201);
    client.raw("GET /health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    client.post("/login", { { u"username"_s, u"anna"_s }, { u"password"_s, u"wrong"_s } });
    const auto lines
        = [&server](const QByteArray &event) { return server.log().count("event=" + event + ' '); };
    QTRY_COMPARE(lines("login_failed"), 1);
    QVERIFY2(server.log().contains("event=key_created user=1 address=127.0.0.1 request="
                                   + made.header("X-Request-Id") + " key="),
             server.log().constData());
    QVERIFY(server.log().contains("event=access_denied user=- address=127.0.0.1 request="));
    QVERIFY(server.log().contains("code=host_not_allowed"));
    QCOMPARE(lines("access_denied"), 1); // the wrong password was noted once
    QVERIFY(!server.log().contains("correct horse")); // O1
}

void TestServer::certificateAndKeyMustBelongTogether()
{
    const QString data = QStringLiteral(LOKAL_TEST_DATA) + u"/tls/"_s;
    ServerProcess server;
    QVERIFY(!server.start({ u"--demo"_s, u"--tls-cert"_s, data + u"localhost.crt"_s, u"--tls-key"_s,
                            data + u"other.key"_s }));
    QCOMPARE(server.waitForEnd(), 1);
    QVERIFY2(server.log().contains("does not belong to the certificate"), server.log().constData());
    QVERIFY(server.start({ u"--demo"_s, u"--tls-cert"_s, data + u"localhost.crt"_s, u"--tls-key"_s,
                           data + u"localhost.key"_s }));
}

void TestServer::environmentAndSettingsAreRead()
{
    ServerProcess server;
    QDir().mkpath(server.dataDirectory());
    QFile settings(server.dataDirectory() + u"/settings.ini"_s);
    QVERIFY(settings.open(QIODevice::WriteOnly));
    settings.write("registration=closed\nrequests-per-minute=wrong\n");
    settings.close();
    QVERIFY(!server.start());
    QCOMPARE(server.waitForEnd(), 2);
    server.setEnvironment(u"LOKAL_AI_REQUESTS_PER_MINUTE"_s, u"60"_s); // stronger than the file
    QVERIFY(server.start());
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    QCOMPARE(
        client
            .post("/register",
                  { { u"username"_s, u"bert"_s }, { u"password"_s, u"correct horse battery"_s } })
            .code(),
        u"registration_closed"_s);
}

QTEST_GUILESS_MAIN(TestServer)
#include "tst_server.moc"
