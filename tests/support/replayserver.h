#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QUrl>

#include <memory>
#include <optional>

class QSslConfiguration;
class QTcpServer;
class QTcpSocket;

namespace lokal::test {

/// What a replay server writes for one request, and how it misbehaves.
struct ReplayAnswer
{
    enum class End
    {
        KeepOpen,
        Close,
        Reset
    };

    QByteArray bytes; ///< status line, headers and body as they go over the wire
    QList<qsizetype> chunks; ///< sizes of the writes; the rest goes in one. Empty: all at once
    End end = End::KeepOpen;
    std::optional<qsizetype> cutAt; ///< write only so many bytes, then do what `end` says
    std::optional<qsizetype> holdAt; ///< stop before this byte until ReplayServer::release()
    QByteArray forEver; ///< after `bytes`: repeated until the client goes away
};

struct ReplayRequest
{
    QByteArray method;
    QString path;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
};

/// A server on a loopback port that answers with given bytes and keeps what it was asked.
/// Everything happens in the event loop of its thread; there are no delays other than those a test
/// controls.
class ReplayServer : public QObject
{
    Q_OBJECT
public:
    explicit ReplayServer(QObject *parent = nullptr);
    ~ReplayServer() override;

    /// Listens with TLS instead. Before the first request.
    void useTls(const QSslConfiguration &configuration);
    QUrl url() const;
    /// Answers the next request to `path` ("/api/chat"); answers of one path are given in the order
    /// in which they were added, the last one again and again. An unknown path gets 404.
    void add(const QString &path, const ReplayAnswer &answer);
    /// Lets every held answer go on, and those that would be held later.
    void release();
    /// Refuses connections from now on; running ones are reset.
    void stop();
    /// Listens again at the same address.
    void restart();

    const QList<ReplayRequest> &requests() const { return m_requests; }
    QList<ReplayRequest> requestsTo(const QString &path) const;
    int openConnections() const { return m_open; }
    int connectionsEver() const { return m_ever; }
    qint64 bytesWritten() const { return m_written; }

    /// An answer with headers made here: one body with its length.
    static ReplayAnswer json(const QByteArray &body, int status = 200);
    /// The beginning of a chunked stream, each line a chunk. With `whole` the closing chunk
    /// follows.
    static ReplayAnswer stream(const QList<QByteArray> &lines, bool whole = true);
    /// A recorded case of tests/data/ollama: bytes, chunks and end as recorded.
    static ReplayAnswer recorded(const QString &name);
    /// The recorded request of a case: method, path and body.
    static ReplayRequest recordedRequest(const QString &name);

Q_SIGNALS:
    void requested(const QString &path);
    void disconnected();

private:
    class Connection;
    friend class Connection;

    void listen(std::unique_ptr<QTcpServer> server);
    void accept();
    ReplayAnswer nextAnswer(const QString &path);

    std::unique_ptr<QTcpServer> m_server;
    QString m_scheme;
    quint16 m_port = 0; ///< of the stopped server
    QHash<QString, QList<ReplayAnswer>> m_answers;
    QList<ReplayRequest> m_requests;
    int m_open = 0;
    int m_ever = 0;
    qint64 m_written = 0;
    bool m_isReleased = false;

Q_SIGNALS:
    void released();
    void stopped();
};

} // namespace lokal::test
