#include "core/ollama/ollamagateway.h"
#include "core/ollama/ollamarequestbuilder.h"
#include "tests/support/replayserver.h"

#include <QFile>
#include <QSignalSpy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace std::chrono_literals;
using lokal::test::ReplayAnswer;
using lokal::test::ReplayServer;

namespace {

QByteArray tokenLine(const QByteArray &text)
{
    return R"({"message":{"role":"assistant","content":")" + text + R"("},"done":false})";
}

QByteArray lastLine()
{
    return R"({"message":{"role":"assistant","content":""},"done":true,"done_reason":"stop"})";
}

GenerationRequest request()
{
    GenerationRequest request;
    request.model = u"tiny-chat"_s;
    request.messages = { { Role::User, u"Say hello."_s, {} } };
    request.parameters.numCtx = 4096;
    return request;
}

OllamaOptions optionsFor(const ReplayServer &server)
{
    OllamaOptions options;
    options.addresses = { *OllamaAddress::parse(server.url().toString()) };
    return options;
}

/// Follows a generation to its end.
class Listener : public QObject
{
public:
    explicit Listener(std::unique_ptr<Generation> generation)
        : m_generation(std::move(generation))
    {
        Generation *g = m_generation.get();
        connect(g, &Generation::sentToEngine, this, [this] { ++sent; });
        connect(g, &Generation::thinking, this,
                [this](const QString &piece) { thinking += piece; });
        connect(g, &Generation::text, this, [this](const QString &piece) {
            text += piece;
            if (onText)
                onText();
        });
        connect(g, &Generation::finished, this, [this](const GenerationEnd &how) {
            ++ends;
            end = how;
        });
        connect(g, &Generation::failed, this, [this](const Error &why) {
            ++ends;
            error = why;
        });
    }
    Generation &generation() { return *m_generation; }
    void destroyGeneration() { m_generation.reset(); }
    QString code() const { return error ? codeName(error->code) : QString(); }

    QString thinking, text;
    int sent = 0;
    int ends = 0;
    std::optional<GenerationEnd> end;
    std::optional<Error> error;
    std::function<void()> onText;

private:
    std::unique_ptr<Generation> m_generation;
};

template <typename T> Result<T> waitFor(Future<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10000))
        qFatal("no answer");
    return future.result();
}

QSslConfiguration serverTls()
{
    const QString folder = QStringLiteral(LOKAL_TEST_DATA) + "/tls/"_L1;
    QFile key(folder + "localhost.key"_L1);
    if (!key.open(QIODevice::ReadOnly))
        qFatal("no key");
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(QSslCertificate::fromPath(folder + "localhost.crt"_L1));
    tls.setPrivateKey(QSslKey(&key, QSsl::Rsa));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    return tls;
}

/// A loopback port where nobody listens.
QUrl deserted()
{
    ReplayServer server;
    return server.url();
}

} // namespace

class TestOllamaGateway : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_server = std::make_unique<ReplayServer>(); }
    void cleanup() { m_server.reset(); }

    void passesOnRecordedAnswer();
    void passesOnThinking();
    void keepsTheConnectionToALocalEngine();
    void sendsLongRequestsOverNewConnections();
    void replacesAKeptConnectionThatDied();
    void understandsAnswerByteByByte_data();
    void understandsAnswerByteByByte();
    void sendsExactBytes();
    void asksForLessThinkingOnce_data();
    void asksForLessThinkingOnce();
    void refusalWithoutAnEndIsTold();
    void rawGoesToGenerate();
    void keepsPathPrefix();
    void faultsEndInError_u2_data();
    void faultsEndInError_u2();
    void lineAboveLimitEndsInProtocolError_u2();
    void cutAtEveryByteEndsOnce_u2();
    void errorBodyIsBounded_u2();
    void connectionLimit_u3();
    void firstTokenLimit_u3();
    void tokenLimit_u3();
    void slowTokensAreFine_u3();
    void cancelClosesConnection_u4_data();
    void cancelClosesConnection_u4();
    void cancelTwiceAndAfterEndIsFine_u4();
    void nobodyThereFailsLater_u4();
    void destroyingClosesConnection();
    void listenerMayDestroyWithinSignal();
    void cancelWithinSignalSaysNothingMore();
    void shortCallsAreAnsweredBesideManyStreams();
    void sameQuestionsAreAskedOnce();
    void shortCallsWaitBeforeTheirLimitsRun_u3();
    void slowLoadedListHoldsNothingUp();
    void foreignMembersAndHeadersStayOutside_u5();
    void unknownCertificateIsRefused_n7();
    void ownAuthorityIsTrusted_n7();
    void listsModelsWithLoaded();
    void listsModelsWithoutPs();
    void readsDetails();
    void missingModelIsNotInstalled();
    void probeJudgesServer_data();
    void probeJudgesServer();
    void probeTakesFirstReadyAddress();
    void failureChangesStatus();
    void successBringsTheStatusBack();
    void probeTellsOnlyWhereItEnds();
    void setAddressesReplacesServers();
    void destroyedGatewayAnswersCancelled();

private:
    std::unique_ptr<ReplayServer> m_server;
};

void TestOllamaGateway::passesOnRecordedAnswer()
{
    m_server->add(u"/api/chat"_s, ReplayServer::recorded(u"chat-warm"_s));
    OllamaGateway gateway(optionsFor(*m_server));
    Listener listener(gateway.generate(request()));
    QCOMPARE(listener.ends, 0);
    QTRY_COMPARE(listener.ends, 1);
    QVERIFY(listener.end);
    QCOMPARE(listener.sent, 1);
    QCOMPARE(listener.text, u"Good morning, Zoë.\n\nTwo <b>&amp;</b> lines"_s);
    QCOMPARE(listener.end->reason, u"stop"_s);
    QCOMPARE(listener.end->usage.completionTokens, std::optional<qint64>(11));
}

void TestOllamaGateway::keepsTheConnectionToALocalEngine()
{
    m_server->add(u"/api/chat"_s, ReplayServer::recorded(u"chat-warm"_s));
    OllamaGateway gateway(optionsFor(*m_server));
    for (int i = 0; i < 3; ++i) {
        Listener listener(gateway.generate(request()));
        QTRY_VERIFY(listener.end);
    }
    QCOMPARE(m_server->requests().size(), 3);
    QCOMPARE(m_server->connectionsEver(), 1);
}

void TestOllamaGateway::sendsLongRequestsOverNewConnections()
{
    m_server->add(u"/api/chat"_s, ReplayServer::recorded(u"chat-warm"_s));
    OllamaGateway gateway(optionsFor(*m_server));
    GenerationRequest longRequest = request();
    longRequest.messages.first().content = QString(20'000, u'x');
    for (const GenerationRequest &one : { request(), longRequest, longRequest, request() }) {
        Listener listener(gateway.generate(one));
        QTRY_VERIFY(listener.end);
    }
    QCOMPARE(m_server->requests().size(), 4);
    QCOMPARE(m_server->connectionsEver(), 3); // the short ones share theirs
    for (const auto &sent : m_server->requests())
        QCOMPARE(sent.headers.value("connection") == "close", sent.body.size() > 20'000);
}

void TestOllamaGateway::replacesAKeptConnectionThatDied()
{
    const ReplayAnswer good = ReplayServer::recorded(u"chat-warm"_s);
    ReplayAnswer gone = good; // what an engine does that was started anew meanwhile
    gone.cutAt = 0;
    gone.end = ReplayAnswer::End::Reset;
    m_server->add(u"/api/chat"_s, good);
    m_server->add(u"/api/chat"_s, gone);
    m_server->add(u"/api/chat"_s, good);
    OllamaGateway gateway(optionsFor(*m_server));
    for (int i = 0; i < 2; ++i) {
        Listener listener(gateway.generate(request()));
        QTRY_COMPARE(listener.ends, 1);
        QVERIFY(listener.end);
    }
    QCOMPARE(m_server->connectionsEver(), 2);
}

void TestOllamaGateway::passesOnThinking()
{
    m_server->add(u"/api/chat"_s, ReplayServer::recorded(u"think-true"_s));
    OllamaGateway gateway(optionsFor(*m_server));
    Listener listener(gateway.generate(request()));
    QTRY_COMPARE(listener.ends, 1);
    QVERIFY(listener.end);
    QVERIFY(!listener.thinking.isEmpty());
    QVERIFY(!listener.text.isEmpty());
}

void TestOllamaGateway::understandsAnswerByteByByte_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : { "chat-json-bytes-utf8", "think-length", "kill-runner",
                              "ctx-long-truncate-false", "chat-nonstream" })
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestOllamaGateway::understandsAnswerByteByByte()
{
    QFETCH(const QString, name);
    ReplayAnswer whole = ReplayServer::recorded(name);
    ReplayAnswer bytes = whole;
    bytes.chunks = QList<qsizetype>(bytes.bytes.size(), 1);
    m_server->add(u"/api/chat"_s, whole);
    m_server->add(u"/api/chat"_s, bytes);
    OllamaGateway gateway(optionsFor(*m_server));
    Listener first(gateway.generate(request()));
    QTRY_COMPARE(first.ends, 1);
    Listener second(gateway.generate(request()));
    QTRY_COMPARE(second.ends, 1);
    QCOMPARE(second.text, first.text);
    QCOMPARE(second.thinking, first.thinking);
    QCOMPARE(second.code(), first.code());
}

void TestOllamaGateway::sendsExactBytes()
{
    m_server->add(u"/api/chat"_s, ReplayServer::recorded(u"chat-warm"_s));
    OllamaGateway gateway(optionsFor(*m_server));
    Listener listener(gateway.generate(request()));
    QTRY_COMPARE(listener.ends, 1);
    const auto sent = m_server->requests();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.first().method, "POST"_ba);
    QCOMPARE(sent.first().body, ollamaRequest(request()).body);
    QCOMPARE(sent.first().headers.value("content-type"), "application/json"_ba);
    QVERIFY(!sent.first().headers.contains("origin"));
    QVERIFY(!sent.first().headers.contains("cookie"));
    QVERIFY(!sent.first().headers.contains("authorization"));
}

void TestOllamaGateway::asksForLessThinkingOnce_data()
{
    QTest::addColumn<Think>("asked");
    QTest::addColumn<QByteArray>("refusal");
    QTest::addColumn<QByteArray>("sentThen"); ///< empty: nothing
    const QByteArray level = R"(invalid think value: \"max\" (must be \"high\", \"medium\")";
    const QByteArray old = "think must be a boolean";
    const QByteArray never = R"(\"tiny\" does not support thinking)";
    QTest::newRow("the highest level") << Think::Max << level << QByteArray(R"("think":"high")");
    QTest::newRow("levels") << Think::Low << old << QByteArray(R"("think":true)");
    QTest::newRow("thinking") << Think::On << never << QByteArray(R"("stream":true)");
    QTest::newRow("a level of thinking") << Think::Max << never << QByteArray(R"("stream":true)");
    QTest::newRow("something else")
        << Think::Max << QByteArray("invalid model name") << QByteArray();
    QTest::newRow("not asked for") << Think::Off << never << QByteArray();
}

void TestOllamaGateway::asksForLessThinkingOnce()
{
    QFETCH(const Think, asked);
    QFETCH(const QByteArray, refusal);
    QFETCH(const QByteArray, sentThen);
    const ReplayAnswer no = ReplayServer::json(R"({"error":")" + refusal + R"("})", 400);
    m_server->add(u"/api/chat"_s, no);
    m_server->add(u"/api/chat"_s, ReplayServer::recorded(u"chat-warm"_s));
    m_server->add(u"/api/chat"_s, no);
    OllamaGateway gateway(optionsFor(*m_server));
    GenerationRequest thoughtful = request();
    thoughtful.parameters.think = asked;
    Listener listener(gateway.generate(thoughtful));
    QSignalSpy reduced(&listener.generation(), &Generation::thinkReduced);
    QTRY_COMPARE(listener.ends, 1);
    QCOMPARE(listener.end.has_value(), !sentThen.isEmpty());
    QCOMPARE(reduced.count(), sentThen.isEmpty() ? 0 : 1);
    QCOMPARE(m_server->requests().size(), sentThen.isEmpty() ? 1 : 2);
    QVERIFY(m_server->requests().last().body.contains(sentThen));
    if (sentThen.isEmpty())
        return;
    QCOMPARE(m_server->requests().last().body.contains("think"), sentThen.contains("think"));
    Listener refused(gateway.generate(thoughtful)); // both times
    QTRY_COMPARE(refused.ends, 1);
    QVERIFY(refused.error);
    QCOMPARE(m_server->requests().size(), 4);
}

void TestOllamaGateway::refusalWithoutAnEndIsTold()
{
    ReplayAnswer slow = ReplayServer::json(R"({"error":"no room"})", 500);
    slow.holdAt = slow.bytes.indexOf("room");
    m_server->add(u"/api/chat"_s, slow);
    OllamaOptions options = optionsFor(*m_server); // whose first token may take ten minutes
    options.limits.refusalTimeout = 0ms;
    OllamaGateway gateway(options);
    Listener listener(gateway.generate(request()));
    QTRY_COMPARE(listener.ends, 1);
    QVERIFY(listener.error);
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void TestOllamaGateway::rawGoesToGenerate()
{
    m_server->add(u"/api/generate"_s, ReplayServer::recorded(u"generate-raw"_s));
    OllamaGateway gateway(optionsFor(*m_server));
    GenerationRequest raw = request();
    raw.parameters.raw = true;
    Listener listener(gateway.generate(raw));
    QTRY_COMPARE(listener.ends, 1);
    QVERIFY(listener.end);
    QVERIFY(!listener.text.isEmpty());
}

void TestOllamaGateway::keepsPathPrefix()
{
    m_server->add(u"/ollama/api/chat"_s, ReplayServer::recorded(u"chat-warm"_s));
    OllamaOptions options;
    options.addresses = { *OllamaAddress::parse(m_server->url().toString() + "/ollama/"_L1) };
    OllamaGateway gateway(options);
    Listener listener(gateway.generate(request()));
    QTRY_COMPARE(listener.ends, 1);
    QVERIFY(listener.end);
}

void TestOllamaGateway::faultsEndInError_u2_data()
{
    using End = ReplayAnswer::End;
    QTest::addColumn<ReplayAnswer>("answer");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("text");
    const auto recorded = [](const char *name, const QString &code, const QString &text = {}) {
        QTest::newRow(name) << ReplayServer::recorded(QString::fromLatin1(name)) << code << text;
    };
    recorded("chat-think-unsupported", u"capability_missing"_s);
    recorded("err-chat-unknown", u"model_not_installed"_s);
    recorded("ctx-long-truncate-false", u"context_exceeded"_s);
    recorded("queue-full", u"engine_busy"_s);
    recorded("load-oddarch", u"engine_error"_s);
    recorded("route-trailing-slash", u"engine_protocol"_s);
    recorded("route-double-slash", u"engine_protocol"_s);
    recorded("route-unknown", u"engine_protocol"_s);
    recorded("host-refused", u"engine_error"_s);
    recorded("kill-runner", u"engine_error"_s, u" amber"_s);
    recorded("chat-same-nonstream", u"engine_protocol"_s, u"start"_s + u" again"_s.repeated(31));
    const auto made
        = [](const char *name, ReplayAnswer answer, const QString &code, const QString &text = {}) {
              QTest::newRow(name) << answer << code << text;
          };
    ReplayAnswer closed = ReplayServer::stream({ tokenLine("a") }, false);
    closed.end = End::Close;
    // When the last bytes and the close come together, Qt 6.4 sometimes takes the close for the
    // end.
    const QString eitherCode = u"engine_error|engine_protocol"_s;
    made("closed in the middle", closed, eitherCode, u"a"_s);
    closed.end = End::Reset;
    made("reset in the middle", closed, eitherCode, u"a"_s);
    ReplayAnswer silent;
    silent.end = End::Close;
    made("closed without an answer", silent, u"engine_error"_s);
    made("no last line", ReplayServer::stream({ tokenLine("a") }), u"engine_protocol"_s, u"a"_s);
    made("page", ReplayServer::json("<html>Welcome</html>"), u"engine_protocol"_s);
    made("not JSON in the middle", ReplayServer::stream({ tokenLine("a"), "oops" }),
         u"engine_protocol"_s, u"a"_s);
    made("error on the line of a token",
         ReplayServer::stream({ tokenLine("a"), tokenLine("b") + R"({"error":"remote failed"})" }),
         u"engine_error"_s, u"ab"_s);
    made("error glued to a token without an end",
         ReplayServer::json(tokenLine("a") + tokenLine("b") + R"( {"error":"remote failed"})"),
         u"engine_error"_s, u"ab"_s);
    made("error as only line", ReplayServer::stream({ R"({"error":"no"})" }), u"engine_error"_s);
}

void TestOllamaGateway::faultsEndInError_u2()
{
    QFETCH(const ReplayAnswer, answer);
    QFETCH(const QString, code);
    QFETCH(const QString, text);
    m_server->add(u"/api/chat"_s, answer);
    OllamaGateway gateway(optionsFor(*m_server));
    Listener listener(gateway.generate(request()));
    QTRY_COMPARE(listener.ends, 1);
    QVERIFY2(code.split(u'|').contains(listener.code()), qPrintable(listener.code()));
    QCOMPARE(listener.text, text);
}

void TestOllamaGateway::lineAboveLimitEndsInProtocolError_u2()
{
    ReplayAnswer endless;
    endless.bytes = "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n" + tokenLine("a")
        + "\n{\"message\":\"";
    endless.forEver = QByteArray(4096, 'x');
    m_server->add(u"/api/chat"_s, endless);
    OllamaOptions options = optionsFor(*m_server);
    options.maximumLine = 64 * 1024;
    OllamaGateway gateway(options);
    Listener listener(gateway.generate(request()));
    QTRY_COMPARE(listener.ends, 1);
    QCOMPARE(listener.code(), u"engine_protocol"_s);
    QCOMPARE(listener.text, u"a"_s);
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void TestOllamaGateway::cutAtEveryByteEndsOnce_u2()
{
    ReplayAnswer answer = ReplayServer::stream({ tokenLine("ab"), lastLine() });
    answer.end = ReplayAnswer::End::Close;
    const qsizetype lastLineEnd = answer.bytes.size() - 7; // "\r\n0\r\n\r\n"
    OllamaOptions options = optionsFor(*m_server);
    // Qt 6.4 does not always tell of a connection that ends inside what surrounds a chunk (its
    // size, the two bytes behind it); only the limits for silence catch that.
    options.limits.firstTokenTimeout = 1s;
    options.limits.tokenTimeout = 1s;
    OllamaGateway gateway(options);
    for (qsizetype cut = 0; cut <= answer.bytes.size(); ++cut) {
        answer.cutAt = cut;
        const QString path = u"/cut%1/api/chat"_s.arg(cut);
        m_server->add(path, answer);
        QVERIFY(
            gateway.setAddresses({ u"%1/cut%2"_s.arg(m_server->url().toString()).arg(cut) }).ok());
        Listener listener(gateway.generate(request()));
        QTRY_VERIFY2(listener.ends == 1, qPrintable(u"no end when cut at %1"_s.arg(cut)));
        if (cut >= lastLineEnd)
            QVERIFY2(listener.end, qPrintable(QString::number(cut)));
        else
            QVERIFY2(listener.error, qPrintable(QString::number(cut)));
        if (listener.error)
            QVERIFY2(QStringList({ u"engine_error"_s, u"engine_protocol"_s, u"engine_timeout"_s })
                         .contains(listener.code()),
                     qPrintable(u"%1 at %2"_s.arg(listener.code()).arg(cut)));
    }
}

void TestOllamaGateway::errorBodyIsBounded_u2()
{
    ReplayAnswer endless;
    endless.bytes = "HTTP/1.1 500 X\r\nContent-Type: application/json\r\n\r\n{\"error\":\"";
    endless.forEver = QByteArray(4096, 'x');
    m_server->add(u"/api/chat"_s, endless);
    OllamaGateway gateway(optionsFor(*m_server));
    Listener listener(gateway.generate(request()));
    QTRY_COMPARE(listener.ends, 1);
    QVERIFY(listener.error);
    QVERIFY(listener.error->detail.size() < 1000);
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void TestOllamaGateway::connectionLimit_u3()
{
    // An address from the range for documentation: packets to it get lost or are refused at once.
    OllamaOptions options;
    options.addresses = { *OllamaAddress::parse(u"192.0.2.1:9"_s) };
    options.limits.connectTimeout = 20ms;
    OllamaGateway gateway(options);
    Listener listener(gateway.generate(request()));
    QTRY_COMPARE(listener.ends, 1);
    QCOMPARE(listener.code(), u"engine_unreachable"_s);
    QCOMPARE(listener.sent, 0);
}

void TestOllamaGateway::firstTokenLimit_u3()
{
    ReplayAnswer held = ReplayServer::recorded(u"chat-warm"_s);
    held.holdAt = 0;
    m_server->add(u"/api/chat"_s, held);
    OllamaOptions options = optionsFor(*m_server);
    options.limits.firstTokenTimeout = 0s;
    OllamaGateway gateway(options);
    Listener listener(gateway.generate(request()));
    QTRY_COMPARE(listener.ends, 1);
    QCOMPARE(listener.code(), u"engine_timeout"_s);
    QCOMPARE(listener.sent, 1);
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void TestOllamaGateway::tokenLimit_u3()
{
    ReplayAnswer held = ReplayServer::stream({ tokenLine("a") }, false);
    held.holdAt = held.bytes.size();
    m_server->add(u"/api/chat"_s, held);
    OllamaOptions options = optionsFor(*m_server);
    options.limits.tokenTimeout = 0s;
    OllamaGateway gateway(options);
    Listener listener(gateway.generate(request()));
    QTRY_COMPARE(listener.ends, 1);
    QCOMPARE(listener.code(), u"engine_timeout"_s);
    QCOMPARE(listener.text, u"a"_s);
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void TestOllamaGateway::slowTokensAreFine_u3()
{
    ReplayAnswer held = ReplayServer::recorded(u"chat-warm"_s);
    held.holdAt = held.bytes.indexOf("morning");
    m_server->add(u"/api/chat"_s, held);
    OllamaOptions options = optionsFor(*m_server);
    options.limits.connectTimeout = 500ms; // must not count once the connection stands
    OllamaGateway gateway(options);
    Listener listener(gateway.generate(request()));
    QTRY_COMPARE(listener.text, u"Good"_s);
    m_server->release();
    QTRY_COMPARE(listener.ends, 1);
    QVERIFY(listener.end);
}

void TestOllamaGateway::cancelClosesConnection_u4_data()
{
    QTest::addColumn<qsizetype>("holdAt");
    QTest::newRow("while the model loads") << qsizetype(0);
    QTest::newRow("after the headers") << qsizetype(130);
    QTest::newRow("between tokens")
        << ReplayServer::recorded(u"chat-warm"_s).bytes.indexOf("morning");
}

void TestOllamaGateway::cancelClosesConnection_u4()
{
    QFETCH(const qsizetype, holdAt);
    ReplayAnswer held = ReplayServer::recorded(u"chat-warm"_s);
    held.holdAt = holdAt;
    m_server->add(u"/api/chat"_s, held);
    OllamaGateway gateway(optionsFor(*m_server));
    Listener listener(gateway.generate(request()));
    QTRY_COMPARE(m_server->requests().size(), 1);
    QTRY_COMPARE(listener.sent, 1);
    QCOMPARE(m_server->openConnections(), 1);
    listener.generation().cancel();
    QCOMPARE(listener.ends, 0); // never from inside cancel()
    QTRY_COMPARE(listener.ends, 1);
    QCOMPARE(listener.code(), u"cancelled"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->openConnections(), 0, 2000);
}

void TestOllamaGateway::cancelTwiceAndAfterEndIsFine_u4()
{
    m_server->add(u"/api/chat"_s, ReplayServer::recorded(u"chat-warm"_s));
    OllamaGateway gateway(optionsFor(*m_server));
    Listener cancelled(gateway.generate(request()));
    cancelled.generation().cancel();
    cancelled.generation().cancel();
    QTRY_COMPARE(cancelled.ends, 1);
    Listener whole(gateway.generate(request()));
    QTRY_COMPARE(whole.ends, 1);
    whole.generation().cancel();
    QCoreApplication::processEvents();
    QCOMPARE(whole.ends, 1);
    QCOMPARE(cancelled.ends, 1);
    QVERIFY(whole.end);
}

void TestOllamaGateway::nobodyThereFailsLater_u4()
{
    OllamaOptions options;
    options.addresses = { *OllamaAddress::parse(deserted().toString()) };
    OllamaGateway gateway(options);
    Listener listener(gateway.generate(request()));
    QCOMPARE(listener.ends, 0); // never from inside generate()
    QTRY_COMPARE(listener.ends, 1);
    QCOMPARE(listener.code(), u"engine_unreachable"_s);
    QCOMPARE(waitFor(gateway.models()).error().code, ErrorCode::EngineUnreachable);
    QCOMPARE(waitFor(gateway.probe())->condition, EngineCondition::Unreachable);
}

void TestOllamaGateway::destroyingClosesConnection()
{
    ReplayAnswer held = ReplayServer::recorded(u"chat-warm"_s);
    held.holdAt = 0;
    m_server->add(u"/api/chat"_s, held);
    OllamaGateway gateway(optionsFor(*m_server));
    Listener listener(gateway.generate(request()));
    QTRY_COMPARE(m_server->requests().size(), 1);
    listener.destroyGeneration();
    QTRY_COMPARE(m_server->openConnections(), 0);
    QCOMPARE(listener.ends, 0);
}

void TestOllamaGateway::listenerMayDestroyWithinSignal()
{
    m_server->add(u"/api/chat"_s, ReplayServer::recorded(u"chat-warm"_s));
    auto gateway = std::make_unique<OllamaGateway>(optionsFor(*m_server));
    Listener listener(gateway->generate(request()));
    listener.onText = [&] {
        gateway.reset();
        listener.destroyGeneration();
    };
    QTRY_COMPARE(listener.text, u"Good"_s);
    QTRY_COMPARE(m_server->openConnections(), 0);
    QCOMPARE(listener.ends, 0);
}

void TestOllamaGateway::cancelWithinSignalSaysNothingMore()
{
    ReplayAnswer burst = ReplayServer::recorded(u"chat-warm"_s);
    burst.chunks.clear();
    m_server->add(u"/api/chat"_s, burst);
    OllamaGateway gateway(optionsFor(*m_server));
    Listener listener(gateway.generate(request()));
    listener.onText = [&] { listener.generation().cancel(); };
    QTRY_COMPARE(listener.ends, 1);
    QCOMPARE(listener.code(), u"cancelled"_s);
    QCOMPARE(listener.text, u"Good"_s);
}

void TestOllamaGateway::shortCallsAreAnsweredBesideManyStreams()
{
    ReplayAnswer held = ReplayServer::recorded(u"chat-warm"_s);
    held.holdAt = held.bytes.indexOf("morning");
    m_server->add(u"/api/chat"_s, held);
    m_server->add(u"/api/version"_s, ReplayServer::recorded(u"version"_s));
    OllamaGateway gateway(optionsFor(*m_server));
    std::vector<std::unique_ptr<Listener>> listeners;
    for (int i = 0; i < 12; ++i)
        listeners.push_back(std::make_unique<Listener>(gateway.generate(request())));
    for (const auto &listener : listeners)
        QTRY_COMPARE(listener->text, u"Good"_s); // all twelve run at once
    QCOMPARE(waitFor(gateway.probe())->condition, EngineCondition::Ready);
    m_server->release();
    for (const auto &listener : listeners) {
        QTRY_COMPARE(listener->ends, 1);
        QVERIFY(listener->end);
    }
}

void TestOllamaGateway::sameQuestionsAreAskedOnce()
{
    ReplayAnswer held = ReplayServer::recorded(u"tags-models"_s);
    held.holdAt = 0;
    m_server->add(u"/api/tags"_s, held);
    m_server->add(u"/api/ps"_s, ReplayServer::recorded(u"ps-loaded"_s));
    m_server->add(u"/api/show"_s, ReplayServer::recorded(u"show-tiny-think"_s));
    OllamaGateway gateway(optionsFor(*m_server));
    QList<Future<QList<Model>>> lists;
    QList<Future<Model>> details;
    for (int i = 0; i < 20; ++i) {
        lists.append(gateway.models());
        details.append(gateway.details(u"tiny-think"_s));
    }
    for (const auto &one : std::as_const(details))
        QVERIFY(waitFor(one).ok());
    m_server->release();
    for (const auto &one : std::as_const(lists))
        QVERIFY(waitFor(one).ok());
    QCOMPARE(m_server->requests().size(), 3);
}

void TestOllamaGateway::shortCallsWaitBeforeTheirLimitsRun_u3()
{
    ReplayAnswer held = ReplayServer::recorded(u"show-tiny-think"_s);
    held.holdAt = 0;
    m_server->add(u"/api/show"_s, held);
    m_server->add(u"/api/version"_s, ReplayServer::recorded(u"version"_s));
    OllamaGateway gateway(optionsFor(*m_server));
    QList<Future<Model>> details;
    for (int i = 0; i < 12; ++i)
        details.append(gateway.details(QString::number(i)));
    QTRY_COMPARE(m_server->requests().size(), 5);
    // The look at the engine goes past them, and says that it is there.
    QCOMPARE(waitFor(gateway.probe())->condition, EngineCondition::Ready);
    QCOMPARE(m_server->requestsTo(u"/api/show"_s).size(), 5); // no limit runs for the others yet
    m_server->release();
    for (const auto &one : std::as_const(details))
        QVERIFY(waitFor(one).ok());
    QCOMPARE(gateway.status().condition, EngineCondition::Ready);
}

void TestOllamaGateway::slowLoadedListHoldsNothingUp()
{
    m_server->add(u"/api/tags"_s, ReplayServer::recorded(u"tags-models"_s));
    m_server->add(u"/api/ps"_s, ReplayServer::recorded(u"ps-loaded"_s));
    ReplayAnswer held = ReplayServer::recorded(u"ps-loaded"_s);
    held.holdAt = 0;
    m_server->add(u"/api/ps"_s, held);
    OllamaOptions options = optionsFor(*m_server);
    options.loadedTimeout = 20ms;
    OllamaGateway gateway(options);
    const auto first = waitFor(gateway.models());
    QVERIFY(first.ok());
    QCOMPARE(*waitFor(gateway.models()), *first); // with what was loaded before
}

void TestOllamaGateway::foreignMembersAndHeadersStayOutside_u5()
{
    ReplayAnswer answer = ReplayServer::stream(
        { R"({"event":"evil","data":"x","message":{"content":"a","tool_calls":[{"function":{"name":"f","arguments":{}}}]},"done":false})",
          lastLine() });
    answer.bytes.replace("\r\nContent-Type", "\r\nX-Evil: 1\r\nSet-Cookie: a=b\r\nContent-Type");
    m_server->add(u"/api/chat"_s, answer);
    OllamaGateway gateway(optionsFor(*m_server));
    for (int i = 0; i < 2; ++i) {
        Listener listener(gateway.generate(request()));
        QTRY_COMPARE(listener.ends, 1);
        QVERIFY(listener.end);
        QCOMPARE(listener.text, u"a"_s);
    }
    QVERIFY(!m_server->requests().last().headers.contains("cookie"));
}

void TestOllamaGateway::unknownCertificateIsRefused_n7()
{
    m_server->useTls(serverTls());
    m_server->add(u"/api/chat"_s, ReplayServer::recorded(u"chat-warm"_s));
    OllamaGateway gateway(optionsFor(*m_server));
    Listener listener(gateway.generate(request()));
    QTRY_COMPARE(listener.ends, 1);
    QCOMPARE(listener.code(), u"engine_unreachable"_s);
    QVERIFY(m_server->requests().isEmpty());
}

void TestOllamaGateway::ownAuthorityIsTrusted_n7()
{
    m_server->useTls(serverTls());
    m_server->add(u"/api/chat"_s, ReplayServer::recorded(u"chat-warm"_s));
    OllamaOptions options = optionsFor(*m_server);
    options.caFile = QStringLiteral(LOKAL_TEST_DATA) + "/tls/localhost.crt"_L1;
    OllamaGateway gateway(options);
    Listener listener(gateway.generate(request()));
    QTRY_COMPARE(listener.ends, 1);
    QVERIFY2(listener.end, listener.error ? qPrintable(listener.error->detail) : "");
}

void TestOllamaGateway::listsModelsWithLoaded()
{
    m_server->add(u"/api/tags"_s, ReplayServer::recorded(u"tags-models"_s));
    m_server->add(u"/api/ps"_s, ReplayServer::recorded(u"ps-loaded"_s));
    OllamaGateway gateway(optionsFor(*m_server));
    const auto models = waitFor(gateway.models());
    QVERIFY(models.ok());
    QStringList loaded;
    for (const Model &model : *models) {
        if (model.loaded)
            loaded.append(model.name);
    }
    QCOMPARE(loaded, QStringList { u"tiny-chat:latest"_s });
    QVERIFY(models->size() > 5);
}

void TestOllamaGateway::listsModelsWithoutPs()
{
    m_server->add(u"/api/tags"_s, ReplayServer::recorded(u"tags-models"_s));
    OllamaGateway gateway(optionsFor(*m_server));
    QVERIFY(waitFor(gateway.models()).ok());
    m_server->add(u"/api/tags"_s, ReplayServer::recorded(u"root-get"_s));
    QTRY_COMPARE(waitFor(gateway.models()).ok(), false);
    QCOMPARE(waitFor(gateway.models()).error().code, ErrorCode::EngineProtocol);
}

void TestOllamaGateway::readsDetails()
{
    m_server->add(u"/api/show"_s, ReplayServer::recorded(u"show-tiny-think"_s));
    OllamaGateway gateway(optionsFor(*m_server));
    const auto model = waitFor(gateway.details(u"tiny-think"_s));
    QVERIFY(model.ok());
    QVERIFY(model->capabilities && model->capabilities->contains("thinking"_L1));
    const QByteArray body = R"({"model":"tiny-think"})";
    QCOMPARE(m_server->requests().first().body, body);
}

void TestOllamaGateway::missingModelIsNotInstalled()
{
    m_server->add(u"/api/show"_s, ReplayServer::recorded(u"show-unknown"_s));
    OllamaGateway gateway(optionsFor(*m_server));
    const auto model = waitFor(gateway.details(u"nope"_s));
    QVERIFY(!model.ok());
    QCOMPARE(model.error().code, ErrorCode::ModelNotInstalled);
    QCOMPARE(model.error().args.value(u"model"_s).toString(), u"nope"_s);
}

void TestOllamaGateway::probeJudgesServer_data()
{
    QTest::addColumn<ReplayAnswer>("version");
    QTest::addColumn<QString>("root");
    QTest::addColumn<EngineCondition>("condition");
    QTest::addColumn<bool>("outdated");
    using enum EngineCondition;
    const auto versionIs = [](const QByteArray &text) {
        return ReplayServer::json("{\"version\":\"" + text + "\"}");
    };
    const auto row = [](const char *name, const ReplayAnswer &version, const QString &root,
                        EngineCondition condition, bool outdated) {
        QTest::newRow(name) << version << root << condition << outdated;
    };
    row("recorded", ReplayServer::recorded(u"version"_s), {}, Ready, false);
    row("development", versionIs("0.0.0"), {}, Ready, false);
    row("oldest without notice", versionIs("0.12.4"), {}, Ready, false);
    row("outdated", versionIs("0.12.3-rc1"), {}, Ready, true);
    row("oldest possible", versionIs("0.5.0"), {}, Ready, true);
    row("too old", versionIs("0.4.9"), {}, TooOld, true);
    row("before versions", ReplayServer::recorded(u"route-unknown"_s), u"root-get"_s, TooOld,
        false);
    row("another server", ReplayServer::recorded(u"route-unknown"_s), u"route-unknown"_s,
        NotAnEngine, false);
    row("foreign JSON", ReplayServer::json("{\"a\":1}"), u"route-unknown"_s, NotAnEngine, false);
    row("redirect", ReplayServer::recorded(u"route-trailing-slash"_s), u"route-unknown"_s,
        NotAnEngine, false);
}

void TestOllamaGateway::probeJudgesServer()
{
    QFETCH(const ReplayAnswer, version);
    QFETCH(const QString, root);
    QFETCH(const EngineCondition, condition);
    QFETCH(const bool, outdated);
    m_server->add(u"/api/version"_s, version);
    if (!root.isEmpty())
        m_server->add(u"/"_s, ReplayServer::recorded(root));
    OllamaGateway gateway(optionsFor(*m_server));
    QSignalSpy changed(&gateway, &ModelEngine::statusChanged);
    QCOMPARE(gateway.status().condition, EngineCondition::Unknown);
    const auto status = waitFor(gateway.probe());
    QVERIFY(status.ok());
    QCOMPARE(status->condition, condition);
    QCOMPARE(status->outdated, outdated);
    QCOMPARE(status->address, m_server->url().toString());
    QCOMPARE(gateway.status(), *status);
    QCOMPARE(changed.count(), 1);
}

void TestOllamaGateway::probeTakesFirstReadyAddress()
{
    m_server->add(u"/api/version"_s, ReplayServer::recorded(u"version"_s));
    m_server->add(u"/api/tags"_s, ReplayServer::recorded(u"tags-models"_s));
    OllamaOptions options = optionsFor(*m_server);
    options.addresses.prepend(*OllamaAddress::parse(deserted().toString()));
    OllamaGateway gateway(options);
    const auto status = waitFor(gateway.probe());
    QCOMPARE(status->condition, EngineCondition::Ready);
    QCOMPARE(status->address, m_server->url().toString());
    QVERIFY(waitFor(gateway.models()).ok());
    m_server->stop();
    QCOMPARE(waitFor(gateway.probe())->condition, EngineCondition::Unreachable);
    QCOMPARE(gateway.status().address, options.addresses.first().text());
}

void TestOllamaGateway::failureChangesStatus()
{
    m_server->add(u"/api/version"_s, ReplayServer::recorded(u"version"_s));
    OllamaGateway gateway(optionsFor(*m_server));
    QCOMPARE(waitFor(gateway.probe())->condition, EngineCondition::Ready);
    m_server->stop();
    QSignalSpy changed(&gateway, &ModelEngine::statusChanged);
    Listener listener(gateway.generate(request()));
    QTRY_COMPARE(listener.ends, 1);
    QCOMPARE(listener.code(), u"engine_unreachable"_s);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(gateway.status().condition, EngineCondition::Unreachable);
}

void TestOllamaGateway::successBringsTheStatusBack()
{
    m_server->add(u"/api/version"_s, ReplayServer::recorded(u"version"_s));
    m_server->add(u"/api/tags"_s, ReplayServer::recorded(u"tags-models"_s));
    OllamaGateway gateway(optionsFor(*m_server));
    QCOMPARE(waitFor(gateway.probe())->condition, EngineCondition::Ready);
    const EngineStatus before = gateway.status();
    m_server->stop();
    QVERIFY(!waitFor(gateway.models()).ok());
    QCOMPARE(gateway.status().condition, EngineCondition::Unreachable);
    m_server->restart();
    QVERIFY(waitFor(gateway.models()).ok());
    QCOMPARE(gateway.status(), before);
}

void TestOllamaGateway::probeTellsOnlyWhereItEnds()
{
    m_server->add(u"/api/version"_s, ReplayServer::recorded(u"version"_s));
    OllamaOptions options = optionsFor(*m_server);
    options.addresses.prepend(*OllamaAddress::parse(deserted().toString()));
    OllamaGateway gateway(options);
    QCOMPARE(waitFor(gateway.probe())->condition, EngineCondition::Ready);
    QSignalSpy changed(&gateway, &ModelEngine::statusChanged);
    QCOMPARE(waitFor(gateway.probe())->condition, EngineCondition::Ready);
    QCOMPARE(changed.count(), 0);
}

void TestOllamaGateway::setAddressesReplacesServers()
{
    m_server->add(u"/api/version"_s, ReplayServer::recorded(u"version"_s));
    OllamaOptions options;
    options.addresses = { *OllamaAddress::parse(deserted().toString()) };
    OllamaGateway gateway(options);
    QCOMPARE(waitFor(gateway.probe())->condition, EngineCondition::Unreachable);
    QCOMPARE(gateway.setAddresses({ u"ftp://x"_s }).error().code, ErrorCode::InvalidField);
    QCOMPARE(gateway.status().condition, EngineCondition::Unreachable);
    const QString nobody = deserted().toString();
    QVERIFY(gateway.setAddresses({ nobody, m_server->url().toString() }).ok());
    QCOMPARE(gateway.status().condition, EngineCondition::Unknown);
    QCOMPARE(waitFor(gateway.probe())->condition, EngineCondition::Ready);
}

void TestOllamaGateway::destroyedGatewayAnswersCancelled()
{
    ReplayAnswer held = ReplayServer::recorded(u"tags-models"_s);
    held.holdAt = 0;
    m_server->add(u"/api/tags"_s, held);
    m_server->add(u"/api/version"_s, held);
    auto gateway = std::make_unique<OllamaGateway>(optionsFor(*m_server));
    auto models = gateway->models();
    auto probe = gateway->probe();
    QTRY_COMPARE(m_server->requests().size(), 2);
    gateway.reset();
    QVERIFY(models.isFinished());
    QCOMPARE(models.result().error().code, ErrorCode::Cancelled);
    QVERIFY(probe.isFinished());
    QTRY_COMPARE(m_server->openConnections(), 0);
}

QTEST_GUILESS_MAIN(TestOllamaGateway)
#include "tst_ollamagateway.moc"
