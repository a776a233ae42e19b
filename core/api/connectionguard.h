#pragma once

#include "core/api/httprequest.h"
#include "core/common/clock.h"
#include "core/common/error.h"
#include "core/settings/limits.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTcpSocket>
#include <QTimer>

#include <functional>
#include <optional>

namespace lokal::api {

class ConnectionGuard;

/// What all connections of one server share: limits, counters, the clock tick for their deadlines.
/// Engine thread only.
class ConnectionRegistry : public QObject
{
    Q_OBJECT
public:
    ConnectionRegistry(const Limits &limits, const Clock &clock, QObject *parent = nullptr);
    ~ConnectionRegistry() override;

    /// Asked when a head is complete and before a byte of its body is read: an error ends the
    /// request there and then. Sees hosts, origins, sizes.
    using HeadCheck = std::function<std::optional<Error>(const HttpRequest &)>;
    void setHeadCheck(HeadCheck check) { m_headCheck = std::move(check); }

    /// Puts a guard on a fresh connection. Has to run before anything else connects to its
    /// readyRead.
    QTcpSocket *attach(QTcpSocket *socket);
    /// True when one more connection may be accepted; `handshaking` of them are not attached yet.
    bool hasRoom(qsizetype handshaking) const;
    /// When all places are taken: ends the connection that has waited longest without a whole
    /// request, of the address that has most of them, so that idle connections cannot keep others
    /// out (H5). False when every connection is at work.
    bool makeRoom();
    /// The guard of a connection, by its far end; nullptr when it is gone.
    ConnectionGuard *find(const QHostAddress &peer, quint16 port) const
    {
        return m_byPeer.value({ peer, port });
    }
    qsizetype connectionCount() const { return m_guards.size(); }
    /// Bytes of all request bodies that were admitted and not released yet.
    qint64 bodyBytes() const { return m_bodyBytes; }
    /// True while an answer is not written to the network completely.
    bool hasUnfinished() const;
    /// Ends every connection now.
    void abortAll();

private:
    friend class ConnectionGuard;
    void remove(ConnectionGuard *guard);
    void sweep();

    Limits m_limits;
    const Clock &m_clock;
    HeadCheck m_headCheck;
    QSet<ConnectionGuard *> m_guards;
    QHash<QHostAddress, int> m_perAddress;
    QHash<std::pair<QHostAddress, quint16>, ConnectionGuard *> m_byPeer;
    qint64 m_bodyBytes = 0;
    QTimer m_sweepTimer;
};

/// Watches one connection in front of the HTTP module, which has no limits of its own: reads along,
/// parses heads strictly, keeps sizes and times, and answers in its place when something is wrong.
/// A child of the socket.
class ConnectionGuard : public QObject
{
    Q_OBJECT
public:
    ConnectionGuard(QTcpSocket *socket, ConnectionRegistry *registry);
    ~ConnectionGuard() override;

    QTcpSocket *socket() const { return m_socket; }
    /// The request whose body is complete; meaningful while hasRequest().
    const HttpRequest &request() const { return m_request; }
    bool hasRequest() const { return m_state == State::Complete; }

    /// Bytes written that the client has not taken yet, also those inside TLS.
    qint64 backlog() const;
    /// Answers with a problem and closes in a way that lets the client read it.
    void reject(const Error &error);
    void answerAndClose(const QByteArray &bytes);

    /// The application answers now; input before the end of the answer is not dispatched.
    void beginAnswer();
    /// The answer is written. False when the connection has to be closed after it.
    bool mayKeepAlive() const { return !m_mustClose && !m_request.wantsClose; }
    void endAnswer();
    /// Drains input for a moment, then closes: unread input would make the kernel reset the
    /// connection and the client would never see the answer.
    void closeSoon();
    /// The body was used; its bytes count no longer.
    void releaseBody();

private:
    friend class ConnectionRegistry;
    enum class State
    {
        Idle,
        Head,
        Body,
        Complete,
        Answering,
        Closing
    };

    void onReadyRead();
    void readHead(qint64 *available);
    void headComplete();
    void drain();
    /// Nobody else sees the rest of the input, even within the running emission.
    void takeOverInput();
    void sweep(std::chrono::milliseconds now);
    void watchStall(std::chrono::milliseconds now);
    void setDeadline(std::chrono::milliseconds after);

    QTcpSocket *m_socket;
    QPointer<ConnectionRegistry> m_registry; // sockets may outlive it at the end
    State m_state = State::Idle;
    QByteArray m_head;
    HttpRequest m_request;
    qint64 m_bodyLeft = 0;
    qint64 m_reserved = 0;
    qint64 m_discarded = 0;
    qint64 m_lastBacklog = 0;
    std::optional<std::chrono::milliseconds> m_deadline;
    QHostAddress m_peer;
    quint16 m_peerPort = 0;
    int m_answered = 0;
    bool m_mustClose = false;
};

} // namespace lokal::api
