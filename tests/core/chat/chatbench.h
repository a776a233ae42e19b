#pragma once

#include "core/chat/chatservice.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeengine.h"
#include "tests/support/memorychatstore.h"
#include "tests/support/waitfor.h"

namespace lokal {

inline Principal principalOf(qint64 user)
{
    Principal who;
    who.user = { user };
    return who;
}

/// Takes all that a reader gives, one event at a time unless told otherwise.
class EventLogger
{
public:
    explicit EventLogger(std::shared_ptr<AnswerReader> reader, qsizetype maxTextBytes = 1)
        : m_reader(std::move(reader))
        , m_maxTextBytes(maxTextBytes)
    {
        if (m_reader) {
            m_reader->setReadyHandler([this] { drain(); });
            drain();
        }
    }
    void drain()
    {
        while (auto event = m_reader->next(m_maxTextBytes))
            events.append(*event);
    }
    QString text() const
    {
        QString result;
        for (const AnswerEvent &event : events) {
            if (const auto *token = std::get_if<AnswerToken>(&event.data))
                result += token->text;
        }
        return result;
    }
    template <typename T> QList<T> all() const
    {
        QList<T> result;
        for (const AnswerEvent &event : events) {
            if (const auto *data = std::get_if<T>(&event.data))
                result.append(*data);
        }
        return result;
    }
    bool isEnded() const { return !events.isEmpty() && events.constLast().isFinal(); }
    int finalEvents() const
    {
        return int(std::count_if(events.cbegin(), events.cend(),
                                 [](const AnswerEvent &one) { return one.isFinal(); }));
    }
    const AnswerDone *done() const
    {
        return isEnded() ? std::get_if<AnswerDone>(&events.constLast().data) : nullptr;
    }
    const AnswerFailed *failed() const
    {
        return isEnded() ? std::get_if<AnswerFailed>(&events.constLast().data) : nullptr;
    }

    QList<AnswerEvent> events;

private:
    std::shared_ptr<AnswerReader> m_reader;
    qsizetype m_maxTextBytes;
};

/// A chat service among fakes.
class ChatBench
{
public:
    explicit ChatBench(const Limits &wanted = {})
        : limits(wanted)
        , queue(limits)
        , chat(store, engine, queue, clock, limits)
    {
    }

    ~ChatBench() { settle(); } // what is under way ends before those who wait for it

    SessionId session(qint64 user = 1, const Parameters &parameters = {})
    {
        return store.addSession({ user }, QStringLiteral("small"), parameters);
    }
    Result<StartedAnswer> send(SessionId to, const QString &content = QStringLiteral("Hello"),
                               qint64 user = 1, Keep keep = Keep::Always)
    {
        SendRequest request;
        request.session = to;
        request.content = content;
        return waitFor(chat.send(principalOf(user), request, keep));
    }
    Result<StartedAnswer> run(RunKind kind, MessageId message, const QString &content = {})
    {
        RunRequest request;
        request.kind = kind;
        request.message = message;
        request.content = content;
        return waitFor(chat.run(principalOf(1), request, Keep::Always));
    }
    std::shared_ptr<AnswerReader> read(const StartedAnswer &answer, qint64 after = 0,
                                       qint64 user = 1)
    {
        const auto reader
            = waitFor(chat.read(principalOf(user), answer.session, answer.message, after));
        return reader ? *reader : nullptr;
    }
    /// The generation of the newest request, once it was made.
    FakeGeneration *generation(int number = 1)
    {
        return QTest::qWaitFor([&] { return engine.generated >= number; })
            ? engine.generations.at(number - 1).data()
            : nullptr;
    }
    const ChatMessage &stored(MessageId id) { return store.allMessages[id.value]; }
    /// Lets everything that is under way arrive.
    static void settle()
    {
        for (int i = 0; i < 10; ++i)
            QCoreApplication::processEvents();
    }

    FakeClock clock;
    Limits limits;
    MemoryChatStore store;
    FakeEngine engine;
    GenerationQueue queue;
    ChatService chat;
};

} // namespace lokal
