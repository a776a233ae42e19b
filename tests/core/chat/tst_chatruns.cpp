#include "tests/core/chat/chatbench.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lokal;

namespace {

const QByteArray png = QByteArray::fromHex("89504e470d0a1a0a0000000d");

QStringList contents(const FakeGeneration *generation)
{
    QStringList result;
    for (const EngineMessage &message : generation->request.messages)
        result.append(roleName(message.role) + u':' + message.content);
    return result;
}

} // namespace

/// What the model is asked: history, regenerate, continue, edit, attachments, the window.
class TestChatRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sendsSystemPromptAndHistory();
    void rawSendsTheMessageOnly();
    void strongestParametersWin();
    void regeneratesAnAnswer();
    void answersAUserMessage();
    void continuesAStoppedAnswer();
    void continuesAThoughtFromItsStart();
    void addsTheTimeOfFurtherThinking_data();
    void addsTheTimeOfFurtherThinking();
    void continuesARawAnswer();
    void continuesARawAnswerBehindTheDocuments();
    void refusesToContinueAFinishedAnswer();
    void editsAndRuns();
    void editKeepsAttachments();
    void editReplacesPictures();
    void refusesBadContent_l3();
    void refusesPicturesForAModelWithoutVision();
    void sendsPicturesAndDocuments();
    void leavesOutOldPicturesForAModelWithoutVision();
    void dropsOldestTurnsAndSaysSo_data();
    void dropsOldestTurnsAndSaysSo();
    void readsAsMuchOfTheHistoryAsTheWindowHolds();
    void refusesToDropWhenAskedTo();
    void aMessageThatCannotFitFailsAfterTheCommit_u1();
    void missingModelFailsTheAnswer();
    void unreachableEngineFailsTheAnswer_u1();
    void storesTheThinkingThatWasSent();
    void tellsTheTruePhase();

private:
    QJsonObject sentOf(const StartedAnswer &started) const
    {
        return QJsonDocument::fromJson(m_bench->stored(started.message).sent).object();
    }

    std::unique_ptr<ChatBench> m_bench;
};

void TestChatRuns::init()
{
    m_bench = std::make_unique<ChatBench>();
}

void TestChatRuns::sendsSystemPromptAndHistory()
{
    Parameters parameters;
    parameters.systemPrompt = u"Be brief."_s;
    const SessionId session = m_bench->session(1, parameters);
    const ChatMessage question = m_bench->store.addMessage(session, {}, Role::User, u"one"_s);
    const ChatMessage answer
        = m_bench->store.addMessage(session, question.id, Role::Assistant, u"first"_s);
    const ChatMessage again = m_bench->store.addMessage(session, answer.id, Role::User, u"two"_s);
    m_bench->store.addMessage(session, again.id, Role::Assistant, QString(), MessageState::Failed);
    QVERIFY(m_bench->send(session, u"three"_s));
    const FakeGeneration *generation = m_bench->generation();
    QCOMPARE(contents(generation),
             (QStringList { u"system:Be brief."_s, u"user:one"_s, u"assistant:first"_s,
                            u"user:two"_s, u"user:three"_s }));
    QVERIFY(!generation->request.parameters.systemPrompt); // not twice
}

void TestChatRuns::rawSendsTheMessageOnly()
{
    Parameters parameters;
    parameters.systemPrompt = u"Be brief."_s;
    parameters.raw = true;
    const SessionId session = m_bench->session(1, parameters);
    const ChatMessage question = m_bench->store.addMessage(session, {}, Role::User, u"one"_s);
    m_bench->store.addMessage(session, question.id, Role::Assistant, u"first"_s);
    const auto started = m_bench->send(session, u"<s>two"_s);
    QCOMPARE(contents(m_bench->generation()), QStringList { u"user:<s>two"_s });
    QCOMPARE(m_bench->stored(started->userMessage).parent.isValid(), true);
}

void TestChatRuns::strongestParametersWin()
{
    Parameters parameters;
    parameters.temperature = 0.1;
    parameters.topP = 0.1;
    parameters.topK = 1;
    const SessionId session = m_bench->session(1, parameters);
    ChatSession &stored = m_bench->store.allSessions[session.value];
    stored.hasOverrides = true;
    stored.overrides.topP = std::optional<double>(0.2);
    stored.overrides.topK = std::optional<int>(2);
    SendRequest request;
    request.session = session;
    request.content = u"Hi"_s;
    request.options.topK = std::optional<int>(3);
    QVERIFY(waitFor(m_bench->chat.send(principalOf(1), request, Keep::Always)));
    const Parameters &sent = m_bench->generation()->request.parameters;
    QCOMPARE(sent.temperature.value_or(0), 0.1);
    QCOMPARE(sent.topP.value_or(0), 0.2);
    QCOMPARE(sent.topK.value_or(0), 3);
    request.options.topK = std::optional<int>(5000);
    const auto refused = waitFor(m_bench->chat.send(principalOf(1), request, Keep::Always));
    QCOMPARE(refused.error().fields.constFirst().field, u"options.top_k"_s);
}

void TestChatRuns::regeneratesAnAnswer()
{
    const SessionId session = m_bench->session();
    const ChatMessage question = m_bench->store.addMessage(session, {}, Role::User, u"one"_s);
    const ChatMessage answer
        = m_bench->store.addMessage(session, question.id, Role::Assistant, u"first"_s);
    const auto started = m_bench->run(RunKind::Regenerate, answer.id);
    QVERIFY(started);
    QVERIFY(!started->userMessage.isValid());
    QCOMPARE(m_bench->stored(started->message).parent, question.id);
    QCOMPARE(contents(m_bench->generation()), QStringList { u"user:one"_s });
    QCOMPARE(m_bench->stored(answer.id).content, u"first"_s);
}

void TestChatRuns::answersAUserMessage()
{
    const SessionId session = m_bench->session();
    const ChatMessage question = m_bench->store.addMessage(session, {}, Role::User, u"one"_s);
    const auto started = m_bench->run(RunKind::Regenerate, question.id);
    QCOMPARE(m_bench->stored(started->message).parent, question.id);
    QCOMPARE(contents(m_bench->generation()), QStringList { u"user:one"_s });
    QCOMPARE(m_bench->run(RunKind::Regenerate, { 999 }).error().code, ErrorCode::NotFound);
}

void TestChatRuns::continuesAStoppedAnswer()
{
    const SessionId session = m_bench->session();
    const ChatMessage question = m_bench->store.addMessage(session, {}, Role::User, u"count"_s);
    const ChatMessage answer = m_bench->store.addMessage(session, question.id, Role::Assistant,
                                                         u"one, "_s, MessageState::Stopped);
    const auto started = m_bench->run(RunKind::Continue, answer.id);
    QVERIFY(started);
    EventLogger log(m_bench->read(*started));
    FakeGeneration *generation = m_bench->generation();
    QCOMPARE(contents(generation), (QStringList { u"user:count"_s, u"assistant:one, "_s }));
    QCOMPARE(log.all<AnswerStarted>().constFirst().message.content, u"one, "_s);
    generation->say(u"two"_s);
    generation->finish();
    QTRY_VERIFY(log.done());
    QCOMPARE(log.text(), u"two"_s);
    QCOMPARE(log.done()->message.content, u"one, two"_s);
    QCOMPARE(m_bench->stored(started->message).content, u"one, two"_s);
    QVERIFY(sentOf(*started).value("continued"_L1).toBool());
    QCOMPARE(sentOf(*started).value("continued_length"_L1).toInt(), 5);
    QCOMPARE(m_bench->stored(started->message).parent, question.id);
}

void TestChatRuns::continuesAThoughtFromItsStart()
{
    const SessionId session = m_bench->session();
    const ChatMessage question = m_bench->store.addMessage(session, {}, Role::User, u"one"_s);
    const ChatMessage answer = m_bench->store.addMessage(session, question.id, Role::Assistant,
                                                         QString(), MessageState::Stopped);
    m_bench->store.allMessages[answer.id.value].thinking = u"hmm"_s;
    const auto started = m_bench->run(RunKind::Continue, answer.id);
    QVERIFY(started);
    QCOMPARE(contents(m_bench->generation()), QStringList { u"user:one"_s });
    m_bench->generation()->think(u"hmm again"_s);
    m_bench->generation()->finish();
    QTRY_COMPARE(m_bench->stored(started->message).state, MessageState::Complete);
    QCOMPARE(m_bench->stored(started->message).thinking, u"hmm again"_s);
}

void TestChatRuns::addsTheTimeOfFurtherThinking_data()
{
    using Ms = std::optional<qint64>;
    QTest::addColumn<Ms>("before");
    QTest::addColumn<Ms>("together");
    QTest::newRow("known") << Ms(2000) << Ms(2700);
    QTest::newRow("unknown") << Ms() << Ms();
}

void TestChatRuns::addsTheTimeOfFurtherThinking()
{
    QFETCH(std::optional<qint64>, before);
    const SessionId session = m_bench->session();
    const ChatMessage question = m_bench->store.addMessage(session, {}, Role::User, u"one"_s);
    const ChatMessage answer = m_bench->store.addMessage(session, question.id, Role::Assistant,
                                                         u"half"_s, MessageState::Stopped);
    ChatMessage &stopped = m_bench->store.allMessages[answer.id.value];
    stopped.thinking = u"hmm"_s;
    stopped.usage.emplace().thinkingMs = before;
    const auto started = m_bench->run(RunKind::Continue, answer.id);
    m_bench->generation()->think(u"hmm"_s);
    m_bench->clock.advance(700ms);
    m_bench->generation()->finish();
    QTRY_COMPARE(m_bench->stored(started->message).state, MessageState::Complete);
    QTEST(m_bench->stored(started->message).usage->thinkingMs, "together");
}

void TestChatRuns::continuesARawAnswer()
{
    Parameters parameters;
    parameters.raw = true;
    const SessionId session = m_bench->session(1, parameters);
    const ChatMessage question = m_bench->store.addMessage(session, {}, Role::User, u"a b "_s);
    const ChatMessage answer = m_bench->store.addMessage(session, question.id, Role::Assistant,
                                                         u"c "_s, MessageState::Interrupted);
    QVERIFY(m_bench->run(RunKind::Continue, answer.id));
    QCOMPARE(contents(m_bench->generation()), QStringList { u"user:a b c "_s });
}

void TestChatRuns::continuesARawAnswerBehindTheDocuments()
{
    Parameters parameters;
    parameters.raw = true;
    SendRequest request;
    request.session = m_bench->session(1, parameters);
    request.content = u"ask"_s;
    request.documents = { { u"d.txt"_s, u"DOC"_s } };
    const auto first = waitFor(m_bench->chat.send(principalOf(1), request, Keep::Always));
    m_bench->generation()->say(u"partial"_s);
    m_bench->generation()->fail(ErrorCode::EngineError);
    QTRY_COMPARE(m_bench->stored(first->message).state, MessageState::Failed);
    ChatBench::settle();
    QVERIFY(m_bench->run(RunKind::Continue, first->message));
    QCOMPARE(contents(m_bench->generation(2)),
             QStringList { u"user:ask\n\n<document name=\"d.txt\">\nDOC\n</document>partial"_s });
}

void TestChatRuns::refusesToContinueAFinishedAnswer()
{
    const SessionId session = m_bench->session();
    const ChatMessage question = m_bench->store.addMessage(session, {}, Role::User, u"one"_s);
    const ChatMessage answer
        = m_bench->store.addMessage(session, question.id, Role::Assistant, u"first"_s);
    QCOMPARE(m_bench->run(RunKind::Continue, answer.id).error().code, ErrorCode::InvalidField);
    QCOMPARE(m_bench->run(RunKind::Continue, question.id).error().code, ErrorCode::InvalidField);
    QCOMPARE(m_bench->run(RunKind::EditAndRun, answer.id, u"x"_s).error().code,
             ErrorCode::InvalidField);
    m_bench->store.allMessages[answer.id.value].reason = u"length"_s;
    QVERIFY(m_bench->run(RunKind::Continue, answer.id));
}

void TestChatRuns::editsAndRuns()
{
    const SessionId session = m_bench->session();
    const ChatMessage question = m_bench->store.addMessage(session, {}, Role::User, u"one"_s);
    const ChatMessage answer
        = m_bench->store.addMessage(session, question.id, Role::Assistant, u"first"_s);
    const ChatMessage second = m_bench->store.addMessage(session, answer.id, Role::User, u"two"_s);
    const auto started = m_bench->run(RunKind::EditAndRun, second.id, u"zwei"_s);
    QVERIFY(started);
    QCOMPARE(m_bench->stored(started->userMessage).parent, answer.id);
    QCOMPARE(m_bench->stored(second.id).content, u"two"_s);
    QCOMPARE(contents(m_bench->generation()),
             (QStringList { u"user:one"_s, u"assistant:first"_s, u"user:zwei"_s }));
    QCOMPARE(m_bench->run(RunKind::EditAndRun, second.id, {}).error().code,
             ErrorCode::InvalidField);
}

void TestChatRuns::editKeepsAttachments()
{
    const SessionId session = m_bench->session();
    SendRequest request;
    request.session = session;
    request.content = u"Sum up"_s;
    request.documents.append({ u"notes.txt"_s, u"the notes"_s });
    const auto first = waitFor(m_bench->chat.send(principalOf(1), request, Keep::Always));
    m_bench->generation()->finish();
    QTRY_COMPARE(m_bench->stored(first->message).state, MessageState::Complete);
    ChatBench::settle();
    const auto started = m_bench->run(RunKind::EditAndRun, first->userMessage, u"Translate"_s);
    QVERIFY(started);
    QVERIFY(m_bench->generation(2)->request.messages.constLast().content.contains(u"the notes"_s));
    QCOMPARE(m_bench->stored(started->userMessage).content, u"Translate"_s);
    QCOMPARE(m_bench->stored(started->userMessage).attachments.size(), 1);
}

void TestChatRuns::editReplacesPictures()
{
    m_bench->engine.installed[0].capabilities->append(u"vision"_s);
    SendRequest first;
    first.session = m_bench->session();
    first.content = u"look"_s;
    first.images = { png };
    first.documents = { { u"a.md"_s, u"# A"_s } };
    const auto question
        = waitFor(m_bench->chat.send(principalOf(1), first, Keep::Always))->userMessage;
    int number = 1;
    const auto edited = [&](const QString &content, std::optional<QList<QByteArray>> images) {
        m_bench->generation(number++)->finish();
        ChatBench::settle();
        RunRequest request;
        request.kind = RunKind::EditAndRun;
        request.message = question;
        request.content = content;
        request.images = std::move(images);
        return waitFor(m_bench->chat.run(principalOf(1), request, Keep::Always));
    };
    const auto sent = [&] { return m_bench->generation(number)->request.messages.constLast(); };

    QVERIFY(edited(QString(), std::nullopt)); // pictures are content enough
    QCOMPARE(sent().images, QList<QByteArray> { png });
    QVERIFY(edited(u"read"_s, QList<QByteArray> { "GIF89a..." }));
    QCOMPARE(sent().images, QList<QByteArray> { "GIF89a..." });
    QVERIFY(sent().content.contains(u"# A"_s));
    const auto bare = edited(u"read"_s, QList<QByteArray>());
    QVERIFY(bare);
    QCOMPARE(sent().images, QList<QByteArray>());
    QVERIFY(sent().content.contains(u"# A"_s));
    QCOMPARE(m_bench->stored(bare->userMessage).attachments.size(), 1);
    QCOMPARE(edited(QString(), QList<QByteArray>()).error().code, ErrorCode::InvalidField);
}

void TestChatRuns::refusesBadContent_l3()
{
    SendRequest request;
    request.session = m_bench->session();
    const auto code = [&] {
        return waitFor(m_bench->chat.send(principalOf(1), request, Keep::Always)).error().code;
    };
    QCOMPARE(code(), ErrorCode::InvalidField); // empty
    request.content = QString((1 << 20) + 1, u'x');
    QCOMPARE(code(), ErrorCode::BodyTooLarge);
    request.content = u"look"_s;
    request.images = { "not a picture" };
    QCOMPARE(code(), ErrorCode::InvalidField);
    request.images = { png + QByteArray(16 << 20, 'x') };
    QCOMPARE(code(), ErrorCode::BodyTooLarge);
    request.images.clear();
    request.documents = { { u"bad\nname"_s, u"text"_s } };
    QCOMPARE(code(), ErrorCode::InvalidField);
    QVERIFY(m_bench->store.allMessages.isEmpty());
}

void TestChatRuns::refusesPicturesForAModelWithoutVision()
{
    SendRequest request;
    request.session = m_bench->session();
    request.images = { png };
    const auto refused = waitFor(m_bench->chat.send(principalOf(1), request, Keep::Always));
    QCOMPARE(refused.error().code, ErrorCode::CapabilityMissing);
    QCOMPARE(m_bench->queue.runningCount(), 0);
    m_bench->engine.installed[0].capabilities.reset(); // an old engine does not say
    Q_EMIT m_bench->engine.statusChanged({});
    QVERIFY(waitFor(m_bench->chat.send(principalOf(1), request, Keep::Always)));
    QCOMPARE(m_bench->generation()->request.messages.constLast().images, QList<QByteArray> { png });
}

void TestChatRuns::sendsPicturesAndDocuments()
{
    m_bench->engine.installed[0].capabilities->append(u"vision"_s);
    SendRequest request;
    request.session = m_bench->session();
    request.content = u"Compare"_s;
    request.images = { png, "GIF89a..." };
    request.documents = { { u"a.md"_s, u"# A"_s } };
    const auto started = waitFor(m_bench->chat.send(principalOf(1), request, Keep::Always));
    QVERIFY(started);
    const EngineMessage sent = m_bench->generation()->request.messages.constLast();
    QCOMPARE(sent.images, request.images);
    QCOMPARE(sent.content, u"Compare\n\n<document name=\"a.md\">\n# A\n</document>"_s);
    const ChatMessage &stored = m_bench->stored(started->userMessage);
    QCOMPARE(stored.content, u"Compare"_s);
    QCOMPARE(stored.attachments.size(), 3);
    QCOMPARE(stored.attachments[0].mediaType, u"image/png"_s);
    QCOMPARE(stored.attachments[1].name, u"image-2.gif"_s);
    QCOMPARE(stored.attachments[2].kind, u"document"_s);

    m_bench->generation()->finish();
    QTRY_COMPARE(m_bench->stored(started->message).state, MessageState::Complete);
    ChatBench::settle();
    QVERIFY(m_bench->send(request.session, u"And now?"_s)); // the history brings them along
    QCOMPARE(m_bench->generation(2)->request.messages.constFirst().images, request.images);
    QVERIFY(m_bench->generation(2)->request.messages.constFirst().content.contains(u"# A"_s));
}

void TestChatRuns::leavesOutOldPicturesForAModelWithoutVision()
{
    const SessionId session = m_bench->session();
    ChatMessage question = m_bench->store.addMessage(session, {}, Role::User, u"look"_s);
    question.attachments.append({ { 500 }, u"image"_s, u"i.png"_s, u"image/png"_s, png.size() });
    m_bench->store.allAttachments[500] = { question.attachments[0], png };
    m_bench->store.allMessages[question.id.value] = question;
    QVERIFY(m_bench->send(session, u"and?"_s));
    QVERIFY(m_bench->generation()->request.messages.constFirst().images.isEmpty());
    m_bench->generation()->finish();
    ChatBench::settle();
    const auto started = m_bench->run(RunKind::Regenerate, question.id);
    EventLogger log(m_bench->read(*started));
    QTRY_VERIFY(log.failed());
    QCOMPARE(log.failed()->error.code, ErrorCode::CapabilityMissing);
}

void TestChatRuns::dropsOldestTurnsAndSaysSo_data()
{
    QTest::addColumn<qsizetype>("quickCount");
    QTest::newRow("all is read at once") << qsizetype(100);
    QTest::newRow("cut between turns") << qsizetype(2);
    QTest::newRow("cut inside a turn") << qsizetype(3);
    QTest::newRow("nothing is read at first") << qsizetype(0);
}

void TestChatRuns::dropsOldestTurnsAndSaysSo()
{
    QFETCH(qsizetype, quickCount);
    m_bench->store.quickCount = quickCount;
    Parameters parameters;
    parameters.numCtx = 1024;
    const SessionId session = m_bench->session(1, parameters);
    MessageId parent;
    QList<MessageId> questions;
    for (int i = 0; i < 10; ++i) {
        parent = m_bench->store.addMessage(session, parent, Role::User, u"word "_s.repeated(40)).id;
        questions.append(parent);
        parent
            = m_bench->store.addMessage(session, parent, Role::Assistant, u"word "_s.repeated(40))
                  .id;
    }
    const auto started = m_bench->send(session, u"last"_s);
    EventLogger log(m_bench->read(*started));
    FakeGeneration *generation = m_bench->generation();
    const AnswerContext context = log.all<AnswerContext>().constFirst();
    QCOMPARE(context.window, 1024);
    QCOMPARE(context.droppedTurns, 7);
    QCOMPARE(context.firstMessage, questions[7]);
    QVERIFY(context.usedEstimate <= 512);
    QCOMPARE(generation->request.messages.size(), 3 * 2 + 1);
    QCOMPARE(generation->request.messages.constFirst().role, Role::User);
    QCOMPARE(generation->request.parameters.numCtx.value_or(0), 1024);
    generation->say(u"fine"_s);
    generation->finish();
    QTRY_VERIFY(log.done());
    // Whoever opens the chat later has to know it too.
    const QJsonObject kept = sentOf(*started).value("context"_L1).toObject();
    QCOMPARE(kept.value("dropped_turns"_L1).toInteger(), 7);
    QCOMPARE(kept.value("first_message_id"_L1).toInteger(), questions[7].value);
    QCOMPARE(kept.value("used_estimate"_L1).toInteger(), context.usedEstimate);
}

void TestChatRuns::readsAsMuchOfTheHistoryAsTheWindowHolds()
{
    m_bench->store.quickCount = 2;
    const SessionId session = m_bench->session(); // a window of 4096
    MessageId parent;
    for (int i = 0; i < 20; ++i) {
        parent = m_bench->store.addMessage(session, parent, Role::User, u"why?"_s).id;
        parent = m_bench->store.addMessage(session, parent, Role::Assistant, u"because"_s).id;
    }
    const auto started = m_bench->send(session, u"last"_s);
    EventLogger log(m_bench->read(*started));
    QCOMPARE(m_bench->generation()->request.messages.size(), 41);
    QCOMPARE(log.all<AnswerContext>().constFirst().droppedTurns, 0);
}

void TestChatRuns::refusesToDropWhenAskedTo()
{
    Parameters parameters;
    parameters.numCtx = 1024;
    parameters.contextStrategy = ContextStrategy::Refuse;
    const SessionId session = m_bench->session(1, parameters);
    const MessageId question
        = m_bench->store.addMessage(session, {}, Role::User, u"word "_s.repeated(500)).id;
    m_bench->store.addMessage(session, question, Role::Assistant, u"fine"_s);
    m_bench->store.quickCount = 1;
    const auto started = m_bench->send(session, u"last"_s);
    QVERIFY(started);
    EventLogger log(m_bench->read(*started));
    QTRY_VERIFY(log.failed());
    QCOMPARE(log.failed()->error.code, ErrorCode::ContextExceeded);
    QCOMPARE(log.failed()->error.args.value(u"window"_s).toLongLong(), 1024);
    QVERIFY(log.failed()->error.args.value(u"needed"_s).toLongLong() > 1024);
    QCOMPARE(m_bench->engine.generated, 0);
}

void TestChatRuns::aMessageThatCannotFitFailsAfterTheCommit_u1()
{
    const SessionId session = m_bench->session();
    const auto started = m_bench->send(session, u"word "_s.repeated(10'000));
    QVERIFY(started); // committed: nothing that a person wrote is lost
    EventLogger log(m_bench->read(*started));
    QTRY_VERIFY(log.failed());
    QCOMPARE(log.failed()->error.code, ErrorCode::ContextExceeded);
    QCOMPARE(m_bench->stored(started->message).error->code, u"context_exceeded"_s);
}

void TestChatRuns::missingModelFailsTheAnswer()
{
    const SessionId session = m_bench->store.addSession({ 1 }, u"gone"_s);
    const auto started = m_bench->send(session);
    EventLogger log(m_bench->read(*started));
    QTRY_VERIFY(log.failed());
    QCOMPARE(log.failed()->error.code, ErrorCode::ModelNotInstalled);
}

void TestChatRuns::unreachableEngineFailsTheAnswer_u1()
{
    m_bench->engine.down = makeError(ErrorCode::EngineUnreachable);
    const auto started = m_bench->send(m_bench->session());
    QVERIFY(started);
    EventLogger log(m_bench->read(*started));
    QTRY_VERIFY(log.failed());
    QCOMPARE(log.failed()->error.code, ErrorCode::EngineUnreachable);
    QCOMPARE(m_bench->engine.generated, 0);
}

void TestChatRuns::storesTheThinkingThatWasSent()
{
    Parameters parameters;
    parameters.think = Think::Max;
    const auto started = m_bench->send(m_bench->session(1, parameters));
    EventLogger log(m_bench->read(*started));
    Q_EMIT m_bench->generation()->thinkReduced(Think::High);
    m_bench->generation()->finish();
    QTRY_VERIFY(log.done());
    const QList<AnswerPhase> phases = log.all<AnswerPhase>();
    QVERIFY(std::any_of(phases.cbegin(), phases.cend(),
                        [](const AnswerPhase &one) { return one.phase == "thinking_reduced"_L1; }));
    QVERIFY(m_bench->stored(started->message).sent.contains(R"("think":"high")"));
    QVERIFY(m_bench->stored(started->message).sent.contains(R"("num_ctx":4096)"));
}

void TestChatRuns::tellsTheTruePhase()
{
    const auto first = m_bench->send(m_bench->session());
    EventLogger cold(m_bench->read(*first));
    QTRY_COMPARE(cold.all<AnswerPhase>().size(), 1);
    QCOMPARE(cold.all<AnswerPhase>().constFirst().phase, u"loading_model"_s);
    m_bench->engine.installed[0].loaded = true;
    m_bench->clock.advance(std::chrono::seconds(3));
    const auto second = m_bench->send(m_bench->session());
    EventLogger warm(m_bench->read(*second));
    QTRY_COMPARE(warm.all<AnswerPhase>().size(), 1);
    QCOMPARE(warm.all<AnswerPhase>().constFirst().phase, u"reading_prompt"_s);
}

QTEST_GUILESS_MAIN(TestChatRuns)
#include "tst_chatruns.moc"
