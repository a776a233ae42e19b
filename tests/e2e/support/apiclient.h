#pragma once

#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QPair>
#include <QTcpSocket>
#include <QUrl>

#include <optional>

namespace lokal::test {

using Header = QPair<QByteArray, QByteArray>;

struct Response
{
    int status = 0; ///< 0: no answer came
    QList<Header> headers;
    QByteArray body;
    QByteArray header(const QByteArray &name) const;
    QJsonObject json() const;
    QString code() const { return json()[QStringLiteral("code")].toString(); }
};

/// A small blocking HTTP/1.1 client: a connection per request, bytes as they are given.
class ApiClient
{
public:
    explicit ApiClient(const QUrl &base)
        : m_base(base)
    {
    }

    void setToken(const QByteArray &bearer) { m_bearer = bearer; }
    QByteArray token() const { return m_bearer; }
    Response request(const QByteArray &method, const QByteArray &path,
                     const std::optional<QByteArray> &body = std::nullopt,
                     const QList<Header> &extra = {}) const;
    Response get(const QByteArray &path) const { return request("GET", path); }
    Response post(const QByteArray &path, const QJsonObject &body) const;
    Response put(const QByteArray &path, const QJsonObject &body) const;
    Response del(const QByteArray &path) const { return request("DELETE", path); }
    /// Sends these very bytes and reads until the peer closes or an answer is whole.
    Response raw(const QByteArray &bytes) const;

    /// The bytes of a request, for streams.
    QByteArray requestBytes(const QByteArray &method, const QByteArray &path,
                            const std::optional<QByteArray> &body,
                            const QList<Header> &extra = {}) const;

    /// Registers an account and takes its API key as the credential; the answer of /register.
    QJsonObject registerUser(const QString &name,
                             const QString &password = QStringLiteral("correct horse battery"));
    /// A configuration for the demo model and a session with it; the session's id.
    qint64 makeSession(const QString &model = QStringLiteral("lokal-demo"),
                       const QJsonObject &config = {}) const;

    QUrl base() const { return m_base; }

private:
    QUrl m_base;
    QByteArray m_bearer;
};

struct SseEvent
{
    QByteArray id;
    QByteArray name;
    QJsonObject data;
};

/// One event stream, read as bytes come. Emits ended() once: after the closing chunk or a lost
/// connection.
class SseStream : public QObject
{
    Q_OBJECT
public:
    SseStream(const QUrl &base, const QByteArray &request, QObject *parent = nullptr);
    ~SseStream() override { m_socket.disconnect(this); } // its end is no news any more

    int status() const { return m_status; }
    const QList<SseEvent> &events() const { return m_events; }
    bool hasEnded() const { return m_ended; }
    bool endedProperly() const { return m_properEnd; }
    QByteArray body() const { return m_plain; } ///< of an answer that is no stream
    /// All token texts joined.
    QString text() const;
    QString thinking() const;
    /// The final event, or one with an empty name.
    SseEvent last() const;
    /// Waits (processing events) until something is true; false after 30 s.
    bool waitForEnd();
    bool waitForEvent(const QByteArray &name, int count = 1);
    void hangUp() { m_socket.abort(); }
    QTcpSocket &socket() { return m_socket; }

Q_SIGNALS:
    void arrived();
    void ended();

private:
    void readMore();
    void parseHead();
    void parseChunks();
    void parseEvents();
    void end(bool properly);

    QTcpSocket m_socket;
    QByteArray m_buffer;
    QByteArray m_plain; ///< decoded body not yet cut into events
    QList<SseEvent> m_events;
    int m_status = 0;
    bool m_headDone = false;
    bool m_chunked = false;
    bool m_properEnd = false;
    bool m_ended = false;
    bool m_isEventStream = false;
};

} // namespace lokal::test
