#pragma once

#include "core/api/answerstreams.h"
#include "core/api/jsonwriter.h"
#include "core/chat/answerreader.h"

#include <QTimer>

namespace lokal::api {

/// Carries one answer to one client. Ends with the exchange.
class AnswerStream : public QObject
{
    Q_OBJECT
public:
    AnswerStream(const CallPtr &call, std::shared_ptr<AnswerReader> reader, Delivery delivery,
                 StreamSlot slot, std::chrono::milliseconds heartbeat);

    void start();
    /// The last event of this client; the answer itself goes on as if the client had left.
    void endWith(const Error &error);

private:
    /// Sends what there is, as long as the client takes it.
    void pump();
    /// One step of pump(); false when there is nothing to do now.
    bool pumpOnce();
    void sendEvent(const AnswerEvent &event);
    void collect(const AnswerEvent &event);
    void finish();

    CallPtr m_call;
    std::shared_ptr<AnswerReader> m_reader;
    Delivery m_delivery;
    StreamSlot m_slot;
    QTimer m_heartbeat;
    QByteArray m_scratch;
    JsonParts m_frame; ///< rest of an event that was too large to be written at once
    ChatMessage m_userMessage; ///< of the whole answer
    MessageId m_message;
    qint64 m_lastNumber = 0;
    bool m_isPumping = false;
    bool m_isEnded = false;
};

/// The JSON of a whole answer: {user_message, message, usage}.
QByteArray wholeAnswerJson(const ChatMessage &userMessage, const ChatMessage &message);

} // namespace lokal::api
