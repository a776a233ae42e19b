#include "app/common/admincommands.h"

#include "app/common/options.h"
#include "core/common/clock.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::app {
namespace {

QFuture<QJsonObject> replied(const QJsonObject &reply)
{
    QPromise<QJsonObject> promise;
    promise.start();
    promise.addResult(reply);
    promise.finish();
    return promise.future();
}

QJsonObject failed(const QString &sentence)
{
    return { { u"ok"_s, false }, { u"error"_s, sentence } };
}

QJsonObject failed(const Error &error)
{
    QStringList parts;
    for (const FieldError &field : error.fields)
        parts.append(u"%1: %2"_s.arg(field.field, field.message));
    QString sentence = parts.isEmpty() ? error.detail : parts.join(u"; "_s);
    if (sentence.isEmpty())
        sentence = codeName(error.code).replace(u'_', u' ');
    return { { u"ok"_s, false }, { u"error"_s, sentence }, { u"code"_s, codeName(error.code) } };
}

QJsonObject succeeded(const QString &text = {})
{
    return { { u"ok"_s, true }, { u"text"_s, text } };
}

QJsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(toRfc3339(time)) : QJsonValue(QJsonValue::Null);
}

QJsonObject toJson(const User &user)
{
    return { { u"user_id"_s, user.id.value },
             { u"username"_s, user.username },
             { u"email"_s, user.email ? QJsonValue(*user.email) : QJsonValue(QJsonValue::Null) },
             { u"permissions"_s, permissionsText(user.permissions) },
             { u"enabled"_s, user.enabled },
             { u"created_at"_s, timeOrNull(user.createdAtUtc) },
             { u"updated_at"_s, timeOrNull(user.updatedAtUtc) },
             { u"last_login_at"_s, timeOrNull(user.lastLoginAtUtc) } };
}

QJsonObject toJson(const ApiKey &key)
{
    return { { u"key_id"_s, key.id.value },
             { u"user_id"_s, key.owner.value },
             { u"name"_s, key.name },
             { u"scopes"_s, QJsonArray::fromStringList(scopeNames(key.scopes)) },
             { u"prefix"_s, key.prefix },
             { u"created_at"_s, timeOrNull(key.createdAtUtc) },
             { u"expires_at"_s, timeOrNull(key.expiresAtUtc) },
             { u"last_used_at"_s, timeOrNull(key.lastUsedAtUtc) } };
}

template <typename T> QJsonObject listed(const QList<T> &items)
{
    QJsonArray array;
    for (const T &item : items)
        array.append(toJson(item));
    return { { u"ok"_s, true }, { u"items"_s, array } };
}

template <typename T, typename Show> QFuture<QJsonObject> after(Future<T> future, Show show)
{
    return future.then([show](const Result<T> &result) {
        return result ? show(*result) : failed(result.error());
    });
}

QFuture<QJsonObject> afterDone(Future<Done> future)
{
    return after(future, [](const Done &) { return succeeded(); });
}

QString optionalText(const QJsonObject &request, const QString &name)
{
    return request[name].toString();
}

} // namespace

AdminCommands::AdminCommands(Accounts &accounts, IntegrityCheck check)
    : m_accounts(accounts)
    , m_check(std::move(check))
{
}

QFuture<QJsonObject> AdminCommands::run(const QJsonObject &request)
{
    const QString command = request[u"command"_s].toString();
    if (command.startsWith("user "_L1))
        return runUser(command.sliced(5), request);
    if (command.startsWith("key "_L1))
        return runKey(command.sliced(4), request);
    if (command == "check"_L1) {
        return after(m_check(), [](const QStringList &faults) {
            return faults.isEmpty() ? succeeded(u"The database is sound."_s)
                                    : QJsonObject { { u"ok"_s, false },
                                                    { u"error"_s, faults.join(u'\n') },
                                                    { u"damaged"_s, true } };
        });
    }
    return replied(failed(u"unknown command \"%1\""_s.arg(command)));
}

QFuture<QJsonObject> AdminCommands::runUser(const QString &verb, const QJsonObject &request)
{
    const QString name = optionalText(request, u"argument"_s);
    if (verb == "list"_L1)
        return after(m_accounts.listUsers(),
                     [](const QList<User> &users) { return listed(users); });
    if (verb == "reset-password"_L1)
        return afterDone(m_accounts.resetPassword(name, optionalText(request, u"password"_s)));
    if (verb == "disable"_L1 || verb == "enable"_L1)
        return afterDone(m_accounts.setEnabled(name, verb == "enable"_L1));
    if (verb != "add"_L1)
        return replied(failed(u"unknown command \"user %1\""_s.arg(verb)));

    Registration registration;
    registration.username = name;
    registration.password = optionalText(request, u"password"_s);
    if (const QString email = optionalText(request, u"email"_s); !email.isEmpty())
        registration.email = email;
    Permissions permissions = Permission::User;
    if (const QString text = optionalText(request, u"permissions"_s); !text.isEmpty()) {
        const auto parsed = permissionsFromText(text);
        if (!parsed)
            return replied(failed(
                u"permissions are comma-separated words of admin, metrics, models, tools, user"_s));
        permissions = *parsed;
    }
    return after(m_accounts.addUser(registration, permissions), [](const RegisteredUser &added) {
        return succeeded(u"Added user %1 (%2), API key %3"_s.arg(
            added.user.username, permissionsText(added.user.permissions), added.apiKey));
    });
}

QFuture<QJsonObject> AdminCommands::runKey(const QString &verb, const QJsonObject &request)
{
    const QString user = optionalText(request, u"user"_s);
    if (verb == "list"_L1) {
        return after(m_accounts.listKeys(user.isEmpty() ? std::nullopt : std::optional(user)),
                     [](const QList<ApiKey> &keys) { return listed(keys); });
    }
    if (verb == "revoke"_L1) {
        bool ok = false;
        const qint64 id = optionalText(request, u"argument"_s).toLongLong(&ok);
        return ok ? afterDone(m_accounts.revokeKeyById(KeyId { id }))
                  : replied(failed(u"KEY_ID is a number; key list shows it"_s));
    }
    if (verb != "add"_L1)
        return replied(failed(u"unknown command \"key %1\""_s.arg(verb)));
    const QString name = optionalText(request, u"name"_s);
    if (user.isEmpty() || name.isEmpty())
        return replied(failed(u"key add needs --user NAME and --name N"_s));
    NewApiKey key;
    key.name = name;
    QStringList words;
    const QJsonArray given = request[u"scopes"_s].toArray();
    for (const QJsonValue &word : given)
        words.append(word.toString());
    const auto scopes
        = words.isEmpty() ? std::optional<Scopes>(Scope::All) : scopesFromNames(words);
    if (!scopes)
        return replied(failed(u"--scope is one of read, chat, models, tools, metrics, all"_s));
    key.scopes = *scopes;
    return after(m_accounts.addKeyFor(user, key),
                 [](const CreatedApiKey &created) { return succeeded(created.secret); });
}

QJsonObject adminRequest(const Options &options, const QString &password)
{
    const bool single = options.command.first() == "check"_L1;
    QJsonObject request {
        { u"command"_s, single ? options.command.first() : options.command.first(2).join(u' ') }
    };
    if (options.command.size() > 2)
        request[u"argument"_s] = options.command.at(2);
    const auto put = [&](const QString &name, const QString &value) {
        if (!value.isEmpty())
            request[name] = value;
    };
    put(u"password"_s, password);
    put(u"email"_s, options.commandEmail);
    put(u"permissions"_s, options.commandPermissions);
    put(u"user"_s, options.commandUser);
    put(u"name"_s, options.commandName);
    if (!options.commandScopes.isEmpty())
        request[u"scopes"_s] = QJsonArray::fromStringList(options.commandScopes);
    return request;
}

bool needsPassword(const QStringList &command)
{
    return command.size() > 1 && command[0] == "user"_L1
        && (command[1] == "add"_L1 || command[1] == "reset-password"_L1);
}

QString adminReplyText(const QJsonObject &reply, bool json)
{
    if (!reply.contains(u"items"_s)) {
        const QString text = reply[u"text"_s].toString();
        return text.isEmpty() ? QString() : text + u'\n';
    }
    const QJsonArray items = reply[u"items"_s].toArray();
    if (json)
        return QString::fromUtf8(QJsonDocument(items).toJson());
    QString text;
    for (const QJsonValue &item : items) {
        const QJsonObject row = item.toObject();
        if (row.contains(u"key_id"_s)) {
            QStringList scopes;
            const QJsonArray words = row[u"scopes"_s].toArray();
            for (const QJsonValue &word : words)
                scopes.append(word.toString());
            text += u"%1\t%2\t%3\t%4\n"_s.arg(row[u"key_id"_s].toInteger())
                        .arg(row[u"prefix"_s].toString(), row[u"name"_s].toString(),
                             scopes.join(u','));
        } else {
            text += u"%1\t%2\t%3\t%4\n"_s.arg(row[u"user_id"_s].toInteger())
                        .arg(row[u"username"_s].toString(), row[u"permissions"_s].toString(),
                             row[u"enabled"_s].toBool() ? u"enabled"_s : u"disabled"_s);
        }
    }
    return text;
}

} // namespace lokal::app
