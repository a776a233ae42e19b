#pragma once

#include <QFuture>
#include <QJsonObject>
#include <QLocalServer>
#include <QObject>

#include <functional>
#include <optional>

class QLocalSocket;

namespace lokal::app {

/// How other processes of the same OS account reach the owner of the data: a local socket (0600) in
/// the data directory. One JSON object on one line each way. Lives in the thread that made it.
class ControlServer : public QObject
{
    Q_OBJECT
public:
    using Handler = std::function<QFuture<QJsonObject>(const QJsonObject &)>;

    ControlServer(const QString &dataDirectory, Handler handler, QObject *parent = nullptr);
    /// False when the socket cannot be made; commands then answer that the data is in use.
    bool start();

private:
    void accept();
    void answer(QLocalSocket *socket, const QByteArray &line);

    QString m_path;
    Handler m_handler;
    QLocalServer m_server;
};

/// Sends one request to the owner of the data directory. Finishes with nullopt when nobody answers
/// there (no owner, or it is just ending), within `timeoutMs`.
QFuture<std::optional<QJsonObject>> askOwner(const QString &dataDirectory,
                                             const QJsonObject &request, QObject *context,
                                             int timeoutMs = 60000);

} // namespace lokal::app
