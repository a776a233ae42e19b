#include "tests/core/chat/chatbench.h"

#include <QRandomGenerator>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lokal;

namespace {

Limits fastLimits()
{
    Limits limits;
    limits.saveInterval = 20ms;
    return limits;
}

} // namespace

/// One answer from send to its final event, with every way it can end.
class TestChatService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void completesAnAnswer();
    void tellsNothingBeforeTheCommit();
    void cancelsTheEngineWhenTheCommitFails();
    void engineFailureKeepsPartialText_u2_data();
    void engineFailureKeepsPartialText_u2();
    void lengthIsToldAsReason();
    void stopsWhileQueued();
    void stopsWhileWaitingForTheFirstToken_u4();
    void stopsWhileStreamingAndTwice();
    void stopsBeforeTheCommit();
    void stopAnswersNotFoundToOthers();
    void refusesASecondAnswerInOneSession();
    void sessionIsFreeWhenTheFinalEventArrives();
    void savesWhileTextComes_d5();
    void goesOnWhenSavingFails();
    void endsWhenItsMessageIsGone();
    void repeatsAFinalSaveThatFailed_d8();
    void endsAtTheTextLimit_l3();
    void stopsWhenNobodyFollows();
    void aReaderKeepsItRunning();
    void shutdownEndsEverything_d15();
    void endedAnswersStayReadableForAWhile();
    void followsInBatchesUntilUnsubscribed();
    void followEndsWithTheReceiver();
    void readIsForTheOwnerOnly();
    void admitsBeforeCommitting_l2();
    void tellsPositionsWhileQueued_l2();
    void endsExactlyOnceInRandomScripts();
    void manyParallelAnswersAreExact();
};

void TestChatService::completesAnAnswer()
{
    ChatBench bench;
    const SessionId session = bench.session();
    QSignalSpy running(&bench.chat, &Chat::runningChanged);
    const auto started = bench.send(session, u"What is Qt?\nTell me"_s);
    QVERIFY(started);
    QVERIFY(started->userMessage.isValid());
    EventLogger log(bench.read(*started));
    FakeGeneration *generation = bench.generation();
    QVERIFY(generation);
    QCOMPARE(generation->request.model, u"small"_s);
    QCOMPARE(generation->request.parameters.numCtx.value_or(0), 4096);
    QCOMPARE(generation->request.messages.size(), 1);
    bench.clock.advance(250ms);
    generation->think(u"hm"_s);
    bench.clock.advance(300ms);
    generation->say(u"A "_s);
    generation->say(u"framework"_s);
    bench.clock.advance(450ms);
    Usage usage;
    usage.completionTokens = 2;
    usage.evalMs = 500;
    generation->finish(u"stop"_s, usage);
    QTRY_VERIFY(log.isEnded());

    QVERIFY(log.done());
    QCOMPARE(log.done()->status, u"completed"_s);
    QCOMPARE(log.done()->reason, u"stop"_s);
    QCOMPARE(log.text(), u"A framework"_s);
    QCOMPARE(log.done()->message.content, u"A framework"_s);
    QVERIFY(std::holds_alternative<AnswerStarted>(log.events.constFirst().data));
    for (qsizetype i = 0; i < log.events.size(); ++i)
        QCOMPARE(log.events[i].number, i + 1);

    const ChatMessage &stored = bench.stored(started->message);
    QCOMPARE(stored.state, MessageState::Complete);
    QCOMPARE(stored.content, u"A framework"_s);
    QCOMPARE(stored.thinking, u"hm"_s);
    QCOMPARE(stored.tokens.value_or(0), 2);
    QCOMPARE(stored.latencySeconds.value_or(0), 1.0);
    QCOMPARE(stored.usage->firstTokenMs.value_or(0), 250);
    QCOMPARE(stored.usage->thinkingMs.value_or(0), 300);
    QCOMPARE(stored.usage->tokensPerSecond.value_or(0), 4.0);
    QVERIFY(stored.sent.contains("\"num_ctx\":4096"));
    QVERIFY(bench.stored(started->userMessage).tokens.value_or(0) > 0);
    QCOMPARE(bench.store.allSessions[session.value].name, u"What is Qt?"_s);
    QCOMPARE(running.first().at(2).toBool(), true);
    QCOMPARE(running.last().at(2).toBool(), false);
}

void TestChatService::tellsNothingBeforeTheCommit()
{
    ChatBench bench;
    const SessionId session = bench.session();
    bench.store.holdsInserts = true;
    SendRequest request;
    request.session = session;
    request.content = u"Hi"_s;
    const auto sending = bench.chat.send(principalOf(1), request, Keep::Always);
    FakeGeneration *generation = bench.generation(); // the engine works while the disk does
    QVERIFY(generation);
    generation->say(u"early"_s);
    generation->finish();
    ChatBench::settle();
    QVERIFY(!sending.isFinished());
    QVERIFY(!*waitFor(bench.chat.read(principalOf(1), session, {}, 0)));
    QVERIFY(waitFor(bench.chat.running(principalOf(1)))->isEmpty());

    bench.store.releaseInserts();
    const auto started = waitFor(sending);
    QVERIFY(started);
    EventLogger log(bench.read(*started));
    QTRY_VERIFY(log.isEnded());
    QVERIFY(std::holds_alternative<AnswerStarted>(log.events.constFirst().data));
    QCOMPARE(log.text(), u"early"_s);
    QCOMPARE(log.all<AnswerContext>().constFirst().firstMessage, started->userMessage);
    QCOMPARE(bench.stored(started->message).content, u"early"_s);
}

void TestChatService::cancelsTheEngineWhenTheCommitFails()
{
    ChatBench bench;
    const SessionId session = bench.session();
    QSignalSpy running(&bench.chat, &Chat::runningChanged);
    bench.store.insertFails = makeError(ErrorCode::StorageFull);
    const auto started = bench.send(session);
    QVERIFY(!started);
    QCOMPARE(started.error().code, ErrorCode::StorageFull);
    ChatBench::settle();
    QVERIFY(!bench.engine.last()); // destroyed, so closed
    QCOMPARE(bench.queue.runningCount(), 0);
    QCOMPARE(running.count(), 0);
    bench.store.insertFails.reset();
    QVERIFY(bench.send(session)); // and the session is free
}

void TestChatService::engineFailureKeepsPartialText_u2_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<int>("code");
    QTest::newRow("before the first token") << QString() << int(ErrorCode::EngineUnreachable);
    QTest::newRow("after it") << u"half an ans"_s << int(ErrorCode::EngineProtocol);
    QTest::newRow("timeout") << u"half"_s << int(ErrorCode::EngineTimeout);
    QTest::newRow("context") << QString() << int(ErrorCode::ContextExceeded);
}

void TestChatService::engineFailureKeepsPartialText_u2()
{
    QFETCH(QString, before);
    QFETCH(int, code);
    ChatBench bench;
    const auto started = bench.send(bench.session());
    EventLogger log(bench.read(*started));
    FakeGeneration *generation = bench.generation();
    if (!before.isEmpty())
        generation->say(before);
    generation->fail(ErrorCode(code));
    QTRY_VERIFY(log.isEnded());
    QVERIFY(log.failed());
    QCOMPARE(int(log.failed()->error.code), code);
    QCOMPARE(log.failed()->message.content, before);
    if (ErrorCode(code) == ErrorCode::ContextExceeded)
        QCOMPARE(log.failed()->error.args.value(u"window"_s).toInt(), 4096);
    const ChatMessage &stored = bench.stored(started->message);
    QCOMPARE(stored.state, MessageState::Failed);
    QCOMPARE(stored.error->code, codeName(ErrorCode(code)));
    QCOMPARE(stored.content, before);
    QCOMPARE(bench.queue.runningCount(), 0);
}

void TestChatService::lengthIsToldAsReason()
{
    ChatBench bench;
    const auto started = bench.send(bench.session());
    EventLogger log(bench.read(*started));
    bench.generation()->finish(u"length"_s);
    QTRY_VERIFY(log.isEnded());
    QCOMPARE(log.done()->status, u"completed"_s);
    QCOMPARE(log.done()->reason, u"length"_s);
}

void TestChatService::stopsWhileQueued()
{
    Limits limits;
    limits.runningLimit = 1;
    ChatBench bench(limits);
    const SessionId first = bench.session(), second = bench.session();
    QVERIFY(bench.send(first));
    const auto started = bench.send(second);
    QVERIFY(started);
    EventLogger log(bench.read(*started));
    QCOMPARE(log.all<AnswerQueued>().constLast().position, 1);
    const auto stopped = waitFor(bench.chat.stop(principalOf(1), second));
    QVERIFY(stopped);
    QCOMPARE(stopped->state, MessageState::Stopped);
    QCOMPARE(log.done()->status, u"stopped"_s);
    QCOMPARE(log.done()->reason, u"user"_s);
    QCOMPARE(bench.queue.waitingCount(), 0);
    QCOMPARE(bench.engine.generated, 1);
}

void TestChatService::stopsWhileWaitingForTheFirstToken_u4()
{
    ChatBench bench;
    const SessionId session = bench.session();
    const auto started = bench.send(session);
    QPointer<FakeGeneration> generation = bench.generation();
    QVERIFY(waitFor(bench.chat.stop(principalOf(1), session)));
    QTRY_VERIFY(!generation);
    QCOMPARE(bench.stored(started->message).state, MessageState::Stopped);
    QCOMPARE(bench.stored(started->message).content, QString());
}

void TestChatService::stopsWhileStreamingAndTwice()
{
    ChatBench bench;
    const SessionId session = bench.session();
    const auto started = bench.send(session);
    EventLogger log(bench.read(*started));
    FakeGeneration *generation = bench.generation();
    generation->say(u"some"_s);
    const auto one = bench.chat.stop(principalOf(1), session);
    const auto two = bench.chat.stop(principalOf(1), session);
    QVERIFY(generation->isCancelled);
    generation->say(u" late words"_s);
    QCOMPARE(waitFor(one)->content, u"some"_s);
    QCOMPARE(waitFor(two)->id, started->message);
    const auto three = waitFor(bench.chat.stop(principalOf(1), session));
    QVERIFY(three);
    QVERIFY(!three->id.isValid()); // nothing runs any more
    QCOMPARE(log.finalEvents(), 1);
    QCOMPARE(log.text(), u"some"_s);
}

void TestChatService::stopsBeforeTheCommit()
{
    ChatBench bench;
    const SessionId session = bench.session();
    bench.store.holdsInserts = true;
    SendRequest request;
    request.session = session;
    request.content = u"Hi"_s;
    const auto sending = bench.chat.send(principalOf(1), request, Keep::Always);
    bench.generation()->say(u"early"_s);
    const auto stopping = bench.chat.stop(principalOf(1), session);
    bench.store.releaseInserts();
    const auto started = waitFor(sending);
    QVERIFY(started);
    const auto stopped = waitFor(stopping);
    QCOMPARE(stopped->id, started->message);
    QCOMPARE(stopped->content, u"early"_s);
    EventLogger log(bench.read(*started));
    QCOMPARE(log.finalEvents(), 1);
}

void TestChatService::stopAnswersNotFoundToOthers()
{
    ChatBench bench;
    const SessionId session = bench.session();
    QVERIFY(bench.send(session));
    QCOMPARE(waitFor(bench.chat.stop(principalOf(2), session)).error().code, ErrorCode::NotFound);
    QCOMPARE(bench.send(session, u"mine now"_s, 2).error().code, ErrorCode::NotFound);
    QCOMPARE(waitFor(bench.chat.running(principalOf(1)))->size(), 1);
}

void TestChatService::refusesASecondAnswerInOneSession()
{
    ChatBench bench;
    const SessionId session = bench.session();
    SendRequest request;
    request.session = session;
    request.content = u"Hi"_s;
    const auto one = bench.chat.send(principalOf(1), request, Keep::Always);
    const auto two = bench.chat.send(principalOf(1), request, Keep::Always);
    QVERIFY(waitFor(one));
    QCOMPARE(waitFor(two).error().code, ErrorCode::AlreadyGenerating);
    QCOMPARE(bench.store.allMessages.size(), 2);
}

void TestChatService::sessionIsFreeWhenTheFinalEventArrives()
{
    ChatBench bench;
    const SessionId session = bench.session();
    const auto started = bench.send(session);
    const auto reader = bench.read(*started);
    bool isFree = false;
    reader->setReadyHandler([&] {
        while (const auto event = reader->next(1)) {
            if (event->isFinal())
                isFree = waitFor(bench.chat.running(principalOf(1)))->isEmpty();
        }
    });
    bench.generation()->finish();
    QTRY_VERIFY(reader->atEnd());
    QVERIFY(isFree);
}

void TestChatService::savesWhileTextComes_d5()
{
    ChatBench bench(fastLimits());
    const auto started = bench.send(bench.session());
    FakeGeneration *generation = bench.generation();
    generation->say(u"one"_s);
    QTRY_COMPARE(bench.stored(started->message).content, u"one"_s);
    generation->say(u" two"_s);
    QTRY_COMPARE(bench.stored(started->message).content, u"one two"_s);
    QCOMPARE(bench.store.progressSaves, 2); // only when there was something new
}

void TestChatService::goesOnWhenSavingFails()
{
    ChatBench bench(fastLimits());
    const auto started = bench.send(bench.session());
    EventLogger log(bench.read(*started));
    FakeGeneration *generation = bench.generation();
    bench.store.progressFails = makeError(ErrorCode::StorageFull);
    generation->say(u"one"_s);
    QTRY_VERIFY(bench.store.progressSaves >= 2); // it tries again
    QVERIFY(!log.isEnded());
    bench.store.progressFails.reset();
    QTRY_COMPARE(bench.stored(started->message).content, u"one"_s);
    generation->say(u" two"_s);
    generation->finish();
    QTRY_VERIFY(log.done());
    QCOMPARE(log.text(), u"one two"_s);
}

void TestChatService::endsWhenItsMessageIsGone()
{
    ChatBench bench(fastLimits());
    const auto started = bench.send(bench.session());
    EventLogger log(bench.read(*started));
    const QPointer<FakeGeneration> generation = bench.generation();
    bench.store.allMessages.remove(started->message.value);
    bench.store.progressFails = makeError(ErrorCode::NotFound);
    generation->say(u"for nobody"_s);
    QTRY_VERIFY(!generation); // its connection is closed
    QTRY_VERIFY(log.isEnded());
    QCOMPARE(log.finalEvents(), 1);
    QCOMPARE(bench.queue.runningCount(), 0);
}

void TestChatService::repeatsAFinalSaveThatFailed_d8()
{
    ChatBench bench(fastLimits());
    const SessionId session = bench.session();
    const auto started = bench.send(session);
    EventLogger log(bench.read(*started));
    bench.generation()->say(u"text"_s);
    bench.store.finishFails = makeError(ErrorCode::StorageFull, u"Unable to fetch row"_s);
    Usage usage;
    usage.completionTokens = 7;
    bench.engine.last()->finish(u"length"_s, usage);
    QTRY_VERIFY(log.failed());
    QCOMPARE(log.failed()->error.code, ErrorCode::StorageFull);
    QCOMPARE(log.failed()->message.content, u"text"_s);
    const MessageError told { u"storage_full"_s, {} }; // without the driver's words (H1)
    QCOMPARE(log.failed()->message.error, std::optional(told));
    QVERIFY(!isFinal(bench.stored(started->message).state));
    bench.store.finishFails.reset();
    QTRY_COMPARE(bench.stored(started->message).state, MessageState::Complete); // what is true
    QCOMPARE(bench.stored(started->message).content, u"text"_s);
    QCOMPARE(bench.stored(started->message).reason, u"length"_s);
    QCOMPARE(bench.stored(started->message).tokens, std::optional<qint64>(7));
    QVERIFY(!bench.stored(started->message).error);
    QCOMPARE(log.finalEvents(), 1);
}

void TestChatService::endsAtTheTextLimit_l3()
{
    Limits limits;
    limits.messageBytesOut = 10;
    ChatBench bench(limits);
    const auto started = bench.send(bench.session());
    EventLogger log(bench.read(*started));
    FakeGeneration *generation = bench.generation();
    generation->say(u"12345"_s);
    generation->say(u"678ääää"_s);
    QVERIFY(generation->isCancelled);
    QTRY_VERIFY(log.done());
    QCOMPARE(log.done()->status, u"completed"_s);
    QCOMPARE(log.done()->reason, u"length_limit"_s);
    QCOMPARE(log.text(), u"12345678ä"_s);
    QCOMPARE(bench.stored(started->message).state, MessageState::Complete);
}

void TestChatService::stopsWhenNobodyFollows()
{
    ChatBench bench(fastLimits());
    const auto started = bench.send(bench.session(), u"Hi"_s, 1, Keep::WhileFollowed);
    auto reader = bench.read(*started);
    FakeGeneration *generation = bench.generation();
    reader.reset();
    bench.clock.advance(14s);
    generation->say(u"text"_s);
    QTRY_COMPARE(bench.stored(started->message).content,
                 u"text"_s); // saved, so what is due was done
    QVERIFY(!isFinal(bench.stored(started->message).state));
    bench.clock.advance(1s);
    QTRY_COMPARE(bench.stored(started->message).state, MessageState::Stopped);
    QCOMPARE(bench.stored(started->message).reason, u"disconnected"_s);
    QCOMPARE(bench.stored(started->message).content, u"text"_s);
}

void TestChatService::aReaderKeepsItRunning()
{
    ChatBench bench(fastLimits());
    const auto started = bench.send(bench.session(), u"Hi"_s, 1, Keep::WhileFollowed);
    auto first = bench.read(*started);
    const auto second = bench.read(*started);
    first.reset();
    bench.clock.advance(60s);
    bench.generation()->say(u"text"_s);
    QTRY_COMPARE(bench.stored(started->message).content, u"text"_s); // a tick has passed
    QVERIFY(!isFinal(bench.stored(started->message).state));
}

void TestChatService::shutdownEndsEverything_d15()
{
    Limits limits;
    limits.runningLimit = 1;
    ChatBench bench(limits);
    const auto one = bench.send(bench.session());
    const auto two = bench.send(bench.session()); // waits in the queue
    EventLogger log(bench.read(*one));
    bench.generation()->say(u"so far"_s);
    QVERIFY(waitFor(bench.chat.shutdown()));
    QCOMPARE(log.done()->status, u"stopped"_s);
    QCOMPARE(log.done()->reason, u"shutdown"_s);
    QCOMPARE(bench.stored(one->message).content, u"so far"_s);
    QCOMPARE(bench.stored(two->message).state, MessageState::Stopped);
    QCOMPARE(bench.send(bench.session()).error().code, ErrorCode::Overloaded);
}

void TestChatService::endedAnswersStayReadableForAWhile()
{
    ChatBench bench(fastLimits());
    const auto started = bench.send(bench.session());
    bench.generation()->say(u"text"_s);
    bench.engine.last()->finish();
    QTRY_COMPARE(bench.stored(started->message).state, MessageState::Complete);
    ChatBench::settle();
    EventLogger log(bench.read(*started));
    QCOMPARE(log.text(), u"text"_s);
    QVERIFY(log.done());
    QVERIFY(!*waitFor(bench.chat.read(principalOf(1), started->session, {}, 0))); // nothing runs
    bench.clock.advance(15s);
    QTRY_VERIFY(!bench.read(*started));
}

void TestChatService::followsInBatchesUntilUnsubscribed()
{
    ChatBench bench;
    const auto started = bench.send(bench.session());
    QObject receiver;
    QList<AnswerEvent> events;
    int batches = 0;
    auto following = waitFor(bench.chat.follow(principalOf(1), started->session, {}, 0, &receiver,
                                               [&](const QList<AnswerEvent> &batch) {
                                                   events += batch;
                                                   ++batches;
                                               }));
    QVERIFY(following && *following);
    FakeGeneration *generation = bench.generation();
    ChatBench::settle();
    const int before = batches;
    for (int i = 0; i < 100; ++i)
        generation->say(u"x"_s);
    ChatBench::settle();
    QVERIFY(batches - before <= 2);
    QCOMPARE(std::get<AnswerToken>(events.constLast().data).text.size() >= 99, true);
    following->reset();
    generation->say(u"more"_s);
    const int told = batches;
    ChatBench::settle();
    QCOMPARE(batches, told);
}

void TestChatService::followEndsWithTheReceiver()
{
    ChatBench bench(fastLimits());
    const auto started = bench.send(bench.session(), u"Hi"_s, 1, Keep::WhileFollowed);
    auto receiver = std::make_unique<QObject>();
    bool isGone = false;
    const auto following
        = waitFor(bench.chat.follow(principalOf(1), started->session, {}, 0, receiver.get(),
                                    [&](const QList<AnswerEvent> &) { QVERIFY(!isGone); }));
    FakeGeneration *generation = bench.generation();
    ChatBench::settle();
    generation->say(u"under way"_s);
    receiver.reset();
    isGone = true;
    ChatBench::settle();
    bench.clock.advance(15s); // it no longer counts as followed
    QTRY_COMPARE(bench.stored(started->message).state, MessageState::Stopped);
}

void TestChatService::readIsForTheOwnerOnly()
{
    ChatBench bench;
    const auto started = bench.send(bench.session());
    const auto others
        = waitFor(bench.chat.read(principalOf(2), started->session, started->message, 0));
    QCOMPARE(others.error().code, ErrorCode::NotFound);
    QVERIFY(!bench.read({ bench.session(), {}, started->message })); // another session of theirs
}

void TestChatService::admitsBeforeCommitting_l2()
{
    Limits limits;
    limits.runningLimit = 1;
    limits.queueLimit = 1;
    limits.streamsPerUser = 2;
    ChatBench bench(limits);
    QVERIFY(bench.send(bench.session(1)));
    QVERIFY(bench.send(bench.session(1)));
    const qsizetype before = bench.store.allMessages.size();
    const auto third = bench.send(bench.session(1));
    QCOMPARE(third.error().code, ErrorCode::RateLimited);
    const auto other = bench.send(bench.session(2), u"Hi"_s, 2);
    QCOMPARE(other.error().code, ErrorCode::QueueFull);
    QVERIFY(other.error().args.contains(u"retry_after"_s));
    QCOMPARE(bench.store.allMessages.size(), before);
}

void TestChatService::tellsPositionsWhileQueued_l2()
{
    Limits limits;
    limits.runningLimit = 1;
    ChatBench bench(limits);
    const SessionId first = bench.session();
    QVERIFY(bench.send(first));
    QVERIFY(bench.send(bench.session()));
    const auto third = bench.send(bench.session());
    EventLogger log(bench.read(*third));
    QVERIFY(waitFor(bench.chat.stop(principalOf(1), first)));
    bench.generation(2)->finish();
    QVERIFY(bench.generation(3));
    const auto queued = log.all<AnswerQueued>();
    QCOMPARE(queued.size(), 2);
    QCOMPARE(queued[0].position, 2);
    QCOMPARE(queued[1].position, 1);
}

void TestChatService::endsExactlyOnceInRandomScripts()
{
    for (quint32 seed = 1; seed <= 300; ++seed) {
        QRandomGenerator random(seed);
        ChatBench bench;
        const SessionId session = bench.session();
        if (random.bounded(6) == 0)
            bench.store.finishFails = makeError(ErrorCode::StorageError);
        const auto started = bench.send(session);
        QVERIFY(started);
        EventLogger log(bench.read(*started));
        QString said;
        bool isOver = false;
        for (int step = 0; step < 12; ++step) {
            FakeGeneration *generation = bench.engine.last();
            const quint32 what = random.bounded(12u);
            if (what < 6 && generation) {
                generation->say(QString::number(step));
                said += isOver ? QString() : QString::number(step);
            } else if (what == 6 && generation) {
                isOver = true;
                generation->finish();
            } else if (what == 7 && generation) {
                isOver = true;
                generation->fail(ErrorCode::EngineError);
            } else if (what == 8) {
                isOver = true;
                bench.chat.stop(principalOf(1), session);
            } else {
                QCoreApplication::processEvents();
            }
        }
        bench.chat.stop(principalOf(1), session);
        QTRY_VERIFY(log.isEnded());
        ChatBench::settle();
        QCOMPARE(log.finalEvents(), 1);
        QCOMPARE(log.text(), said);
        QCOMPARE(bench.queue.runningCount(), 0);
    }
}

void TestChatService::manyParallelAnswersAreExact()
{
    constexpr int answers = 200;
    Limits limits;
    limits.runningLimit = answers;
    limits.streamsPerUser = answers;
    ChatBench bench(limits);
    std::vector<std::unique_ptr<EventLogger>> logs;
    for (int i = 0; i < answers; ++i) {
        const auto started = bench.send(bench.session(), u"question %1"_s.arg(i));
        QVERIFY(started);
        logs.push_back(std::make_unique<EventLogger>(bench.read(*started), i % 2 ? 1 : 1000));
    }
    QTRY_COMPARE(bench.engine.generated, answers);
    QHash<QString, QString> expected;
    for (int round = 0; round < 50; ++round) {
        for (const auto &generation : std::as_const(bench.engine.generations)) {
            const QString question = generation->request.messages.constLast().content;
            const QString words = u"%1:%2 "_s.arg(question).arg(round);
            expected[question] += words;
            generation->say(words);
        }
    }
    for (const auto &generation : std::as_const(bench.engine.generations))
        generation->finish();
    for (int i = 0; i < answers; ++i) {
        QTRY_VERIFY(logs[size_t(i)]->isEnded());
        QCOMPARE(logs[size_t(i)]->text(), expected.value(u"question %1"_s.arg(i)));
    }
}

QTEST_GUILESS_MAIN(TestChatService)
#include "tst_chatservice.moc"
