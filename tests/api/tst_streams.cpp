#include "core/api/apiserver.h"
#include "tests/api/fakeservices.h"
#include "tests/support/httpclient.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lokal;

namespace {

const QByteArray login = "Authorization: Bearer t1\r\n";

QByteArray sendRequest(const QByteArray &body = R"({"content":"hi"})",
                       const QByteArray &headers = {})
{
    return "POST /sessions/1/messages HTTP/1.1\r\nHost: localhost\r\n" + login + headers
        + "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body;
}

} // namespace

/// Answers of models over event streams.
class TestStreams : public QObject
{
    Q_OBJECT
private:
    void start(const api::ApiConfig &config = FakeServices::config())
    {
        m_server.reset();
        m_fakes = std::make_unique<FakeServices>();
        m_server = std::make_unique<api::ApiServer>(m_fakes->services(), config);
        const auto url = m_server->listen();
        QVERIFY2(url.ok(), url.ok() ? "" : qPrintable(url.error().detail));
        m_port = quint16(url->port());
    }
    FakeLog &log() { return m_fakes->chat.log; }

    std::unique_ptr<FakeServices> m_fakes;
    std::unique_ptr<api::ApiServer> m_server;
    quint16 m_port = 0;

private Q_SLOTS:
    void init() { start(); }
    void cleanup()
    {
        m_server.reset();
        m_fakes.reset();
    }

    void streamsEachTokenAndOneFinalEvent_s1_s2()
    {
        HttpClient client(m_port);
        client.send(sendRequest());
        QVERIFY(client.waitFor("message.start"));
        log().add(AnswerToken { u"one\nevent: done\"\\"_s });
        QVERIFY(client.waitFor(
            "id: 2-2\nevent: token\ndata: {\"text\":\"one\\nevent: done\\\"\\\\\"}\n\n"));
        log().add(AnswerThinking { u"hm ü 😀"_s });
        log().addEnd(u"one"_s);
        const WireAnswer answer = client.answer();
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.header("content-type"), "text/event-stream");
        QVERIFY(answer.body.contains("id: 2-3\nevent: thinking\ndata: {\"text\":\"hm ü 😀\"}\n\n"));
        QCOMPARE(answer.body.count("\nevent: done\n"), 1);
        QVERIFY(answer.body.endsWith("\n\n"));
        QVERIFY(client.waitClosed());
    }

    void wholeAnswersWait()
    {
        HttpClient client(m_port);
        client.send(sendRequest(R"({"content":"hi","stream":false})"));
        QTRY_COMPARE(m_fakes->chat.sent, 1);
        log().add(AnswerToken { u"text"_s });
        log().addEnd(u"text"_s);
        const WireAnswer answer = client.answer();
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.json().value("message"_L1).toObject().value("content"_L1).toString(),
                 u"text"_s);
        QCOMPARE(answer.json().value("user_message"_L1).toObject().value("message_id"_L1).toInt(),
                 1);
    }

    void failuresBeforeTheStreamAreStatusCodes_s5()
    {
        m_fakes->chat.fault = ErrorCode::AlreadyGenerating;
        HttpClient client(m_port);
        client.send(sendRequest());
        QCOMPARE(client.answer().status, 409);
        m_fakes->chat.fault.reset();
        HttpClient second(m_port);
        second.send(sendRequest(R"({"content":"hi","stream":false})"));
        QTRY_COMPARE(m_fakes->chat.sent, 1);
        log().add(
            AnswerFailed { makeError(ErrorCode::EngineError, u"no memory at /usr/lib/x"_s), {} });
        const WireAnswer failed = second.answer();
        QCOMPARE(failed.status, 502);
        QVERIFY(!failed.body.contains("/usr"));
    }

    void hangingUpReleasesTheAnswer_s3()
    {
        auto client = std::make_unique<HttpClient>(m_port);
        client->send(sendRequest());
        QVERIFY(client->waitFor("message.start"));
        QCOMPARE(log().readers, 1);
        client.reset();
        log().add(AnswerToken { u"to nobody"_s });
        QTRY_COMPARE(log().readers, 0);
        log().add(AnswerToken { u"to nobody"_s });
        QCOMPARE(HttpClient(m_port).request("GET", "/health").status, 200);
    }

    void continuesAfterTheLastEvent_s3()
    {
        log().add(AnswerToken { u"a"_s });
        log().add(AnswerToken { u"b"_s });
        HttpClient client(m_port);
        client.send("GET /sessions/1/events HTTP/1.1\r\nHost: localhost\r\n" + login
                    + "Last-Event-ID: 2-1\r\n\r\n");
        QVERIFY(client.waitFor("id: 2-2\n"));
        log().addEnd(u"ab"_s);
        QVERIFY(!client.answer().body.contains("id: 2-1\n"));
        HttpClient again(m_port);
        QCOMPARE(
            again.request("GET", "/sessions/1/events", login + "Last-Event-ID: 2-3\r\n").status,
            204);
        HttpClient foreign(m_port);
        QCOMPARE(
            foreign.request("GET", "/sessions/1/events", login + "Last-Event-ID: 77-3\r\n").status,
            404);
    }

    void slowReadersCostLittleAndLoseNothing_s4()
    {
        HttpClient client(m_port);
        client.send(sendRequest());
        QVERIFY(client.waitFor("message.start"));
        client.pauseReading();
        const QString piece(1000, u'X');
        for (int i = 0; i < 30000; ++i)
            log().add(AnswerToken { piece });
        QTest::qWait(50);
        log().addEnd(QString(3 << 20, u'Y'));
        client.resumeReading();
        const WireAnswer answer = client.answer(false, 60000);
        QCOMPARE(answer.body.count('X'), 30000 * 1000);
        QVERIFY(answer.body.count("event: token") < 30000); // joined while they waited
        QVERIFY(answer.body.count('Y') == 3 << 20);
    }

    void aReaderThatTakesNothingIsClosed_s4()
    {
        api::ApiConfig config = FakeServices::config();
        config.limits.stallTimeout = 500ms;
        start(config);
        HttpClient client(m_port);
        client.send(sendRequest());
        QVERIFY(client.waitFor("message.start"));
        client.pauseReading();
        for (int i = 0; i < 2000; ++i)
            log().add(AnswerToken { QString(16000, u'x') });
        QTRY_COMPARE_WITH_TIMEOUT(log().readers, 0, 20000);
    }

    void heartbeat_s2()
    {
        api::ApiConfig config = FakeServices::config();
        config.limits.heartbeat = 50ms;
        start(config);
        HttpClient client(m_port);
        client.send(sendRequest());
        QVERIFY(client.waitFor(": \n\n"));
    }

    void streamsEndWithTheirLogin_a9()
    {
        HttpClient client(m_port);
        client.send(sendRequest());
        QVERIFY(client.waitFor("message.start"));
        Q_EMIT m_fakes->accounts.loginEnded(UserId { 2 }, {});
        Q_EMIT m_fakes->accounts.loginEnded(UserId { 1 }, LoginId { 5 });
        const WireAnswer answer = client.answer();
        QVERIFY(answer.body.contains("event: error\n"));
        QVERIFY(answer.body.contains("\"code\":\"invalid_token\""));
        QVERIFY(client.waitClosed());
        QTRY_COMPARE(log().readers, 0);
    }

    void limitsStreamsPerUser_l1()
    {
        api::ApiConfig config = FakeServices::config();
        config.limits.streamsPerUser = 1;
        start(config);
        HttpClient client(m_port);
        client.send(sendRequest());
        QVERIFY(client.waitFor("message.start"));
        HttpClient second(m_port);
        QCOMPARE(second.request("GET", "/sessions/1/events", login).status, 429);
        log().addEnd({});
        QVERIFY(client.waitClosed());
        QVERIFY(QTest::qWaitFor([this] {
            return HttpClient(m_port).request("GET", "/sessions/1/events", login).status == 200;
        }));
    }

    void repeatsJoinTheRunningStream_h12()
    {
        HttpClient first(m_port), second(m_port);
        first.send(sendRequest(R"({"content":"hi"})", "Idempotency-Key: k\r\n"));
        QVERIFY(first.waitFor("message.start"));
        second.send(sendRequest(R"({"content":"hi"})", "Idempotency-Key: k\r\n"));
        QVERIFY(second.waitFor("message.start"));
        QCOMPARE(m_fakes->chat.sent, 1);
        log().addEnd(u"x"_s);
        QCOMPARE(first.answer().body, second.answer().body);
    }

    void pipelinedInputDoesNotMixIntoAStream()
    {
        HttpClient client(m_port);
        client.send(sendRequest());
        QVERIFY(client.waitFor("message.start"));
        client.send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QTest::qWait(50);
        log().addEnd(u"x"_s);
        QVERIFY(client.waitClosed());
        QCOMPARE(client.bytes().count("HTTP/1.1"), 1);
    }

    void streamsGetAnEndWhenTheServerStops_d15()
    {
        HttpClient client(m_port);
        client.send(sendRequest());
        QVERIFY(client.waitFor("message.start"));
        const auto stopped = m_server->stop(100ms);
        QTRY_VERIFY(stopped.isFinished());
        QVERIFY(client.answer().body.contains("\"code\":\"interrupted\""));
        m_server.reset();
    }

    void tls()
    {
        QTemporaryDir directory;
        const QString key = directory.filePath(u"key.pem"_s),
                      certificate = directory.filePath(u"cert.pem"_s);
        QProcess openssl;
        openssl.start(u"openssl"_s,
                      { u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                        u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-days"_s, u"2"_s,
                        u"-subj"_s, u"/CN=localhost"_s, u"-keyout"_s, key, u"-out"_s,
                        certificate });
        if (!openssl.waitForFinished() || openssl.exitCode() != 0)
            QSKIP("openssl is not installed");
        api::ApiConfig config = FakeServices::config();
        config.tlsCertificateFile = certificate;
        config.tlsKeyFile = key;
        start(config);
        QCOMPARE(m_server->url().scheme(), u"https"_s);
        HttpClient client(m_port, true);
        QCOMPARE(client.request("GET", "/health").status, 200);
        client.send(sendRequest());
        QVERIFY(client.waitFor("message.start"));
        for (int i = 0; i < 3000; ++i)
            log().add(AnswerToken { QString(1000, u'X') });
        log().addEnd({});
        QCOMPARE(client.answer(false, 30000).body.count('X'), 3000 * 1000);
        config.tlsKeyFile = certificate;
        QVERIFY(!api::ApiServer(m_fakes->services(), config).listen());
    }
};

QTEST_GUILESS_MAIN(TestStreams)
#include "tst_streams.moc"
