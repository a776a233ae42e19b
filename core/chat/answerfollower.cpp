#include "core/chat/answerfollower.h"

namespace lokal {
namespace {

constexpr qsizetype maxTextBytes = 16 * 1024;

template <typename Work> void post(const std::shared_ptr<AnswerFollower> &follower, Work work)
{
    QMetaObject::invokeMethod(
        follower.get(), [follower, work] { work(*follower); }, Qt::QueuedConnection);
}

} // namespace

EventMailbox::EventMailbox(QObject *receiver, Chat::EventSink sink)
    : m_sink(std::move(sink))
{
    moveToThread(receiver->thread());
    connect(receiver, &QObject::destroyed, this, &EventMailbox::loseReceiver, Qt::DirectConnection);
}

void EventMailbox::setFollower(const std::shared_ptr<AnswerFollower> &follower)
{
    m_follower = follower;
    if (m_closed) // the receiver died on the way
        post(follower, [](AnswerFollower &one) { one.close(); });
}

void EventMailbox::deliver(const QList<AnswerEvent> &events)
{
    if (m_closed)
        return;
    m_sink(events);
    if (const auto follower = m_follower.lock())
        post(follower, [](AnswerFollower &one) { one.batchTaken(); });
}

void EventMailbox::loseReceiver()
{
    m_closed = true;
    if (const auto follower = m_follower.lock())
        post(follower, [](AnswerFollower &one) { one.close(); });
}

AnswerFollower::AnswerFollower(std::shared_ptr<AnswerReader> reader,
                               std::shared_ptr<EventMailbox> mailbox)
    : m_reader(std::move(reader))
    , m_mailbox(std::move(mailbox))
{
    m_reader->setReadyHandler([this] { pump(); });
}

std::shared_ptr<AnswerFollower> AnswerFollower::start(std::shared_ptr<AnswerReader> reader,
                                                      const std::shared_ptr<EventMailbox> &mailbox)
{
    auto follower = makeSharedObject<AnswerFollower>(std::move(reader), mailbox);
    QMetaObject::invokeMethod(
        mailbox.get(), [mailbox, follower] { mailbox->setFollower(follower); },
        Qt::QueuedConnection);
    follower->pump();
    return follower;
}

void AnswerFollower::pump()
{
    if (!m_reader || m_batchUnderWay)
        return;
    QList<AnswerEvent> events;
    while (auto event = m_reader->next(maxTextBytes))
        events.append(std::move(*event));
    if (events.isEmpty())
        return;
    m_batchUnderWay = true;
    QMetaObject::invokeMethod(
        m_mailbox.get(), [mailbox = m_mailbox, events] { mailbox->deliver(events); },
        Qt::QueuedConnection);
}

void AnswerFollower::batchTaken()
{
    m_batchUnderWay = false;
    if (m_reader && m_reader->atEnd())
        close();
    else
        pump();
}

void AnswerFollower::close()
{
    m_reader.reset();
}

FollowerSubscription::FollowerSubscription(std::shared_ptr<AnswerFollower> follower,
                                           std::shared_ptr<EventMailbox> mailbox)
    : m_follower(std::move(follower))
    , m_mailbox(std::move(mailbox))
{
}

FollowerSubscription::~FollowerSubscription()
{
    m_mailbox->close();
    post(m_follower, [](AnswerFollower &one) { one.close(); });
}

} // namespace lokal
