#include "core/chat/chatservice.h"

#include "core/chat/answerfollower.h"
#include "core/common/executor.h"

#include <QPromise>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lokal {
namespace {

constexpr auto endedStaysReadable = 15s;
constexpr auto shutdownTakesAtMost = 4500ms;

/// What the new user message is expected to cost.
void countTokens(AnswerPlan &plan, const TokenRatios &ratios)
{
    if (auto &message = plan.turn.userMessage)
        message->tokens = expectedTokens(message->content, ratios.ratio(plan.model));
}

} // namespace

ChatService::ChatService(ChatStore &store, ModelEngine &engine, GenerationQueue &queue,
                         const Clock &clock, const Limits &limits, QObject *parent)
    : m_store(store)
    , m_clock(clock)
    , m_limits(limits)
    , m_facts(engine, clock)
    , m_tools { { store, engine, clock, m_facts, m_ratios }, limits, queue }
{
    setParent(parent);
    // Text has to be saved within the interval, so it is looked at somewhat more often.
    m_ticks.setInterval(limits.saveInterval * 3 / 4);
    connect(&m_ticks, &QTimer::timeout, this, &ChatService::tick);
}

ChatService::~ChatService() = default;

// Sending.

Future<StartedAnswer> ChatService::send(const Principal &who, const SendRequest &request, Keep keep)
{
    return runOn(
        this, [this, owner = who.user, request, keep] { return sendHere(owner, request, keep); });
}

Future<StartedAnswer> ChatService::sendHere(UserId owner, const SendRequest &request, Keep keep)
{
    if (const Status fits
        = checkContent(request.content, request.images, request.documents, m_limits.messageBytesIn);
        !fits)
        return ready<StartedAnswer>(fits.error());
    if (const Status valid = checkOptions(request.options); !valid)
        return ready<StartedAnswer>(valid.error());
    if (!request.images.isEmpty())
        return sendPictures(owner, request, keep);
    if (const Status isFree = checkFree(owner, request.session); !isFree)
        return ready<StartedAnswer>(isFree.error());
    AnswerPlan draft;
    draft.owner = owner;
    draft.session = request.session;
    draft.keep = keep;
    auto answer = std::make_unique<LiveAnswer>(m_tools, std::move(draft), this);
    if (const Status entered = answer->enterQueue(); !entered)
        return ready<StartedAnswer>(entered.error());
    LiveAnswer *live = answer.release(); // a child of this
    m_starting.append(live);
    watch(live);

    // The plan is made in the middle of the transaction, and told here before the commit.
    const auto planned = std::make_shared<QPromise<AnswerPlan>>();
    planned->start();
    planned->future().then(this, [this, live = QPointer(live)](const AnswerPlan &plan) {
        if (live)
            onPlanned(live, plan);
    });
    const auto planner
        = [planned, ratios = m_ratios, content = request.content, options = request.options,
           attachments = attachmentsFrom({}, request.documents)](
              const SendContext &context) -> Result<NewTurn> {
        AnswerPlan plan = planSend(context, content, attachments, options);
        countTokens(plan, ratios);
        const NewTurn turn = plan.turn;
        if (!planned->future().isFinished()) {
            planned->addResult(std::move(plan));
            planned->finish();
        }
        return turn;
    };
    return live->startDuring(m_store.addTurn(owner, request.session, request.parent, planner));
}

/// Whether the model sees pictures is asked before anything is committed.
Future<StartedAnswer> ChatService::sendPictures(UserId owner, const SendRequest &request, Keep keep)
{
    const Deferred<StartedAnswer> started;
    m_store.sendContext(owner, request.session, request.parent, std::nullopt)
        .then(this, [this, request, keep, started](const Result<SendContext> &context) {
            if (!context)
                return started.finish(context.error());
            begin(planSend(*context, request.content,
                           attachmentsFrom(request.images, request.documents), request.options),
                  keep, started);
        });
    return started.future();
}

Future<StartedAnswer> ChatService::run(const Principal &who, const RunRequest &request, Keep keep)
{
    return runOn(this,
                 [this, owner = who.user, request, keep] { return runHere(owner, request, keep); });
}

Future<StartedAnswer> ChatService::runHere(UserId owner, const RunRequest &request, Keep keep)
{
    if (const Status valid = checkOptions(request.options); !valid)
        return ready<StartedAnswer>(valid.error());
    const Deferred<StartedAnswer> started;
    m_store.messageContext(owner, request.message, request.config)
        .then(this, [this, request, keep, started](const Result<SendContext> &context) {
            if (context)
                planRun(request, *context, keep, started);
            else
                started.finish(context.error());
        });
    return started.future();
}

void ChatService::planRun(const RunRequest &request, const SendContext &context, Keep keep,
                          const Deferred<StartedAnswer> &started)
{
    switch (request.kind) {
    case RunKind::Regenerate:
        return begin(planRegenerate(context, request.options), keep, started);
    case RunKind::Continue:
        return begin(planContinue(context, request.options), keep, started);
    case RunKind::EditAndRun:
        break;
    }
    const ChatMessage before = context.path.messages.value(context.path.messages.size() - 1);
    const Status fits = checkEdit(before, request.content, request.images, m_limits.messageBytesIn);
    begin(fits ? planEdit(context, request.content, request.images, request.options) : fits.error(),
          keep, started);
}

Status ChatService::checkFree(UserId owner, SessionId session) const
{
    if (m_shuttingDown)
        return makeError(ErrorCode::Overloaded, u"the program is closing"_s,
                         { { u"retry_after"_s, 5 } });
    // Of somebody else's session the store says that it does not exist.
    const LiveAnswer *running = m_active.value(session);
    if ((running && running->owner() == owner) || findStarting(owner, session))
        return makeError(ErrorCode::AlreadyGenerating);
    return Done {};
}

void ChatService::begin(Result<AnswerPlan> plan, Keep keep, const Deferred<StartedAnswer> &started)
{
    if (!plan)
        return started.finish(plan.error());
    if (const Status isFree = checkFree(plan->owner, plan->session); !isFree)
        return started.finish(isFree.error());
    plan->keep = keep;
    countTokens(*plan, m_ratios);

    auto answer = std::make_unique<LiveAnswer>(m_tools, std::move(*plan), this);
    if (const Status entered = answer->enterQueue(); !entered)
        return started.finish(entered.error());
    LiveAnswer *live = answer.release(); // a child of this
    m_active.insert(live->session(), live);
    watch(live);
    live->start().then(this,
                       [started](const Result<StartedAnswer> &result) { started.finish(result); });
}

void ChatService::onPlanned(LiveAnswer *answer, const AnswerPlan &plan)
{
    if (!m_starting.removeOne(answer))
        return; // it has failed already
    m_active.insert(answer->session(), answer);
    answer->setPlan(plan);
}

void ChatService::watch(LiveAnswer *answer)
{
    connect(answer, &LiveAnswer::committed, this, [this, answer] {
        Q_EMIT sessionTouched(answer->owner(), answer->session());
        Q_EMIT runningChanged(answer->owner(), answer->session(), true);
    });
    connect(answer, &LiveAnswer::renamed, this,
            [this, answer] { Q_EMIT sessionTouched(answer->owner(), answer->session()); });
    connect(answer, &LiveAnswer::moved, this, [this, answer] {
        if (answer->isCommitted())
            Q_EMIT runningChanged(answer->owner(), answer->session(), true);
    });
    connect(answer, &LiveAnswer::wantsTicks, this, &ChatService::startTicking);
    connect(answer, &LiveAnswer::ended, this, [this, answer] { onEnded(answer); });
}

void ChatService::onEnded(LiveAnswer *answer)
{
    if (!m_starting.removeOne(answer))
        m_active.remove(answer->session());
    if (answer->isCommitted()) {
        m_recent.insert(answer->id(), answer);
        startTicking();
        Q_EMIT runningChanged(answer->owner(), answer->session(), false);
    } else {
        answer->deleteLater();
    }
    if (m_active.isEmpty() && m_starting.isEmpty() && !m_shutdownWaiters.isEmpty()) {
        // Who waited may destroy everything, and the answer is still in the middle of its end.
        const auto finishAll = [this] {
            for (const auto &waiter : std::exchange(m_shutdownWaiters, {}))
                waiter.finish(Done {});
        };
        QMetaObject::invokeMethod(this, finishAll, Qt::QueuedConnection);
    }
}

// Upkeep: one timer for all answers, running only while something may be due.

void ChatService::startTicking()
{
    if (!m_ticks.isActive())
        m_ticks.start();
}

void ChatService::tick()
{
    bool again = false;
    const QList<LiveAnswer *> active = m_active.values(); // an answer may end meanwhile
    for (LiveAnswer *answer : active)
        again = answer->tick() || again;
    m_recent.removeIf([this, &again](const auto &entry) {
        LiveAnswer *answer = entry.value();
        const bool isUnsaved = answer->tick();
        const bool isOver
            = !isUnsaved && m_clock.monotonic() - answer->endedAt() >= endedStaysReadable;
        if (isOver)
            answer->deleteLater();
        again = again || !isOver;
        return isOver;
    });
    if (!again)
        m_ticks.stop();
}

// Reading.

LiveAnswer *ChatService::findStarting(UserId owner, SessionId session) const
{
    const auto found = std::find_if(
        m_starting.begin(), m_starting.end(), [owner, session](const LiveAnswer *answer) {
            return answer->owner() == owner && answer->session() == session;
        });
    return found == m_starting.end() ? nullptr : *found;
}

LiveAnswer *ChatService::findAnswer(UserId owner, SessionId session, MessageId message) const
{
    LiveAnswer *answer = m_active.value(session);
    if (message.isValid() && (!answer || answer->id() != message))
        answer = m_recent.value(message);
    const bool isTheirs = answer && answer->owner() == owner && answer->session() == session;
    return isTheirs && answer->isCommitted() ? answer : nullptr;
}

Future<std::shared_ptr<AnswerReader>> ChatService::read(const Principal &who, SessionId session,
                                                        MessageId message, qint64 afterNumber)
{
    return runOn(this, [this, owner = who.user, session, message, afterNumber] {
        return readHere(owner, session, message, afterNumber);
    });
}

Future<ChatService::Reader> ChatService::readHere(UserId owner, SessionId session,
                                                  MessageId message, qint64 afterNumber)
{
    if (const LiveAnswer *answer = findAnswer(owner, session, message))
        return ready<Reader>(answer->log().reader(afterNumber));
    const Deferred<Reader> none;
    m_store.session(owner, session).then(this, [none](const Result<ChatSession> &found) {
        none.finish(found ? Result<Reader>(Reader()) : Result<Reader>(found.error()));
    });
    return none.future();
}

Future<std::shared_ptr<AnswerSubscription>>
ChatService::follow(const Principal &who, SessionId session, MessageId message, qint64 afterNumber,
                    QObject *receiver, EventSink sink)
{
    using Subscription = std::shared_ptr<AnswerSubscription>;
    const auto mailbox = makeSharedObject<EventMailbox>(receiver, std::move(sink));
    return runOn(this, [this, owner = who.user, session, message, afterNumber, mailbox] {
        const Deferred<Subscription> following;
        readHere(owner, session, message, afterNumber)
            .then(this, [following, mailbox](const Result<Reader> &reader) {
                if (!reader)
                    return following.finish(reader.error());
                if (!*reader)
                    return following.finish(Subscription());
                following.finish(Subscription(std::make_shared<FollowerSubscription>(
                    AnswerFollower::start(*reader, mailbox), mailbox)));
            });
        return following.future();
    });
}

Future<QList<RunningAnswer>> ChatService::running(const Principal &who)
{
    return runOn(this, [this, owner = who.user]() -> Result<QList<RunningAnswer>> {
        QList<RunningAnswer> result;
        for (const LiveAnswer *answer : std::as_const(m_active)) {
            if (answer->owner() == owner && answer->isCommitted())
                result.append(answer->summary());
        }
        return result;
    });
}

void ChatService::overlay(ChatMessage &stored) const
{
    if (stored.role != Role::Assistant || isFinal(stored.state))
        return;
    const LiveAnswer *answer = findAnswerOf(stored);
    if (!answer)
        return overlayOrphan(stored);
    const ChatMessage now = answer->message();
    stored.state = now.state;
    stored.content = now.content;
    stored.thinking = now.thinking;
    stored.reason = now.reason;
    stored.tokens = now.tokens;
    stored.latencySeconds = now.latencySeconds;
    stored.usage = now.usage;
    stored.error = now.error;
    stored.sent = now.sent;
}

/// An earlier process left it, and the store could not be told yet (locked, full, read-only).
void ChatService::overlayOrphan(ChatMessage &stored) const
{
    const bool mayBeComing = m_active.contains(stored.session) // its commit is not told yet
        || std::any_of(m_starting.cbegin(), m_starting.cend(), [&stored](const auto *answer) {
                                 return answer->session() == stored.session;
                             });
    if (mayBeComing)
        return;
    stored.state = MessageState::Interrupted;
    stored.error = MessageError { codeName(ErrorCode::Interrupted), {} };
}

const LiveAnswer *ChatService::findAnswerOf(const ChatMessage &stored) const
{
    const LiveAnswer *answer = m_active.value(stored.session);
    if (answer && answer->isCommitted() && answer->id() == stored.id)
        return answer;
    return m_recent.value(stored.id);
}

// Stopping.

Future<ChatMessage> ChatService::stop(const Principal &who, SessionId session)
{
    return runOn(this, [this, owner = who.user, session] { return stopHere(owner, session); });
}

Future<ChatMessage> ChatService::stopHere(UserId owner, SessionId session)
{
    LiveAnswer *answer = m_active.value(session);
    if (answer && answer->owner() == owner)
        return answer->stop(u"user"_s);
    if (LiveAnswer *starting = findStarting(owner, session))
        return starting->stop(u"user"_s);
    const Deferred<ChatMessage> nothing;
    m_store.session(owner, session).then(this, [nothing](const Result<ChatSession> &found) {
        nothing.finish(found ? Result<ChatMessage>(ChatMessage {})
                             : Result<ChatMessage>(found.error()));
    });
    return nothing.future();
}

Future<Done> ChatService::shutdown()
{
    return runOn(this, [this] { return shutdownHere(); });
}

Future<Done> ChatService::shutdownHere()
{
    m_shuttingDown = true;
    const QList<LiveAnswer *> active = m_active.values() + m_starting;
    if (active.isEmpty())
        return ready<Done>(Done {});
    const Deferred<Done> ended;
    m_shutdownWaiters.append(ended);
    for (LiveAnswer *answer : active)
        answer->stop(u"shutdown"_s);
    QTimer::singleShot(shutdownTakesAtMost, this, [ended] { ended.finish(Done {}); });
    return ended.future();
}

} // namespace lokal
