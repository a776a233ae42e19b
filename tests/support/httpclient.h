#pragma once

#include <QHash>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSslSocket>
#include <QTest>
#include <QTimer>

#include <memory>

namespace lokal {

/// One answer as it came over the wire.
struct WireAnswer
{
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body; ///< chunks joined

    QByteArray header(const QByteArray &name) const
    {
        for (const auto &[key, value] : headers) {
            if (key == name)
                return value;
        }
        return {};
    }
    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    QString code() const { return json().value(QLatin1String("code")).toString(); }
};

/// Takes one answer off the front of `bytes`; false when it is not complete yet.
inline bool takeAnswer(QByteArray *bytes, WireAnswer *answer, bool toHead = false,
                       bool isClosed = false)
{
    const qsizetype headEnd = bytes->indexOf("\r\n\r\n");
    if (headEnd < 0)
        return false;
    const QList<QByteArray> lines = bytes->left(headEnd).split('\n');
    WireAnswer result;
    result.status = lines.first().split(' ').value(1).trimmed().toInt();
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        result.headers.append({ line.left(colon).toLower(), line.mid(colon + 1).trimmed() });
    }
    qsizetype pos = headEnd + 4;
    if (result.status == 100 || result.status == 204 || toHead) {
        // no body
    } else if (result.header("transfer-encoding") == "chunked") {
        for (;;) {
            const qsizetype lineEnd = bytes->indexOf("\r\n", pos);
            if (lineEnd < 0)
                return false;
            const qsizetype size = bytes->mid(pos, lineEnd - pos).toLongLong(nullptr, 16);
            if (bytes->size() < lineEnd + 2 + size + 2)
                return false;
            result.body += bytes->mid(lineEnd + 2, size);
            pos = lineEnd + 2 + size + 2;
            if (size == 0)
                break;
        }
    } else if (!result.header("content-length").isEmpty()) {
        const qsizetype size = result.header("content-length").toLongLong();
        if (bytes->size() < pos + size)
            return false;
        result.body = bytes->mid(pos, size);
        pos += size;
    } else {
        if (!isClosed)
            return false;
        result.body = bytes->mid(pos);
        pos = bytes->size();
    }
    bytes->remove(0, pos);
    *answer = result;
    return true;
}

/// Spins the event loop until `isTrue()`; unlike QTest::qWaitFor() it sleeps for events only, which
/// matters for tests with thousands of requests.
template <typename Predicate> bool waitUntil(Predicate isTrue, int timeoutMs)
{
    QTimer alarm; // wakes the loop
    alarm.setSingleShot(true);
    alarm.start(timeoutMs);
    while (!isTrue()) {
        if (!alarm.isActive())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

/// A raw connection for tests: sends any bytes, waits by spinning the event loop.
class HttpClient
{
public:
    explicit HttpClient(quint16 port, bool tls = false, const QHostAddress &from = QHostAddress())
        : m_socket(std::make_unique<QSslSocket>())
    {
        if (!from.isNull())
            m_socket->bind(from);
        if (tls) {
            m_socket->setPeerVerifyMode(QSslSocket::VerifyNone);
            m_socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        } else {
            m_socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        }
        QObject::connect(m_socket.get(), &QIODevice::readyRead, m_socket.get(), [this] {
            if (!m_paused)
                m_bytes += m_socket->readAll();
        });
    }

    QSslSocket &socket() { return *m_socket; }
    const QByteArray &bytes() const { return m_bytes; }
    bool isConnected() const { return m_socket->state() == QAbstractSocket::ConnectedState; }
    void send(const QByteArray &bytes) { m_socket->write(bytes); }
    bool waitConnected()
    {
        return waitUntil([this] { return isConnected(); }, 5000);
    }
    bool waitFor(const QByteArray &text, int timeoutMs = 10000)
    {
        return waitUntil([this, &text] { return m_bytes.contains(text); }, timeoutMs);
    }
    bool waitClosed(int timeoutMs = 10000)
    {
        return waitUntil([this] { return m_socket->state() == QAbstractSocket::UnconnectedState; },
                         timeoutMs);
    }
    /// Stops taking bytes off the network once its small buffer is full.
    void pauseReading()
    {
        m_paused = true;
        m_socket->setReadBufferSize(1024);
    }
    void resumeReading()
    {
        m_paused = false;
        m_socket->setReadBufferSize(0);
        m_bytes += m_socket->readAll();
    }
    /// The next whole answer; status 0 when none came.
    WireAnswer answer(bool toHead = false, int timeoutMs = 10000)
    {
        WireAnswer result;
        const bool came = waitUntil(
            [&] { return takeAnswer(&m_bytes, &result, toHead, !isConnected()); }, timeoutMs);
        return came ? result : WireAnswer();
    }
    /// Sends one request and waits for its answer.
    WireAnswer request(const QByteArray &method, const QByteArray &target,
                       const QByteArray &headers = {}, const QByteArray &body = {})
    {
        QByteArray head = method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers;
        if (!body.isEmpty())
            head += "Content-Type: application/json\r\nContent-Length: "
                + QByteArray::number(body.size()) + "\r\n";
        send(head + "\r\n" + body);
        return answer(method == "HEAD");
    }

private:
    std::unique_ptr<QSslSocket> m_socket;
    QByteArray m_bytes;
    bool m_paused = false;
};

} // namespace lokal
