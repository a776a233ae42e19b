#pragma once

#include <QFuture>
#include <QJsonObject>
#include <QLocalServer>
#include <QObject>

#include <functional>
#include <optional>

class QLocalSocket;

namespace lokal::app {

/// The path of the socket in a data directory. A socket's path may have some hundred characters
/// only, so a longer directory is reached through a descriptor of it, which this holds.
class ControlSocketPath
{
public:
    explicit ControlSocketPath(const QString &dataDirectory);
    ~ControlSocketPath();
    Q_DISABLE_COPY_MOVE(ControlSocketPath)

    const QString &text() const { return m_text; }

private:
    QString m_text;
    int m_descriptor = -1;
};

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

    ControlSocketPath m_path;
    Handler m_handler;
    QLocalServer m_server;
};

/// Sends one request to the owner of the data directory. Finishes with nullopt when nobody answers
/// there (no owner, or it is just ending), within `timeoutMs`.
QFuture<std::optional<QJsonObject>> askOwner(const QString &dataDirectory,
                                             const QJsonObject &request, QObject *context,
                                             int timeoutMs = 60000);

} // namespace lokal::app
