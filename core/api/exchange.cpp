#include "core/api/exchange.h"

#include "core/api/directwrite.h"
#include "core/api/requestid.h"
#include "core/api/responsehead.h"

#include <QSslSocket>

namespace lokal::api {
namespace {

constexpr qint64 lowWaterMark = 64 * 1024;

} // namespace

HttpExchange::HttpExchange(ConnectionGuard *guard, const QByteArray &body, QObject *parent)
    : QObject(parent)
    , m_request(guard->request())
    , m_requestId(newRequestId())
    , m_socket(guard->socket())
    , m_guard(guard)
{
    m_request.body = body;
    m_extra.append({ "X-Request-Id", m_requestId });
    guard->beginAnswer();
    connect(m_socket, &QAbstractSocket::disconnected, this, &HttpExchange::onDisconnected);
}

void HttpExchange::releaseBody()
{
    m_request.body.clear();
    if (m_guard)
        m_guard->releaseBody();
}

bool HttpExchange::isOpen() const
{
    return !m_done && m_socket && m_socket->state() == QAbstractSocket::ConnectedState;
}

void HttpExchange::reply(const Reply &reply)
{
    if (m_done || m_streaming)
        return;
    const bool keepAlive = m_guard && m_guard->mayKeepAlive();
    Reply whole = reply;
    whole.headers.append(m_extra);
    send(responseBytes(whole, m_request.method, keepAlive ? Ending::KeepAlive : Ending::Close));
    finish(keepAlive);
}

void HttpExchange::beginStream(const QByteArray &type, const HttpHeaders &headers)
{
    if (m_done || m_streaming)
        return;
    m_streaming = true;
    m_chunked = !m_request.http10;
    const BodyLength length { m_chunked ? BodyLength::Chunked : BodyLength::UntilClose, 0 };
    send(responseHead(200, type, headers + m_extra, length, Ending::Close));
    releaseBody();
    if (m_request.method == "HEAD")
        finish(false);
}

void HttpExchange::write(QByteArrayView bytes)
{
    if (bytes.isEmpty() || !isOpen())
        return;
    if (!m_chunked)
        return send(bytes.toByteArray());
    QByteArray chunk;
    chunk.reserve(bytes.size() + 16);
    chunk.append(QByteArray::number(bytes.size(), 16))
        .append("\r\n", 2)
        .append(bytes)
        .append("\r\n", 2);
    send(chunk);
}

void HttpExchange::end()
{
    if (m_done)
        return;
    if (m_chunked)
        send("0\r\n\r\n");
    finish(false);
}

void HttpExchange::abortAfter(std::chrono::milliseconds time)
{
    if (m_socket)
        QTimer::singleShot(time, m_socket, [socket = m_socket.data()] { socket->abort(); });
}

void HttpExchange::uncork()
{
    m_corked = false;
    if (!m_held.isEmpty())
        sendNow(std::exchange(m_held, {}));
}

void HttpExchange::send(const QByteArray &bytes)
{
    if (!m_corked)
        return sendNow(bytes);
    m_held.append(bytes);
    if (m_held.size() >= lowWaterMark)
        sendNow(std::exchange(m_held, {}));
}

void HttpExchange::sendNow(const QByteArray &bytes)
{
    if (!isOpen())
        return;
    if (m_inDispatch) { // the HTTP module still works with the socket
        m_socket->write(bytes);
        return;
    }
    const qint64 taken = writeDirectly(m_socket, bytes);
    if (taken < bytes.size()) {
        m_socket->write(bytes.constData() + taken, bytes.size() - taken);
        m_socket->flush();
    }
}

void HttpExchange::finish(bool keepAlive)
{
    uncork();
    if (m_done)
        return; // sending found out that the client is gone
    m_done = true;
    if (m_guard) {
        if (keepAlive)
            m_guard->endAnswer();
        else
            m_guard->closeSoon();
    }
    if (m_socket && !keepAlive) {
        if (m_inDispatch) // the HTTP module still works with the socket
            QMetaObject::invokeMethod(m_socket, &QTcpSocket::disconnectFromHost,
                                      Qt::QueuedConnection);
        else
            m_socket->disconnectFromHost();
    }
    if (m_socket && !keepAlive)
        m_hold.releaseWhenClosed(m_socket);
    m_hold.release();
    deleteLater();
}

void HttpExchange::waitForAnswer(RequestHold hold)
{
    m_inDispatch = false;
    m_hold = std::move(hold);
    if (!m_socket)
        return;
    connect(m_socket, &QIODevice::bytesWritten, this, &HttpExchange::onWritten);
    // With TLS bytesWritten only says "handed to TLS".
    if (auto *tls = qobject_cast<QSslSocket *>(m_socket.data()))
        connect(tls, &QSslSocket::encryptedBytesWritten, this, &HttpExchange::onWritten);
}

void HttpExchange::onWritten()
{
    if (!m_done && backlog() <= lowWaterMark)
        Q_EMIT drained();
}

void HttpExchange::onDisconnected()
{
    if (m_done)
        return;
    m_done = true;
    Q_EMIT closed();
    m_hold.release();
    deleteLater();
}

} // namespace lokal::api
