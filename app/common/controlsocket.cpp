#include "app/common/controlsocket.h"

#include <QFile>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QPromise>
#include <QTimer>

#include <fcntl.h>
#include <memory>
#include <optional>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace lokal::app {
namespace {

constexpr qint64 maximumLine = 64 * 1024;

// A socket's path may have some hundred characters only; a longer directory is reached through an
// open descriptor of it.
QString socketPath(const QString &dataDirectory)
{
    const QString plain = dataDirectory + u"/control.sock"_s;
    if (plain.toUtf8().size() < 100)
        return plain;
    const int descriptor
        = ::open(dataDirectory.toUtf8().constData(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    return descriptor < 0 ? plain : u"/proc/self/fd/%1/control.sock"_s.arg(descriptor);
}

QByteArray lineOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

ControlServer::ControlServer(const QString &dataDirectory, Handler handler, QObject *parent)
    : QObject(parent)
    , m_path(socketPath(dataDirectory))
    , m_handler(std::move(handler))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &ControlServer::accept);
}

bool ControlServer::start()
{
    // We own the data by its lock, so a socket file that is here was left by a killed process.
    QFile::remove(m_path);
    return m_server.listen(m_path);
}

void ControlServer::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (socket->canReadLine())
                answer(socket, socket->readLine());
            else if (socket->bytesAvailable() > maximumLine)
                socket->abort();
        });
    }
}

void ControlServer::answer(QLocalSocket *socket, const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        return socket->abort();
    m_handler(document.object()).then(socket, [socket](const QJsonObject &reply) {
        socket->write(lineOf(reply));
        socket->disconnectFromServer();
    });
}

QFuture<std::optional<QJsonObject>>
askOwner(const QString &dataDirectory, const QJsonObject &request, QObject *context, int timeoutMs)
{
    using Reply = std::optional<QJsonObject>;
    auto promise = std::make_shared<QPromise<Reply>>();
    promise->start();
    auto *socket = new QLocalSocket(context);
    const auto finish = [promise, socket](const Reply &reply) {
        if (promise->future().isFinished())
            return;
        promise->addResult(reply);
        promise->finish();
        socket->deleteLater();
    };
    QObject::connect(socket, &QLocalSocket::connected, socket,
                     [socket, request] { socket->write(lineOf(request)); });
    QObject::connect(socket, &QLocalSocket::errorOccurred, socket,
                     [finish, socket](QLocalSocket::LocalSocketError error) {
                         if (error != QLocalSocket::PeerClosedError || !socket->canReadLine())
                             finish(std::nullopt);
                     });
    QObject::connect(socket, &QLocalSocket::readyRead, socket, [finish, socket] {
        if (socket->canReadLine())
            finish(QJsonDocument::fromJson(socket->readLine()).object());
    });
    QTimer::singleShot(timeoutMs, socket, [finish] { finish(std::nullopt); });
    // From the event loop, so that a refused connection ends after the caller attached its
    // continuation.
    QMetaObject::invokeMethod(
        socket, [socket, path = socketPath(dataDirectory)] { socket->connectToServer(path); },
        Qt::QueuedConnection);
    return promise->future();
}

} // namespace lokal::app
