#include "core/api/authentication.h"
#include "core/api/render.h"
#include "core/api/routetable.h"
#include "core/api/schemas.h"
#include "core/common/clock.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

Field text(const QString &name, Presence presence, Nullable nullable = Nullable::No)
{
    Field field = makeField(name, FieldType::Text);
    field.presence = presence;
    field.nullable = nullable;
    return field;
}

std::optional<QString> optionalText(const JsonObject &body, const QString &name)
{
    const QJsonValue value = body.value(name);
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

Route route(const QByteArray &method, const QString &path, const QString &summary)
{
    Route route = makeRoute(u"Accounts"_s, method, path, summary);
    route.limit = BodyLimit::Authentication;
    route.rights = {};
    return route;
}

Route registerRoute(Accounts &accounts)
{
    Route result = route("POST", u"/register"_s, u"Makes an account and its first API key."_s);
    result.access = Access::Open;
    result.body
        = { text(u"username"_s, Presence::Required), text(u"password"_s, Presence::Required),
            text(u"email"_s, Presence::Optional, Nullable::Yes),
            text(u"setup_token"_s, Presence::Optional, Nullable::Yes) };
    result.entity = &userSchema();
    result.response = &registeredSchema();
    result.status = 201;
    result.tagged = Tagged::Yes;
    result.handler = [&accounts](const CallPtr &call) {
        const Registration registration { call->body.value(u"username"_s).toString(),
                                          call->body.value(u"password"_s).toString(),
                                          optionalText(call->body, u"email"_s),
                                          optionalText(call->body, u"setup_token"_s) };
        call->then(accounts.registerUser(registration, call->from),
                   [call](const RegisteredUser &registered) {
                       call->created(u"/users/%1"_s.arg(registered.user.id.value),
                                     registeredJson(registered),
                                     { eTag(registered.user.revision) });
                   });
    };
    return result;
}

Route loginRoute(Accounts &accounts)
{
    Route result = route("POST", u"/login"_s,
                         u"Signs in with username or e-mail; gives a pair of tokens."_s);
    result.access = Access::Open;
    result.body
        = { text(u"username"_s, Presence::Required), text(u"password"_s, Presence::Required) };
    result.response = &loginSchema();
    result.handler = [&accounts](const CallPtr &call) {
        const QString name = call->body.value(u"username"_s).toString();
        const QString password = call->body.value(u"password"_s).toString();
        call->then(accounts.login(name, password, call->from),
                   [call](const LoginResult &login) { call->ok(loginJson(login)); });
    };
    return result;
}

Route refreshRoute(Accounts &accounts)
{
    Route result = route("POST", u"/refresh"_s, u"Changes a refresh token for a fresh pair."_s);
    result.access = Access::Open;
    result.body = { text(u"refresh_token"_s, Presence::Required) };
    result.response = &loginSchema();
    result.handler = [&accounts](const CallPtr &call) {
        call->then(accounts.refresh(call->body.value(u"refresh_token"_s).toString(), call->from),
                   [call](const LoginResult &login) { call->ok(loginJson(login)); });
    };
    return result;
}

Route logoutRoute(Accounts &accounts)
{
    Route result = route("POST", u"/logout"_s, u"Ends this login and its streams."_s);
    result.scopes = Scope::Read | Scope::Chat | Scope::Models | Scope::Tools | Scope::Metrics;
    result.body = { text(u"refresh_token"_s, Presence::Optional),
                    makeField(u"all"_s, FieldType::Boolean,
                              u"Every login of the user; then a bearer token will do instead."_s) };
    answersNothing(result);
    result.handler = [&accounts](const CallPtr &call) {
        const bool everywhere = call->body.value(u"all"_s).toBool();
        if (!call->body.contains(u"refresh_token"_s)) {
            if (!everywhere)
                return call->fail(invalidField(u"refresh_token"_s, u"is required"_s));
            if (auto fault = checkIsLogin(call->who))
                return call->fail(*fault);
            return call->then(accounts.logoutEverywhere(call->who, call->from),
                              [call](Done) { call->noContent(); });
        }
        call->then(accounts.logout(call->body.value(u"refresh_token"_s).toString(), everywhere,
                                   call->from),
                   [call](Done) { call->noContent(); });
    };
    return result;
}

QList<Route> meRoutes(Accounts &accounts)
{
    Route get = route("GET", u"/me"_s, u"The account that asks."_s);
    get.scopes = Scope::Read | Scope::Chat;
    get.response = &userSchema();
    get.tagged = Tagged::Yes;
    get.handler = [&accounts](const CallPtr &call) {
        call->then(accounts.me(call->who),
                   [call](const User &user) { call->ok(userJson(user), { eTag(user.revision) }); });
    };

    Route put = route("PUT", u"/me"_s, u"Changes name or e-mail."_s);
    put.body = { text(u"username"_s, Presence::Optional),
                 text(u"email"_s, Presence::Optional, Nullable::Yes) };
    put.entity = &userSchema();
    put.response = &userSchema();
    put.tagged = Tagged::Yes;
    put.handler = [&accounts](const CallPtr &call) {
        call->then(accounts.me(call->who), [call, &accounts](const User &stored) {
            if (auto fault = call->preconditionFault(stored.revision, userJson(stored)))
                return call->fail(*fault);
            ProfileChange change;
            change.username = optionalText(call->body, u"username"_s);
            if (call->body.contains(u"email"_s))
                change.email = optionalText(call->body, u"email"_s);
            change.expectedRevision = call->pinned(stored.revision);
            call->then(accounts.updateMe(call->who, change), [call](const User &user) {
                call->ok(userJson(user), { eTag(user.revision) });
            });
        });
    };

    Route password
        = route("PUT", u"/me/password"_s, u"Changes the password; ends every token from before."_s);
    password.access = Access::LoginOnly;
    password.body = { text(u"current_password"_s, Presence::Required),
                      text(u"new_password"_s, Presence::Required) };
    password.response = &loginSchema();
    password.handler = [&accounts](const CallPtr &call) {
        call->then(
            accounts.changePassword(call->who, call->body.value(u"current_password"_s).toString(),
                                    call->body.value(u"new_password"_s).toString(), call->from),
            [call](const LoginResult &login) { call->ok(loginJson(login)); });
    };
    return { get, put, password };
}

QList<Field> newKeyFields()
{
    Field name = text(u"name"_s, Presence::Required);
    name.minimum = 1;
    name.maximum = 200;
    name.oneLine = true;
    Field scopes = text(u"scopes"_s, Presence::Required);
    scopes.type = FieldType::TextList;
    scopes.maximumItems = 6;
    scopes.oneOf = scopeWords();
    Field expires = text(u"expires_at"_s, Presence::Optional, Nullable::Yes);
    expires.type = FieldType::Timestamp;
    return { name, scopes, expires };
}

void createKey(Accounts &accounts, const CallPtr &call)
{
    QStringList names;
    const QJsonArray words = call->body.value(u"scopes"_s).toArray();
    for (const QJsonValue &word : words)
        names.append(word.toString());
    const std::optional<Scopes> scopes = scopesFromNames(names);
    if (!scopes)
        return call->fail(
            invalidField(u"scopes"_s, u"must name at least one scope, and none twice"_s));
    NewApiKey key { call->body.value(u"name"_s).toString(), *scopes, {} };
    if (call->body.value(u"expires_at"_s).isString())
        key.expiresAtUtc = fromRfc3339(call->body.value(u"expires_at"_s).toString());
    call->then(accounts.createKey(call->who, key, call->from),
               [call](const CreatedApiKey &created) {
                   call->created(u"/keys/%1"_s.arg(created.key.id.value), createdKeyJson(created));
               });
}

QList<Route> keyRoutes(Accounts &accounts)
{
    Route list = route("GET", u"/keys"_s, u"The account's API keys, without their secrets."_s);
    list.scopes = Scope::Read | Scope::Chat;
    list.query = pageFields();
    list.response = &keySchema();
    list.answer = Answer::List;
    list.handler = [&accounts](const CallPtr &call) {
        call->then(accounts.keys(call->who), [call](const QList<ApiKey> &keys) {
            call->ok(pageJson(pageOf(keys, call->page()), writeKey));
        });
    };

    Route create = route("POST", u"/keys"_s, u"Makes an API key; its secret is shown this once."_s);
    create.access = Access::LoginOnly;
    create.body = newKeyFields();
    create.entity = &keySchema();
    create.response = &createdKeySchema();
    create.status = 201;
    create.handler = [&accounts](const CallPtr &call) { createKey(accounts, call); };

    Route revoke = route("DELETE", u"/keys/{key_id}"_s, u"Ends an API key and its streams."_s);
    answersNothing(revoke);
    revoke.handler = [&accounts](const CallPtr &call) {
        call->then(accounts.revokeKey(call->who, KeyId { call->pathId(u"key_id"_s) }, call->from),
                   [call](Done) { call->noContent(); });
    };
    return { list, create, revoke };
}

} // namespace

QList<Route> accountRoutes(const RouteContext &context)
{
    Accounts &accounts = context.services.accounts;
    return QList<Route> { registerRoute(accounts), loginRoute(accounts), refreshRoute(accounts),
                          logoutRoute(accounts) }
    + meRoutes(accounts) + keyRoutes(accounts);
}

} // namespace lokal::api
