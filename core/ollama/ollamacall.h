#pragma once

#include "core/common/result.h"
#include "core/ollama/ollamaerrors.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

class QNetworkReply;

namespace lokal {

/// One short request with one whole answer. Deletes itself when it is over; destroying it earlier
/// closes the connection and answers `cancelled`.
class OllamaCall : public QObject
{
    Q_OBJECT
public:
    struct Waiting
    {
        std::chrono::milliseconds connect;
        std::chrono::milliseconds answer; ///< from the connection to the last byte
    };
    /// The body of an answer with status 200, or why there is none. Called exactly once, never from
    /// inside the constructor.
    using Callback = std::function<void(Result<QByteArray>)>;

    OllamaCall(QNetworkReply *reply, const Waiting &waiting, OllamaErrorContext context,
               Callback done, QObject *parent);
    ~OllamaCall() override;

private:
    void connected();
    void read();
    void ended();
    void timedOut();
    void finish(Result<QByteArray> result);

    QNetworkReply *m_reply;
    Waiting m_waiting;
    OllamaErrorContext m_context;
    Callback m_done;
    QTimer m_timer;
    QByteArray m_body;
    bool m_isConnected = false;
};

} // namespace lokal
