#include "core/api/answerstream.h"

#include "core/api/render.h"
#include "core/api/sse.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lokal::api {
namespace {

// At most 256 KiB wait in a socket (S4). One more piece is written below this mark, and escaping
// can make six bytes of one.
constexpr qint64 highWaterMark = 128 * 1024;
constexpr qsizetype largestJoin = 16 * 1024;
constexpr qsizetype pieceOfLongEvent = 16 * 1024;
constexpr auto closeAfterCredentialEnd = 4000ms;

} // namespace

QByteArray wholeAnswerJson(const ChatMessage &userMessage, const ChatMessage &message)
{
    JsonWriter json;
    json.beginObject().key("user_message");
    if (userMessage.id.isValid())
        writeMessage(json, userMessage);
    else
        json.null();
    json.key("message");
    writeMessage(json, message);
    json.key("usage");
    writeUsage(json, message.usage);
    json.endObject();
    return json.take();
}

AnswerStream::AnswerStream(const CallPtr &call, std::shared_ptr<AnswerReader> reader,
                           Delivery delivery, StreamSlot slot, std::chrono::milliseconds heartbeat)
    : QObject(call->exchange())
    , m_call(call)
    , m_reader(std::move(reader))
    , m_delivery(delivery)
    , m_slot(std::move(slot))
{
    HttpExchange *exchange = call->exchange();
    // Not at once: the reader may be the one who is calling us.
    connect(exchange, &HttpExchange::closed, this, &QObject::deleteLater);
    connect(exchange, &HttpExchange::drained, this, &AnswerStream::pump);
    connect(&m_heartbeat, &QTimer::timeout, this, [this] {
        if (m_frame.isEmpty() && m_call->exchange()
            && m_call->exchange()->backlog() < highWaterMark)
            m_call->exchange()->write(heartbeatFrame);
    });
    if (delivery == Delivery::Stream)
        m_heartbeat.start(heartbeat);
}

void AnswerStream::start()
{
    m_call->onCredentialEnded = [self = QPointer(this)] {
        if (self)
            self->endWith(makeError(ErrorCode::InvalidToken));
    };
    m_call->exchange()->cork(); // until pump() has written the first events
    if (m_delivery == Delivery::Stream) {
        m_call->streamBegins();
        m_call->exchange()->beginStream("text/event-stream", { { "X-Accel-Buffering", "no" } });
    } else {
        m_call->exchange()->releaseBody();
    }
    m_reader->setReadyHandler([self = QPointer(this)] {
        if (self)
            self->pump();
    });
    pump();
}

void AnswerStream::pump()
{
    if (m_isPumping)
        return; // writing tells that bytes left, which calls us again
    m_isPumping = true;
    if (HttpExchange *exchange = m_call->exchange())
        exchange->cork();
    while (!m_isEnded && m_call->exchange() && m_call->exchange()->isOpen() && pumpOnce()) { }
    if (HttpExchange *exchange = m_call->exchange())
        exchange->uncork();
    m_isPumping = false;
}

bool AnswerStream::pumpOnce()
{
    HttpExchange *exchange = m_call->exchange();
    const qint64 waiting = exchange->backlog();
    if (waiting >= highWaterMark)
        return false;
    if (!m_frame.isEmpty()) {
        exchange->write(m_frame.take(pieceOfLongEvent));
        return true;
    }
    if (m_reader->atEnd()) {
        finish();
        return false;
    }
    // A client that keeps up gets every token by itself; one that lags gets them joined.
    const auto event = m_reader->next(waiting == 0 ? 1 : largestJoin);
    if (!event)
        return false;
    m_message = event->message;
    m_lastNumber = event->number;
    if (m_delivery == Delivery::Stream)
        sendEvent(*event);
    else
        collect(*event);
    return true;
}

void AnswerStream::sendEvent(const AnswerEvent &event)
{
    m_scratch.resize(0);
    if (const auto *token = std::get_if<AnswerToken>(&event.data)) {
        appendTextFrame(m_scratch, event.message, event.number, "token", token->text);
    } else if (const auto *thinking = std::get_if<AnswerThinking>(&event.data)) {
        appendTextFrame(m_scratch, event.message, event.number, "thinking", thinking->text);
    } else {
        m_frame = eventFrame(event, m_call->instance(), m_call->requestId());
        return;
    }
    m_call->exchange()->write(m_scratch);
}

void AnswerStream::collect(const AnswerEvent &event)
{
    if (const auto *started = std::get_if<AnswerStarted>(&event.data)) {
        m_userMessage = started->userMessage;
    } else if (const auto *done = std::get_if<AnswerDone>(&event.data)) {
        m_call->created(u"/messages/%1"_s.arg(done->message.id.value),
                        wholeAnswerJson(m_userMessage, done->message));
        m_isEnded = true;
    } else if (const auto *failed = std::get_if<AnswerFailed>(&event.data)) {
        m_call->fail(failed->error,
                     failed->message.id.isValid() ? messageJson(failed->message) : QByteArray());
        m_isEnded = true;
    }
}

void AnswerStream::finish()
{
    m_isEnded = true;
    m_call->onCredentialEnded = nullptr;
    if (m_delivery == Delivery::Stream)
        m_call->exchange()->end();
    else
        m_call->fail(
            makeError(ErrorCode::Interrupted)); // no final event came; cannot be, but must not hang
}

void AnswerStream::endWith(const Error &error)
{
    HttpExchange *exchange = m_call->exchange();
    if (m_isEnded || !exchange || !exchange->isOpen())
        return;
    m_isEnded = true;
    if (m_delivery == Delivery::Whole)
        return m_call->fail(error);
    // An event that was cut would swallow the one that follows, so the rest of it goes first. Its
    // number is that of the last event, so that a client can continue without loss.
    exchange->write(m_frame.takeAll());
    const QByteArray id
        = QByteArray::number(m_message.value) + '-' + QByteArray::number(m_lastNumber);
    exchange->write(errorFrame(m_message.isValid() ? id : QByteArray(), error, m_call->instance(),
                               m_call->requestId()));
    exchange->end();
    exchange->abortAfter(closeAfterCredentialEnd);
}

} // namespace lokal::api
