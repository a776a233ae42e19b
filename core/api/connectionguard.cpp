#include "core/api/connectionguard.h"

#include "core/api/headparser.h"
#include "core/api/problem.h"
#include "core/api/requestgate.h"
#include "core/api/requestid.h"
#include "core/api/responsehead.h"
#include "core/api/whenfinished.h"

#include <QSslSocket>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lokal::api {
namespace {

constexpr auto lingerTime = 1000ms;
constexpr qint64 maximumIgnored = 4 << 20; // bytes after an answer that closes
// How much may be read before a body is admitted. Afterwards there is no bound, because a full read
// buffer would hide that the client went away; the body's own length is the bound then.
constexpr qint64 unadmittedBytes = 64 * 1024;

} // namespace

ConnectionGuard::ConnectionGuard(QTcpSocket *socket, ConnectionRegistry *registry)
    : QObject(socket)
    , m_socket(socket)
    , m_registry(registry)
    , m_peer(socket->peerAddress())
    , m_peerPort(socket->peerPort())
{
    registry->add(this);
    connect(socket, &QIODevice::readyRead, this, &ConnectionGuard::onReadyRead);
    socket->setReadBufferSize(unadmittedBytes);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    setDeadline(registry->limits().headerTimeout);
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
    m_socket->blockSignals(false);
    m_socket->setReadBufferSize(0);
}

void ConnectionGuard::reject(const Error &error)
{
    if (m_state == State::Closing)
        return;
    const QByteArray requestId = newRequestId();
    Reply reply = problemReply(error, m_request.path(), requestId);
    reply.headers.append(HttpHeader { "X-Request-Id", requestId });
    if (m_registry) {
        reply.headers.append(m_registry->gate().headersFor(m_request));
        m_registry->gate().noteRefusal(error, m_request, requestId);
    }
    takeOverInput();
    m_socket->write(responseBytes(reply, m_request.method, Ending::Close));
    closeSoon();
}

void ConnectionGuard::abort()
{
    m_state = State::Closing;
    m_socket->blockSignals(false);
    m_socket->abort();
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
    if (m_registry && m_reserved > 0)
        m_registry->bodies().release(m_reserved);
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
    m_request = {}; // what goes wrong next is no fault of this one
    ++m_answered;
    setDeadline(m_registry->limits().idleTimeout);
}

void ConnectionGuard::drain()
{
    if (m_socket->isTransactionStarted())
        m_socket->commitTransaction();
    m_discarded += m_socket->readAll().size();
}

void ConnectionGuard::onReadyRead()
{
    if (m_state == State::Closing || m_state == State::Answering)
        return onInputTooEarly();
    qint64 available = m_socket->bytesAvailable(); // what the HTTP module has not consumed yet
    if (available <= 0)
        return;
    if (m_state == State::Idle) {
        m_state = State::Head;
        m_head.clear();
        if (m_answered > 0) {
            setDeadline(m_registry->limits().headerTimeout);
            m_socket->setReadBufferSize(unadmittedBytes);
        }
    }
    if (m_state == State::Head)
        readHead(&available);
    if (m_state == State::Body || m_state == State::Held)
        countBody(available);
}

/// Input before the end of the last answer, or after the last answer of the connection.
void ConnectionGuard::onInputTooEarly()
{
    // Qt 6.4 would dispatch it into the middle of the answer, so take the connection away from it
    // and close when the answer is out.
    if (m_state == State::Answering && m_socket->bytesAvailable() > 0 && !m_mustClose) {
        m_mustClose = true;
        takeOverInput();
    }
    drain();
    if (m_discarded > maximumIgnored)
        m_socket->abort();
}

void ConnectionGuard::readHead(qint64 *available)
{
    const qsizetype before = m_head.size();
    m_head += m_socket->peek(
        qMin<qint64>(*available, maximumRequestLine + maximumHeaderBlock + 8 - before));
    if (m_head.startsWith('\n') || m_head.startsWith("\r\n"))
        return reject(
            makeError(ErrorCode::BadRequest, u"There is an empty line before the request line."_s));
    const qsizetype end = m_head.indexOf("\r\n\r\n", qMax<qsizetype>(0, before - 3));
    if (end < 0) {
        if (auto fault = checkPartialHead(m_head))
            reject(*fault);
        return;
    }
    *available -= qMax<qint64>(0, end + 4 - before);
    m_head.truncate(end + 2);
    headComplete(*available);
}

void ConnectionGuard::headComplete(qint64 bodyHere)
{
    m_request = {};
    m_request.peer = m_peer;
    m_request.local = m_socket->localAddress();
    m_request.localPort = m_socket->localPort();
    m_request.tls = qobject_cast<QSslSocket *>(m_socket) != nullptr;
    if (auto fault = parseHead(m_head, &m_request))
        return reject(*fault);
    if (auto fault = m_registry->gate().checkHead(&m_request))
        return reject(*fault);
    setDeadline(m_registry->limits().bodyTimeout);
    m_bodyLeft = m_request.contentLength;
    const bool isAllHere = bodyHere >= m_bodyLeft;
    const bool continues = m_request.expectsContinue && bodyHere == 0;
    if (isAllHere || (m_bodyLeft <= BodyBudget::smallestJudged && !continues))
        return admitBody();
    m_state = State::Held;
    whenFinished(this, m_registry->gate().admitBody(m_request),
                 [this](const Status &judged) { onJudged(judged); });
    if (m_state == State::Held)
        holdInput();
}

void ConnectionGuard::onJudged(const Status &judged)
{
    if (m_state != State::Held)
        return; // it took too long, or the client left
    if (!judged)
        return reject(judged.error());
    const bool continues = m_request.expectsContinue && m_bodyLeft == m_request.contentLength;
    admitBody();
    if (m_state != State::Body)
        return;
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    if (continues)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n"); // later versions do it themselves
#else
    Q_UNUSED(continues)
#endif
    if (m_socket->signalsBlocked())
        letInputGoOn();
}

void ConnectionGuard::admitBody()
{
    if (!m_registry->bodies().reserve(m_request.contentLength))
        return reject(makeError(ErrorCode::Overloaded));
    m_reserved = m_request.contentLength;
    m_state = State::Body;
    m_socket->setReadBufferSize(0);
}

void ConnectionGuard::countBody(qint64 available)
{
    m_bodyLeft -= qMin(m_bodyLeft, available);
    if (m_bodyLeft == 0 && m_state == State::Body)
        m_state = State::Complete; // the HTTP module's slot runs next and dispatches
}

/// What comes from now on stays in the socket's buffer, and when that is full, in the network.
void ConnectionGuard::holdInput()
{
    m_socket->blockSignals(true);
}

void ConnectionGuard::letInputGoOn()
{
    m_socket->blockSignals(false);
    // Tells what nobody could hear.
    if (m_socket->state() == QAbstractSocket::UnconnectedState)
        Q_EMIT m_socket->disconnected();
    else if (m_socket->bytesAvailable() > 0)
        Q_EMIT m_socket->readyRead();
}

void ConnectionGuard::setDeadline(std::chrono::milliseconds after)
{
    if (m_registry)
        m_deadline = m_registry->now() + after;
}

void ConnectionGuard::watchStall(std::chrono::milliseconds now)
{
    const qint64 waiting = backlog();
    if (waiting == 0 || waiting < m_lastBacklog || !m_deadline)
        m_deadline = now + m_registry->limits().stallTimeout;
    m_lastBacklog = waiting;
    if (waiting > 0 && now >= *m_deadline)
        m_socket->abort();
}

void ConnectionGuard::sweep()
{
    const std::chrono::milliseconds now = m_registry->now();
    if (m_state == State::Answering)
        return watchStall(now);
    if (m_state == State::Held && m_socket->state() == QAbstractSocket::UnconnectedState)
        return letInputGoOn();
    if (!m_deadline || now < *m_deadline)
        return;
    if (m_state == State::Closing) {
        // What the client has not read by now it may still read, but not for ever.
        if (m_socket->bytesToWrite() == 0 || now >= *m_deadline + m_registry->limits().stallTimeout)
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
