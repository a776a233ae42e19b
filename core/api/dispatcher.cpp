#include "core/api/dispatcher.h"

#include "core/api/authentication.h"
#include "core/api/description.h"
#include "core/api/whenfinished.h"
#include "core/common/deferred.h"

#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

// Parsing a larger body would be felt by everybody else (P3).
constexpr qint64 parsedAtOnce = 64 * 1024;
constexpr auto allMethods = "GET, HEAD, POST, PUT, DELETE, OPTIONS";

QList<Route> allRoutes(const RouteContext &context)
{
    return serviceRoutes(context) + accountRoutes(context) + configRoutes(context)
        + sessionRoutes(context) + messageRoutes(context) + modelRoutes(context);
}

/// The methods of a path; for "*" those of the whole server.
QByteArray allowOf(const HttpRequest &request)
{
    return request.target == "*" ? QByteArray(allMethods) : request.route->allow();
}

Error methodNotAllowed(const HttpRequest &request)
{
    const QString allow = QString::fromLatin1(allowOf(request));
    return makeError(ErrorCode::MethodNotAllowed, u"This path knows %1."_s.arg(allow),
                     { { u"allow"_s, allow } });
}

Error bodyTooLarge(qint64 bytes, BodyLimit limit)
{
    return makeError(
        ErrorCode::BodyTooLarge,
        u"The body has %1 bytes; this route takes at most %2."_s.arg(bytes).arg(qint64(limit)));
}

/// Whether a route answers here, and the body that the head announces can be taken.
std::optional<Error> checkRoute(const HttpRequest &request)
{
    const RouteMatch &match = *request.route;
    if (request.method == "OPTIONS" && (request.target == "*" || !match.methods.isEmpty()))
        return std::nullopt;
    if (match.methods.isEmpty() && request.method != "TRACE")
        return makeError(ErrorCode::NotFound);
    if (!match.route)
        return methodNotAllowed(request);
    if (match.route->access != Access::Open) {
        if (auto credential = credentialOf(request); !credential)
            return credential.error();
    }
    return checkMediaType(request);
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
    m_parsers.setMaxThreadCount(1); // one large body after the other: memory before speed
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

std::optional<Error> Dispatcher::checkHead(HttpRequest *request)
{
    request->route
        = std::make_shared<const RouteMatch>(m_router.match(request->method, request->path()));
    if (auto fault = m_policy.check(*request))
        return fault;
    const Route *route = request->route->route;
    const BodyLimit limit = route ? route->limit : BodyLimit::Ordinary;
    if (request->contentLength > qint64(limit))
        return bodyTooLarge(request->contentLength, limit);
    if (request->expectsContinue || request->contentLength > BodyBudget::smallestJudged)
        return checkRoute(*request);
    return std::nullopt;
}

Future<Done> Dispatcher::admitBody(const HttpRequest &request)
{
    const Route *route = request.route->route;
    if (!route || route->access == Access::Open)
        return ready<Done>(Done {});
    const Result<Credential> credential = credentialOf(request);
    if (!credential)
        return ready<Done>(credential.error());
    const Deferred<Done> admitted;
    whenFinished(this, authenticate(m_services.accounts, *credential),
                 [route, admitted](const Result<Principal> &who) {
                     if (!who)
                         return admitted.finish(who.error());
                     const auto fault = checkRights(*who, *route);
                     admitted.finish(fault ? Result<Done>(*fault) : Result<Done>(Done {}));
                 });
    return admitted.future();
}

HttpHeaders Dispatcher::headersFor(const HttpRequest &request) const
{
    // The page of a refused host or origin has to learn nothing (N3).
    return m_policy.check(request) ? HttpHeaders() : m_policy.corsHeaders(request);
}

void Dispatcher::noteRefusal(const Error &error, const HttpRequest &request,
                             const QByteArray &requestId)
{
    noteAccessDenied(
        error, {}, { m_policy.clientAddress(request).toString(), QString::fromLatin1(requestId) });
}

void Dispatcher::handle(HttpExchange *exchange)
{
    const HttpRequest &request = exchange->request();
    const HttpHeaders cors = m_policy.corsHeaders(request);
    for (const HttpHeader &header : cors)
        exchange->addHeader(header.name, header.value);
    auto call = std::make_shared<Call>(exchange, this);
    call->from = { m_policy.clientAddress(request).toString(),
                   QString::fromLatin1(exchange->requestId()) };
    if (auto fault = checkRoute(request))
        return call->fail(*fault);
    if (request.method == "OPTIONS")
        return call->noContent({ { "Allow", allowOf(request) } });
    call->route = request.route->route;
    call->pathValues = request.route->values;
    call->prefix = request.route->prefix;
    if (m_status.isStopping() && call->route->access != Access::Open)
        return call->fail(makeError(ErrorCode::Overloaded));
    if (call->route->access == Access::Open)
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
    const bool isRepeatable = route.method == "POST" && request.hasHeader("Idempotency-Key");
    readBody(
        call,
        { route.body, route.entity, route.method == "PUT", isRepeatable ? request.path() : "" });
}

void Dispatcher::readBody(const CallPtr &call, const BodyRules &rules)
{
    const QByteArray text = call->exchange()->request().body;
    if (text.size() <= parsedAtOnce) {
        const Result<CheckedBody> body = checkedBody(text, rules);
        return body ? run(call, *body) : call->fail(body.error());
    }
    call->then(QtConcurrent::run(&m_parsers, checkedBody, text, rules),
               [this, call](const CheckedBody &body) { run(call, body); });
}

void Dispatcher::run(const CallPtr &call, const CheckedBody &body)
{
    call->body = body.values;
    call->readOnlyFields = body.readOnly;
    call->images = body.images;
    call->delivery
        = body.values.value(u"stream"_s).toBool(true) ? Delivery::Stream : Delivery::Whole;
    if (HttpExchange *exchange = call->exchange())
        exchange->releaseBody();
    if (body.fingerprint.isEmpty() || isFirst(call, body.fingerprint))
        callHandler(call);
}

void Dispatcher::callHandler(const CallPtr &call)
{
    if (!call->route->takesTurns)
        return call->route->handler(call);
    m_turns.take(call->who.user, [call](const Turns::Turn &turn) {
        if (!call->exchange())
            return; // gone while it waited
        call->turn = turn;
        call->route->handler(call);
    });
}

/// False when the request repeats an earlier one: it is answered by what that one led to.
bool Dispatcher::isFirst(const CallPtr &call, const QByteArray &fingerprint)
{
    const QByteArray scope = call->who.user.isValid() ? QByteArray::number(call->who.user.value)
                                                      : call->from.address.toLatin1();
    const auto replay = [this, call](const Outcome &outcome) {
        if (const auto *reply = std::get_if<Reply>(&outcome))
            call->reply(*reply);
        else if (const auto *made = std::get_if<MadeObject>(&outcome))
            showAgain(call, made->location);
        else
            m_streams.deliverAgain(call, std::get<StartedAnswer>(outcome));
    };
    return m_idempotency.begin(call, scope, call->request().header("Idempotency-Key"), fingerprint,
                               replay);
}

/// Answers a repeated request with the object that the first one made, as it is now.
void Dispatcher::showAgain(const CallPtr &call, const QByteArray &location)
{
    const RouteMatch match = m_router.match("GET", location);
    if (!match.route)
        return call->fail(makeError(ErrorCode::NotFound));
    call->pathValues = match.values;
    call->madeBefore = location;
    match.route->handler(call);
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
