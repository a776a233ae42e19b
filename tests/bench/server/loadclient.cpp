#include "tests/bench/server/loadclient.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTcpSocket>

namespace lokal::bench {
namespace {

bool hasEnded(const QByteArray &bytes)
{
    return bytes.endsWith("\r\n0\r\n\r\n");
}

} // namespace

KeptConnection::KeptConnection(const QUrl &url)
    : m_socket(std::make_unique<QTcpSocket>())
{
    m_socket->connectToHost(url.host(), quint16(url.port()));
    m_socket->waitForConnected();
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
}

KeptConnection::~KeptConnection() = default;

int KeptConnection::request(const QByteArray &bytes)
{
    m_socket->write(bytes);
    QByteArray answer;
    for (;;) {
        if (!m_socket->waitForReadyRead(30000))
            return 0;
        answer += m_socket->readAll();
        const qsizetype headEnd = answer.indexOf("\r\n\r\n");
        if (headEnd < 0)
            continue;
        const QByteArray head = answer.left(headEnd).toLower();
        const qsizetype at = head.indexOf("content-length:");
        const qint64 length = at < 0
            ? 0
            : head.mid(at + 15, head.indexOf('\r', at) - at - 15).trimmed().toLongLong();
        if (answer.size() >= headEnd + 4 + length)
            return head.split(' ').value(1).toInt();
    }
}

FirstToken timeToFirstToken(const QUrl &url, const QByteArray &request,
                            const QByteArray &startMarker, const QByteArray &tokenMarker)
{
    QTcpSocket socket;
    socket.connectToHost(url.host(), quint16(url.port()));
    socket.waitForConnected();
    socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    FirstToken times;
    QElapsedTimer clock;
    clock.start();
    socket.write(request);
    socket.flush();
    QByteArray bytes;
    while (!hasEnded(bytes) && socket.waitForReadyRead(30000)) {
        bytes += socket.readAll();
        const double now = double(clock.nsecsElapsed()) / 1e6;
        if (times.startMs == 0 && bytes.contains(startMarker))
            times.startMs = now;
        if (times.tokenMs == 0 && bytes.contains(tokenMarker))
            times.tokenMs = now;
    }
    return times;
}

qint64 readStreams(const QUrl &url, const std::vector<QByteArray> &requests,
                   const QByteArray &marker)
{
    struct Stream
    {
        QTcpSocket socket;
        QByteArray tail;
        bool ended = false;
    };
    std::vector<std::unique_ptr<Stream>> streams;
    QEventLoop loop;
    qint64 found = 0;
    size_t open = requests.size();
    for (const QByteArray &request : requests) {
        auto owned = std::make_unique<Stream>();
        Stream *stream = owned.get();
        streams.push_back(std::move(owned));
        const auto end = [stream, &open, &loop] {
            if (stream->ended)
                return;
            stream->ended = true;
            if (--open == 0)
                loop.quit();
        };
        QObject::connect(&stream->socket, &QTcpSocket::connected, &stream->socket,
                         [stream, request] { stream->socket.write(request); });
        QObject::connect(&stream->socket, &QTcpSocket::readyRead, &stream->socket,
                         [stream, &found, marker, end] {
                             stream->tail += stream->socket.readAll();
                             found += stream->tail.count(marker);
                             const bool over = hasEnded(stream->tail);
                             stream->tail
                                 = stream->tail.right(std::max<qsizetype>(marker.size() - 1, 7));
                             if (over)
                                 end();
                         });
        QObject::connect(&stream->socket, &QTcpSocket::disconnected, &stream->socket, end);
        stream->socket.connectToHost(url.host(), quint16(url.port()));
    }
    if (open > 0)
        loop.exec();
    return found;
}

} // namespace lokal::bench
