#pragma once

#include "core/api/answerstreams.h"
#include "core/api/call.h"
#include "core/api/idempotency.h"
#include "core/api/ratelimiter.h"
#include "core/api/requestgate.h"
#include "core/api/requestpolicy.h"
#include "core/api/router.h"
#include "core/api/status.h"

#include <QObject>
#include <QThreadPool>

#include <vector>

namespace lokal::api {

/// Takes each request through the same steps: route, credential, rate, rights, fields, handler.
/// Engine thread only.
class Dispatcher : public QObject, public RequestGate
{
    Q_OBJECT
public:
    Dispatcher(ApiServices &services, const ApiConfig &config, QObject *parent = nullptr);

    std::optional<Error> checkHead(HttpRequest *request) override;
    Future<Done> admitBody(const HttpRequest &request) override;
    HttpHeaders headersFor(const HttpRequest &request) const override;
    void noteRefusal(const Error &error, const HttpRequest &request,
                     const QByteArray &requestId) override;

    /// A request whose head was checked.
    void handle(HttpExchange *exchange);

    const Router &router() const { return m_router; }
    AnswerStreams &streams() { return m_streams; }
    ServiceStatus &status() { return m_status; }

private:
    void authenticateCall(const CallPtr &call, const HttpRequest &request);
    void onAuthenticated(const CallPtr &call, const Principal &who);
    void validate(const CallPtr &call);
    void readBody(const CallPtr &call, const BodyRules &rules);
    void run(const CallPtr &call, const CheckedBody &body);
    void callHandler(const CallPtr &call);
    bool isFirst(const CallPtr &call, const QByteArray &fingerprint);
    void showAgain(const CallPtr &call, const QByteArray &location);
    void remember(const CallPtr &call);
    void endCredential(const std::function<bool(const Principal &)> &isEnded);

    ApiServices &m_services;
    RequestPolicy m_policy;
    RateLimiter m_rates;
    Turns m_turns;
    IdempotencyStore m_idempotency;
    ServiceStatus m_status;
    AnswerStreams m_streams;
    Router m_router;
    std::vector<std::weak_ptr<Call>> m_calls; ///< of logins and keys, to be told when those end
    size_t m_pruneAt = 64;
    QThreadPool m_parsers; ///< for bodies whose parsing would hold up everybody else
};

} // namespace lokal::api
