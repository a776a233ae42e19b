#pragma once

#include "core/ollama/ollamacall.h"

#include <deque>

namespace lokal {

/// The short calls that are under way. Only a few are sent at a time: what has to wait waits here,
/// where no limit runs yet, and not inside QNetworkAccessManager behind its six connections.
class OllamaCalls
{
public:
    struct Call
    {
        std::function<QNetworkReply *()> send;
        OllamaCall::Waiting waiting;
        OllamaErrorContext context;
        OllamaCall::Callback done; ///< called exactly once, never from inside add() or sendNow()
    };

    OllamaCalls() = default;
    /// Answers all of them with `cancelled`.
    ~OllamaCalls();
    Q_DISABLE_COPY_MOVE(OllamaCalls)

    /// Sends it when it is its turn.
    void add(Call call);
    /// Sends it past all others: one connection is kept free for that.
    void sendNow(Call call);

private:
    void sendNext();

    std::deque<Call> m_waiting;
    int m_running = 0;
    std::unique_ptr<QObject> m_calls = std::make_unique<QObject>(); ///< parent of those sent
};

} // namespace lokal
