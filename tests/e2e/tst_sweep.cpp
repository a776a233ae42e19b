#include "tests/e2e/support/apiclient.h"
#include "tests/e2e/support/serverprocess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lokal::test;

namespace {

struct Operation
{
    QByteArray method;
    QString path; ///< template
    QJsonObject description;
    bool isOpen() const
    {
        return description.contains(u"security"_s)
            && description[u"security"_s].toArray().isEmpty();
    }
    QJsonObject bodySchema() const
    {
        return description[u"requestBody"_s][u"content"_s][u"application/json"_s][u"schema"_s]
            .toObject();
    }
};

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

/// Every route × verb × credential × other people's ids, and every field × wrong values, generated
/// from the description that the server itself makes from its route table.
class TestSweep : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyRouteNeedsACredential_o3();
    void badCredentialsAreTheSame401Everywhere_a7_a11();
    void unknownVerbsAre405WithAllow_h6();
    void otherPeoplesIdsAreNotFoundOnEveryRoute_z1();
    void wrongValuesAreRefusedAndNever500_h7_h8_h11();
    void hostileBodiesAreRefusedAndNever500_h7_h11();
    void wrongQueriesAreRefused_h13();
    void strangeIdsAndPathsAreNotFound();
    void everyAnswerCarriesTheHeaders_n6();
    void theSameUnderTheVersionedPrefix();
    void cleanupTestCase();

private:
    QByteArray fill(const QString &path, bool ofOthers) const;
    QList<QJsonValue> wrongValuesFor(const QJsonObject &schema) const;

    ServerProcess m_server;
    std::unique_ptr<ApiClient> m_anna, m_bert, m_nobody;
    QList<Operation> m_operations;
    QHash<QString, QByteArray> m_annasIds, m_bertsIds;
};

void TestSweep::initTestCase()
{
    m_server.setEnvironment(u"LOKAL_AI_REQUESTS_PER_MINUTE"_s, u"1000000"_s);
    m_server.setEnvironment(u"LOKAL_AI_LOGINS_PER_MINUTE"_s, u"100000"_s);
    m_server.setEnvironment(u"LOKAL_AI_DEMO_RATE"_s, u"0"_s);
    QVERIFY(m_server.start());
    m_anna = std::make_unique<ApiClient>(m_server.url());
    m_bert = std::make_unique<ApiClient>(m_server.url());
    m_nobody = std::make_unique<ApiClient>(m_server.url());
    m_anna->registerUser(u"anna"_s);
    m_bert->registerUser(u"bert"_s);
    const auto populate = [](const ApiClient &client) {
        const qint64 session = client.makeSession();
        const QByteArray sessionId = QByteArray::number(session);
        const QJsonObject turn = client
                                     .post("/sessions/" + sessionId + "/messages",
                                           { { u"content"_s, u"hi"_s }, { u"stream"_s, false } })
                                     .json();
        return QHash<QString, QByteArray> {
            { u"session_id"_s, sessionId },
            { u"message_id"_s,
              QByteArray::number(turn[u"message"_s][u"message_id"_s].toInteger()) },
            { u"config_id"_s,
              QByteArray::number(
                  client.get("/sessions/" + sessionId).json()[u"config_id"_s].toInteger()) },
            { u"key_id"_s,
              QByteArray::number(
                  client.get("/keys").json()[u"items"_s][0][u"key_id"_s].toInteger()) },
            { u"attachment_id"_s, "1" },
            { u"model_name"_s, "lokal-demo:latest" },
        };
    };
    m_annasIds = populate(*m_anna);
    m_bertsIds = populate(*m_bert);
    const QJsonObject document = m_nobody->get("/openapi.json").json();
    QCOMPARE(document[u"openapi"_s].toString().left(3), u"3.1"_s);
    const QJsonObject paths = document[u"paths"_s].toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject methods = path.value().toObject();
        for (auto method = methods.begin(); method != methods.end(); ++method)
            m_operations.append(
                { method.key().toUpper().toLatin1(), path.key(), method.value().toObject() });
    }
    QVERIFY(m_operations.size() > 30);
}

QByteArray TestSweep::fill(const QString &path, bool ofOthers) const
{
    static const QRegularExpression parameter(u"\\{(\\w+)\\+?\\}"_s);
    QString filled = path;
    for (QRegularExpressionMatch match = parameter.match(filled); match.hasMatch();
         match = parameter.match(filled)) {
        const QByteArray id = (ofOthers ? m_bertsIds : m_annasIds).value(match.captured(1), "1");
        filled.replace(match.capturedStart(), match.capturedLength(), QString::fromLatin1(id));
    }
    return filled.toUtf8();
}

void TestSweep::everyRouteNeedsACredential_o3()
{
    const QStringList open { u"/health"_s,  u"/ready"_s,        u"/register"_s, u"/login"_s,
                             u"/refresh"_s, u"/openapi.json"_s, u"/docs"_s };
    for (const Operation &operation : std::as_const(m_operations)) {
        const bool mayBeOpen
            = open.contains(operation.path) || operation.path.startsWith(u"/docs"_s);
        const Response response = m_nobody->request(
            operation.method, fill(operation.path, false),
            operation.method == "GET" ? std::nullopt : std::optional<QByteArray>("{}"));
        const QByteArray what = operation.method + ' ' + operation.path.toUtf8() + ": "
            + QByteArray::number(response.status);
        if (operation.isOpen()) {
            QVERIFY2(mayBeOpen || operation.path == "/logout"_L1, what.constData());
            QVERIFY2(response.status < 500 || response.status == 503, what.constData());
        } else {
            QVERIFY2(response.status == 401, what.constData());
            QVERIFY2(!response.header("WWW-Authenticate").isEmpty(), what.constData());
        }
    }
}

void TestSweep::badCredentialsAreTheSame401Everywhere_a7_a11()
{
    const QByteArray good = m_anna->token();
    const QList<QList<Header>> credentials {
        { { "Authorization", "Bearer nonsense" } },
        { { "Authorization", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0." } },
        { { "Authorization",
            "Bearer " + good.left(good.size() - 1) + (good.endsWith('A') ? 'B' : 'A') } },
        { { "Authorization", "Basic YW5uYTp4" } },
        { { "X-API-Key", "lok_aaaaaaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" } },
        { { "Cookie", "token=" + good } },
    };
    for (const Operation &operation : std::as_const(m_operations)) {
        if (operation.isOpen())
            continue;
        for (const QList<Header> &headers : credentials) {
            const Response response = m_nobody->request(
                operation.method, fill(operation.path, false), std::nullopt, headers);
            QVERIFY2(
                response.status == 401 && response.code() == u"invalid_token"_s,
                qPrintable(u"%1 %2: %3"_s.arg(QString::fromLatin1(operation.method), operation.path)
                               .arg(response.status)));
        }
    }
    QCOMPARE(m_nobody->request("GET", "/me?access_token=" + good).status, 401); // N4
    const QByteArray bearer
        = m_nobody->request("GET", "/me", std::nullopt, { { "Authorization", "Bearer " + good } })
              .body;
    QCOMPARE(m_nobody->request("GET", "/me", std::nullopt, { { "X-API-Key", good } }).body, bearer);
    QCOMPARE(
        m_nobody
            ->request("GET", "/me", std::nullopt,
                      { { "X-API-Key", m_bert->token() }, { "Authorization", "Bearer " + good } })
            .code(),
        u"two_credentials"_s);
}

void TestSweep::unknownVerbsAre405WithAllow_h6()
{
    QHash<QString, QList<QByteArray>> verbs;
    for (const Operation &operation : std::as_const(m_operations))
        verbs[operation.path].append(operation.method);
    for (auto path = verbs.cbegin(); path != verbs.cend(); ++path) {
        for (const char *verb : { "GET", "POST", "PUT", "PATCH", "DELETE", "TRACE" }) {
            if (path.value().contains(verb))
                continue;
            const Response response = m_anna->request(verb, fill(path.key(), false));
            QVERIFY2(response.status == 405,
                     qPrintable(u"%1 %2: %3"_s.arg(QString::fromLatin1(verb), path.key())
                                    .arg(response.status)));
            for (const QByteArray &allowed : path.value())
                QVERIFY(response.header("Allow").contains(allowed));
        }
        const Response options = m_anna->request("OPTIONS", fill(path.key(), false));
        QCOMPARE(options.status, 204);
        QVERIFY(!options.header("Allow").isEmpty());
    }
    QCOMPARE(m_anna->request("BREW", "/health").status, 501);
}

void TestSweep::otherPeoplesIdsAreNotFoundOnEveryRoute_z1()
{
    for (const Operation &operation : std::as_const(m_operations)) {
        if (!operation.path.contains(u'{') || operation.path.contains(u"model_name"_s))
            continue;
        QJsonObject body;
        if (operation.path.endsWith(u"/messages"_s)
            || operation.path == "/messages/{message_id}"_L1)
            body = { { u"content"_s, u"x"_s } };
        if (operation.path.endsWith(u"/fork"_s))
            body = { { u"message_id"_s, m_annasIds.value(u"message_id"_s).toInt() } };
        const bool hasBody = operation.method == "POST" || operation.method == "PUT";
        const auto ask = [&](const QByteArray &path) {
            return m_anna->request(operation.method, path,
                                   hasBody ? std::optional(compact(body)) : std::nullopt);
        };
        const Response theirs = ask(fill(operation.path, true));
        QVERIFY2(
            theirs.status == 404 && theirs.code() == u"not_found"_s,
            qPrintable(u"%1 %2: %3 %4"_s.arg(QString::fromLatin1(operation.method), operation.path)
                           .arg(theirs.status)
                           .arg(QString::fromUtf8(theirs.body))));
    }
    // Nothing of Bert's was touched.
    QCOMPARE(m_bert->get("/sessions/" + m_bertsIds.value(u"session_id"_s)).status, 200);
    QCOMPARE(m_bert->get("/messages/" + m_bertsIds.value(u"message_id"_s)).status, 200);
    QCOMPARE(m_bert->get("/configs/" + m_bertsIds.value(u"config_id"_s)).status, 200);
    QCOMPARE(m_bert->get("/keys").json()[u"total"_s].toInteger(), 1);
}

QList<QJsonValue> TestSweep::wrongValuesFor(const QJsonObject &schema) const
{
    QList<QJsonValue> values { QJsonValue(true),
                               QJsonValue(u"word"_s),
                               QJsonValue(-7.5),
                               QJsonValue(1e300),
                               QJsonValue(QJsonArray { 1, u"x"_s }),
                               QJsonValue(QJsonObject { { u"a"_s, 1 } }),
                               QJsonValue(QJsonValue::Null),
                               QJsonValue(QString()),
                               QJsonValue(QString(70000, u'x')),
                               QJsonValue(u"a\u0001b"_s),
                               QJsonValue(9007199254740993.0) };
    if (schema.contains(u"maximum"_s))
        values.append(schema[u"maximum"_s].toDouble() + 1);
    if (schema.contains(u"minimum"_s))
        values.append(schema[u"minimum"_s].toDouble() - 1);
    return values;
}

void TestSweep::wrongValuesAreRefusedAndNever500_h7_h8_h11()
{
    int sent = 0;
    for (const Operation &operation : std::as_const(m_operations)) {
        const QJsonObject properties = operation.bodySchema()[u"properties"_s].toObject();
        if (operation.path == "/logout"_L1 || operation.path.endsWith(u"/password"_s))
            continue; // their fields are covered below without ending Anna's login
        for (auto property = properties.begin(); property != properties.end(); ++property) {
            for (const QJsonValue &value : wrongValuesFor(property.value().toObject())) {
                QJsonObject body { { property.key(), value } };
                // What would start an answer needs the rest to be right, so that this field is
                // judged.
                if (operation.path.endsWith(u"/messages"_s))
                    body.insert(u"stream"_s, false);
                if (operation.path.endsWith(u"/messages"_s) && property.key() != "content"_L1)
                    body.insert(u"content"_s, u"x"_s);
                body.insert(property.key(), value);
                const Response response
                    = m_anna->request(operation.method, fill(operation.path, false), compact(body));
                QVERIFY2(response.status != 0 && (response.status < 500 || response.status == 503),
                         qPrintable(u"%1 %2 %3: %4 %5"_s
                                        .arg(QString::fromLatin1(operation.method), operation.path,
                                             QString::fromUtf8(compact(body).left(200)))
                                        .arg(response.status)
                                        .arg(QString::fromUtf8(response.body))));
                if (response.status >= 400 && response.status != 429)
                    QVERIFY2(response.header("Content-Type").startsWith("application/problem+json"),
                             response.body.constData());
                ++sent;
            }
        }
        if (!properties.isEmpty() && operation.method != "GET") {
            const Response unknown = m_anna->request(operation.method, fill(operation.path, false),
                                                     QByteArray(R"({"no_such_field":1})"));
            QVERIFY2(unknown.status == 422 || unknown.status == 404 || unknown.status == 403,
                     qPrintable(u"%1: %2"_s.arg(operation.path).arg(unknown.status)));
        }
    }
    QVERIFY(sent > 300);
    QCOMPARE(m_anna->get("/me").status, 200);
    const QByteArray config = "/configs/" + m_annasIds.value(u"config_id"_s);
    const QJsonObject stored = m_anna->get(config).json();
    QCOMPARE(m_anna->put(config, stored).status, 200); // GET → PUT works
    QCOMPARE(m_anna->put(config, { { u"config_id"_s, 12345 } }).code(), u"read_only"_s);
    QCOMPARE(m_anna->put(config, { { u"user_id"_s, 2 } }).code(), u"read_only"_s);
    QCOMPARE(m_anna
                 ->post("/configs",
                        { { u"name"_s, u"x"_s },
                          { u"model_name"_s, u"lokal-demo"_s },
                          { u"created_at"_s, u"2020-01-01T00:00:00.000Z"_s } })
                 .code(),
             u"read_only"_s);
    QCOMPARE(m_anna->put(config, { { u"name"_s, QJsonValue::Null } }).code(), u"invalid_field"_s);
    const Response cleared = m_anna->put(config, { { u"temperature"_s, 0.5 } });
    QCOMPARE(cleared.json()[u"temperature"_s].toDouble(), 0.5);
    QVERIFY(m_anna->put(config, { { u"temperature"_s, QJsonValue::Null } })
                .json()[u"temperature"_s]
                .isNull());
    const QList<Header> stale { { "If-Match", "\"0-old\"" } };
    QCOMPARE(m_anna->request("PUT", config, QByteArray(R"({"name":"n"})"), stale).code(),
             u"stale"_s);
}

void TestSweep::hostileBodiesAreRefusedAndNever500_h7_h11()
{
    const QByteArray deep = QByteArray(2000, '[') + QByteArray(2000, ']');
    const QList<QPair<QByteArray, int>> bodies {
        { "", 422 },
        { "[]", 400 },
        { "null", 400 },
        { "{", 400 },
        { "{}x", 400 },
        { R"({"name":"a","name":"b"})", 400 },
        { R"({"name":"\ud800"})", 400 },
        { "{\"name\":\"\xff\"}", 400 },
        { "{\"name\":" + deep + "}", 400 },
        { "\xEF\xBB\xBF{}", 400 },
        { R"({"name":"a\u0000b","model_name":"m"})", 422 },
        { R"({"name":1e999})", 400 },
        { QByteArray(500000, ' '), 422 },
    };
    for (const auto &[body, status] : bodies) {
        const Response response = m_anna->request("POST", "/configs", body);
        QVERIFY2(response.status == status || (status == 422 && response.status == 400),
                 qPrintable(
                     u"%1 for %2: %3"_s.arg(response.status)
                         .arg(QString::fromUtf8(body.left(60)), QString::fromUtf8(response.body))));
    }
    QCOMPARE(
        m_anna->request("POST", "/configs", QByteArray("{}"), { { "Content-Type", "text/plain" } })
            .status,
        415);
    QCOMPARE(
        m_anna->request("POST", "/configs", QByteArray("{}"), { { "Content-Encoding", "gzip" } })
            .status,
        415);
    QCOMPARE(m_anna->request("POST", "/login", QByteArray(9000, ' ')).status, 413);
}

void TestSweep::wrongQueriesAreRefused_h13()
{
    for (const char *list : { "/configs", "/sessions", "/keys" }) {
        for (const char *query :
             { "limit=0", "limit=201", "limit=x", "offset=-1", "offset=x", "limit=" }) {
            const Response response = m_anna->get(QByteArray(list) + '?' + query);
            QVERIFY2(
                response.status == 422,
                qPrintable(u"%1?%2: %3"_s.arg(QString::fromLatin1(list), QString::fromLatin1(query))
                               .arg(response.status)));
        }
        const QJsonObject page = m_anna->get(QByteArray(list) + "?limit=1&offset=0").json();
        QCOMPARE(page[u"limit"_s].toInt(), 1);
        QVERIFY(page[u"total"_s].toInteger() >= page[u"items"_s].toArray().size());
    }
    const QByteArray messages = "/sessions/" + m_annasIds.value(u"session_id"_s) + "/messages";
    // The other sweeps branched the chat: take what is on its path now.
    const QByteArray id = QByteArray::number(
        m_anna->get(messages).json()[u"items"_s][0][u"message_id"_s].toInteger());
    QCOMPARE(m_anna->get(messages + "?before=" + id + "&after=" + id).status, 422);
    QCOMPARE(m_anna->get(messages + "?before=" + id + "&offset=1").status, 422);
    QCOMPARE(m_anna->get(messages + "?before=" + m_bertsIds.value(u"message_id"_s)).status, 404);
    QCOMPARE(m_anna->get(messages + "?before=" + id).status, 200);
}

void TestSweep::strangeIdsAndPathsAreNotFound()
{
    for (const char *path :
         { "/sessions/0", "/sessions/-1", "/sessions/abc", "/sessions/99999999999999999999",
           "/sessions/1/2/3", "/nothing", "/sessions/%2e%2e", "/sessions//messages", "/SESSIONS",
           "/configs/1%00", "/messages/1.5", "/api/v2/me", "/../etc/passwd" }) {
        const Response response = m_anna->get(path);
        QVERIFY2(response.status == 404 || response.status == 400,
                 qPrintable(u"%1: %2"_s.arg(QString::fromLatin1(path)).arg(response.status)));
        QVERIFY(!response.body.contains("SELECT")
                && !response.body.contains(m_server.dataDirectory().toUtf8()));
    }
}

void TestSweep::everyAnswerCarriesTheHeaders_n6()
{
    for (const char *path : { "/health", "/me", "/nothing", "/configs?limit=0", "/openapi.json" }) {
        const Response response = m_anna->get(path);
        QCOMPARE(response.header("Cache-Control"), QByteArray("no-store"));
        QCOMPARE(response.header("X-Content-Type-Options"), QByteArray("nosniff"));
        QCOMPARE(response.header("Cross-Origin-Resource-Policy"), QByteArray("same-origin"));
        QVERIFY(response.header("Content-Security-Policy").startsWith("default-src 'none'"));
        QVERIFY(response.header("Access-Control-Allow-Origin").isEmpty());
        QVERIFY(!response.header("Server").contains('.'));
    }
    for (const QList<Header> &headers : { QList<Header> { { "Origin", "https://evil.example" } },
                                          QList<Header> { { "Origin", "null" } },
                                          QList<Header> { { "Sec-Fetch-Site", "cross-site" } } })
        QCOMPARE(m_anna->request("GET", "/me", std::nullopt, headers).code(),
                 u"origin_not_allowed"_s);
    QCOMPARE(m_anna->request("GET", "/me", std::nullopt, { { "Host", "evil.example" } }).code(),
             u"host_not_allowed"_s);
}

void TestSweep::theSameUnderTheVersionedPrefix()
{
    QCOMPARE(m_anna->get("/api/v1/me").body, m_anna->get("/me").body);
    const Response made = m_anna->post(
        "/api/v1/configs", { { u"name"_s, u"versioned"_s }, { u"model_name"_s, u"lokal-demo"_s } });
    QCOMPARE(made.status, 201);
    QCOMPARE(made.header("Location"),
             "/api/v1/configs/" + QByteArray::number(made.json()[u"config_id"_s].toInteger()));
}

void TestSweep::cleanupTestCase()
{
    QVERIFY(m_server.isRunning()); // H11: nothing ended the process
    QCOMPARE(m_server.terminate(), 0);
}

QTEST_GUILESS_MAIN(TestSweep)
#include "tst_sweep.moc"
