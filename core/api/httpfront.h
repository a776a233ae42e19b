#pragma once

#include "core/api/exchange.h"

#include <functional>

namespace lokal::api {

/// Turns what the HTTP module dispatches into exchanges. Engine thread only.
class HttpFront final : public HttpFrontBase
{
    Q_OBJECT
public:
    using Handler = std::function<void(HttpExchange *)>;
    HttpFront(ConnectionRegistry &registry, Handler handler, QObject *parent = nullptr);
    /// Closes every connection, so that held requests end while their sockets still live.
    ~HttpFront() override;

protected:
    void dispatch(ConnectionGuard *guard, const QByteArray &body,
                  const std::function<RequestHold()> &hold) override;

private:
    ConnectionRegistry &m_registry;
    Handler m_handler;
};

} // namespace lokal::api
