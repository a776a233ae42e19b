// How fast lists, pages, search and writes are with many messages (P1). Fills a database of its own:
//   bench_storage [--messages 200000] [--sessions 2000] [--json]
// One session has 10,000 messages, the others share the rest.

#include "core/storage/messagerows.h"
#include "core/storage/messagetree.h"
#include "core/storage/query.h"
#include "core/storage/storage.h"

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

template <typename T> T must(const Result<T> &result)
{
    if (!result)
        qFatal("%s: %s", qPrintable(codeName(result.error().code)), qPrintable(result.error().detail));
    return *result;
}

QString textOf(int number)
{
    // "common" in each, "seldom7" in few; about as long as a short paragraph.
    return u"common words about topic%1 and seldom%2, "_s.arg(number % 997).arg(number)
        + u"with enough text around them to look like a line of a real conversation"_s;
}

struct Data
{
    UserId user;
    SessionId longOne;
    MessageId middle;
};

void fillSession(SqliteDatabase &database, UserId user, SessionId session, int count, int *number)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    database.run(u"BEGIN IMMEDIATE"_s);
    sql::MessagePlace place { user, session, {}, 0 };
    for (int i = 0; i < count; ++i, ++place.depth) {
        NewMessage message;
        message.role = i % 2 == 0 ? Role::User : Role::Assistant;
        message.content = textOf((*number)++);
        place.parent = sql::insertMessage(database, place, message, now.addMSecs(*number));
    }
    sql::activatePath(database, session, place.parent);
    change(database, u"UPDATE sessions SET message_count = ?, last_message_at = ? WHERE id = ?"_s, count, now.addMSecs(*number), session);
    database.run(u"COMMIT"_s);
    if (database.failed())
        qFatal("%s", qPrintable(database.failure().detail));
}

Data fill(Storage &storage, int messages, int sessions)
{
    Data data;
    NewUser user;
    user.username = u"bench"_s;
    data.user = must(storage.accounts().insertUser(user).result()).user.id;
    ModelConfig config;
    config.owner = data.user;
    config.name = config.modelName = u"bench"_s;
    SessionChange values;
    values.config = must(storage.configs().insertConfig(config).result()).id;
    SqliteDatabase database;
    database.open(storage.directory().databaseFile(), SqliteDatabase::Access::ReadWrite, std::chrono::seconds(5));
    database.run(u"PRAGMA synchronous = OFF"_s);
    int number = 0;
    for (int i = 0; i < sessions; ++i) {
        values.name = u"Session %1"_s.arg(i);
        const SessionId session = must(storage.chats().insertSession(data.user, values).result()).id;
        fillSession(database, data.user, session, i == 0 ? longSession : (messages - longSession) / (sessions - 1), &number);
        if (i == 0)
            data.longOne = session;
    }
    MessagePage page;
    page.offset = longSession / 2;
    data.middle = must(storage.chats().messages(data.user, data.longOne, page).result()).items.first().id;
    return data;
}

int search(SqliteDatabase &database, const QString &word)
{
    int hits = 0;
    Query query(database, u"SELECT rowid, snippet(message_search, 1, '', '', '', 16) FROM message_search "
                          "WHERE message_search MATCH ? ORDER BY rowid DESC LIMIT 50"_s, u"o:u1 AND t:\"%1\""_s.arg(word));
    while (query.next())
        ++hits;
    return hits;
}

QList<Measurement> measureReads(Storage &storage, const Data &data)
{
    ChatStore &chats = storage.chats();
    const auto page = [&](const MessagePage &wanted) { must(chats.messages(data.user, data.longOne, wanted).result()); };
    SqliteDatabase database;
    database.open(storage.directory().databaseFile(), SqliteDatabase::Access::ReadOnly, std::chrono::seconds(5));
    QList<Measurement> results;
    results << measure(u"floor: one setting"_s, 200, [&](int) { must(storage.accounts().setting(u"x"_s).result()); });
    results << measure(u"session list, first 50"_s, 200, [&](int) { must(chats.sessions(data.user, {}, {}).result()); });
    results << measure(u"session list, name filter"_s, 200, [&](int round) {
        must(chats.sessions(data.user, { false, false, {}, u"ION %1"_s.arg(round) }, {}).result());
    });
    results << measure(u"10,000 messages: first 50"_s, 200, [&](int) { page({}); });
    results << measure(u"10,000 messages: newest 50"_s, 200, [&](int) { page({ 50, {}, {}, {}, true }); });
    results << measure(u"10,000 messages: 50 before the middle"_s, 200, [&](int) { page({ 50, {}, data.middle, {}, false }); });
    results << measure(u"10,000 messages: context of a send"_s, 10, [&](int) { must(chats.sendContext(data.user, data.longOne, {}, {}).result()); });
    results << measure(u"search, rare word"_s, 200, [&](int round) { search(database, u"seldom%1"_s.arg(round * 31)); });
    results << measure(u"search, word in every message"_s, 200, [&](int) { search(database, u"common"_s); });
    return results;
}

QList<Measurement> measureWrites(Storage &storage, const Data &data)
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
    results << measure(u"insert a turn, alone"_s, 100, [&](int round) { must(turn(round).result()); });
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
    results << measure(u"10,000 messages: delete for good"_s, 1, [&](int) { must(chats.deleteSession(data.user, data.longOne).result()); });
    return results;
}

void print(const QList<Measurement> &results, bool asJson)
{
    QTextStream out(stdout);
    QJsonArray rows;
    for (const Measurement &row : results) {
        rows.append(QJsonObject { { u"name"_s, row.name }, { u"median_ms"_s, row.medianMs }, { u"p95_ms"_s, row.p95Ms } });
        if (!asJson)
            out << row.name.leftJustified(44) << QString::number(row.medianMs, 'f', 2).rightJustified(10) << " ms median"
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
    const Data data = fill(*outcome.storage, std::max(parser.value(u"messages"_s).toInt(), longSession), std::max(parser.value(u"sessions"_s).toInt(), 2));
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
