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

    void rightsOfEveryRoute_n4_a10_a11()
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

    void newAccountsCarryATag()
    {
        const WireAnswer made
            = ask("POST", "/register", {}, R"({"username":"ann","password":"some text"})");
        QCOMPARE(made.status, 201);
        QCOMPARE(made.header("etag"), "\"1\"");
    }

    void whoLooksAfterModelsSeesThem_z5()
    {
        const QByteArray keeper = "Authorization: Bearer m1\r\n";
        QCOMPARE(ask("GET", "/models", keeper).status, 200);
        QCOMPARE(ask("GET", "/me", keeper).status, 200);
        QCOMPARE(ask("GET", "/sessions", keeper).status, 403);
        QCOMPARE(ask("GET", "/configs", keeper).status, 403);
    }

    void noFieldValueIsAnInternalError_h11()
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

    void unknownAndReadOnlyFields_h8()
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

    void bodies_h7_data()
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
    void bodies_h7()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QCOMPARE(ask("POST", "/configs", login, body).status, status);
    }

    void methods_h6()
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

    void twoCredentials_a11_a12()
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

    void limitsRequests_l1()
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

    void repeatsWithTheSameKeyGiveTheFirstResult_h12()
    {
        const QByteArray headers = login + "Idempotency-Key: k\r\n";
        const QByteArray body = R"({"name":"a","model_name":"m"})";
        QCOMPARE(ask("POST", "/configs", login + "Idempotency-Key:\r\n", body).status, 400);
        const WireAnswer first = ask("POST", "/configs", headers, body);
        const WireAnswer second = ask("POST", "/configs", headers, body);
        QCOMPARE(first.status, 201);
        QCOMPARE(second.body, first.body);
        QCOMPARE(second.header("location"), "/configs/1");
        QCOMPARE(m_fakes->configs.created, 1);
        QCOMPARE(ask("POST", "/configs", headers, R"({"name":"b","model_name":"m"})").code(),
                 u"idempotency_mismatch"_s);
        for (int i = 0; i < 300; ++i)
            ask("POST", "/configs", login + "Idempotency-Key: k" + QByteArray::number(i) + "\r\n",
                body);
        QCOMPARE(ask("POST", "/configs", headers, body).body, first.body);
        QCOMPARE(m_fakes->configs.created, 301);
    }

    void largeResultsAreShownAgain_h12()
    {
        const QByteArray headers = login + "Idempotency-Key: k\r\n";
        const QByteArray body = R"({"name":"a","model_name":"m","system_prompt":)"
            + QByteArray("\"") + QByteArray(100000, 'x') + "\"}";
        const WireAnswer first = ask("POST", "/api/v1/configs", headers, body);
        QCOMPARE(first.status, 201);
        const WireAnswer second = ask("POST", "/api/v1/configs", headers, body);
        QCOMPARE(second.status, 201);
        QCOMPARE(second.body, first.body);
        QCOMPARE(second.header("location"), "/api/v1/configs/1");
        QCOMPARE(second.header("etag"), first.header("etag"));
        QCOMPARE(m_fakes->configs.created, 1);
    }

    void failuresThatPassAreTriedAgain_h12()
    {
        const QByteArray headers = login + "Idempotency-Key: k\r\n";
        const QByteArray body = R"({"content":"x","stream":false})";
        m_fakes->chat.fault = ErrorCode::QueueFull;
        QCOMPARE(ask("POST", "/sessions/1/messages", headers, body).status, 503);
        m_fakes->chat.fault = ErrorCode::NotFound;
        QCOMPARE(ask("POST", "/sessions/1/messages", headers, body).status, 404);
        m_fakes->chat.fault = ErrorCode::AlreadyGenerating; // the 404 is remembered
        QCOMPARE(ask("POST", "/sessions/1/messages", headers, body).status, 404);
    }

    void staleIfMatch_h10()
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
        // A whole object that was read before somebody else changed it: what is wrong with it is
        // its age, not the fields that changed meanwhile.
        m_fakes->configs.stored.modelName = u"m"_s;
        for (const char *path : { "/configs/1", "/sessions/1", "/me" }) {
            QJsonObject old = ask("GET", path).json();
            old.insert(u"updated_at"_s, u"2020-01-01T00:00:00.000Z"_s);
            QCOMPARE(ask("PUT", path, login + "If-Match: \"99\"\r\n", text(old)).code(),
                     u"stale"_s);
            QCOMPARE(ask("PUT", path, login, text(old)).code(), u"read_only"_s);
        }
        // Any of several tags may be the current one.
        const QByteArray several = login + "If-Match: \"99\", " + tag + "\r\n";
        QCOMPARE(ask("PUT", "/configs/1", several, R"({"name":"x"})").status, 200);
    }

    void wrongFieldsAreCountedUpToTwenty_h11()
    {
        QJsonObject body;
        for (int i = 0; i < 1000; ++i)
            body.insert(u"field%1"_s.arg(i), 1);
        const QJsonObject problem = ask("POST", "/configs", login, text(body)).json();
        QCOMPARE(problem.value("code"_L1).toString(), u"unknown_field"_s);
        QCOMPARE(problem.value("errors"_L1).toArray().size(), 20);
        // Large enough to be looked at in another thread.
        const QByteArray many
            = R"({"content":"x","images":[)" + QByteArray("1,").repeated(100000) + "1]}";
        const WireAnswer refused = ask("POST", "/sessions/1/messages", login, many);
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.json().value("errors"_L1).toArray().size(), 1);
    }

    void namesCountCharacters()
    {
        const QString fox = u"🦊"_s;
        const auto named = [&](int count) {
            return ask("POST", "/configs", login,
                       text({ { u"name"_s, fox.repeated(count) }, { u"model_name"_s, u"m"_s } }))
                .status;
        };
        QCOMPARE(named(200), 201);
        QCOMPARE(named(201), 422);
    }

    void everyObjectIsCheckedByItsOwner_z3()
    {
        // No service can be called without somebody who acts; a route without a credential reaches
        // none of them.
        for (const Route &route : routes()) {
            const bool isOpen = route.access == Access::Open;
            const bool isKnown = route.area == u"Service"_s || route.area == u"Description"_s
                || route.path == u"/register"_s || route.path == u"/login"_s
                || route.path == u"/refresh"_s;
            QVERIFY2(isOpen == isKnown, qPrintable(route.path));
        }
    }

    void rolesAreNotForClients_z7()
    {
        for (const char *role : { "assistant", "system", "tool" }) {
            const QByteArray body = QByteArray(R"({"content":"x","role":)") + '"' + role + "\"}";
            QCOMPARE(ask("POST", "/sessions/1/messages", login, body).code(), u"read_only"_s);
        }
        QCOMPARE(m_fakes->chat.sent, 0);
    }

    void lists_h13()
    {
        const WireAnswer keys = ask("GET", "/keys?limit=2&offset=2");
        QCOMPARE(keys.json().value("items"_L1).toArray().size(), 1);
        QCOMPARE(keys.json().value("total"_L1).toInt(), 3);
        for (const char *query :
             { "limit=0", "limit=201", "limit=x", "limit=", "limit=+5", "limit=%205", "limit=1e1",
               "offset=-1", "offset=100000000000000000000", "limit=1&limit=2" })
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

    void healthSaysOneWord_o3()
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
            QVERIFY(page.body.contains(path.toHtmlEscaped().toUtf8()));
            QVERIFY(!operation.value("responses"_L1).toObject().isEmpty());
        }
        QCOMPARE(ask("GET", "/docs/docs.css", {}).header("content-type"),
                 "text/css; charset=utf-8");
        QVERIFY(ask("GET", "/docs/docs.js", {}).body.contains("filter"));
    }

    void descriptionRefersToWhatIsThere()
    {
        const QByteArray document = ask("GET", "/openapi.json", {}).body;
        const QJsonObject components
            = QJsonDocument::fromJson(document).object().value("components"_L1).toObject();
        static const QRegularExpression reference(u"\"#/components/([A-Za-z]+)/([^\"]+)\""_s);
        int seen = 0;
        for (auto it = reference.globalMatch(QString::fromUtf8(document)); it.hasNext(); ++seen) {
            const QRegularExpressionMatch match = it.next();
            QVERIFY2(components.value(match.captured(1)).toObject().contains(match.captured(2)),
                     qPrintable(match.captured()));
        }
        QVERIFY(seen > 50);
        const QString page = QString::fromUtf8(ask("GET", "/docs", {}).body);
        static const QRegularExpression link(u"href=\"#([^\"]+)\""_s);
        for (auto it = link.globalMatch(page); it.hasNext();) {
            const QString id = it.next().captured(1);
            QVERIFY2(page.count(u"id=\"%1\""_s.arg(id)) == 1, qPrintable(id));
        }
    }

    void answersHaveTheDescribedFields()
    {
        const QJsonObject schemas = ask("GET", "/openapi.json", {})
                                        .json()
                                        .value("components"_L1)
                                        .toObject()
                                        .value("schemas"_L1)
                                        .toObject();
        const auto compare = [&](const QString &schema, const QJsonObject &answer) {
            const QJsonObject properties
                = schemas.value(schema).toObject().value("properties"_L1).toObject();
            QStringList described = properties.keys(), sent = answer.keys();
            QCOMPARE(sent, described);
        };
        compare(u"User"_s, ask("GET", "/me").json());
        compare(u"LLMModelConfig"_s, ask("GET", "/configs/1").json());
        compare(u"ChatSession"_s, ask("GET", "/sessions/1").json());
        compare(u"ChatMessage"_s, ask("GET", "/messages/2").json());
        compare(u"Model"_s, ask("GET", "/models/m").json());
        compare(u"Login"_s, ask("POST", "/login", {}, R"({"username":"a","password":"b"})").json());
        compare(u"RegisteredUser"_s,
                ask("POST", "/register", {}, R"({"username":"a","password":"b"})").json());
        compare(u"CreatedApiKey"_s,
                ask("POST", "/keys", login, R"({"name":"a","scopes":["read"]})").json());
        compare(u"Health"_s, ask("GET", "/health", {}).json());
    }

    void unknownMembersInsideOfObjectsAreNamed_h8()
    {
        const auto fault = [this](const QByteArray &path, const QByteArray &body) {
            const WireAnswer answer = ask("POST", path, login, body);
            return answer.code() + u' ' + answer.json()["errors"_L1][0]["field"_L1].toString();
        };
        QCOMPARE(fault("/sessions", R"({"config_id":1,"overrides":{"temperature":1,"heat":2}})"),
                 u"unknown_field overrides.heat"_s);
        const QByteArray messages = "/sessions/1/messages";
        QCOMPARE(fault(messages, R"({"content":"x","options":{"model_name":"y"}})"),
                 u"unknown_field options.model_name"_s);
        QCOMPARE(
            fault(messages, R"({"content":"x","documents":[{"name":"a","text":"b","type":"c"}]})"),
            u"unknown_field documents[0].type"_s);
        QCOMPARE(fault(messages, R"({"content":"x","documents":[{"name":"a"}]})"),
                 u"invalid_field documents[0]"_s);
    }

    void listsGoOnBehindWhatWasReadAtOnce()
    {
        m_fakes->configs.further = { 1, 99, 1 }; // one of them was deleted meanwhile
        const WireAnswer answer = ask("GET", "/configs?limit=7");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.header("content-type"), "application/json");
        QCOMPARE(answer.json()["items"_L1].toArray().size(), 3);
        QCOMPARE(answer.json()["limit"_L1].toInt(), 7);
        QCOMPARE(ask("HEAD", "/configs").status, 200);

        // Half a list must not look like a whole one.
        m_fakes->configs.fault = ErrorCode::StorageError;
        HttpClient client(m_port);
        client.send("GET /configs HTTP/1.1\r\nHost: localhost\r\n" + login + "\r\n");
        QVERIFY(client.waitClosed());
        QVERIFY(client.bytes().contains("\"items\":["));
        QVERIFY(!client.bytes().endsWith("0\r\n\r\n"));
    }

    void listsOfAUserAreReadOneAfterTheOther()
    {
        FakeConfigs &configs = m_fakes->configs;
        configs.holdsLists = true;
        const auto get = [](const QByteArray &user) {
            return "GET /configs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + user
                + "\r\n\r\n";
        };
        HttpClient first(m_port), second(m_port), third(m_port), other(m_port);
        first.send(get("t1"));
        QTRY_COMPARE(configs.lists, 1);
        third.send(get("t1"));
        second.send(get("t1"));
        other.send(get("t2"));
        QTRY_COMPARE(configs.lists, 2); // that of the other user
        configs.held[1].finish(Page<ModelConfig> {});
        QCOMPARE(other.answer().status, 200);
        QCOMPARE(configs.lists, 2);
        configs.held[0].finish(Page<ModelConfig> {});
        QCOMPARE(first.answer().status, 200);
        QTRY_COMPARE(configs.lists, 3);
        configs.held[2].finish(makeError(ErrorCode::StorageError));
        QTRY_COMPARE(configs.lists, 4);
        configs.held[3].finish(Page<ModelConfig> {});
        QCOMPARE(third.answer().status + second.answer().status, 200 + 503);
        QCOMPARE(ask("GET", "/health").status, 200);
    }

    void picturesOfABodyAreDecodedWithIt()
    {
        Field images = makeField(u"images"_s, FieldType::Images);
        const auto read = [&images](const QByteArray &body) {
            return checkedBody(body, { { images }, nullptr, false, {} });
        };
        QCOMPARE(read(R"({"images":["aGFsbG8=","AA=="]})")->images,
                 QList<QByteArray>({ "hallo", QByteArray(1, '\0') }));
        QVERIFY(read("{}")->images.isEmpty());
        for (const char *wrong : { "", "=", "====", "aGFsbG8", "aGFs bG8=", "aGFsbG8-" })
            QVERIFY2(!read("{\"images\":[\"" + QByteArray(wrong) + "\"]}"), wrong);
    }

    void problemsTellNoSecrets_h1()
    {
        m_fakes->accounts.fault = ErrorCode::StorageError;
        const WireAnswer answer = ask("GET", "/me");
        QCOMPARE(answer.header("content-type"), "application/problem+json");
        const QJsonObject problem = answer.json();
        for (const auto &name : { "type"_L1, "title"_L1, "status"_L1, "detail"_L1, "instance"_L1,
                                  "code"_L1, "request_id"_L1 })
            QVERIFY(problem.contains(name));
    }
};

QTEST_GUILESS_MAIN(TestRoutes)
#include "tst_routes.moc"
