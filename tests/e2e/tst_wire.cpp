#include "tests/e2e/support/apiclient.h"
#include "tests/e2e/support/serverprocess.h"
#include "tests/support/replayserver.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace lokal::test;

namespace {

/// A replay server in a thread of its own, because the client below blocks.
class ReplayThread
{
public:
    ReplayThread()
    {
        m_thread.start();
        m_context.moveToThread(&m_thread);
        run([this] { m_server = std::make_unique<ReplayServer>(); });
    }
    ~ReplayThread()
    {
        run([this] {
            m_server.reset();
            m_context.moveToThread(nullptr);
        });
        m_thread.quit();
        m_thread.wait();
    }
    template <typename Work> void run(Work work)
    {
        QMetaObject::invokeMethod(&m_context, std::move(work), Qt::BlockingQueuedConnection);
    }
    ReplayServer &server() { return *m_server; }

private:
    QThread m_thread;
    QObject m_context;
    std::unique_ptr<ReplayServer> m_server;
};

/// What a recorded answer should become, read from its bytes without any code of the product.
struct Expected
{
    QString state, text, thinking;
};

QByteArray bodyOf(const QByteArray &response)
{
    const qsizetype headEnd = response.indexOf("\r\n\r\n");
    const QByteArray head = response.left(headEnd).toLower();
    QByteArray rest = response.mid(headEnd + 4);
    if (!head.contains("transfer-encoding: chunked"))
        return rest;
    QByteArray body;
    for (;;) {
        const qsizetype lineEnd = rest.indexOf("\r\n");
        const qsizetype size = lineEnd < 0 ? 0 : rest.left(lineEnd).toLongLong(nullptr, 16);
        if (size == 0)
            return body;
        body += rest.mid(lineEnd + 2, size);
        rest.remove(0, lineEnd + 2 + size + 2);
    }
}

Expected expectedOf(QByteArray response, bool isGenerate)
{
    Expected expected { u"error"_s, {}, {} };
    if (response.startsWith("HTTP/1.1 100 "))
        response.remove(0, response.indexOf("\r\n\r\n") + 4);
    if (!response.startsWith("HTTP/1.1 200"))
        return expected;
    bool isDone = false;
    const QList<QByteArray> lines = bodyOf(response).split('\n');
    for (const QByteArray &line : lines) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        const QJsonObject message = isGenerate ? object : object[u"message"_s].toObject();
        expected.text += message[isGenerate ? u"response"_s : u"content"_s].toString();
        expected.thinking += message[u"thinking"_s].toString();
        isDone = isDone || object[u"done"_s].toBool();
    }
    if (isDone)
        expected.state = u"complete"_s;
    return expected;
}

void addModel(ReplayServer &server)
{
    server.add(u"/api/version"_s, ReplayServer::json(R"({"version":"0.24.0"})"));
    server.add(
        u"/api/tags"_s,
        ReplayServer::json(
            R"({"models":[{"name":"any:latest","model":"any:latest","size":1,"digest":"d"}]})"));
    server.add(u"/api/ps"_s, ReplayServer::json(R"({"models":[]})"));
    server.add(u"/api/show"_s,
               ReplayServer::json(
                   R"({"details":{},"model_info":{},"modified_at":"2026-01-01T00:00:00Z"})"));
}

} // namespace

/// The started server in front of an engine that says again, byte for byte, what a real Ollama
/// said.
class TestWire : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void recordedAnswersEndInTheRightState_data();
    void recordedAnswersEndInTheRightState();
    void aFloodWithoutTextFillsNoMemory_u2();

private:
    QTemporaryDir m_directory;
    QByteArray m_token;
};

void TestWire::initTestCase()
{
    ServerProcess server(m_directory.path() + u"/data"_s);
    QVERIFY(server.start());
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    m_token = client.token();
}

void TestWire::recordedAnswersEndInTheRightState_data()
{
    QTest::addColumn<QString>("name");
    QFile index(QStringLiteral(LOKAL_TEST_DATA) + u"/ollama/index.json"_s);
    QVERIFY(index.open(QIODevice::ReadOnly));
    const QJsonObject cases = QJsonDocument::fromJson(index.readAll())[u"cases"_s].toObject();
    for (auto it = cases.begin(); it != cases.end(); ++it) {
        const QString path = ReplayServer::recordedRequest(it.key()).path;
        if (path == "/api/chat"_L1 || path == "/api/generate"_L1)
            QTest::newRow(qPrintable(it.key())) << it.key();
    }
}

void TestWire::recordedAnswersEndInTheRightState()
{
    QFETCH(QString, name);
    const ReplayAnswer recorded = ReplayServer::recorded(name);
    const bool isGenerate = ReplayServer::recordedRequest(name).path == "/api/generate"_L1;
    // The request has no path to an engine's answer about tools or logprobs; the bytes are the
    // same.
    const Expected expected = expectedOf(recorded.bytes, isGenerate);
    const bool hangs = recorded.end == ReplayAnswer::End::KeepOpen && expected.state == "error"_L1
        && (recorded.bytes.isEmpty()
            || (recorded.bytes.startsWith("HTTP/1.1 200") && !recorded.bytes.endsWith("0\r\n\r\n")
                && recorded.bytes.contains("chunked")));

    ReplayThread engine;
    QString url;
    engine.run([&] {
        addModel(engine.server());
        engine.server().add(isGenerate ? u"/api/generate"_s : u"/api/chat"_s, recorded);
        url = engine.server().url().toString();
    });
    ServerProcess server(m_directory.path() + u"/data"_s);
    QVERIFY(server.start({ u"--ollama-url"_s, url }));
    ApiClient client(server.url());
    client.setToken(m_token);
    const qint64 session = client.makeSession(u"any:latest"_s, { { u"raw"_s, isGenerate } });
    QVERIFY(session > 0);
    const QByteArray path = "/sessions/" + QByteArray::number(session);
    SseStream stream(server.url(),
                     client.requestBytes("POST", path + "/messages", R"({"content":"hello"})"));
    if (hangs) {
        QVERIFY(stream.waitForEvent("message.start"));
        QTRY_COMPARE(stream.text(), expected.text);
        QCOMPARE(client.request("POST", path + "/stop").status, 200);
    }
    QVERIFY(stream.waitForEnd());
    QVERIFY(stream.endedProperly());
    const QJsonObject message = client.get(path + "/messages").json()[u"items"_s][1].toObject();
    QCOMPARE(message[u"state"_s].toString(), hangs ? u"stopped"_s : expected.state);
    QCOMPARE(message[u"content"_s].toString(), expected.text);
    QCOMPARE(message[u"thinking"_s].toString(), expected.thinking);
    QCOMPARE(stream.text(), expected.text);
    QCOMPARE(stream.last().name,
             QByteArray(expected.state == "complete"_L1 || hangs ? "done" : "error"));
    if (message[u"state"_s].toString() == "error"_L1) {
        QVERIFY(!message[u"error"_s][u"code"_s].toString().isEmpty());
        QVERIFY(!message[u"error"_s][u"detail"_s].toString().contains(u"/root/"_s));
    }
    QCOMPARE(server.terminate(), 0);
}

void TestWire::aFloodWithoutTextFillsNoMemory_u2()
{
    ReplayAnswer flood
        = ReplayServer::stream({ R"({"message":{"content":"word"},"done":false})" }, false);
    const QByteArray silent = QByteArray(R"({"message":{"content":""},"done":false})"
                                         "\n")
                                  .repeated(2000);
    flood.forEver = QByteArray::number(silent.size(), 16) + "\r\n" + silent + "\r\n";
    ReplayThread engine;
    QString url;
    engine.run([&] {
        addModel(engine.server());
        engine.server().add(u"/api/chat"_s, flood);
        url = engine.server().url().toString();
    });
    ServerProcess server(m_directory.path() + u"/data"_s);
    QVERIFY(server.start({ u"--ollama-url"_s, url }));
    ApiClient client(server.url());
    client.setToken(m_token);
    const QByteArray path = "/sessions/" + QByteArray::number(client.makeSession(u"any:latest"_s));
    const qint64 before = server.peakKib();
    SseStream stream(server.url(),
                     client.requestBytes("POST", path + "/messages", R"({"content":"hello"})"));
    QVERIFY(stream.waitForEnd());
    QCOMPARE(stream.last().data[u"code"_s].toString(), u"engine_protocol"_s);
    QCOMPARE(stream.text(), u"word"_s);
    QVERIFY(server.peakKib() - before < ServerProcess::growthLimitKib(64 * 1024));
}

QTEST_GUILESS_MAIN(TestWire)
#include "tst_wire.moc"
