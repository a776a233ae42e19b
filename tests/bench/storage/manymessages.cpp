#include "tests/bench/storage/manymessages.h"

#include "core/storage/messagerows.h"
#include "core/storage/messagetree.h"
#include "core/storage/query.h"

using namespace Qt::StringLiterals;

namespace lokal::bench {
namespace {

void fillSession(SqliteDatabase &database, UserId user, SessionId session, int count, int *number)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    database.run(u"BEGIN IMMEDIATE"_s);
    sql::MessagePlace place { user, session, {}, 0 };
    for (int i = 0; i < count; ++i, ++place.depth) {
        NewMessage message;
        message.role = i % 2 == 0 ? Role::User : Role::Assistant;
        message.content = textOf((*number)++);
        place.parent = sql::insertMessage(database, place, message, sql::Indexing::Now,
                                          now.addMSecs(*number));
    }
    sql::activatePath(database, session, place.parent);
    change(database, u"UPDATE sessions SET message_count = ?, last_message_at = ? WHERE id = ?"_s,
           count, now.addMSecs(*number), session);
    database.run(u"COMMIT"_s);
    if (database.failed())
        qFatal("%s", qPrintable(database.failure().detail));
}

} // namespace

QString textOf(int number)
{
    return u"common words about topic%1 and seldom%2, "_s.arg(number % 997).arg(number)
        + u"with enough text around them to look like a line of a real conversation"_s;
}

FilledData fillWithMessages(Storage &storage, UserId user, const MessageCounts &counts)
{
    FilledData data;
    data.user = user;
    ModelConfig config;
    config.owner = user;
    config.name = u"bench"_s;
    config.modelName = u"lokal-demo"_s;
    SessionChange values;
    values.config = must(storage.configs().insertConfig(config).result()).id;
    SqliteDatabase database;
    database.open(storage.directory().databaseFile(), SqliteDatabase::Access::ReadWrite,
                  std::chrono::seconds(5));
    database.run(u"PRAGMA synchronous = OFF"_s);
    int number = 0;
    for (int i = 0; i < counts.sessions; ++i) {
        values.name = u"Session %1"_s.arg(i);
        const SessionId session = must(storage.chats().insertSession(user, values).result()).id;
        const int count
            = i == 0 ? counts.longest : (counts.messages - counts.longest) / (counts.sessions - 1);
        fillSession(database, user, session, count, &number);
        if (i == 0)
            data.longOne = session;
    }
    MessagePage page;
    page.offset = counts.longest / 2;
    data.middle
        = must(storage.chats().messages(user, data.longOne, page).result()).items.first().id;
    return data;
}

} // namespace lokal::bench
