#include "core/api/pagestream.h"

#include "core/common/log.h"

using namespace std::chrono_literals;

namespace lokal::api {
namespace {

constexpr qint64 highWaterMark = 128 * 1024;

} // namespace

PageStream::PageStream(const CallPtr &call, const PageText &page, const QList<qint64> &further,
                       LoadItem load)
    : QObject(call->exchange())
    , m_call(call)
    , m_further(further)
    , m_end(page.end)
    , m_load(std::move(load))
{
    HttpExchange *exchange = call->exchange();
    connect(exchange, &HttpExchange::closed, this, &QObject::deleteLater);
    connect(exchange, &HttpExchange::drained, this, &PageStream::pump);
    call->onCredentialEnded = [self = QPointer(this)] {
        if (self)
            self->breakOff();
    };
    call->streamBegins();
    exchange->beginStream("application/json");
    exchange->write(page.begin);
    pump();
}

void PageStream::pump()
{
    HttpExchange *exchange = m_call->exchange();
    if (m_isLoading || m_isBroken || !exchange || !exchange->isOpen()
        || exchange->backlog() >= highWaterMark)
        return;
    if (m_further.isEmpty()) {
        m_call->onCredentialEnded = nullptr;
        exchange->write(m_end);
        exchange->end();
        return;
    }
    m_isLoading = true;
    m_load(m_further.takeFirst(), [self = QPointer(this)](const Result<QByteArray> &item) {
        if (self)
            self->take(item);
    });
}

void PageStream::take(const Result<QByteArray> &item)
{
    m_isLoading = false;
    HttpExchange *exchange = m_call->exchange();
    if (!exchange || m_isBroken)
        return;
    if (item)
        exchange->write(',' + *item);
    else if (item.error().code != ErrorCode::NotFound)
        return breakOff();
    pump();
}

void PageStream::breakOff()
{
    qCWarning(logApi, "request %s: the list was broken off", m_call->requestId().constData());
    m_isBroken = true;
    if (HttpExchange *exchange = m_call->exchange())
        exchange->abortAfter(0ms);
}

} // namespace lokal::api
