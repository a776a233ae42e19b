#pragma once

#include "core/chat/chat.h"

#include <QCoreApplication>

#include <atomic>

namespace lokal {

class AnswerFollower;

/// Shares a QObject across threads: the last owner has it deleted in its own thread. (At once when
/// ~QCoreApplication drops an event that was the last owner: it locks the list of events
/// meanwhile.)
template <typename T, typename... Args> std::shared_ptr<T> makeSharedObject(Args &&...args)
{
    return std::shared_ptr<T>(new T(std::forward<Args>(args)...), [](T *object) {
        if (QCoreApplication::closingDown())
            delete object;
        else
            object->deleteLater();
    });
}

/// The receiving end of a subscription: lives in the receiver's thread, so that it knows whether
/// the receiver is still there.
class EventMailbox : public QObject
{
    Q_OBJECT
public:
    EventMailbox(QObject *receiver, Chat::EventSink sink);

    /// Any thread. Nothing is delivered after close() when called in the receiver's thread.
    void close() { m_closed = true; }
    /// Where to ask for more. In the receiver's thread.
    void setFollower(const std::shared_ptr<AnswerFollower> &follower);
    /// In the receiver's thread; asks for more afterwards.
    void deliver(const QList<AnswerEvent> &events);

private:
    void loseReceiver();

    Chat::EventSink m_sink;
    std::weak_ptr<AnswerFollower> m_follower;
    std::atomic<bool> m_closed = false;
};

/// Carries one answer's events to another thread. One batch is on its way at a time; what comes
/// meanwhile makes up the next, so a slow receiver gets fewer and larger ones. Engine thread.
class AnswerFollower : public QObject
{
    Q_OBJECT
public:
    AnswerFollower(std::shared_ptr<AnswerReader> reader, std::shared_ptr<EventMailbox> mailbox);
    /// A follower that has sent its first batch.
    static std::shared_ptr<AnswerFollower> start(std::shared_ptr<AnswerReader> reader,
                                                 const std::shared_ptr<EventMailbox> &mailbox);

    /// Sends what there is, unless a batch is on its way.
    void pump();
    void batchTaken();
    /// Gives the reader up: the answer no longer counts as followed.
    void close();

private:
    std::shared_ptr<AnswerReader> m_reader;
    std::shared_ptr<EventMailbox> m_mailbox;
    bool m_batchUnderWay = false;
};

/// What the caller of Chat::follow() holds. Any thread.
class FollowerSubscription final : public AnswerSubscription
{
public:
    FollowerSubscription(std::shared_ptr<AnswerFollower> follower,
                         std::shared_ptr<EventMailbox> mailbox);
    ~FollowerSubscription() override;

private:
    std::shared_ptr<AnswerFollower> m_follower;
    std::shared_ptr<EventMailbox> m_mailbox;
};

} // namespace lokal
