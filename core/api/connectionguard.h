#pragma once

#include "core/api/connectionregistry.h"
#include "core/api/httprequest.h"
#include "core/common/result.h"

#include <QObject>
#include <QPointer>

#include <optional>

namespace lokal::api {

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
    const QHostAddress &peer() const { return m_peer; }
    quint16 peerPort() const { return m_peerPort; }
    /// The request whose body is complete; meaningful while hasRequest().
    const HttpRequest &request() const { return m_request; }
    bool hasRequest() const { return m_state == State::Complete; }
    /// No whole head has come yet.
    bool isWaiting() const { return m_state == State::Idle || m_state == State::Head; }
    /// An answer is under way, or not taken by the client yet.
    bool isAnswering() const { return m_state == State::Answering || backlog() > 0; }
    /// When something has to have happened, by the monotonic clock.
    std::optional<std::chrono::milliseconds> deadline() const { return m_deadline; }

    /// Bytes written that the client has not taken yet, also those inside TLS.
    qint64 backlog() const;
    /// Answers with a problem and closes in a way that lets the client read it.
    void reject(const Error &error);
    /// Ends the connection now.
    void abort();
    /// Looks at the deadlines; called by the registry a few times a second.
    void sweep();

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
    enum class State
    {
        Idle,
        Head,
        Held, ///< the head is judged; the rest of the body stays in the network
        Body,
        Complete,
        Answering,
        Closing
    };

    void onReadyRead();
    void onInputTooEarly();
    void readHead(qint64 *available);
    void headComplete(qint64 bodyHere);
    void onJudged(const Status &judged);
    void admitBody();
    void countBody(qint64 available);
    void holdInput();
    void letInputGoOn();
    void drain();
    /// Nobody else sees the rest of the input, even within the running emission.
    void takeOverInput();
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
