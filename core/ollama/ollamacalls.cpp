#include "core/ollama/ollamacalls.h"

#include <utility>

namespace lokal {
namespace {

/// One fewer than the connections that QNetworkAccessManager opens to a host.
constexpr int mostAtOnce = 5;

} // namespace

OllamaCalls::~OllamaCalls()
{
    const std::deque<Call> unsent = std::exchange(m_waiting, {});
    m_calls.reset(); // their callbacks still find us whole
    for (const Call &call : unsent)
        call.done(makeError(ErrorCode::Cancelled));
}

void OllamaCalls::add(Call call)
{
    m_waiting.push_back(std::move(call));
    sendNext();
}

void OllamaCalls::sendNow(Call call)
{
    new OllamaCall(call.send(), call.waiting, std::move(call.context), std::move(call.done),
                   m_calls.get());
}

void OllamaCalls::sendNext()
{
    while (m_running < mostAtOnce && !m_waiting.empty()) {
        Call call = std::move(m_waiting.front());
        m_waiting.pop_front();
        ++m_running;
        call.done = [this, done = std::move(call.done)](const Result<QByteArray> &result) {
            --m_running;
            sendNext();
            done(result); // last: it may destroy the gateway
        };
        sendNow(std::move(call));
    }
}

} // namespace lokal
