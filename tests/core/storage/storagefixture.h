#pragma once

#include "core/storage/query.h"
#include "core/storage/storage.h"
#include "tests/support/fakeclock.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace lokal::test {

using namespace Qt::StringLiterals;

/// Futures of the storage finish in its own threads, so a test may simply wait.
template <typename T> Result<T> wait(Future<T> future)
{
    return future.result();
}

/// The value, or a default one with a failed test.
template <typename T> T get(Future<T> future)
{
    const Result<T> result = future.result();
    if (result.ok())
        return *result;
    QTest::qFail(qPrintable(codeName(result.error().code) + u": "_s + result.error().detail),
                 __FILE__, __LINE__);
    return T {};
}

template <typename T> QString code(Future<T> future)
{
    const Result<T> result = future.result();
    return result.ok() ? u"ok"_s : codeName(result.error().code);
}

inline NewUser newUser(const QString &name, Permissions permissions = Permission::User)
{
    NewUser user;
    user.username = name;
    user.passwordHash = u"hash of "_s + name;
    user.stamp = u"stamp"_s;
    user.permissions = permissions;
    return user;
}

inline NewMessage newMessage(Role role, const QString &content,
                             MessageState state = MessageState::Complete)
{
    NewMessage message;
    message.role = role;
    message.content = content;
    message.state = state;
    if (role == Role::Assistant)
        message.model = u"demo"_s;
    return message;
}

/// A real database in a folder of its own.
class StorageFixture
{
public:
    StorageFixture() { open(); }

    /// Opens or opens again; the failure, if any.
    OpenFailure open(const StorageOptions &options = {},
                     const QList<Migration> &migrations = builtInMigrations())
    {
        storage.reset();
        OpenOutcome outcome = Storage::open(path(), clock, options, migrations);
        storage = std::move(outcome.storage);
        return outcome.failure;
    }
    QString path() const { return m_folder.filePath(u"data"_s); }
    QString databaseFile() const { return path() + u"/lokal-ai.db"_s; }

    AccountStore &accounts() { return storage->accounts(); }
    ConfigStore &configs() { return storage->configs(); }
    ChatStore &chats() { return storage->chats(); }

    UserId makeUser(const QString &name)
    {
        return get(accounts().insertUser(newUser(name))).user.id;
    }
    ConfigId makeConfig(UserId owner)
    {
        ModelConfig config;
        config.owner = owner;
        config.name = u"Config"_s;
        config.modelName = u"demo"_s;
        return get(configs().insertConfig(config)).id;
    }
    ChatSession makeSession(UserId owner, ConfigId config, const QString &name = u"Session"_s)
    {
        SessionChange values;
        values.name = name;
        values.config = config;
        return get(chats().insertSession(owner, values));
    }
    /// A question and a finished answer below `parent`.
    StoredTurn makeTurn(UserId owner, SessionId session, MessageId parent, const QString &text)
    {
        NewTurn turn { session, parent, newMessage(Role::User, u"ask "_s + text),
                       newMessage(Role::Assistant, u"answer "_s + text) };
        return get(chats().insertTurn(owner, turn, {}));
    }
    /// One value read past the stores.
    QVariant raw(const QString &sql)
    {
        SqliteDatabase database;
        database.open(databaseFile(), SqliteDatabase::Access::ReadOnly, std::chrono::seconds(1));
        QVariant value;
        if (std::shared_ptr<CachedStatement> statement = database.prepared(sql);
            statement && statement->query.exec() && statement->query.next())
            value = statement->query.value(0);
        return value;
    }

    FakeClock clock;
    std::unique_ptr<Storage> storage;

private:
    QTemporaryDir m_folder;
};

} // namespace lokal::test
