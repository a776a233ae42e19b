#pragma once

#include "core/accounts/accounts.h"

#include <QFuture>
#include <QJsonObject>

#include <functional>

namespace lokal::app {

/// A reply that is there at once. (Qt's own function for it has another name from 6.6 on.)
QFuture<QJsonObject> replied(const QJsonObject &reply);

struct Options;

/// The administrator's commands (user, key, check) as JSON in and out, so that they run the same
/// way in the process that owns the data, however they reach it. Engine thread.
///
/// Request: {"command": "user add", "argument": …, "password": …, "email": …, "permissions": …,
/// "user": …, "name": …, "scopes": […]}. Reply: {"ok": true, "text"|"items": …} or {"ok": false,
/// "error": "…"}.
class AdminCommands
{
public:
    using IntegrityCheck = std::function<Future<QStringList>()>;

    AdminCommands(Accounts &accounts, IntegrityCheck check);
    /// Always finishes with a reply.
    QFuture<QJsonObject> run(const QJsonObject &request);

private:
    QFuture<QJsonObject> runUser(const QString &verb, const QJsonObject &request);
    QFuture<QJsonObject> runKey(const QString &verb, const QJsonObject &request);
    QFuture<QJsonObject> addUser(const QString &name, const QJsonObject &request);
    QFuture<QJsonObject> addKey(const QString &user, const QJsonObject &request);
    QFuture<QJsonObject> listKeys(const QString &user);

    Accounts &m_accounts;
    IntegrityCheck m_check;
};

/// The request for the words and options of a command line.
QJsonObject adminRequest(const Options &options, const QString &password);
/// True when the command sets a password, which has to be asked for first.
bool needsPassword(const QStringList &command);
/// What the command line prints for a reply: lists as a table, or as JSON.
QString adminReplyText(const QJsonObject &reply, bool json);

} // namespace lokal::app
