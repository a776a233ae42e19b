#include "core/api/call.h"

#include "core/api/render.h"
#include "core/common/log.h"

using namespace Qt::StringLiterals;

namespace lokal::api {

Call::Call(HttpExchange *exchange, QObject *context)
    : m_exchange(exchange)
    , m_context(context)
    , m_request(exchange->request())
    , m_requestId(exchange->requestId())
{
    m_request.body.clear();
}

PageRequest Call::page() const
{
    PageRequest page;
    if (query.contains(u"limit"_s))
        page.limit = query.value(u"limit"_s).toInt();
    if (query.contains(u"offset"_s))
        page.offset = query.value(u"offset"_s).toLongLong();
    return page;
}

Result<std::optional<qint64>> Call::expectedRevision() const
{
    const QByteArray wanted = m_request.headerValues("If-Match").join(',');
    if (wanted.isEmpty() || wanted.trimmed() == "*")
        return std::optional<qint64>();
    // Revisions only grow, so of several that a client knows none but the largest can be current.
    qint64 largest = 0;
    for (const QByteArray &tag : wanted.split(','))
        largest = qMax(largest, revisionFromETag(tag.trimmed()));
    if (largest == 0)
        return makeError(ErrorCode::Stale);
    return std::optional<qint64>(largest);
}

void Call::reply(const Reply &reply)
{
    if (m_answered)
        return;
    m_answered = true;
    onCredentialEnded = nullptr;
    if (onReply)
        std::exchange(onReply, nullptr)(reply);
    if (m_exchange)
        m_exchange->reply(reply);
}

void Call::fail(const Error &error, const QByteArray &messageJson)
{
    if (httpStatus(error.code) >= 500)
        qCWarning(logApi, "request %s failed: %s %s", m_requestId.constData(),
                  qPrintable(codeName(error.code)), qPrintable(error.detail));
    else if (error.kind == ErrorKind::Forbidden || error.kind == ErrorKind::Unauthorized)
        qCInfo(logSecurity, "denied %s: user %lld, address %s, request %s",
               qPrintable(codeName(error.code)), who.user.value, qPrintable(from.address),
               m_requestId.constData());
    reply(problemReply(error, instance(), m_requestId, messageJson));
}

void Call::created(const QString &path, const QByteArray &json, HttpHeaders headers)
{
    headers.append(HttpHeader { "Location", QString(prefix + path).toLatin1() });
    reply({ 201, "application/json", headers, json });
}

} // namespace lokal::api
