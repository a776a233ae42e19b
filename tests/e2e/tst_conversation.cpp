#include "tests/e2e/support/apiclient.h"
#include "tests/e2e/support/enginethread.h"
#include "tests/e2e/support/serverprocess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace lokal::test;

namespace {

QByteArray number(qint64 value)
{
    return QByteArray::number(value);
}

demo::Script script(const QByteArray &steps, bool repeat = false)
{
    QString problem;
    const auto parsed = demo::Script::parse(
        "{\"steps\":[" + steps + "],\"repeat_last\":" + (repeat ? "true" : "false") + '}',
        &problem);
    if (!parsed)
        qFatal("%s", qPrintable(problem));
    return *parsed;
}

} // namespace

/// The first whole path over HTTP: register, chat, stop, resume, branch, restart.
class TestConversation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void streamsAnAnswerAndKeepsIt();
    void answersWithoutAStream();
    void stopKeepsWhatCame();
    void stopWorksBeforeTheFirstToken();
    void secondMessageWhileOneRunsIsRefused();
    void placesOfStreamsAreFreeAtTheirEnd_l1();
    void headHasNoBodyOnStreams_h6();
    void resumesAfterAnyEvent_s3();
    void leavingStopsTheAnswerUnlessSomebodyFollows_s3();
    void regenerateAndEditMakeSiblings();
    void continueJoinsTheText();
    void engineFaultsBecomeErrorEvents_data();
    void engineFaultsBecomeErrorEvents();
    void theUsersMessageSurvivesAnUnreachableEngine_u1();
    void parametersReachTheEngineAndSchemaKeepsItsOrder();
    void rawSendsOnlyTheMessage();
    void contextIsNeverCutSilently();
    void somebodyElsesIdsAreNotFound_z1_z2();
    void queueIsVisible_l2();
    void idempotencyKeyGivesTheFirstResult_h12();
};

void TestConversation::streamsAnAnswerAndKeepsIt()
{
    EngineThread engine(script(
        R"({"expect":"hello","thinking":["Let ","me ","see."],"reply":["Good"," day",", ","Zoë 🦊"]})"));
    ServerProcess server;
    QVERIFY(server.start({ u"--ollama-url"_s, engine.url() }));
    ApiClient client(server.url());
    const QJsonObject user = client.registerUser(u"anna"_s);
    QCOMPARE(user[u"permissions"_s].toString(), u"admin,user"_s);
    const qint64 session = client.makeSession(u"lokal-demo"_s, { { u"think"_s, true } });
    QVERIFY(session > 0);
    SseStream stream(server.url(),
                     client.requestBytes("POST", "/sessions/" + number(session) + "/messages",
                                         R"({"content":"hello"})"));
    QVERIFY(stream.waitForEnd());
    QVERIFY(stream.endedProperly());
    QCOMPARE(stream.status(), 200);
    QCOMPARE(stream.events().first().name, QByteArray("message.start"));
    QCOMPARE(stream.thinking(), u"Let me see."_s);
    QCOMPARE(stream.text(), u"Good day, Zoë 🦊"_s);
    const SseEvent last = stream.last();
    QCOMPARE(last.name, QByteArray("done"));
    QCOMPARE(last.data[u"status"_s].toString(), u"completed"_s);
    QCOMPARE(last.data[u"reason"_s].toString(), u"stop"_s);
    const QJsonObject message = last.data[u"message"_s].toObject();
    QCOMPARE(message[u"state"_s].toString(), u"complete"_s);
    QCOMPARE(message[u"content"_s].toString(), stream.text());
    QCOMPARE(message[u"tokens"_s].toInteger(), 8);
    QVERIFY(last.data[u"usage"_s][u"first_token_ms"_s].toInteger(-1) >= 0);
    qint64 previous = 0;
    for (const SseEvent &event : stream.events()) {
        const QByteArray prefix = number(message[u"message_id"_s].toInteger()) + '-';
        QVERIFY2(event.id.startsWith(prefix), event.id.constData());
        const qint64 n = event.id.mid(prefix.size()).toLongLong();
        QVERIFY(n > previous);
        previous = n;
    }
    const QJsonObject stored = client.get("/sessions/" + number(session) + "/messages").json();
    QCOMPARE(stored[u"total"_s].toInteger(), 2);
    QCOMPARE(stored[u"items"_s][0][u"content"_s].toString(), u"hello"_s);
    QCOMPARE(stored[u"items"_s][1].toObject(), message);
    QCOMPARE(client.get("/sessions/" + number(session)).json()[u"name"_s].toString(), u"hello"_s);
    QCOMPARE(client.get("/sessions/" + number(session) + "/events").status, 204);
}

void TestConversation::answersWithoutAStream()
{
    EngineThread engine(script(R"({"reply":"All in one."},{"status":500,"error":"out of luck"})"));
    ServerProcess server;
    QVERIFY(server.start({ u"--ollama-url"_s, engine.url() }));
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const QByteArray path = "/sessions/" + number(client.makeSession()) + "/messages";
    const Response answer = client.post(path, { { u"content"_s, u"x"_s }, { u"stream"_s, false } });
    QCOMPARE(answer.status, 201);
    QCOMPARE(answer.json()[u"message"_s][u"content"_s].toString(), u"All in one."_s);
    QCOMPARE(answer.json()[u"user_message"_s][u"content"_s].toString(), u"x"_s);
    const Response failed = client.post(path, { { u"content"_s, u"y"_s }, { u"stream"_s, false } });
    QCOMPARE(failed.status, 502);
    QCOMPARE(failed.code(), u"engine_error"_s);
    QCOMPARE(failed.json()[u"message"_s][u"state"_s].toString(), u"error"_s);
}

void TestConversation::stopKeepsWhatCame()
{
    EngineThread engine(script(R"({"reply":["one "," two "," three"],"fault":"hang"})"));
    ServerProcess server;
    QVERIFY(server.start({ u"--ollama-url"_s, engine.url() }));
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const QByteArray session = number(client.makeSession());
    SseStream stream(server.url(),
                     client.requestBytes("POST", "/sessions/" + session + "/messages",
                                         R"({"content":"count"})"));
    QVERIFY(stream.waitForEvent("token", 1));
    QTRY_COMPARE(stream.text(), u"one  two  three"_s);
    const Response stopped = client.request("POST", "/sessions/" + session + "/stop");
    QCOMPARE(stopped.status, 200);
    QCOMPARE(stopped.json()[u"message"_s][u"state"_s].toString(), u"stopped"_s);
    QVERIFY(stream.waitForEnd());
    QCOMPARE(stream.last().data[u"reason"_s].toString(), u"user"_s);
    QCOMPARE(stream.last().data[u"message"_s][u"content"_s].toString(), u"one  two  three"_s);
    QTRY_COMPARE(engine.abandoned(), 1); // the engine's connection was closed
    QVERIFY(client.request("POST", "/sessions/" + session + "/stop").json()[u"message"_s].isNull());
}

void TestConversation::stopWorksBeforeTheFirstToken()
{
    EngineThread engine(script(R"({"fault":"hang"})"));
    ServerProcess server;
    QVERIFY(server.start({ u"--ollama-url"_s, engine.url() }));
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const QByteArray session = number(client.makeSession());
    SseStream stream(
        server.url(),
        client.requestBytes("POST", "/sessions/" + session + "/messages", R"({"content":"x"})"));
    QVERIFY(stream.waitForEvent("message.start"));
    QCOMPARE(client.request("POST", "/sessions/" + session + "/stop").status, 200);
    QVERIFY(stream.waitForEnd());
    QCOMPARE(stream.last().name, QByteArray("done"));
    QTRY_COMPARE(engine.connections() <= 1, true); // at most the one for short calls
}

void TestConversation::secondMessageWhileOneRunsIsRefused()
{
    EngineThread engine(script(R"({"reply":"x","fault":"hang"})"));
    ServerProcess server;
    QVERIFY(server.start({ u"--ollama-url"_s, engine.url() }));
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const QByteArray session = number(client.makeSession());
    SseStream stream(
        server.url(),
        client.requestBytes("POST", "/sessions/" + session + "/messages", R"({"content":"x"})"));
    QVERIFY(stream.waitForEvent("message.start"));
    const Response second
        = client.post("/sessions/" + session + "/messages", { { u"content"_s, u"y"_s } });
    QCOMPARE(second.status, 409);
    QCOMPARE(second.code(), u"already_generating"_s);
    const qint64 answer = stream.events().first().data[u"message"_s][u"message_id"_s].toInteger();
    QCOMPARE(client.del("/messages/" + number(answer)).status, 409);
    QCOMPARE(client.request("POST", "/sessions/" + session + "/stop").status, 200);
    QVERIFY(stream.waitForEnd());
}

void TestConversation::placesOfStreamsAreFreeAtTheirEnd_l1()
{
    EngineThread engine(script(R"({"reply":"Yes."})", true));
    ServerProcess server;
    QVERIFY(server.start({ u"--ollama-url"_s, engine.url() }));
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const QByteArray path = "/sessions/" + number(client.makeSession()) + "/messages";
    for (int i = 0; i < 10; ++i) {
        SseStream stream(server.url(), client.requestBytes("POST", path, R"({"content":"a"})"));
        QVERIFY(stream.waitForEnd());
        QCOMPARE(stream.last().name, QByteArray("done"));
        QCOMPARE(client.request("POST", path, R"({"content":"b","stream":false})").status, 201);
    }
}

void TestConversation::headHasNoBodyOnStreams_h6()
{
    EngineThread engine(script(R"({"reply":["a","b","c"]})"), 2);
    ServerProcess server;
    QVERIFY(server.start({ u"--ollama-url"_s, engine.url() }));
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const QByteArray path = "/sessions/" + number(client.makeSession());
    SseStream stream(server.url(),
                     client.requestBytes("POST", path + "/messages", R"({"content":"hi"})"));
    QVERIFY(stream.waitForEvent("token"));
    SseStream head(server.url(), client.requestBytes("HEAD", path + "/events", std::nullopt));
    QVERIFY(head.waitForEnd());
    QCOMPARE(head.status(), 200);
    QVERIFY(head.events().isEmpty() && head.body().isEmpty());
    QVERIFY(!stream.hasEnded());
}

void TestConversation::resumesAfterAnyEvent_s3()
{
    QByteArray pieces;
    for (int i = 0; i < 40; ++i)
        pieces += (i ? ",\"" : "\"") + number(i) + " \"";
    EngineThread engine(
        script("{\"thinking\":[\"a\",\"b\"],\"reply\":[" + pieces + "],\"fault\":\"hang\"}"));
    ServerProcess server;
    QVERIFY(server.start({ u"--ollama-url"_s, engine.url() }));
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const QByteArray session = number(client.makeSession());
    SseStream first(
        server.url(),
        client.requestBytes("POST", "/sessions/" + session + "/messages", R"({"content":"x"})"));
    QTRY_VERIFY(first.text().endsWith(u"39 "_s));
    for (const SseEvent &from : first.events()) {
        SseStream resumed(server.url(),
                          client.requestBytes("GET", "/sessions/" + session + "/events",
                                              std::nullopt, { { "Last-Event-ID", from.id } }));
        QString before;
        for (const SseEvent &event : first.events()) {
            if (event.name == "token")
                before += event.data[u"text"_s].toString();
            if (event.id == from.id)
                break;
        }
        const QString all = first.text();
        QTRY_COMPARE(before + resumed.text(), all);
    }
    SseStream fromStart(
        server.url(), client.requestBytes("GET", "/sessions/" + session + "/events", std::nullopt));
    QTRY_COMPARE(fromStart.text(), first.text());
    QCOMPARE(client
                 .request("GET", "/sessions/" + session + "/events", std::nullopt,
                          { { "Last-Event-ID", "999999-1" } })
                 .status,
             404);
    QCOMPARE(client.request("POST", "/sessions/" + session + "/stop").status, 200);
    QVERIFY(first.waitForEnd());
    QVERIFY(fromStart.waitForEnd());
    QCOMPARE(fromStart.last().name, QByteArray("done"));
}

void TestConversation::leavingStopsTheAnswerUnlessSomebodyFollows_s3()
{
    EngineThread engine(script(R"({"reply":"x","fault":"hang"})", true));
    ServerProcess server;
    server.setEnvironment(u"LOKAL_AI_REQUESTS_PER_MINUTE"_s, u"100000"_s);
    QVERIFY(server.start({ u"--ollama-url"_s, engine.url() }));
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const QByteArray left = number(client.makeSession()), followed = number(client.makeSession());
    SseStream one(
        server.url(),
        client.requestBytes("POST", "/sessions/" + left + "/messages", R"({"content":"x"})"));
    SseStream two(
        server.url(),
        client.requestBytes("POST", "/sessions/" + followed + "/messages", R"({"content":"x"})"));
    QVERIFY(one.waitForEvent("token"));
    QVERIFY(two.waitForEvent("token"));
    SseStream follower(
        server.url(),
        client.requestBytes("GET", "/sessions/" + followed + "/events", std::nullopt));
    QVERIFY(follower.waitForEvent("message.start"));
    one.hangUp();
    two.hangUp();
    const auto stateOf = [&](const QByteArray &session) {
        return client.get("/sessions/" + session + "/messages")
            .json()[u"items"_s][1][u"state"_s]
            .toString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(left), u"stopped"_s, 30000);
    QCOMPARE(stateOf(followed), u"streaming"_s);
    QCOMPARE(client.request("POST", "/sessions/" + followed + "/stop").status, 200);
    QVERIFY(follower.waitForEnd());
}

void TestConversation::regenerateAndEditMakeSiblings()
{
    EngineThread engine(
        script(R"({"reply":"first"},{"reply":"second"},{"expect":"changed","reply":"third"})"));
    ServerProcess server;
    QVERIFY(server.start({ u"--ollama-url"_s, engine.url() }));
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const QByteArray session = number(client.makeSession());
    const QJsonObject turn = client
                                 .post("/sessions/" + session + "/messages",
                                       { { u"content"_s, u"question"_s }, { u"stream"_s, false } })
                                 .json();
    const qint64 answer = turn[u"message"_s][u"message_id"_s].toInteger();
    const qint64 question = turn[u"user_message"_s][u"message_id"_s].toInteger();
    const Response again
        = client.post("/messages/" + number(answer) + "/regenerate", { { u"stream"_s, false } });
    QCOMPARE(again.status, 201);
    QCOMPARE(again.json()[u"message"_s][u"content"_s].toString(), u"second"_s);
    QCOMPARE(again.json()[u"message"_s][u"sibling_ids"_s].toArray().size(), 2);
    const Response edited = client.put(
        "/messages/" + number(question),
        { { u"content"_s, u"changed question"_s }, { u"run"_s, true }, { u"stream"_s, false } });
    QCOMPARE(edited.status, 201);
    QCOMPARE(edited.json()[u"message"_s][u"content"_s].toString(), u"third"_s);
    const QJsonArray path
        = client.get("/sessions/" + session + "/messages").json()[u"items"_s].toArray();
    QCOMPARE(path.size(), 2);
    QCOMPARE(path[0][u"content"_s].toString(), u"changed question"_s);
    QCOMPARE(path[0][u"sibling_ids"_s].toArray().size(), 2);
    // Back to the first branch: nothing was overwritten.
    QCOMPARE(client.put("/sessions/" + session, { { u"active_message_id"_s, answer } }).status,
             200);
    const QJsonArray old
        = client.get("/sessions/" + session + "/messages").json()[u"items"_s].toArray();
    QCOMPARE(old[0][u"content"_s].toString(), u"question"_s);
    QCOMPARE(old[1][u"content"_s].toString(), u"first"_s);
    const Response fork
        = client.post("/sessions/" + session + "/fork", { { u"message_id"_s, answer } });
    QCOMPARE(fork.status, 201);
    const QByteArray copy = number(fork.json()[u"session_id"_s].toInteger());
    QCOMPARE(client.get("/sessions/" + copy + "/messages").json()[u"total"_s].toInteger(), 2);
}

void TestConversation::continueJoinsTheText()
{
    EngineThread engine(
        script(R"({"reply":"Once upon","done_reason":"length"},{"reply":" a time."})"));
    ServerProcess server;
    QVERIFY(server.start({ u"--ollama-url"_s, engine.url() }));
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const QByteArray session = number(client.makeSession());
    const QJsonObject turn = client
                                 .post("/sessions/" + session + "/messages",
                                       { { u"content"_s, u"tell"_s }, { u"stream"_s, false } })
                                 .json();
    const qint64 answer = turn[u"message"_s][u"message_id"_s].toInteger();
    const Response more
        = client.post("/messages/" + number(answer) + "/continue", { { u"stream"_s, false } });
    QCOMPARE(more.status, 201);
    QCOMPARE(more.json()[u"message"_s][u"content"_s].toString(), u"Once upon a time."_s);
    QCOMPARE(client.get("/messages/" + number(answer)).json()[u"content"_s].toString(),
             u"Once upon"_s);
}

void TestConversation::engineFaultsBecomeErrorEvents_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("text");
    QTest::newRow("status 500") << QByteArray(R"({"status":500,"error":"boom"})")
                                << u"engine_error"_s << QString();
    QTest::newRow("model gone") << QByteArray(
        R"({"status":404,"error":"model 'lokal-demo' not found"})")
                                << u"model_not_installed"_s << QString();
    QTest::newRow("queue full") << QByteArray(
        R"({"status":503,"error":"server busy, please try again.  maximum pending requests exceeded"})")
                                << u"engine_busy"_s << QString();
    QTest::newRow("error line") << QByteArray(
        R"({"reply":["a","b"],"fault":"error_line","error":"the runner died"})")
                                << u"engine_error"_s << u"ab"_s;
    // Qt 6.4 hides a close between two chunks: the answer then just has no end.
    QTest::newRow("cut") << QByteArray(R"({"reply":["a","b","c"],"fault":"cut"})")
                         << u"engine_error engine_protocol"_s << u"abc"_s;
    QTest::newRow("no done") << QByteArray(R"({"reply":["a"],"fault":"end_without_done"})")
                             << u"engine_protocol"_s << u"a"_s;
    QTest::newRow("garbage") << QByteArray(R"({"reply":["a"],"fault":"garbage"})")
                             << u"engine_protocol"_s << u"a"_s;
}

void TestConversation::engineFaultsBecomeErrorEvents()
{
    QFETCH(QByteArray, step);
    QFETCH(QString, code);
    QFETCH(QString, text);
    EngineThread engine(script(step));
    ServerProcess server;
    QVERIFY(server.start({ u"--ollama-url"_s, engine.url() }));
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const QByteArray session = number(client.makeSession());
    SseStream stream(
        server.url(),
        client.requestBytes("POST", "/sessions/" + session + "/messages", R"({"content":"x"})"));
    QVERIFY(stream.waitForEnd());
    QCOMPARE(stream.last().name, QByteArray("error"));
    QVERIFY2(code.split(u' ').contains(stream.last().data[u"code"_s].toString()),
             qPrintable(stream.last().data[u"code"_s].toString()));
    QVERIFY(!stream.last().data[u"detail"_s].toString().isEmpty());
    QCOMPARE(stream.last().data[u"message"_s][u"content"_s].toString(), text);
    const QJsonArray items
        = client.get("/sessions/" + session + "/messages").json()[u"items"_s].toArray();
    QCOMPARE(items[0][u"content"_s].toString(), u"x"_s);
    QCOMPARE(items[1][u"state"_s].toString(), u"error"_s);
    QCOMPARE(items[1][u"content"_s].toString(), text);
    QCOMPARE(items[1][u"error"_s][u"code"_s], stream.last().data[u"code"_s]);
}

void TestConversation::theUsersMessageSurvivesAnUnreachableEngine_u1()
{
    ServerProcess server;
    QVERIFY(server.start({ u"--ollama-url"_s, u"http://127.0.0.1:9"_s }));
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    QCOMPARE(client.get("/health").json()[u"status"_s].toString(), u"degraded"_s);
    const QByteArray session = number(client.makeSession(u"any-model"_s));
    SseStream stream(server.url(),
                     client.requestBytes("POST", "/sessions/" + session + "/messages",
                                         R"({"content":"precious"})"));
    QVERIFY(stream.waitForEnd());
    QCOMPARE(stream.last().data[u"code"_s].toString(), u"engine_unreachable"_s);
    QCOMPARE(client.get("/sessions/" + session + "/messages")
                 .json()[u"items"_s][0][u"content"_s]
                 .toString(),
             u"precious"_s);
    QCOMPARE(client.get("/models").status, 503);
}

void TestConversation::parametersReachTheEngineAndSchemaKeepsItsOrder()
{
    ServerProcess server;
    server.setEnvironment(u"LOKAL_AI_DEMO_RATE"_s, u"0"_s);
    QVERIFY(server.start());
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const QByteArray schema
        = R"({"type":"object","properties":{"zebra":{"type":"string"},"apple":{"type":"integer","minimum":3}},"required":["zebra"]})";
    const QByteArray body
        = R"({"name":"s","model_name":"lokal-demo","max_tokens":500,"stop_sequences":["END"],"format":)"
        + schema + '}';
    const Response made = client.request("POST", "/configs", body);
    QCOMPARE(made.status, 201);
    QVERIFY2(made.body.contains(schema), made.body.constData());
    const qint64 config = made.json()[u"config_id"_s].toInteger();
    QVERIFY(client.get("/configs/" + number(config)).body.contains(schema));
    const QByteArray session = number(client.post("/sessions", { { u"config_id"_s, config } })
                                          .json()[u"session_id"_s]
                                          .toInteger());
    const QJsonObject answer = client
                                   .post("/sessions/" + session + "/messages",
                                         { { u"content"_s, u"x"_s }, { u"stream"_s, false } })
                                   .json();
    const QJsonObject value
        = QJsonDocument::fromJson(answer[u"message"_s][u"content"_s].toString().toUtf8()).object();
    QCOMPARE(value[u"apple"_s].toInt(), 3);
    // One answer's options are stronger than the configuration.
    const QJsonObject shortened
        = client
              .post("/sessions/" + session + "/messages",
                    { { u"content"_s, u"long"_s },
                      { u"stream"_s, false },
                      { u"options"_s,
                        QJsonObject { { u"max_tokens"_s, 5 }, { u"format"_s, u"text"_s } } } })
              .json();
    QCOMPARE(shortened[u"message"_s][u"tokens"_s].toInteger(), 6);
}

void TestConversation::rawSendsOnlyTheMessage()
{
    EngineThread engine(
        script(R"({"expect":"first","reply":"1"},{"expect":"second","reply":"2"})"));
    ServerProcess server;
    QVERIFY(server.start({ u"--ollama-url"_s, engine.url() }));
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const QByteArray session = number(client.makeSession(
        u"lokal-demo"_s, { { u"raw"_s, true }, { u"system_prompt"_s, u"never sent"_s } }));
    for (const char *text : { "first", "second" }) {
        const Response answer
            = client.post("/sessions/" + session + "/messages",
                          { { u"content"_s, QString::fromLatin1(text) }, { u"stream"_s, false } });
        QCOMPARE(answer.status, 201);
        QVERIFY(answer.json()[u"usage"_s][u"prompt_tokens"_s].toInteger() < 8);
    }
}

void TestConversation::contextIsNeverCutSilently()
{
    ServerProcess server;
    server.setEnvironment(u"LOKAL_AI_DEMO_RATE"_s, u"0"_s);
    QVERIFY(server.start());
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const QByteArray session = number(
        client.makeSession(u"lokal-demo"_s, { { u"num_ctx"_s, 2048 }, { u"max_tokens"_s, 64 } }));
    int dropped = 0;
    for (int turn = 0; turn < 6; ++turn) {
        SseStream stream(
            server.url(),
            client.requestBytes(
                "POST", "/sessions/" + session + "/messages",
                QJsonDocument(
                    QJsonObject { { u"content"_s, QString(QString(1200, u'w') + u" hello"_s) } })
                    .toJson(QJsonDocument::Compact)));
        QVERIFY(stream.waitForEnd());
        QCOMPARE(stream.last().name, QByteArray("done"));
        for (const SseEvent &event : stream.events()) {
            if (event.name == "context") {
                QCOMPARE(event.data[u"window"_s].toInteger(), 2048);
                QVERIFY(event.data[u"used_estimate"_s].toInteger() <= 2048);
                dropped = event.data[u"dropped_turns"_s].toInt();
            }
        }
    }
    QVERIFY(dropped > 0);
    const QByteArray refusing = number(client.makeSession(
        u"lokal-demo"_s, { { u"num_ctx"_s, 256 }, { u"context_strategy"_s, u"refuse"_s } }));
    const Response refused
        = client.post("/sessions/" + refusing + "/messages",
                      { { u"content"_s, QString(4000, u'w') }, { u"stream"_s, false } });
    QCOMPARE(refused.status, 422);
    QCOMPARE(refused.code(), u"context_exceeded"_s);
    QCOMPARE(refused.json()[u"window"_s].toInteger(), 256);
    QVERIFY(refused.json()[u"needed"_s].toInteger() > 256);
    const Response later = client.post("/configs",
                                       { { u"name"_s, u"x"_s },
                                         { u"model_name"_s, u"lokal-demo"_s },
                                         { u"context_strategy"_s, u"summarize"_s } });
    QCOMPARE(later.code(), u"invalid_field"_s);
}

void TestConversation::somebodyElsesIdsAreNotFound_z1_z2()
{
    ServerProcess server;
    QVERIFY(server.start());
    ApiClient anna(server.url()), bert(server.url());
    anna.registerUser(u"anna"_s);
    bert.registerUser(u"bert"_s);
    const qint64 session = anna.makeSession();
    const QJsonObject turn = anna.post("/sessions/" + number(session) + "/messages",
                                       { { u"content"_s, u"hi"_s }, { u"stream"_s, false } })
                                 .json();
    const QByteArray message = number(turn[u"message"_s][u"message_id"_s].toInteger());
    const QByteArray config
        = number(anna.get("/sessions/" + number(session)).json()[u"config_id"_s].toInteger());
    for (const QByteArray &path :
         { "/sessions/" + number(session), "/sessions/" + number(session) + "/messages",
           "/sessions/" + number(session) + "/events", "/messages/" + message,
           "/configs/" + config }) {
        const Response theirs = bert.get(path),
                       nobodys
            = bert.get(QByteArray(path).replace(path.contains("config")           ? config
                                                    : path.contains("/messages/") ? message
                                                                                  : number(session),
                                                "987654"));
        QCOMPARE(theirs.status, 404);
        QCOMPARE(theirs.json()[u"detail"_s], nobodys.json()[u"detail"_s]);
        QCOMPARE(theirs.json()[u"code"_s], nobodys.json()[u"code"_s]);
    }
    QCOMPARE(bert.post("/sessions", { { u"config_id"_s, config.toLongLong() } }).status, 404);
    const qint64 own = bert.makeSession();
    QCOMPARE(bert.post("/sessions/" + number(own) + "/messages",
                       { { u"content"_s, u"x"_s }, { u"parent_id"_s, message.toLongLong() } })
                 .status,
             404);
    QCOMPARE(
        bert.put("/sessions/" + number(own), { { u"active_message_id"_s, message.toLongLong() } })
            .status,
        404);
}

void TestConversation::queueIsVisible_l2()
{
    EngineThread engine(script(R"({"reply":"x","fault":"hang"})", true));
    ServerProcess server;
    server.setEnvironment(u"LOKAL_AI_RUNNING_LIMIT"_s, u"1"_s);
    QVERIFY(server.start({ u"--ollama-url"_s, engine.url() }));
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const QByteArray one = number(client.makeSession()), two = number(client.makeSession());
    SseStream first(
        server.url(),
        client.requestBytes("POST", "/sessions/" + one + "/messages", R"({"content":"x"})"));
    QVERIFY(first.waitForEvent("token"));
    SseStream second(
        server.url(),
        client.requestBytes("POST", "/sessions/" + two + "/messages", R"({"content":"x"})"));
    QVERIFY(second.waitForEvent("queued"));
    QCOMPARE(second.events().last().data[u"position"_s].toInt(), 1);
    QCOMPARE(client.request("POST", "/sessions/" + one + "/stop").status, 200);
    QVERIFY(second.waitForEvent("token"));
    QCOMPARE(client.request("POST", "/sessions/" + two + "/stop").status, 200);
    QVERIFY(second.waitForEnd());
}

void TestConversation::idempotencyKeyGivesTheFirstResult_h12()
{
    ServerProcess server;
    QVERIFY(server.start());
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    const QList<Header> key { { "Idempotency-Key", "abc-1" } };
    const QByteArray body = R"({"name":"once","model_name":"lokal-demo"})";
    const Response first = client.request("POST", "/configs", body, key);
    const Response second = client.request("POST", "/configs", body, key);
    QCOMPARE(first.status, 201);
    QCOMPARE(second.status, 201);
    QCOMPARE(second.json(), first.json());
    QCOMPARE(client.get("/configs").json()[u"total"_s].toInteger(), 1);
    QCOMPARE(client
                 .request("POST", "/configs",
                          QByteArray(R"({"name":"other","model_name":"lokal-demo"})"), key)
                 .code(),
             u"idempotency_mismatch"_s);
}

QTEST_GUILESS_MAIN(TestConversation)
#include "tst_conversation.moc"
