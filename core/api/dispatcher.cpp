#include "core/api/dispatcher.h"

#include "core/api/authentication.h"
#include "core/api/description.h"
#include "core/common/log.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

// A larger body is not even read from somebody who shows no credential.
constexpr qint64 largeBody = 64 * 1024;

QList<Route> allRoutes(const RouteContext &context)
{
    return serviceRoutes(context) + accountRoutes(context) + configRoutes(context)
        + sessionRoutes(context) + messageRoutes(context) + modelRoutes(context);
}

Error methodNotAllowed(const QByteArray &allow)
{
    return makeError(ErrorCode::MethodNotAllowed, {},
                     { { u"allow"_s, QString::fromLatin1(allow) } });
}

} // namespace

Dispatcher::Dispatcher(ApiServices &services, const ApiConfig &config, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_policy(config)
    , m_rates(config.limits.requestsPerMinute, services.clock)
    , m_idempotency(services.clock)
    , m_status(services)
    , m_streams(services.chat, services.sessions, config.limits)
    , m_router(withDescription(allRoutes({ services, m_streams, m_status })))
{
    connect(&services.accounts, &Accounts::loginEnded, this, [this](UserId user, LoginId login) {
        endCredential([user, login](const Principal &who) {
            return who.user == user && who.login.isValid()
                && (!login.isValid() || who.login == login);
        });
    });
    connect(&services.accounts, &Accounts::keyEnded, this, [this](KeyId key) {
        endCredential([key](const Principal &who) { return who.key.isValid() && who.key == key; });
    });
}

std::optional<Error> Dispatcher::checkHead(const HttpRequest &request) const
{
    if (auto fault = m_policy.check(request))
        return fault;
    const RouteMatch match = m_router.match(request.method, request.path());
    const BodyLimit limit = match.route ? match.route->limit : BodyLimit::Ordinary;
    if (request.contentLength > qint64(limit))
        return makeError(ErrorCode::BodyTooLarge);
    if (request.expectsContinue || request.contentLength > largeBody)
        return checkRoute(request, match);
    return std::nullopt;
}

std::optional<Error> Dispatcher::checkRoute(const HttpRequest &request,
                                            const RouteMatch &match) const
{
    if (request.method == "TRACE")
        return methodNotAllowed(match.methods.isEmpty() ? QByteArray("GET, HEAD, OPTIONS")
                                                        : match.allow());
    if (match.methods.isEmpty())
        return request.target == "*" ? methodNotAllowed("GET, HEAD, OPTIONS")
                                     : makeError(ErrorCode::NotFound);
    if (request.method == "OPTIONS")
        return std::nullopt;
    if (!match.route)
        return methodNotAllowed(match.allow());
    if (match.route->access != Access::Open) {
        if (auto credential = credentialOf(request); !credential)
            return credential.error();
    }
    return checkMediaType(request);
}

void Dispatcher::handle(HttpExchange *exchange)
{
    const HttpRequest &request = exchange->request();
    const HttpHeaders cors = m_policy.corsHeaders(request);
    for (const HttpHeader &header : cors)
        exchange->addHeader(header.name, header.value);
    const RouteMatch match = m_router.match(request.method, request.path());
    auto call = std::make_shared<Call>(exchange, this);
    call->from = { m_policy.clientAddress(request).toString(),
                   QString::fromLatin1(exchange->requestId()) };
    if (auto fault = checkRoute(request, match))
        return call->fail(*fault);
    if (request.method == "OPTIONS")
        return call->noContent({ { "Allow", match.allow() } });
    call->route = match.route;
    call->pathValues = match.values;
    call->prefix = match.prefix;
    if (m_status.isStopping() && match.route->access != Access::Open)
        return call->fail(makeError(ErrorCode::Overloaded));
    if (match.route->access == Access::Open)
        return validate(call);
    authenticateCall(call, request);
}

void Dispatcher::authenticateCall(const CallPtr &call, const HttpRequest &request)
{
    const Result<Credential> credential = credentialOf(request);
    if (!credential)
        return call->fail(credential.error());
    call->then(authenticate(m_services.accounts, *credential),
               [this, call](const Principal &who) { onAuthenticated(call, who); });
}

void Dispatcher::onAuthenticated(const CallPtr &call, const Principal &who)
{
    HttpExchange *exchange = call->exchange();
    if (!exchange)
        return; // gone before anything was done
    call->who = who;
    const RateLimiter::Verdict verdict = m_rates.take(who.user);
    for (const HttpHeader &header : verdict.headers)
        exchange->addHeader(header.name, header.value);
    if (!verdict.allowed)
        return call->fail(makeError(ErrorCode::RateLimited, {},
                                    { { u"retry_after"_s, verdict.retryAfterSeconds } }));
    if (auto fault = checkRights(who, *call->route))
        return call->fail(*fault);
    remember(call);
    validate(call);
}

void Dispatcher::validate(const CallPtr &call)
{
    const Route &route = *call->route;
    const HttpRequest &request = call->exchange()->request();
    Result<QueryValues> query = parseQuery(request.query());
    if (!query)
        return call->fail(query.error());
    if (auto fault = checkQuery(*query, route.query))
        return call->fail(*fault);
    call->query = std::move(*query);
    Result<JsonObject> body = parseBody(request);
    if (!body)
        return call->fail(body.error());
    call->body = std::move(*body);
    QStringList *readOnly = route.method == "PUT" ? &call->readOnlyFields : nullptr;
    if (auto fault = checkBody(call->body, route.body, route.entity, readOnly))
        return call->fail(*fault);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(request.path());
    hash.addData(QByteArrayView("\n"));
    hash.addData(request.body);
    const QByteArray fingerprint = hash.result();
    call->exchange()->releaseBody();
    run(call, fingerprint);
}

void Dispatcher::run(const CallPtr &call, const QByteArray &fingerprint)
{
    const QByteArray key = call->request().header("Idempotency-Key");
    if (call->route->method == "POST" && !key.isEmpty()) {
        const QByteArray scope = call->who.user.isValid() ? QByteArray::number(call->who.user.value)
                                                          : call->from.address.toLatin1();
        const bool isFirst = m_idempotency.begin(
            call, scope, key, fingerprint, [this, call](const Outcome &outcome) {
                if (const auto *reply = std::get_if<Reply>(&outcome))
                    return call->reply(*reply);
                const bool streams = call->body.value(u"stream"_s).toBool(true);
                m_streams.deliverAgain(call, std::get<StartedAnswer>(outcome),
                                       streams ? Delivery::Stream : Delivery::Whole);
            });
        if (!isFirst)
            return;
    }
    call->route->handler(call);
}

void Dispatcher::remember(const CallPtr &call)
{
    if (m_calls.size() >= m_pruneAt) {
        std::erase_if(m_calls, [](const std::weak_ptr<Call> &old) { return old.expired(); });
        m_pruneAt = qMax<size_t>(64, m_calls.size() * 2);
    }
    m_calls.push_back(call);
}

void Dispatcher::endCredential(const std::function<bool(const Principal &)> &isEnded)
{
    const auto calls = m_calls;
    for (const auto &weak : calls) {
        const CallPtr call = weak.lock();
        if (!call || !isEnded(call->who))
            continue;
        call->credentialEnded = true;
        if (call->onCredentialEnded)
            std::exchange(call->onCredentialEnded, nullptr)();
    }
}

} // namespace lokal::api
