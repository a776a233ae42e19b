#include "tests/e2e/support/apiclient.h"
#include "tests/e2e/support/enginethread.h"
#include "tests/e2e/support/serverprocess.h"

#include <QJsonArray>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace lokal::test;

/// kill -9 at random moments: nothing acknowledged is lost, the answer at most by a second.
class TestDurability : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void killInMidStreamLosesAtMostASecond_d5();
    void acknowledgedWritesSurviveAKill_d4();
};

void TestDurability::killInMidStreamLosesAtMostASecond_d5()
{
    constexpr double rate = 200;
    EngineThread engine({}, rate);
    ServerProcess server;
    ApiClient client(QUrl {});
    QByteArray session;
    auto *random = QRandomGenerator::global();
    for (int round = 0; round < 8; ++round) {
        QVERIFY(server.start({ u"--ollama-url"_s, engine.url() }));
        const QByteArray token = client.token();
        client = ApiClient(server.url());
        client.setToken(token);
        if (round == 0) {
            client.registerUser(u"anna"_s);
            session = QByteArray::number(client.makeSession());
        }
        SseStream stream(server.url(),
                         client.requestBytes("POST", "/sessions/" + session + "/messages",
                                             R"({"content":"a long answer"})"));
        QVERIFY(stream.waitForEvent("message.start"));
        const qsizetype enough = random->bounded(1, 6000);
        QTRY_VERIFY_WITH_TIMEOUT(stream.text().size() >= enough, 30000);
        server.kill9();
        QVERIFY(stream.waitForEnd());
        const QString seen = stream.text();
        const qint64 answer
            = stream.events().first().data[u"message"_s][u"message_id"_s].toInteger();
        const qint64 question
            = stream.events().first().data[u"user_message"_s][u"message_id"_s].toInteger();

        QVERIFY(server.start({ u"--ollama-url"_s, engine.url() }));
        ApiClient again(server.url());
        again.setToken(token.isEmpty() ? client.token() : token);
        const QJsonObject stored = again.get("/messages/" + QByteArray::number(answer)).json();
        QCOMPARE(stored[u"state"_s].toString(), u"interrupted"_s);
        const QString kept = stored[u"content"_s].toString();
        // The engine may have sent more than we saw, so one of the two is the other's beginning.
        QVERIFY(seen.startsWith(kept) || kept.startsWith(seen));
        // A second of text, twice over for a machine that was busy with other things.
        const double perToken
            = double(seen.size()) / double(std::max<qsizetype>(1, stream.events().size()));
        QVERIFY2(double(seen.size() - kept.size()) <= 2 * rate * std::max(8.0, perToken),
                 qPrintable(u"seen %1, kept %2"_s.arg(seen.size()).arg(kept.size())));
        QCOMPARE(
            again.get("/messages/" + QByteArray::number(question)).json()[u"content"_s].toString(),
            u"a long answer"_s);
        server.kill9();
    }
}

void TestDurability::acknowledgedWritesSurviveAKill_d4()
{
    ServerProcess server;
    QVERIFY(server.start());
    ApiClient client(server.url());
    client.registerUser(u"anna"_s);
    QList<qint64> configs;
    for (int i = 0; i < 25; ++i) {
        const Response made = client.post(
            "/configs", { { u"name"_s, u"c%1"_s.arg(i) }, { u"model_name"_s, u"lokal-demo"_s } });
        QCOMPARE(made.status, 201);
        configs.append(made.json()[u"config_id"_s].toInteger());
    }
    server.kill9();
    QVERIFY(server.start());
    ApiClient again(server.url());
    again.setToken(client.token());
    for (const qint64 id : std::as_const(configs))
        QCOMPARE(again.get("/configs/" + QByteArray::number(id)).status, 200);
}

QTEST_GUILESS_MAIN(TestDurability)
#include "tst_durability.moc"
