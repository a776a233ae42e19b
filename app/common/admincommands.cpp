#include "app/common/admincommands.h"

#include "app/common/options.h"
#include "core/common/chain.h"
#include "core/common/clock.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::app {

QFuture<QJsonObject> replied(const QJsonObject &reply)
{
    QPromise<QJsonObject> promise;
    promise.start();
    promise.addResult(reply);
    promise.finish();
    return promise.future();
}

namespace {

QJsonObject failed(const QString &sentence)
{
    return { { u"ok"_s, false }, { u"error"_s, sentence } };
}

/// What a failure means to somebody at a terminal.
/// @param what the command was about: `user "anna"`.
QString sentenceFor(const Error &error, const QString &what)
{
    switch (error.code) {
    case ErrorCode::NotFound:
        return u"There is no "_s + what + u'.';
    case ErrorCode::LastAdmin:
        return u"The "_s + what + u" is the last administrator, who cannot be shut out."_s;
    case ErrorCode::NameTaken:
        return error.args.value(u"field"_s).toString() == "email"_L1
            ? u"Another user has this e-mail address."_s
            : u"There is a "_s + what + u" already."_s;
    default:
        break;
    }
    QStringList parts;
    for (const FieldError &field : error.fields)
        parts.append(field.field + u' ' + field.message);
    QString sentence = parts.isEmpty() ? error.detail : parts.join(u"; "_s);
    if (sentence.isEmpty())
        sentence = u"This failed: "_s + codeName(error.code).replace(u'_', u' ');
    return sentence.endsWith(u'.') ? sentence : sentence + u'.';
}

QJsonObject failed(const Error &error, const QString &what)
{
    return { { u"ok"_s, false },
             { u"error"_s, sentenceFor(error, what) },
             { u"code"_s, codeName(error.code) } };
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

/// @param what as sentenceFor() takes it.
template <typename T, typename Show>
QFuture<QJsonObject> after(Future<T> future, const QString &what, Show show)
{
    return future.then([what, show](const Result<T> &result) {
        return result ? show(*result) : failed(result.error(), what);
    });
}

QFuture<QJsonObject> afterDone(Future<Done> future, const QString &what)
{
    return after(future, what, [](const Done &) { return succeeded(); });
}

QString quoted(const QString &what, const QString &name)
{
    return what + u" \""_s + name + u'"';
}

QJsonObject listedKeys(const QList<ApiKey> &keys, const QList<User> &users)
{
    QHash<UserId, QString> names;
    for (const User &user : users)
        names.insert(user.id, user.username);
    QJsonArray array;
    for (const ApiKey &key : keys) {
        QJsonObject item = toJson(key);
        item[u"username"_s] = names.value(key.owner);
        array.append(item);
    }
    return { { u"ok"_s, true }, { u"items"_s, array } };
}

/// Rows below their headings, the columns in line.
QString table(const QList<QStringList> &rows)
{
    QList<qsizetype> widths(rows.first().size(), 0);
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = qMax(widths[i], row[i].size());
    }
    QString text;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += row[i].leftJustified(widths[i] + 2);
        text += line.trimmed() + u'\n';
    }
    return text;
}

QString cell(const QJsonValue &value)
{
    if (value.isDouble())
        return QString::number(value.toInteger());
    return value.toString().isEmpty() ? u"-"_s : value.toString();
}

QStringList userRow(const QJsonObject &user)
{
    return {
        cell(user[u"user_id"_s]),     cell(user[u"username"_s]),
        cell(user[u"permissions"_s]), user[u"enabled"_s].toBool() ? u"enabled"_s : u"disabled"_s,
        cell(user[u"email"_s]),       cell(user[u"last_login_at"_s])
    };
}

QStringList keyRow(const QJsonObject &key)
{
    QStringList scopes;
    const QJsonArray words = key[u"scopes"_s].toArray();
    for (const QJsonValue &word : words)
        scopes.append(word.toString());
    return { cell(key[u"key_id"_s]),      cell(key[u"username"_s]), cell(key[u"name"_s]),
             cell(key[u"prefix"_s]),      scopes.join(u','),        cell(key[u"expires_at"_s]),
             cell(key[u"last_used_at"_s]) };
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
        return after(m_check(), u"database"_s, [](const QStringList &faults) {
            return faults.isEmpty() ? succeeded(u"The database is sound."_s)
                                    : QJsonObject { { u"ok"_s, false },
                                                    { u"error"_s, faults.join(u'\n') },
                                                    { u"damaged"_s, true } };
        });
    }
    return replied(failed(u"There is no command \"%1\"."_s.arg(command)));
}

QFuture<QJsonObject> AdminCommands::runUser(const QString &verb, const QJsonObject &request)
{
    const QString name = request[u"argument"_s].toString();
    const QString what = quoted(u"user"_s, name);
    if (verb == "add"_L1)
        return addUser(name, request);
    if (verb == "list"_L1)
        return after(m_accounts.listUsers(), what,
                     [](const QList<User> &users) { return listed(users); });
    if (verb == "reset-password"_L1)
        return afterDone(m_accounts.resetPassword(name, request[u"password"_s].toString()), what);
    if (verb == "disable"_L1 || verb == "enable"_L1)
        return afterDone(m_accounts.setEnabled(name, verb == "enable"_L1), what);
    return replied(failed(u"There is no command \"user %1\"."_s.arg(verb)));
}

QFuture<QJsonObject> AdminCommands::addUser(const QString &name, const QJsonObject &request)
{
    Registration registration;
    registration.username = name;
    registration.password = request[u"password"_s].toString();
    if (const QString email = request[u"email"_s].toString(); !email.isEmpty())
        registration.email = email;
    // Wrong words were refused when the command line was read.
    const Permissions permissions
        = permissionsFromText(request[u"permissions"_s].toString()).value_or(Permission::User);
    return after(
        m_accounts.addUser(registration, permissions), quoted(u"user"_s, name),
        [](const RegisteredUser &added) {
            return succeeded(u"Added user %1 (%2), API key %3"_s.arg(
                added.user.username, permissionsText(added.user.permissions), added.apiKey));
        });
}

QFuture<QJsonObject> AdminCommands::runKey(const QString &verb, const QJsonObject &request)
{
    const QString user = request[u"user"_s].toString();
    if (verb == "add"_L1)
        return addKey(user, request);
    if (verb == "list"_L1)
        return listKeys(user);
    if (verb == "revoke"_L1) {
        const QString id = request[u"argument"_s].toString();
        return afterDone(m_accounts.revokeKeyById(KeyId { id.toLongLong() }), u"key "_s + id);
    }
    return replied(failed(u"There is no command \"key %1\"."_s.arg(verb)));
}

QFuture<QJsonObject> AdminCommands::addKey(const QString &user, const QJsonObject &request)
{
    NewApiKey key;
    key.name = request[u"name"_s].toString();
    QStringList words;
    const QJsonArray given = request[u"scopes"_s].toArray();
    for (const QJsonValue &word : given)
        words.append(word.toString());
    key.scopes = scopesFromNames(words).value_or(Scope::All);
    return after(m_accounts.addKeyFor(user, key), quoted(u"user"_s, user),
                 [](const CreatedApiKey &created) { return succeeded(created.secret); });
}

QFuture<QJsonObject> AdminCommands::listKeys(const QString &user)
{
    const auto keys = m_accounts.listKeys(user.isEmpty() ? std::nullopt : std::optional(user));
    return andThen(m_accounts.listUsers(), &m_accounts,
                   [this, keys](const QList<User> &users) {
                       return andThen(keys, &m_accounts,
                                      [users](const QList<ApiKey> &found) -> Result<QJsonObject> {
                                          return listedKeys(found, users);
                                      });
                   })
        .then([what = quoted(u"user"_s, user)](const Result<QJsonObject> &reply) {
            return reply ? *reply : failed(reply.error(), what);
        });
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
    if (items.isEmpty())
        return {};
    const bool areKeys = items.first().toObject().contains(u"key_id"_s);
    QList<QStringList> rows { areKeys ? QStringList { u"ID"_s, u"USER"_s, u"NAME"_s, u"PREFIX"_s,
                                                      u"SCOPES"_s, u"EXPIRES"_s, u"LAST USED"_s }
                                      : QStringList { u"ID"_s, u"NAME"_s, u"PERMISSIONS"_s,
                                                      u"STATE"_s, u"E-MAIL"_s, u"LAST LOGIN"_s } };
    for (const QJsonValue &item : items)
        rows.append(areKeys ? keyRow(item.toObject()) : userRow(item.toObject()));
    return table(rows);
}

} // namespace lokal::app
