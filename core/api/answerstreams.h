#pragma once

#include "core/api/call.h"
#include "core/chat/chat.h"
#include "core/chat/sessions.h"
#include "core/settings/limits.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <memory>

namespace lokal::api {

class AnswerStream;

/// One of the streams that a user may have open at a time (L1); free again when destroyed.
using StreamSlot = std::shared_ptr<void>;

/// Delivers the answers of models: as event streams, or whole. Engine thread only.
class AnswerStreams : public QObject
{
    Q_OBJECT
public:
    AnswerStreams(Chat &chat, Sessions &sessions, const Limits &limits, QObject *parent = nullptr);

    /// Takes one of the user's places for a stream; answers rate_limited and gives nullptr when
    /// there is none.
    StreamSlot takeSlot(const CallPtr &call);
    /// Answers with what was just asked for.
    void deliver(const CallPtr &call, const Future<StartedAnswer> &started, const StreamSlot &slot);
    /// Answers a repeated request with the answer that the first one began.
    void deliverAgain(const CallPtr &call, const StartedAnswer &started);
    /// GET …/events: the running answer from where the client stopped reading; 204 when there is
    /// none.
    void follow(const CallPtr &call, SessionId session, const StreamSlot &slot);

    /// Gives every open stream its last event and closes it.
    void endAll(const Error &error);
    bool isEmpty() const { return m_open.isEmpty(); }

private:
    using ReaderPtr = std::shared_ptr<AnswerReader>;
    void open(const CallPtr &call, const StartedAnswer &started, const StreamSlot &slot);
    void begin(const CallPtr &call, const ReaderPtr &reader, Delivery delivery,
               const StreamSlot &slot);
    void deliverStored(const CallPtr &call, const StartedAnswer &started);
    void followFrom(const CallPtr &call, SessionId session, MessageId message, qint64 number,
                    const StreamSlot &slot);

    Chat &m_chat;
    Sessions &m_sessions;
    Limits m_limits;
    QSet<AnswerStream *> m_open;
    std::shared_ptr<QHash<UserId, int>> m_perUser; ///< shared with the slots, which may live longer
};

} // namespace lokal::api
