#include "core/api/answerstreams.h"
#include "core/api/apiserver.h"
#include "core/api/dispatcher.h"
#include "tests/api/fakeservices.h"
#include "tests/support/httpclient.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace lokal::api;

namespace {

const QByteArray login = "Authorization: Bearer t1\r\n";

QByteArray concrete(const Route &route)
{
    QString path = route.path;
    path.replace("{model_name+}"_L1, "demo:1b"_L1).replace("{message_id}"_L1, "2"_L1);
    path.replace(QRegularExpression(u"\\{[a-z_]+\\}"_s), u"1"_s);
    return path.toLatin1();
}

/// A body that the fields of the route allow.
QJsonObject goodBody(const Route &route)
{
    QJsonObject body;
    for (const Field &field : route.body) {
        if (field.presence != Presence::Required)
            continue;
        switch (field.type) {
        case FieldType::Text:
            body.insert(field.name, u"some text"_s);
            break;
        case FieldType::TextList:
            body.insert(field.name, QJsonArray { field.oneOf.value(0) });
            break;
        default:
            body.insert(field.name, 1);
        }
    }
    return body;
}

QByteArray text(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

/// The routes as a whole: rights, fields, description; and single promises of some of them.
class TestRoutes : public QObject
{
    Q_OBJECT
private:
    WireAnswer ask(const QByteArray &method, const QByteArray &target,
                   const QByteArray &headers = login, const QByteArray &body = {})
    {
        return HttpClient(m_port).request(method, target, headers + "Connection: close\r\n", body);
    }
    void start(const ApiConfig &config = FakeServices::config())
    {
        m_fakes = std::make_unique<FakeServices>();
        m_fakes->configs.stored.id = ConfigId { 1 };
        m_server = std::make_unique<ApiServer>(m_fakes->services(), config);
        m_port = quint16(m_server->listen()->port());
    }
    QList<Route> routes()
    {
        FakeServices fakes;
        ApiServices services = fakes.services();
        return Dispatcher(services, FakeServices::config()).router().routes();
    }

    std::unique_ptr<FakeServices> m_fakes;
    std::unique_ptr<ApiServer> m_server;
    quint16 m_port = 0;

private Q_SLOTS:
    void init() { start(); }
    void cleanup()
    {
        m_server.reset();
        m_fakes.reset();
    }

    void a11_rightsOfEveryRoute()
    {
        for (const Route &route : routes()) {
            const QByteArray path = concrete(route), body = text(goodBody(route));
            const QByteArray what = route.method + ' ' + path;
            const int open
                = ask(route.method, path, {}, route.body.isEmpty() ? QByteArray() : body).status;
            if (route.access == Access::Open) {
                QVERIFY2(open < 400, what.constData());
                continue;
            }
            QVERIFY2(open == 401, what.constData());
            QVERIFY2(ask(route.method, path, "Authorization: Bearer wrong\r\n").status == 401,
                     what.constData());
            QVERIFY2(ask(route.method, path, "Cookie: token=t1\r\n").status == 401,
                     what.constData()); // N4
            for (const auto &[scope, name] :
                 { std::pair(Scope::Read, "read"), std::pair(Scope::Chat, "chat"),
                   std::pair(Scope::Models, "models"), std::pair(Scope::Metrics, "metrics"),
                   std::pair(Scope::All, "all") }) {
                if (route.answer == Answer::AnswerOrStream || route.answer == Answer::Stream)
                    continue; // would begin to answer
                const bool may = route.access != Access::LoginOnly
                    && (scope == Scope::All || route.scopes.testFlag(scope));
                for (const QByteArray &header :
                     { QByteArray("Authorization: Bearer lok_"), QByteArray("X-API-Key: lok_") }) {
                    const int status = ask(route.method, path, header + name + "\r\n",
                                           route.body.isEmpty() ? QByteArray() : body)
                                           .status;
                    QVERIFY2((status == 403) == !may,
                             QByteArray(what + " " + name + " " + QByteArray::number(status))
                                 .constData());
                }
            }
        }
    }

    void h11_noFieldValueIsAnInternalError()
    {
        const QJsonArray values { QJsonValue::Null,
                                  true,
                                  -1,
                                  0,
                                  1.5,
                                  1e300,
                                  u""_s,
                                  QString(300, u'x'),
                                  u"a\nb"_s,
                                  QJsonArray {},
                                  QJsonArray { 1, QJsonValue::Null },
                                  QJsonObject {},
                                  QJsonObject { { u"x"_s, 1 } } };
        for (const Route &route : routes()) {
            for (const Field &field : route.body) {
                for (const QJsonValue &value : values) {
                    m_fakes->chat.fault = ErrorCode::QueueFull; // begin no streams
                    QJsonObject body = goodBody(route);
                    body.insert(field.name, value);
                    const WireAnswer answer = ask(route.method, concrete(route), login, text(body));
                    QVERIFY2(answer.status > 0 && (answer.status < 500 || answer.status == 503),
                             QByteArray(route.method + " " + concrete(route) + " " + text(body)
                                        + " " + QByteArray::number(answer.status))
                                 .constData());
                }
            }
        }
    }

    void h8_unknownAndReadOnlyFields()
    {
        for (const Route &route : routes()) {
            if (route.body.isEmpty())
                continue;
            QJsonObject body = goodBody(route);
            body.insert(u"no_such_field"_s, 1);
            QCOMPARE(ask(route.method, concrete(route), login, text(body)).code(),
                     u"unknown_field"_s);
        }
        QCOMPARE(
            ask("POST", "/configs", login, R"({"name":"a","model_name":"m","user_id":1})").code(),
            u"read_only"_s);
        QCOMPARE(m_fakes->configs.created, 0);
        QCOMPARE(ask("PUT", "/configs/1", login, R"({"config_id":2})").code(), u"read_only"_s);
        const WireAnswer stored = ask("GET", "/configs/1");
        QCOMPARE(ask("PUT", "/configs/1", login, stored.body).status,
                 422); // its name is empty in this test
        QJsonObject whole = stored.json();
        whole.insert(u"name"_s, u"new"_s);
        whole.insert(u"model_name"_s, u"m"_s);
        QCOMPARE(ask("PUT", "/configs/1", login, text(whole)).status, 200);
        const WireAnswer session = ask("GET", "/sessions/1");
        QCOMPARE(ask("PUT", "/sessions/1", login, session.body).status, 200);
    }

    void h7_bodies_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &body, int status) {
            QTest::newRow(name) << body << status;
        };
        row("broken", "{", 400);
        row("list", "[]", 400);
        row("duplicate", R"({"name":"a","name":"b","model_name":"m"})", 400);
        row("bad utf-8", "{\"name\":\"\xff\",\"model_name\":\"m\"}", 400);
        row("half a pair", R"({"name":"\ud800","model_name":"m"})", 400);
        row("deep", R"({"name":)" + QByteArray(100, '[') + QByteArray(100, ']') + '}', 400);
        row("nul", R"({"name":"a\u0000","model_name":"m"})", 422);
        row("range", R"({"name":"a","model_name":"m","temperature":2.1})", 422);
        row("good", R"({"name":"a","model_name":"m","temperature":2})", 201);
    }
    void h7_bodies()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QCOMPARE(ask("POST", "/configs", login, body).status, status);
    }

    void h6_methods()
    {
        const WireAnswer options = ask("OPTIONS", "/configs/1", {});
        QCOMPARE(options.status, 204);
        QCOMPARE(options.header("allow"), "GET, HEAD, PUT, DELETE, OPTIONS");
        const WireAnswer patch = ask("PATCH", "/configs/1", {});
        QCOMPARE(patch.status, 405);
        QCOMPARE(patch.header("allow"), "GET, HEAD, PUT, DELETE, OPTIONS");
        const WireAnswer head = ask("HEAD", "/health", {});
        QCOMPARE(head.status, 200);
        QCOMPARE(head.header("content-length"), ask("GET", "/health", {}).header("content-length"));
        for (const char *path :
             { "/nowhere", "/", "/configs/", "/configs//1", "/users", "/api/v1", "/configs/%ff" })
            QCOMPARE(ask("GET", path).status, 404);
    }

    void a11_twoCredentials()
    {
        QCOMPARE(ask("GET", "/me", "Authorization: Bearer t1\r\nX-API-Key: lok_all\r\n").code(),
                 u"two_credentials"_s);
        QCOMPARE(
            ask("GET", "/me", "Authorization: Bearer lok_all\r\nX-API-Key: lok_all\r\n").status,
            200);
        QVERIFY(!ask("GET", "/me", {}).header("www-authenticate").isEmpty());
        m_fakes->accounts.fault = ErrorCode::StorageError;
        QCOMPARE(ask("GET", "/me").status, 503); // A12
    }

    void l1_limitsRequests()
    {
        ApiConfig config = FakeServices::config();
        config.limits.requestsPerMinute = 6;
        start(config);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(ask("GET", "/me").status, 200);
        const WireAnswer refused = ask("GET", "/me");
        QCOMPARE(refused.status, 429);
        QVERIFY(refused.header("retry-after").toInt() > 0);
        QVERIFY(!refused.header("ratelimit").isEmpty()
                && !refused.header("ratelimit-policy").isEmpty());
        QCOMPARE(ask("GET", "/me", "Authorization: Bearer t2\r\n").status, 200);
    }

    void h12_repeatsWithTheSameKeyGiveTheFirstResult()
    {
        const QByteArray headers = login + "Idempotency-Key: k\r\n";
        const QByteArray body = R"({"name":"a","model_name":"m"})";
        const WireAnswer first = ask("POST", "/configs", headers, body);
        const WireAnswer second = ask("POST", "/configs", headers, body);
        QCOMPARE(first.status, 201);
        QCOMPARE(second.body, first.body);
        QCOMPARE(second.header("location"), "/configs/1");
        QCOMPARE(m_fakes->configs.created, 1);
        QCOMPARE(ask("POST", "/configs", headers, R"({"name":"b","model_name":"m"})").code(),
                 u"idempotency_mismatch"_s);
    }

    void h10_staleIfMatch()
    {
        const QByteArray tag = ask("GET", "/configs/1").header("etag");
        QCOMPARE(
            ask("PUT", "/configs/1", login + "If-Match: " + tag + "\r\n", R"({"name":"x"})").status,
            200);
        QCOMPARE(ask("PUT", "/configs/1", login + "If-Match: \"99\"\r\n", R"({"name":"x"})").code(),
                 u"stale"_s);
        QCOMPARE(
            ask("PUT", "/configs/1", login + "If-Match: \"abc\"\r\n", R"({"name":"x"})").code(),
            u"stale"_s);
    }

    void h13_lists()
    {
        const WireAnswer keys = ask("GET", "/keys?limit=2&offset=2");
        QCOMPARE(keys.json().value("items"_L1).toArray().size(), 1);
        QCOMPARE(keys.json().value("total"_L1).toInt(), 3);
        for (const char *query :
             { "limit=0", "limit=201", "limit=x", "limit=", "offset=-1", "limit=1&limit=2" })
            QCOMPARE(ask("GET", QByteArray("/keys?") + query).status, 422);
        QCOMPARE(ask("GET", "/sessions/1/messages?before=1&after=2").status, 422);
        QCOMPARE(ask("GET", "/sessions?q=a+b%20c&trashed=true").status, 200);
        QCOMPARE(m_fakes->sessions.lastFilter.query, u"a b c"_s);
        QVERIFY(m_fakes->sessions.lastFilter.trashed);
    }

    void modelNamesMayHoldSlashes()
    {
        for (const char *path : { "/models/hf.co/org/model:Q4", "/models/hf.co%2Forg%2Fmodel:Q4",
                                  "/api/v1/models/hf.co/org/model:Q4" }) {
            QCOMPARE(ask("GET", path).status, 200);
            QCOMPARE(m_fakes->models.lastName, u"hf.co/org/model:Q4"_s);
        }
    }

    void schemasKeepTheOrderOfTheirKeys()
    {
        const QByteArray schema
            = R"({"type":"object","properties":{"z":{"type":"string"},"a":{"type":"string"}}})";
        const WireAnswer answer = ask("POST", "/api/v1/configs", login,
                                      R"({"name":"a","model_name":"m","format":)" + schema + '}');
        QCOMPARE(answer.status, 201);
        QVERIFY2(answer.body.contains(schema), answer.body.constData());
        QCOMPARE(answer.header("location"), "/api/v1/configs/1");
    }

    void attachmentsAreDownloads()
    {
        const WireAnswer answer = ask("GET", "/attachments/1");
        QCOMPARE(answer.header("content-type"), "image/png");
        QVERIFY(answer.header("content-disposition").startsWith("attachment;"));
        QCOMPARE(answer.body, "abc");
    }

    void o3_healthSaysOneWord()
    {
        QTRY_COMPARE(ask("GET", "/health", {}).body, R"({"status":"ok"})");
        m_fakes->dataHealth.writing = ErrorCode::StorageReadOnly;
        QCOMPARE(ask("GET", "/health", {}).body, R"({"status":"degraded"})");
        QCOMPARE(ask("GET", "/ready", {}).status, 200); // what can be read can be used
        m_fakes->dataHealth.reading = ErrorCode::StorageBusy;
        QCOMPARE(ask("GET", "/ready", {}).code(), u"storage_busy"_s);
        m_fakes->dataHealth = {};
        Q_EMIT m_fakes->models.engineStatusChanged(EngineStatus {});
        QCOMPARE(ask("GET", "/health", {}).body, R"({"status":"degraded"})");
        QCOMPARE(ask("GET", "/ready", {}).status, 200);
    }

    void descriptionCoversEveryRoute()
    {
        const WireAnswer answer = ask("GET", "/openapi.json", {});
        const QJsonObject paths = answer.json().value("paths"_L1).toObject();
        const WireAnswer page = ask("GET", "/docs", {});
        QVERIFY(page.header("content-security-policy").contains("script-src 'self'"));
        QVERIFY(!page.body.contains("<script>") && !page.body.contains("<style"));
        for (const Route &route : routes()) {
            QString path = route.path;
            path.replace("+}"_L1, "}"_L1);
            const QJsonObject operation = paths.value(path)
                                              .toObject()
                                              .value(QString::fromLatin1(route.method.toLower()))
                                              .toObject();
            QVERIFY2(!operation.isEmpty(), qPrintable(path));
            QVERIFY(page.body.contains(route.path.toHtmlEscaped().toUtf8()));
        }
        QCOMPARE(ask("GET", "/docs/docs.css", {}).status, 200);
        QVERIFY(ask("GET", "/docs/docs.js", {}).body.contains("filter"));
    }

    void h1_problemsTellNoSecrets()
    {
        m_fakes->accounts.fault = ErrorCode::StorageError;
        const WireAnswer answer = ask("GET", "/me");
        QCOMPARE(answer.header("content-type"), "application/problem+json");
        const QJsonObject problem = answer.json();
        for (const auto &name : { "type"_L1, "title"_L1, "status"_L1, "detail"_L1, "instance"_L1,
                                  "code"_L1, "request_id"_L1 })
            QVERIFY(problem.contains(name));
        QCOMPARE(withoutPaths(u"open /root/.ollama/models/x: no such file, see https://a.b/c/d"_s),
                 u"open [path]: no such file, see https://a.b/c/d"_s);
    }
};

QTEST_GUILESS_MAIN(TestRoutes)
#include "tst_routes.moc"
