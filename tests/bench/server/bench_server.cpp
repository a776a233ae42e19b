// What the server adds to a connection straight to the engine, and what it costs: each figure
// beside a direct connection, and beside nginx as a relay when that is installed.
#include "tests/bench/server/figures.h"
#include "tests/bench/server/loadclient.h"
#include "tests/bench/server/nginxrelay.h"
#include "tests/e2e/support/apiclient.h"
#include "tests/e2e/support/enginethread.h"
#include "tests/e2e/support/serverprocess.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace lokal::bench;
using lokal::test::ApiClient;
using lokal::test::EngineThread;
using lokal::test::ServerProcess;

namespace {

constexpr int tokensPerStream = 300;

demo::Script countingScript(int tokens)
{
    QByteArray pieces;
    for (int i = 0; i < tokens; ++i)
        pieces += (i ? ",\"" : "\"") + QByteArray("word") + QByteArray::number(i) + " \"";
    QString problem;
    return *demo::Script::parse("{\"steps\":[{\"reply\":[" + pieces + "]}],\"repeat_last\":true}",
                                &problem);
}

QByteArray engineRequest(const QUrl &url)
{
    const QByteArray body
        = R"({"model":"lokal-demo","messages":[{"role":"user","content":"go"}],"stream":true})";
    return "POST /api/chat HTTP/1.1\r\nHost: " + url.authority().toUtf8()
        + "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body;
}

class Bench
{
public:
    explicit Bench(int rounds)
        : m_rounds(rounds)
        , m_engine(countingScript(tokensPerStream), 0)
        , m_engineUrl(m_engine.url())
        , m_relay(m_engineUrl)
    {
    }

    bool start()
    {
        QList<double> starts;
        for (int i = 0; i < 5; ++i) {
            m_server = std::make_unique<ServerProcess>(m_directory.path() + u"/data"_s);
            for (const auto &[name, value] :
                 { std::pair(u"RUNNING_LIMIT"_s, u"400"_s),
                   std::pair(u"STREAMS_PER_USER"_s, u"400"_s),
                   std::pair(u"REQUESTS_PER_MINUTE"_s, u"1000000"_s),
                   std::pair(u"MAX_CONNECTIONS_PER_ADDRESS"_s, u"500"_s) })
                m_server->setEnvironment(u"LOKAL_AI_"_s + name, value);
            QElapsedTimer clock;
            clock.start();
            if (!m_server->start(
                    { u"--ollama-url"_s, m_engineUrl.toString(), u"--log-level"_s, u"warning"_s }))
                return false;
            starts.append(double(clock.nsecsElapsed()) / 1e6);
            if (i < 4)
                m_server->terminate();
        }
        m_figures.add(u"start to ready line, median of 5"_s, median(starts), u"ms"_s, {}, 0,
                      u"< 1000"_s);
        m_client = std::make_unique<ApiClient>(m_server->url());
        m_client->registerUser(u"bench"_s);
        m_session = m_client->makeSession();
        m_figures.add(u"server PSS, idle"_s, double(pssKib(m_server->pid())) / 1024, u"MiB"_s, {},
                      0, u"<= 20"_s);
        return true;
    }

    void firstToken()
    {
        // A short answer at full speed: with a long one the engine's own burst would be measured.
        setScript(countingScript(3));
        setRate(0);
        QList<double> direct, relayed, started, ours;
        for (int i = 0; i < m_rounds; ++i) {
            direct.append(
                timeToFirstToken(m_engineUrl, engineRequest(m_engineUrl), "200 OK", "word0")
                    .tokenMs);
            if (m_relay.isRunning())
                relayed.append(
                    timeToFirstToken(m_relay.url(), engineRequest(m_relay.url()), "200 OK", "word0")
                        .tokenMs);
            const FirstToken times = timeToFirstToken(m_server->url(), sendRequest(freshSession()),
                                                      "event: message.start", "word0");
            started.append(times.startMs);
            ours.append(times.tokenMs);
        }
        m_figures.add(u"first token, direct, median"_s, median(direct), u"ms"_s);
        if (m_relay.isRunning())
            m_figures.add(u"first token, nginx relay, median"_s, median(relayed), u"ms"_s);
        m_figures.add(u"first token, Lokal-AI, median"_s, median(ours), u"ms"_s, u"direct"_s,
                      median(direct));
        m_figures.add(u"first token, Lokal-AI, 95th percentile"_s, percentile(ours, 0.95), u"ms"_s,
                      u"direct"_s, percentile(direct, 0.95));
        m_figures.add(u"ADDED time to first token, median"_s, median(ours) - median(direct),
                      u"ms"_s, {}, 0, u"<= 1"_s);
        m_figures.add(u"  of it until message.start (check, read, durable commit)"_s,
                      median(started), u"ms"_s, u"one durable commit"_s, durableCommitMs());
        m_figures.add(u"  of it from message.start to the first token"_s,
                      median(ours) - median(started), u"ms"_s);
    }

    void cpuPerToken()
    {
        setScript(countingScript(tokensPerStream));
        setRate(100);
        constexpr int streams = 20;
        const auto cost = [](const QUrl &url, const std::vector<QByteArray> &requests,
                             const QByteArray &marker, qint64 pid) {
            const double before = cpuSeconds(pid);
            const qint64 tokens = readStreams(url, requests, marker);
            return (cpuSeconds(pid) - before) / double(std::max<qint64>(1, tokens)) * 1e6;
        };
        // In turns, because what a wake-up costs changes with what else the machine does.
        QList<double> relayed, ours, ratios;
        for (int turn = 0; turn < 5; ++turn) {
            if (m_relay.isRunning())
                relayed.append(cost(m_relay.url(),
                                    std::vector<QByteArray>(streams, engineRequest(m_relay.url())),
                                    "word", m_relay.workerPid()));
            std::vector<QByteArray> requests;
            for (int i = 0; i < streams; ++i)
                requests.push_back(sendRequest(freshSession()));
            ours.append(cost(m_server->url(), requests, "event: token", m_server->pid()));
            if (m_relay.isRunning())
                ratios.append(ours.last() / relayed.last());
        }
        m_figures.add(u"CPU per streamed token, median of 5 turns"_s, median(ours), u"us"_s,
                      m_relay.isRunning() ? u"nginx relay"_s : QString(), median(relayed));
        if (m_relay.isRunning())
            m_figures.add(u"  as a multiple of the relay, median of the turns"_s, median(ratios),
                          u"x"_s, {}, 0, u"<= 4"_s);
    }

    void smallRequests()
    {
        const int count = m_rounds * 20;
        const auto measure = [count](const QUrl &url, const QByteArray &request, qint64 pid) {
            KeptConnection connection(url);
            const double before = cpuSeconds(pid);
            for (int i = 0; i < count; ++i)
                connection.request(request);
            return (cpuSeconds(pid) - before) / count * 1e6;
        };
        double floor = 0;
        if (m_relay.isRunning())
            floor = measure(m_relay.url(),
                            "GET /small HTTP/1.1\r\nHost: " + m_relay.url().authority().toUtf8()
                                + "\r\n\r\n",
                            m_relay.workerPid());
        const QString beside = m_relay.isRunning() ? u"nginx, fixed text"_s : QString();
        for (const QByteArray &path : { QByteArray("/health"), QByteArray("/me"),
                                        "/sessions/" + QByteArray::number(m_session) }) {
            const double cost
                = measure(m_server->url(), m_client->requestBytes("GET", path, std::nullopt),
                          m_server->pid());
            m_figures.add(u"CPU per GET %1"_s.arg(QString::fromUtf8(path)), cost, u"us"_s, beside,
                          floor);
        }
    }

    void memoryPerStream()
    {
        constexpr int streams = 200;
        setRate(2);
        std::vector<QByteArray> requests;
        for (int i = 0; i < streams; ++i)
            requests.push_back(sendRequest(freshSession()));
        const qint64 before = pssKib(m_server->pid());
        std::vector<std::unique_ptr<test::SseStream>> open;
        for (const QByteArray &request : requests)
            open.push_back(std::make_unique<test::SseStream>(m_server->url(), request));
        for (const auto &stream : open)
            stream->waitForEvent("token", 2);
        const qint64 during = pssKib(m_server->pid());
        m_figures.add(u"memory per open stream (200 at once)"_s, double(during - before) / streams,
                      u"KiB"_s, {}, 0, u"<= 100"_s);
    }

    void print(bool json) { m_figures.print(json); }
    bool hasRelay() const { return m_relay.isRunning(); }

private:
    void setScript(const demo::Script &script)
    {
        m_engine.run([&] { m_engine.engine().setScript(script); });
    }
    void setRate(double rate)
    {
        m_engine.run([&] { m_engine.engine().setRate(rate); });
    }
    qint64 freshSession() { return m_client->makeSession(); }
    QByteArray sendRequest(qint64 session)
    {
        return m_client->requestBytes("POST",
                                      "/sessions/" + QByteArray::number(session) + "/messages",
                                      R"({"content":"go"})");
    }
    // The floor of any write that is promised to survive a power loss.
    double durableCommitMs() const
    {
        QList<double> times;
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"floor"_s);
            database.setDatabaseName(m_directory.path() + u"/floor.db"_s);
            if (!database.open())
                return 0;
            QSqlQuery query(database);
            query.exec(u"PRAGMA journal_mode=WAL"_s);
            query.exec(u"PRAGMA synchronous=FULL"_s);
            query.exec(u"CREATE TABLE t (x TEXT)"_s);
            for (int i = 0; i < m_rounds; ++i) {
                QElapsedTimer clock;
                clock.start();
                query.exec(u"INSERT INTO t VALUES ('some words')"_s);
                times.append(double(clock.nsecsElapsed()) / 1e6);
            }
        }
        QSqlDatabase::removeDatabase(u"floor"_s);
        return median(times);
    }

    int m_rounds;
    QTemporaryDir m_directory;
    EngineThread m_engine;
    QUrl m_engineUrl;
    NginxRelay m_relay;
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<ApiClient> m_client;
    qint64 m_session = 0;
    Figures m_figures;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOption({ u"json"_s, u"Print JSON."_s });
    parser.addOption({ u"rounds"_s, u"Repetitions (default 200)."_s, u"N"_s, u"200"_s });
    parser.addOption(
        { u"only"_s, u"One part: first-token, token-cpu, request-cpu or memory."_s, u"PART"_s });
    parser.addHelpOption();
    parser.process(application);
    Bench bench(std::max(10, parser.value(u"rounds"_s).toInt()));
    if (!bench.start()) {
        std::fputs("the server did not start\n", stderr);
        return 1;
    }
    if (!bench.hasRelay())
        std::fputs("nginx is not installed: figures stand without that relay\n", stderr);
    const QString only = parser.value(u"only"_s);
    const auto isWanted = [&only](const QString &part) { return only.isEmpty() || only == part; };
    if (isWanted(u"first-token"_s))
        bench.firstToken();
    if (isWanted(u"token-cpu"_s))
        bench.cpuPerToken();
    if (isWanted(u"request-cpu"_s))
        bench.smallRequests();
    if (isWanted(u"memory"_s))
        bench.memoryPerStream();
    bench.print(parser.isSet(u"json"_s));
    return 0;
}
