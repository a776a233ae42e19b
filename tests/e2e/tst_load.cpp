#include "tests/e2e/support/apiclient.h"
#include "tests/e2e/support/enginethread.h"
#include "tests/e2e/support/serverprocess.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QTest>

#include <memory>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace lokal::test;

/// Many at once: streams, half-open connections, hashes, large bodies.
class TestLoad : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void twoHundredStreamsLoseNoToken_p2();
    void healthAnswersBesideHalfOpenConnections_h5();
    void healthAnswersWhilePasswordsAreHashed_p3();
    void largeBodiesDoNotFillTheMemory_h3();
    void largeListsDoNotFillTheMemory();
    void stalledReadersCostLittle_s4();
};

void TestLoad::initTestCase()
{
    rlimit files = {};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
}

void TestLoad::twoHundredStreamsLoseNoToken_p2()
{
    constexpr int streams = 200;
    QByteArray pieces;
    QString expected;
    for (int i = 0; i < 300; ++i) {
        pieces += (i ? ",\"" : "\"") + QByteArray::number(i) + " \"";
        expected += QString::number(i) + u' ';
    }
    QString problem;
    const auto script = demo::Script::parse(
        "{\"steps\":[{\"reply\":[" + pieces + "]}],\"repeat_last\":true}", &problem);
    EngineThread engine(*script, 150);
    ServerProcess server;
    server.setEnvironment(u"LOKAL_AI_RUNNING_LIMIT"_s, u"200"_s);
    server.setEnvironment(u"LOKAL_AI_STREAMS_PER_USER"_s, u"300"_s);
    server.setEnvironment(u"LOKAL_AI_REQUESTS_PER_MINUTE"_s, u"100000"_s);
    server.setEnvironment(u"LOKAL_AI_MAX_CONNECTIONS_PER_ADDRESS"_s, u"500"_s);
    QVERIFY(server.start({ u"--ollama-url"_s, engine.url() }));
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    QList<qint64> sessions;
    for (int i = 0; i < streams; ++i)
        sessions.append(client.makeSession());
    const qint64 before = server.pssKib();
    std::vector<std::unique_ptr<SseStream>> running;
    for (const qint64 session : std::as_const(sessions)) {
        running.push_back(std::make_unique<SseStream>(
            server.url(),
            client.requestBytes("POST", "/sessions/" + QByteArray::number(session) + "/messages",
                                R"({"content":"go"})")));
    }
    QTRY_VERIFY_WITH_TIMEOUT(std::all_of(running.begin(), running.end(),
                                         [](const auto &s) { return s->events().size() > 20; }),
                             60000);
    const qint64 during = server.pssKib();
    QCOMPARE(client.get("/health").status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(
        std::all_of(running.begin(), running.end(), [](const auto &s) { return s->hasEnded(); }),
        120000);
    for (const auto &stream : running) {
        QCOMPARE(stream->last().name, QByteArray("done"));
        QCOMPARE(stream->text(), expected);
        QCOMPARE(stream->last().data[u"message"_s][u"content"_s].toString(), expected);
    }
    QVERIFY2(during - before < ServerProcess::growthLimitKib(32 * 1024),
             qPrintable(u"grew by %1 KiB"_s.arg(during - before)));
}

void TestLoad::healthAnswersBesideHalfOpenConnections_h5()
{
    ServerProcess server;
    QVERIFY(server.start());
    std::vector<std::unique_ptr<QTcpSocket>> open;
    for (int i = 0; i < 800; ++i) {
        auto socket = std::make_unique<QTcpSocket>();
        socket->bind(QHostAddress(u"127.0.0.%1"_s.arg(2 + i % 4)));
        socket->connectToHost(QHostAddress::LocalHost, server.port());
        open.push_back(std::move(socket));
    }
    QTest::qWait(0);
    for (const auto &socket : open)
        socket->write("GET /health HTTP/1.1\r\nHost: 127");
    const ApiClient client(server.url());
    for (int i = 0; i < 50; ++i)
        QCOMPARE(client.get("/health").status, 200); // idle connections cannot keep others out
    open.clear();
    QTRY_COMPARE(client.get("/health").status, 200);
    QVERIFY(server.isRunning());
}

void TestLoad::healthAnswersWhilePasswordsAreHashed_p3()
{
    ServerProcess server;
    server.setEnvironment(u"LOKAL_AI_LOGINS_PER_MINUTE"_s, u"1000"_s);
    QVERIFY(server.start());
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    std::vector<std::unique_ptr<SseStream>> logins;
    for (int i = 0; i < 16; ++i) {
        logins.push_back(std::make_unique<SseStream>(
            server.url(),
            client.requestBytes("POST", "/login",
                                QByteArray(R"({"username":"user)") + QByteArray::number(i)
                                    + R"(","password":"wrong horse battery"})")));
    }
    for (int i = 0; i < 20; ++i)
        QCOMPARE(client.get("/health").status, 200);
    QTRY_VERIFY_WITH_TIMEOUT(
        std::all_of(logins.begin(), logins.end(), [](const auto &s) { return s->status() != 0; }),
        60000);
    for (const auto &login : logins)
        QVERIFY2(login->status() == 401 || login->status() == 503 || login->status() == 429,
                 QByteArray::number(login->status()).constData());
}

void TestLoad::largeBodiesDoNotFillTheMemory_h3()
{
    ServerProcess server;
    QVERIFY(server.start());
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const QByteArray session = QByteArray::number(client.makeSession());
    const qint64 before = server.pssKib();
    for (int i = 0; i < 20; ++i) { // 20 × 15 MiB = 300 MiB
        const QByteArray body = R"({"content":")" + QByteArray(15 << 20, 'a') + "\"}";
        QCOMPARE(client.request("POST", "/sessions/" + session + "/messages", body).status, 413);
    }
    const Response declared = client.request(
        "POST", "/configs", std::nullopt,
        { { "Content-Length", "300000000" }, { "Content-Type", "application/json" } });
    QCOMPARE(declared.status, 413);
    QTRY_VERIFY_WITH_TIMEOUT(server.pssKib() - before < ServerProcess::growthLimitKib(16 * 1024),
                             20000);
}

void TestLoad::largeListsDoNotFillTheMemory()
{
    constexpr int configs = 24;
    ServerProcess server;
    server.setEnvironment(u"LOKAL_AI_REQUESTS_PER_MINUTE"_s, u"1000"_s);
    QVERIFY(server.start());
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    for (int i = 0; i < configs; ++i) {
        const QByteArray body = R"({"name":"n","model_name":"lokal-demo","system_prompt":")"
            + QByteArray::number(i) + QByteArray(1000 * 1000, 'p') + "\"}";
        QCOMPARE(client.request("POST", "/configs", body).status, 201);
    }
    const QJsonObject list = client.get("/configs?limit=200&offset=1").json();
    QCOMPARE(list[u"total"_s].toInt(), configs);
    QCOMPARE(list[u"limit"_s].toInt(), 200);
    QCOMPARE(list[u"offset"_s].toInt(), 1);
    const QJsonArray items = list[u"items"_s].toArray();
    QCOMPARE(items.size(), configs - 1);
    for (int i = 1; i < configs; ++i) {
        const QString prompt = items[i - 1][u"system_prompt"_s].toString();
        QVERIFY(prompt.startsWith(QString::number(i) + u'p'));
        QVERIFY(prompt.size() > 1000 * 1000);
    }

    const qint64 before = server.pssKib();
    std::vector<std::unique_ptr<QTcpSocket>> readers;
    for (int i = 0; i < 8; ++i) {
        auto socket = std::make_unique<QTcpSocket>();
        socket->setReadBufferSize(1); // takes next to nothing
        socket->connectToHost(QHostAddress::LocalHost, server.port());
        socket->write(client.requestBytes("GET", "/configs?limit=200", std::nullopt));
        readers.push_back(std::move(socket));
    }
    for (const auto &socket : readers)
        QTRY_VERIFY(socket->bytesAvailable() > 0);
    QCOMPARE(client.get("/health").status, 200);
    const qint64 grown = server.pssKib() - before;
    QVERIFY2(grown < ServerProcess::growthLimitKib(64 * 1024),
             qPrintable(u"grew by %1 KiB"_s.arg(grown)));
}

void TestLoad::stalledReadersCostLittle_s4()
{
    QString problem;
    const QByteArray big(15000, 'b');
    const auto script = demo::Script::parse("{\"steps\":[{\"reply\":[\"" + big + "\",\"" + big
                                                + "\",\"" + big + "\",\"" + big + "\",\"" + big
                                                + "\",\"" + big + "\"]}],\"repeat_last\":true}",
                                            &problem);
    EngineThread engine(*script);
    ServerProcess server;
    QVERIFY(server.start({ u"--ollama-url"_s, engine.url() }));
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const QByteArray session = QByteArray::number(client.makeSession());
    SseStream stalled(
        server.url(),
        client.requestBytes("POST", "/sessions/" + session + "/messages", R"({"content":"go"})"));
    stalled.socket().setReadBufferSize(16); // takes next to nothing
    const auto state = [&] {
        return client.get("/sessions/" + session + "/messages")
            .json()[u"items"_s][1][u"state"_s]
            .toString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(state(), u"complete"_s,
                              30000); // the answer does not wait for its reader
}

QTEST_GUILESS_MAIN(TestLoad)
#include "tst_load.moc"
