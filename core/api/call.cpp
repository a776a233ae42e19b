#include "core/api/call.h"

#include "core/api/authentication.h"
#include "core/api/render.h"
#include "core/api/routetable.h"
#include "core/common/log.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

constexpr qint64 charactersAtOnce = 1 << 20; // of a list; what is behind them is sent one by one

} // namespace

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
    page.characters = charactersAtOnce;
    if (query.contains(u"limit"_s))
        page.limit = query.value(u"limit"_s).toInt();
    if (query.contains(u"offset"_s))
        page.offset = query.value(u"offset"_s).toLongLong();
    return page;
}

std::optional<Error> Call::preconditionFault(qint64 revision, const QByteArray &storedJson) const
{
    const QByteArray wanted = m_request.headerValues("If-Match").join(',');
    const QList<QByteArray> tags = wanted.split(',');
    const bool isCurrent = wanted.trimmed().isEmpty() || wanted.trimmed() == "*"
        || std::any_of(tags.begin(), tags.end(), [revision](const QByteArray &tag) {
                               return revisionFromETag(tag.trimmed()) == revision;
                           });
    if (!isCurrent)
        return makeError(ErrorCode::Stale);
    return checkUnchanged(body, readOnlyFields, storedJson);
}

std::optional<qint64> Call::pinned(qint64 revision) const
{
    return m_request.hasHeader("If-Match") ? std::optional(revision) : std::nullopt;
}

void Call::reply(const Reply &reply)
{
    if (m_answered)
        return;
    m_answered = true;
    turn.reset();
    onCredentialEnded = nullptr;
    if (onReply)
        std::exchange(onReply, nullptr)(reply);
    if (!m_exchange)
        return;
    if (madeBefore.isEmpty() || reply.status != 200)
        return m_exchange->reply(reply);
    Reply again = reply;
    again.status = 201;
    again.headers.append(HttpHeader { "Location", madeBefore });
    m_exchange->reply(again);
}

void Call::fail(const Error &error, const QByteArray &messageJson)
{
    if (httpStatus(error.code) >= 500)
        qCWarning(logApi, "request %s failed: %s %s", m_requestId.constData(),
                  qPrintable(codeName(error.code)), qPrintable(error.detail));
    else if (!route || route->access != Access::Open) // those services note it themselves
        noteAccessDenied(error, who.user, from);
    reply(problemReply(error, instance(), m_requestId, messageJson));
}

void Call::created(const QString &path, const QByteArray &json, HttpHeaders headers)
{
    headers.append(HttpHeader { "Location", QString(prefix + path).toLatin1() });
    reply({ 201, "application/json", headers, json });
}

} // namespace lokal::api
