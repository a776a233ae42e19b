#pragma once

#include "core/api/connectionguard.h"
#include "core/api/qtcompat.h"

#include <QObject>
#include <QPointer>

namespace lokal::api {

/// One request and its answer, whatever the version of the HTTP module. Exactly one of reply() and
/// beginStream() … end() answers it, at once or later; afterwards, or when the client goes away, it
/// deletes itself. Engine thread only.
class HttpExchange : public QObject
{
    Q_OBJECT
public:
    /// @param guard of the connection; both must be alive.
    HttpExchange(ConnectionGuard *guard, const QByteArray &body, QObject *parent);

    const HttpRequest &request() const { return m_request; }
    const QByteArray &requestId() const { return m_requestId; }
    /// Carried by whatever answer follows.
    void addHeader(const QByteArray &name, const QByteArray &value)
    {
        m_extra.append({ name, value });
    }
    /// The body was parsed; its memory and its share of the budget are given back.
    void releaseBody();

    void reply(const Reply &reply);
    /// Begins an answer of unknown length; the connection closes after it. HEAD gets no more than
    /// this beginning (H6).
    void beginStream(const QByteArray &type, const HttpHeaders &headers = {});
    /// One piece of the stream, sent at once. Ignored when the client is gone.
    void write(QByteArrayView bytes);
    /// What is written until the matching uncork() leaves together: one system call, one wake-up of
    /// the client.
    void cork() { m_corked = true; }
    void uncork();
    void end();

    /// Ends the connection after this time, whatever the client has read by then.
    void abortAfter(std::chrono::milliseconds time);

    bool isOpen() const;
    bool isAnswered() const { return m_done; }
    /// Bytes that wait for the client.
    qint64 backlog() const { return m_guard ? m_guard->backlog() : 0; }

    /// The handler returned without an answer: it comes later.
    void waitForAnswer(RequestHold hold);

Q_SIGNALS:
    /// The client went away before the answer ended.
    void closed();
    /// Bytes left; less than `low` wait now.
    void drained();

private:
    void send(const QByteArray &bytes);
    void sendNow(const QByteArray &bytes);
    void finish(bool keepAlive);
    void onDisconnected();
    void onWritten();
    HttpHeaders withExtra(const HttpHeaders &headers) const;

    HttpRequest m_request;
    QByteArray m_requestId;
    HttpHeaders m_extra;
    QPointer<QTcpSocket> m_socket;
    QPointer<ConnectionGuard> m_guard;
    RequestHold m_hold;
    QByteArray m_held; ///< while it is corked
    bool m_corked = false;
    bool m_inDispatch = true;
    bool m_done = false;
    bool m_streaming = false;
    bool m_chunked = false;
};

} // namespace lokal::api
