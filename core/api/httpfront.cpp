#include "core/api/httpfront.h"

#include "core/common/log.h"

using namespace Qt::StringLiterals;

namespace lokal::api {

HttpFront::HttpFront(ConnectionRegistry &registry, Handler handler, QObject *parent)
    : HttpFrontBase(registry, parent)
    , m_registry(registry)
    , m_handler(std::move(handler))
{
}

HttpFront::~HttpFront()
{
    m_registry.abortAll();
}

void HttpFront::dispatch(ConnectionGuard *guard, const QByteArray &body,
                         const std::function<RequestHold()> &hold)
{
    if (!guard) {
        qCWarning(logApi, "a request came over an unknown connection");
        return;
    }
    // The module's own parser must agree with ours about where the body ends.
    if (!guard->hasRequest() || body.size() != guard->request().contentLength)
        return guard->reject(makeError(ErrorCode::BadRequest, u"The request is malformed."_s));
    QPointer<HttpExchange> exchange = new HttpExchange(guard, body, this);
    m_handler(exchange);
    if (exchange && !exchange->isAnswered())
        exchange->waitForAnswer(hold());
}

} // namespace lokal::api
