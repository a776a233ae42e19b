#include "core/api/connectionguard.h"

#include "core/api/headparser.h"
#include "core/api/problem.h"
#include "core/api/requestid.h"
#include "core/api/responsehead.h"
#include "core/common/log.h"

#include <QSslSocket>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lokal::api {
namespace {

constexpr qint64 bodyBudget = 64 << 20; // all bodies together (H3)
constexpr auto lingerTime = 1000ms;
constexpr qint64 maximumIgnored = 4 << 20; // bytes after an answer that closes

} // namespace

ConnectionGuard::ConnectionGuard(QTcpSocket *socket, ConnectionRegistry *registry)
    : QObject(socket)
    , m_socket(socket)
    , m_registry(registry)
    , m_peer(socket->peerAddress())
    , m_peerPort(socket->peerPort())
{
    registry->m_guards.insert(this);
    ++registry->m_perAddress[m_peer];
    registry->m_byPeer.insert({ m_peer, m_peerPort }, this);
    connect(socket, &QIODevice::readyRead, this, &ConnectionGuard::onReadyRead);
    socket->setReadBufferSize(0); // a full read buffer would hide that the client went away
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    setDeadline(registry->m_limits.headerTimeout);
}

ConnectionGuard::~ConnectionGuard()
{
    releaseBody();
    if (m_registry)
        m_registry->remove(this);
}

qint64 ConnectionGuard::backlog() const
{
    qint64 bytes = m_socket->bytesToWrite();
    if (const auto *tls = qobject_cast<const QSslSocket *>(m_socket))
        bytes += tls->encryptedBytesToWrite();
    return bytes;
}

void ConnectionGuard::takeOverInput()
{
    disconnect(m_socket, &QIODevice::readyRead, nullptr, nullptr);
    connect(m_socket, &QIODevice::readyRead, this, &ConnectionGuard::onReadyRead);
}

void ConnectionGuard::reject(const Error &error)
{
    if (m_state == State::Closing)
        return;
    const QByteArray requestId = newRequestId();
    Reply reply = problemReply(error, m_request.path(), requestId);
    reply.headers.append(HttpHeader { "X-Request-Id", requestId });
    if (error.kind == ErrorKind::Forbidden)
        qCWarning(logSecurity, "refused %s from %s, request %s", qPrintable(codeName(error.code)),
                  qPrintable(m_peer.toString()), requestId.constData());
    const BodyLength length { BodyLength::Bytes, reply.body.size() };
    const QByteArray head
        = responseHead(reply.status, reply.type, reply.headers, length, Ending::Close);
    answerAndClose(m_request.method == "HEAD" ? head : head + reply.body);
}

void ConnectionGuard::answerAndClose(const QByteArray &bytes)
{
    takeOverInput();
    m_socket->write(bytes);
    closeSoon();
}

void ConnectionGuard::closeSoon()
{
    m_state = State::Closing;
    releaseBody();
    m_head.clear();
    m_discarded = 0;
    setDeadline(lingerTime);
    drain();
}

void ConnectionGuard::releaseBody()
{
    if (m_registry)
        m_registry->m_bodyBytes -= m_reserved;
    m_reserved = 0;
}

void ConnectionGuard::beginAnswer()
{
    m_state = State::Answering;
    m_deadline.reset();
    m_lastBacklog = 0;
    m_discarded = 0;
}

void ConnectionGuard::endAnswer()
{
    m_state = State::Idle;
    releaseBody();
    m_head.clear();
    m_request.body.clear();
    ++m_answered;
    setDeadline(m_registry->m_limits.idleTimeout);
}

void ConnectionGuard::drain()
{
    if (m_socket->isTransactionStarted())
        m_socket->commitTransaction();
    m_discarded += m_socket->readAll().size();
}

void ConnectionGuard::onReadyRead()
{
    if (m_state == State::Closing) {
        drain();
        if (m_discarded > maximumIgnored)
            m_socket->abort();
        return;
    }
    if (m_state == State::Answering) {
        // A request before the end of the last answer. Qt 6.4 would dispatch it into the middle of
        // that answer, so take the connection away from it and close when the answer is out.
        if (m_socket->bytesAvailable() > 0 && !m_mustClose) {
            m_mustClose = true;
            takeOverInput();
        }
        drain();
        if (m_discarded > maximumIgnored)
            m_socket->abort();
        return;
    }
    qint64 available = m_socket->bytesAvailable(); // what the HTTP module has not consumed yet
    if (available <= 0)
        return;
    if (m_state == State::Idle) {
        m_state = State::Head;
        m_head.clear();
        if (m_answered > 0)
            setDeadline(m_registry->m_limits.headerTimeout);
    }
    if (m_state == State::Head)
        readHead(&available);
    if (m_state == State::Body) {
        m_bodyLeft -= qMin(m_bodyLeft, available);
        if (m_bodyLeft == 0)
            m_state = State::Complete; // the HTTP module's slot runs next and dispatches
    }
}

void ConnectionGuard::readHead(qint64 *available)
{
    const qsizetype before = m_head.size();
    m_head += m_socket->peek(
        qMin<qint64>(*available, maximumRequestLine + maximumHeaderBlock + 8 - before));
    if (m_head.startsWith('\n') || m_head.startsWith("\r\n"))
        return reject(
            makeError(ErrorCode::BadRequest, u"there is an empty line before the request line"_s));
    const qsizetype end = m_head.indexOf("\r\n\r\n", qMax<qsizetype>(0, before - 3));
    if (end < 0) {
        if (auto fault = checkPartialHead(m_head))
            reject(*fault);
        return;
    }
    *available -= qMax<qint64>(0, end + 4 - before);
    m_head.truncate(end + 2);
    headComplete();
    if (m_state == State::Body && m_request.expectsContinue && m_bodyLeft > 0 && *available == 0) {
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n"); // later versions do it themselves
#endif
    }
}

void ConnectionGuard::headComplete()
{
    m_request = {};
    m_request.peer = m_peer;
    m_request.local = m_socket->localAddress();
    m_request.localPort = m_socket->localPort();
    m_request.tls = qobject_cast<QSslSocket *>(m_socket) != nullptr;
    if (auto fault = parseHead(m_head, &m_request))
        return reject(*fault);
    if (m_registry->m_headCheck) {
        if (auto fault = m_registry->m_headCheck(m_request))
            return reject(*fault);
    }
    if (m_registry->m_bodyBytes + m_request.contentLength > bodyBudget)
        return reject(makeError(ErrorCode::Overloaded));
    m_reserved = m_request.contentLength;
    m_registry->m_bodyBytes += m_reserved;
    m_bodyLeft = m_request.contentLength;
    m_state = State::Body;
    setDeadline(m_registry->m_limits.bodyTimeout);
}

void ConnectionGuard::setDeadline(std::chrono::milliseconds after)
{
    if (m_registry)
        m_deadline = m_registry->m_clock.monotonic() + after;
}

void ConnectionGuard::watchStall(std::chrono::milliseconds now)
{
    const qint64 waiting = backlog();
    if (waiting == 0 || waiting < m_lastBacklog || !m_deadline)
        m_deadline = now + m_registry->m_limits.stallTimeout;
    m_lastBacklog = waiting;
    if (waiting > 0 && now >= *m_deadline)
        m_socket->abort();
}

void ConnectionGuard::sweep(std::chrono::milliseconds now)
{
    if (m_state == State::Answering)
        return watchStall(now);
    if (!m_deadline || now < *m_deadline)
        return;
    if (m_state == State::Closing) {
        // What the client has not read by now it may still read, but not for ever.
        if (m_socket->bytesToWrite() == 0 || now >= *m_deadline + m_registry->m_limits.stallTimeout)
            m_socket->abort();
        else
            m_socket->disconnectFromHost();
        return;
    }
    if (m_state == State::Idle && m_answered > 0) {
        m_socket->disconnectFromHost();
        closeSoon();
        return;
    }
    reject(makeError(ErrorCode::RequestTimeout));
}

} // namespace lokal::api
