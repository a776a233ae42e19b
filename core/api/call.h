#pragma once

#include "core/accounts/accounts.h"
#include "core/api/apiconfig.h"
#include "core/api/exchange.h"
#include "core/api/problem.h"
#include "core/api/turns.h"
#include "core/api/validation.h"
#include "core/api/whenfinished.h"
#include "core/chat/chat.h"
#include "core/common/jsonreader.h"
#include "core/common/page.h"
#include "core/common/principal.h"
#include "core/common/result.h"

#include <QHash>
#include <QPointer>

#include <functional>
#include <memory>

namespace lokal::api {

struct Route;
class Call;
using CallPtr = std::shared_ptr<Call>;

/// How the answer of a model reaches the client.
enum class Delivery
{
    Stream,
    Whole
};

/// One request on its way through authentication, checks and its handler to its one answer. Lives
/// until the answer is known, also when the client is gone by then, because a repeated request with
/// the same Idempotency-Key wants that answer. Engine thread only.
class Call : public std::enable_shared_from_this<Call>
{
public:
    /// @param context outlives all calls; what happens later happens in its thread.
    Call(HttpExchange *exchange, QObject *context);

    // Filled in step by step before the handler runs.
    const Route *route = nullptr;
    QHash<QString, QString> pathValues;
    QString prefix; ///< "" or "/api/v1"; for Location
    Principal who; ///< invalid user on open routes
    QueryValues query;
    JsonObject body;
    QList<QByteArray> images; ///< of the body, decoded
    QStringList readOnlyFields; ///< PUT: to be equal to the stored values
    Delivery delivery = Delivery::Stream; ///< what the member "stream" asks for
    Turns::Turn turn; ///< of a route that takes turns, until the answer begins
    QByteArray madeBefore; ///< Location of the object that an equal request made before this one
    ClientOrigin from;

    const HttpRequest &request() const { return m_request; }
    const QByteArray &requestId() const { return m_requestId; }
    QObject *context() const { return m_context; }
    /// nullptr when the client is gone.
    HttpExchange *exchange() const { return m_exchange; }
    QByteArray instance() const { return m_request.path(); }

    qint64 pathId(const QString &name) const { return idFromText(pathValues.value(name)); }
    /// What the list parameters ask for, in pieces as sendPage() takes them.
    PageRequest page() const;
    /// What stands against changing a stored object: an If-Match that does not name its revision
    /// (stale), then read-only fields of the body with another value than the stored one.
    std::optional<Error> preconditionFault(qint64 revision, const QByteArray &storedJson) const;
    /// `revision` when there is an If-Match, for services to compare once more as they write.
    std::optional<qint64> pinned(qint64 revision) const;

    /// Answers. The first one counts, later ones are ignored.
    void reply(const Reply &reply);
    void fail(const Error &error, const QByteArray &messageJson = {});
    void ok(const QByteArray &json, const HttpHeaders &headers = {})
    {
        reply({ 200, "application/json", headers, json });
    }
    void created(const QString &path, const QByteArray &json, HttpHeaders headers = {});
    void noContent(const HttpHeaders &headers = {}) { reply({ 204, {}, headers, {} }); }
    bool isAnswered() const { return m_answered; }

    /// A stream answers from now on, not reply().
    void streamBegins()
    {
        m_answered = true;
        turn.reset();
    }

    /// Continues with the value; a failure is answered here.
    template <typename T, typename Use> void then(const Future<T> &future, Use use)
    {
        whenFinished(m_context, future,
                     [self = shared_from_this(), use = std::move(use)](Result<T> result) mutable {
                         if (result)
                             use(std::move(result.value()));
                         else
                             self->fail(result.error());
                     });
    }

    /// Told about the answer, or that a model's answer began (idempotency).
    std::function<void(const Reply &)> onReply;
    std::function<void(const StartedAnswer &)> onAnswerStarted;
    /// Told when the login or key of this call ends while it runs (A9).
    std::function<void()> onCredentialEnded;
    bool credentialEnded = false;

private:
    QPointer<HttpExchange> m_exchange;
    QObject *m_context;
    HttpRequest m_request; ///< without the body
    QByteArray m_requestId;
    bool m_answered = false;
};

} // namespace lokal::api
