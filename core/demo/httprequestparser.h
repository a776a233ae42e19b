#pragma once

#include <QByteArray>

#include <optional>

namespace lokal::demo {

struct DemoRequest
{
    QByteArray method;
    QByteArray path; ///< without the query
    QByteArray body;
    bool keepAlive = true;
};

/// Cuts HTTP/1.1 requests out of a byte stream; bodies by Content-Length only, as our client sends
/// them. Loopback and trusted clients only: this is no general server.
class HttpRequestParser
{
public:
    enum class State
    {
        NeedMore,
        Ready,
        Broken
    };

    /// Takes new bytes; `request()` is valid when Ready.
    State feed(const QByteArray &bytes);
    /// Hands over the request and goes on with what came behind it.
    DemoRequest take();

private:
    bool parseHead(qsizetype end);
    State check();

    QByteArray m_buffer;
    std::optional<DemoRequest> m_request;
    qint64 m_bodyLength = 0;
};

} // namespace lokal::demo
