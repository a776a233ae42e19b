#include "core/demo/demoengine.h"
#include "core/demo/demoreply.h"
#include "core/demo/httprequestparser.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lokal::demo;

namespace {

Script parsed(const QByteArray &json)
{
    QString problem;
    const auto script = Script::parse(json, &problem);
    if (!script)
        qWarning().noquote() << problem;
    return script.value_or(Script {});
}

} // namespace

/// The demo engine speaks as a real Ollama does, over a socket.
class TestDemo : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void streamsLinesThatEndWithDone();
    void thinksUnlessToldNotTo();
    void callsAnOfferedTool();
    void followsASchema();
    void embedsAndIsStable();
    void pullsWithProgressAndDeletes();
    void answersErrorsAsOllama_data();
    void answersErrorsAsOllama();
    void scriptsFaults_data();
    void scriptsFaults();
    void scriptsComplainAboutUnknownWords();
    void requestsArriveInPieces();
    void piecesJoinToTheText();

private:
    QByteArray send(const QByteArray &method, const QString &path, const QByteArray &body,
                    int *status = nullptr, QNetworkReply::NetworkError *error = nullptr)
    {
        QNetworkRequest request(QUrl(m_engine->url().toString() + path));
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        QNetworkReply *reply = m_network.sendCustomRequest(request, method, body);
        if (!reply->isFinished())
            QSignalSpy(reply, &QNetworkReply::finished).wait(20000);
        if (status)
            *status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (error)
            *error = reply->error();
        const QByteArray answer = reply->isOpen() ? reply->readAll() : QByteArray();
        reply->deleteLater();
        return answer;
    }
    QList<QJsonObject> chat(const QJsonObject &extra)
    {
        QJsonObject body { { u"model"_s, u"lokal-demo"_s },
                           { u"messages"_s,
                             QJsonArray { QJsonObject { { u"role"_s, u"user"_s },
                                                        { u"content"_s, u"hello"_s } } } } };
        for (auto it = extra.begin(); it != extra.end(); ++it)
            body.insert(it.key(), it.value());
        QList<QJsonObject> lines;
        const QList<QByteArray> parts
            = send("POST", u"/api/chat"_s, QJsonDocument(body).toJson()).split('\n');
        for (const QByteArray &line : parts) {
            if (!line.isEmpty())
                lines.append(QJsonDocument::fromJson(line).object());
        }
        return lines;
    }

    QNetworkAccessManager m_network;
    std::unique_ptr<DemoEngine> m_engine;
};

void TestDemo::init()
{
    m_engine = std::make_unique<DemoEngine>();
    m_engine->setRate(0);
    QVERIFY(m_engine->listen());
}

void TestDemo::streamsLinesThatEndWithDone()
{
    const QList<QJsonObject> lines = chat({});
    QVERIFY(lines.size() > 5);
    QString text;
    for (const QJsonObject &line : lines)
        text += line[u"message"_s][u"content"_s].toString();
    QVERIFY(text.contains(u"no AI"_s));
    for (qsizetype i = 0; i + 1 < lines.size(); ++i)
        QCOMPARE(lines[i][u"done"_s].toBool(), false);
    QCOMPARE(lines.last()[u"done"_s].toBool(), true);
    QCOMPARE(lines.last()[u"done_reason"_s].toString(), u"stop"_s);
    QCOMPARE(lines.last()[u"eval_count"_s].toInteger(), qint64(lines.size()));
    QCOMPARE(QJsonDocument::fromJson(send("GET", u"/api/ps"_s, {}))[u"models"_s].toArray().size(),
             1);
}

void TestDemo::thinksUnlessToldNotTo()
{
    const auto thinking = [](const QList<QJsonObject> &lines) {
        return std::any_of(lines.begin(), lines.end(), [](const QJsonObject &line) {
            return line[u"message"_s].toObject().contains(u"thinking"_s);
        });
    };
    QVERIFY(thinking(chat({})));
    QVERIFY(!thinking(chat({ { u"think"_s, false } })));
    QVERIFY(thinking(chat({ { u"think"_s, true } })));
    QVERIFY(thinking(chat({ { u"think"_s, u"high"_s } })));
    const QList<QJsonObject> cut
        = chat({ { u"options"_s, QJsonObject { { u"num_predict"_s, 3 } } } });
    QCOMPARE(cut.size(), 4); // three pieces of thinking, then the end
    QVERIFY(cut[2][u"message"_s].toObject().contains(u"thinking"_s));
    QCOMPARE(cut[3][u"done_reason"_s].toString(), u"length"_s);
}

void TestDemo::callsAnOfferedTool()
{
    const QJsonObject schema {
        { u"type"_s, u"object"_s },
        { u"properties"_s,
          QJsonObject { { u"city"_s, QJsonObject { { u"type"_s, u"string"_s } } } } }
    };
    const QJsonObject function { { u"name"_s, u"get_weather"_s }, { u"parameters"_s, schema } };
    const QList<QJsonObject> lines
        = chat({ { u"tools"_s,
                   QJsonArray { QJsonObject { { u"type"_s, u"function"_s },
                                              { u"function"_s, function } } } } });
    const QJsonObject call
        = lines.first()[u"message"_s][u"tool_calls"_s][0][u"function"_s].toObject();
    QCOMPARE(call[u"name"_s].toString(), u"get_weather"_s);
    QVERIFY(call[u"arguments"_s].toObject().contains(u"city"_s));
}

void TestDemo::followsASchema()
{
    const QJsonObject schema {
        { u"type"_s, u"object"_s },
        { u"properties"_s,
          QJsonObject {
              { u"n"_s, QJsonObject { { u"type"_s, u"integer"_s } } },
              { u"kind"_s, QJsonObject { { u"enum"_s, QJsonArray { u"x"_s, u"y"_s } } } } } }
    };
    QString text;
    for (const QJsonObject &line : chat({ { u"format"_s, schema } }))
        text += line[u"message"_s][u"content"_s].toString();
    const QJsonObject value = QJsonDocument::fromJson(text.toUtf8()).object();
    QVERIFY(value[u"n"_s].isDouble());
    QCOMPARE(value[u"kind"_s].toString(), u"x"_s);
}

void TestDemo::embedsAndIsStable()
{
    const QByteArray body = R"({"model":"lokal-demo","input":["red green","red green","blue"]})";
    const QJsonArray vectors
        = QJsonDocument::fromJson(send("POST", u"/api/embed"_s, body))[u"embeddings"_s].toArray();
    QCOMPARE(vectors.size(), 3);
    QCOMPARE(vectors[0], vectors[1]);
    QVERIFY(vectors[0] != vectors[2]);
}

void TestDemo::pullsWithProgressAndDeletes()
{
    const QByteArray lines = send("POST", u"/api/pull"_s, R"({"model":"tiny"})");
    QVERIFY(lines.startsWith("{\"status\":\"pulling manifest\"}\n"));
    QVERIFY(lines.trimmed().endsWith("{\"status\":\"success\"}"));
    QVERIFY(send("GET", u"/api/tags"_s, {}).contains("tiny:latest"));
    int status = 0;
    send("DELETE", u"/api/delete"_s, R"({"model":"tiny:latest"})", &status);
    QCOMPARE(status, 200);
    QVERIFY(!send("GET", u"/api/tags"_s, {}).contains("tiny:latest"));
}

void TestDemo::answersErrorsAsOllama_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("unknown path") << QByteArray("GET") << u"/api/nothing"_s << QByteArray() << 404;
    QTest::newRow("wrong method") << QByteArray("GET") << u"/api/chat"_s << QByteArray() << 405;
    QTest::newRow("no body") << QByteArray("POST") << u"/api/chat"_s << QByteArray() << 400;
    QTest::newRow("broken body") << QByteArray("POST") << u"/api/chat"_s << QByteArray("{") << 400;
    QTest::newRow("no model") << QByteArray("POST") << u"/api/chat"_s << QByteArray("{}") << 400;
    QTest::newRow("unknown model")
        << QByteArray("POST") << u"/api/chat"_s << QByteArray(R"({"model":"x"})") << 404;
}

void TestDemo::answersErrorsAsOllama()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    int status = 0;
    send(method, path, body, &status);
    QTEST(status, "status");
}

void TestDemo::scriptsFaults_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<QByteArray>("contains");
    QTest::addColumn<bool>("breaks");
    QTest::newRow("error line") << QByteArray(
        R"({"reply":["a","b"],"fault":"error_line","fault_after":1,"error":"boom"})")
                                << QByteArray(R"({"error":"boom"})") << false;
    // Whether the client calls a missing closing chunk an error differs between Qt's versions.
    QTest::newRow("cut") << QByteArray(R"({"reply":["a","b"],"fault":"cut"})")
                         << QByteArray(R"("content":"b")") << true;
    QTest::newRow("no end") << QByteArray(R"({"reply":["a"],"fault":"end_without_done"})")
                            << QByteArray(R"("content":"a")") << false;
    QTest::newRow("status") << QByteArray(R"({"status":503,"error":"busy"})") << QByteArray("busy")
                            << true;
    QTest::newRow("mismatch") << QByteArray(R"({"expect":"something else","reply":"x"})")
                              << QByteArray("script: expected") << true;
}

void TestDemo::scriptsFaults()
{
    QFETCH(QByteArray, step);
    QFETCH(QByteArray, contains);
    QFETCH(bool, breaks);
    m_engine->setScript(parsed("{\"steps\":[" + step + "]}"));
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    const QByteArray answer = send(
        "POST", u"/api/chat"_s,
        R"({"model":"lokal-demo","messages":[{"role":"user","content":"hi"}]})", nullptr, &error);
    QVERIFY2(answer.contains(contains), answer.constData());
    QVERIFY(!answer.contains("\"done\":true"));
    if (!step.contains("\"cut\""))
        QCOMPARE(error != QNetworkReply::NoError, breaks);
}

void TestDemo::scriptsComplainAboutUnknownWords()
{
    QString problem;
    QVERIFY(!Script::parse("[]", &problem));
    QVERIFY(!Script::parse(R"({"steps":[{"replay":"x"}]})", &problem));
    QVERIFY(problem.contains(u"replay"_s));
    QVERIFY(!Script::parse(R"({"steps":[{"fault":"meteor"}]})", &problem));
}

void TestDemo::requestsArriveInPieces()
{
    const QByteArray bytes
        = "POST /api/chat?x=1 HTTP/1.1\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\n\r\n";
    HttpRequestParser parser;
    HttpRequestParser::State state = HttpRequestParser::State::NeedMore;
    QList<DemoRequest> requests;
    for (const char byte : bytes) {
        state = parser.feed(QByteArray(1, byte));
        if (state == HttpRequestParser::State::Ready)
            requests.append(parser.take());
    }
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests[0].path, QByteArray("/api/chat"));
    QCOMPARE(requests[0].body, QByteArray("hello"));
    QCOMPARE(requests[1].method, QByteArray("GET"));
}

void TestDemo::piecesJoinToTheText()
{
    const QString text = u"Two  spaces, a\nline and\n\n- a list 🦊 end "_s;
    const QStringList pieces = tokenPieces(text);
    QVERIFY(pieces.size() > 5);
    QCOMPARE(pieces.join(QString()), text);
}

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
