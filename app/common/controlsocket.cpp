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

QByteArray lineOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

ControlSocketPath::ControlSocketPath(const QString &dataDirectory)
    : m_text(dataDirectory + u"/control.sock"_s)
{
    constexpr qsizetype longest = 99;
    if (m_text.toUtf8().size() <= longest)
        return;
    m_descriptor = ::open(dataDirectory.toUtf8().constData(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (m_descriptor >= 0)
        m_text = u"/proc/self/fd/%1/control.sock"_s.arg(m_descriptor);
}

ControlSocketPath::~ControlSocketPath()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

ControlServer::ControlServer(const QString &dataDirectory, Handler handler, QObject *parent)
    : QObject(parent)
    , m_path(dataDirectory)
    , m_handler(std::move(handler))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &ControlServer::accept);
}

bool ControlServer::start()
{
    // We own the data by its lock, so a socket file that is here was left by a killed process.
    QFile::remove(m_path.text());
    return m_server.listen(m_path.text());
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
        socket,
        [socket, path = std::make_shared<ControlSocketPath>(dataDirectory)] {
            socket->connectToServer(path->text());
        },
        Qt::QueuedConnection);
    return promise->future();
}

} // namespace lokal::app
