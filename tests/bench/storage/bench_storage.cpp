// How fast lists, pages, search and writes are with many messages (P1). Fills a database of its
// own:
//   bench_storage [--messages 200000] [--sessions 2000] [--json]
// One session has 10,000 messages, the others share the rest.

#include "core/storage/query.h"
#include "tests/bench/storage/manymessages.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>
#include <functional>
#include <vector>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace lokal::bench;

namespace {

constexpr int longSession = 10000;

struct Measurement
{
    QString name;
    double medianMs = 0, p95Ms = 0;
};

Measurement measure(const QString &name, int rounds, const std::function<void(int)> &work)
{
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        work(round);
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return { name, times[times.size() / 2], times[times.size() * 95 / 100] };
}

int search(SqliteDatabase &database, const QString &word)
{
    int hits = 0;
    Query query(database,
                u"SELECT rowid, snippet(message_search, 1, '', '', '', 16) FROM message_search "
                "WHERE message_search MATCH ? ORDER BY rowid DESC LIMIT 50"_s,
                u"o:u1 AND t:\"%1\""_s.arg(word));
    while (query.next())
        ++hits;
    return hits;
}

QList<Measurement> measureReads(Storage &storage, const FilledData &data)
{
    ChatStore &chats = storage.chats();
    const auto page = [&](const MessagePage &wanted) {
        must(chats.messages(data.user, data.longOne, wanted).result());
    };
    SqliteDatabase database;
    database.open(storage.directory().databaseFile(), SqliteDatabase::Access::ReadOnly,
                  std::chrono::seconds(5));
    QList<Measurement> results;
    results << measure(u"floor: one setting"_s, 200,
                       [&](int) { must(storage.accounts().setting(u"x"_s).result()); });
    results << measure(u"session list, first 50"_s, 200,
                       [&](int) { must(chats.sessions(data.user, {}, {}).result()); });
    results << measure(u"session list, name filter"_s, 200, [&](int round) {
        must(chats.sessions(data.user, { false, false, {}, u"ION %1"_s.arg(round) }, {}).result());
    });
    results << measure(u"10,000 messages: first 50"_s, 200, [&](int) { page({}); });
    results << measure(u"10,000 messages: newest 50"_s, 200, [&](int) {
        page({ 50, {}, {}, {}, true });
    });
    results << measure(u"10,000 messages: 50 before the middle"_s, 200, [&](int) {
        page({ 50, {}, data.middle, {}, false });
    });
    results << measure(u"10,000 messages: context of a send"_s, 10, [&](int) {
        must(chats.sendContext(data.user, data.longOne, {}, {}).result());
    });
    results << measure(u"search, rare word"_s, 200,
                       [&](int round) { search(database, u"seldom%1"_s.arg(round * 31)); });
    results << measure(u"search, word in every message"_s, 200,
                       [&](int) { search(database, u"common"_s); });
    return results;
}

QList<Measurement> measureWrites(Storage &storage, const FilledData &data)
{
    ChatStore &chats = storage.chats();
    const auto turn = [&](int number) {
        NewTurn values;
        values.session = data.longOne;
        values.parent = data.middle;
        values.userMessage.emplace().content = textOf(number);
        return chats.insertTurn(data.user, values, {});
    };
    QList<Measurement> results;
    results << measure(u"insert a turn, alone"_s, 100,
                       [&](int round) { must(turn(round).result()); });
    results << measure(u"insert 64 turns at once, all"_s, 10, [&](int) {
        QList<Future<StoredTurn>> all;
        for (int i = 0; i < 64; ++i)
            all << turn(i);
        for (const auto &one : std::as_const(all))
            must(one.result());
    });
    results << measure(u"10,000 messages: change the branch"_s, 10, [&](int) {
        SessionChange choice;
        choice.activeMessage = data.middle;
        must(chats.updateSession(data.user, data.longOne, choice).result());
    });
    SessionChange trash;
    results << measure(u"10,000 messages: into the trash and back"_s, 4, [&](int round) {
        trash.trashed = round % 2 == 0;
        must(chats.updateSession(data.user, data.longOne, trash).result());
    });
    results << measure(u"10,000 messages: delete for good"_s, 1,
                       [&](int) { must(chats.deleteSession(data.user, data.longOne).result()); });
    return results;
}

void print(const QList<Measurement> &results, bool asJson)
{
    QTextStream out(stdout);
    QJsonArray rows;
    for (const Measurement &row : results) {
        rows.append(QJsonObject { { u"name"_s, row.name },
                                  { u"median_ms"_s, row.medianMs },
                                  { u"p95_ms"_s, row.p95Ms } });
        if (!asJson)
            out << row.name.leftJustified(44)
                << QString::number(row.medianMs, 'f', 2).rightJustified(10) << " ms median"
                << QString::number(row.p95Ms, 'f', 2).rightJustified(10) << " ms 95 %\n";
    }
    if (asJson)
        out << QJsonDocument(rows).toJson();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({ u"messages"_s, u"Messages in all."_s, u"N"_s, u"200000"_s });
    parser.addOption({ u"sessions"_s, u"Sessions in all."_s, u"N"_s, u"2000"_s });
    parser.addOption({ u"json"_s, u"Print JSON."_s });
    parser.process(app);

    const QTemporaryDir folder;
    const SystemClock clock;
    OpenOutcome outcome = Storage::open(folder.path(), clock);
    if (!outcome.storage)
        qFatal("%s", qPrintable(outcome.failure.detail));
    NewUser user;
    user.username = u"bench"_s;
    const UserId owner = must(outcome.storage->accounts().insertUser(user).result()).user.id;
    const MessageCounts counts { std::max(parser.value(u"messages"_s).toInt(), longSession),
                                 std::max(parser.value(u"sessions"_s).toInt(), 2), longSession };
    const FilledData data = fillWithMessages(*outcome.storage, owner, counts);
    outcome.storage->close();
    QList<Measurement> results;
    results << measure(u"start"_s, 3, [&](int) {
        outcome.storage.reset();
        outcome = Storage::open(folder.path(), clock);
    });
    results += measureReads(*outcome.storage, data);
    results += measureWrites(*outcome.storage, data);
    print(results, parser.isSet(u"json"_s));
    return 0;
}
