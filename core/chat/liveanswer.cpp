#include "core/chat/liveanswer.h"

#include "core/chat/promptbuilder.h"
#include "core/common/guarded.h"
#include "core/common/log.h"
#include "core/common/publictext.h"
#include "core/common/utf8.h"
#include "core/configs/parametersjson.h"

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

/// The engine's other words ("load", "unload" …) say nothing to a reader.
QString publicReason(const QString &engineReason)
{
    return engineReason == "length"_L1 ? engineReason : u"stop"_s;
}

} // namespace

LiveAnswer::LiveAnswer(const AnswerTools &tools, AnswerPlan plan, QObject *parent)
    : QObject(parent)
    , m_tools(tools)
    , m_plan(std::move(plan))
    , m_log(AnswerLog::create(m_plan.turn.answer.content, m_plan.thinkingSoFar))
    , m_textBytes(utf8Size(m_log->content()) + utf8Size(m_log->thinking()))
    , m_begun(tools.clock.monotonic())
{
    m_sent.continuedLength = m_log->content().size();
}

LiveAnswer::~LiveAnswer()
{
    m_log->setFollowedHandler({});
    if (m_run)
        m_run->disconnect(this);
}

template <typename T, typename Next> void LiveAnswer::whenDone(Future<T> future, Next next)
{
    continueGuarded(std::move(future), parent(), this, std::move(next));
}

// Beginning.

Status LiveAnswer::enterQueue()
{
    auto entered = m_tools.queue.enter(
        m_plan.owner, GenerationQueue::Priority::Interactive, [this] { askWhenItsTurn(); },
        [this](int position) {
            emitEvent(AnswerQueued { position });
            Q_EMIT moved();
        });
    if (!entered)
        return entered.error();
    m_ticket = std::move(*entered);
    return Done {};
}

Future<StartedAnswer> LiveAnswer::start()
{
    m_isPlanned = true;
    if (m_plan.hasNewImages)
        checkVisionThenCommit();
    else
        commit();
    return m_started.future();
}

Future<StartedAnswer> LiveAnswer::startDuring(Future<StoredTurn> commit)
{
    awaitCommit(std::move(commit));
    return m_started.future();
}

void LiveAnswer::setPlan(AnswerPlan plan)
{
    plan.owner = m_plan.owner;
    plan.keep = m_plan.keep;
    m_plan = std::move(plan);
    m_isPlanned = true;
    askWhenItsTurn(); // the disk and the engine work side by side
}

void LiveAnswer::checkVisionThenCommit()
{
    whenDone(m_tools.facts.details(m_plan.model), [this](const Result<Model> &model) {
        // An engine that does not answer is told about after the commit, like every failure of it.
        const Status sees = model ? checkVision(*model) : Status(Done {});
        if (sees)
            commit();
        else
            refuse(sees.error());
    });
}

void LiveAnswer::commit()
{
    awaitCommit(m_tools.store.insertTurn(m_plan.owner, m_plan.turn, m_plan.kept));
    askWhenItsTurn();
}

void LiveAnswer::awaitCommit(Future<StoredTurn> commit)
{
    whenDone(std::move(commit), [this](const Result<StoredTurn> &stored) { onCommitted(stored); });
}

void LiveAnswer::onCommitted(const Result<StoredTurn> &stored)
{
    if (!stored)
        return refuse(stored.error());
    m_committed = true;
    // The engine is asked while the commit is under way, so it may have begun already.
    const bool hasBegun = m_message.state == MessageState::Streaming;
    m_message = stored->answer;
    m_userMessage = stored->userMessage;
    m_plan.turn = {};
    m_log->setMessage(m_message.id);
    Q_EMIT committed();
    announce();
    if (hasBegun)
        m_message.state = MessageState::Streaming;
    m_started.finish(StartedAnswer { m_plan.session, m_userMessage.id, m_message.id });
    if (!m_plan.title.isEmpty()) // after what somebody waits for
        nameSession();
    if (m_ending)
        saveEnd();
}

void LiveAnswer::refuse(const Error &error)
{
    m_held.clear();
    dropRun();
    m_ticket.reset();
    m_ended = m_saved = true;
    Q_EMIT ended();
    m_started.finish(error);
    for (const auto &waiter : std::exchange(m_stopWaiters, {}))
        waiter.finish(ChatMessage {});
}

void LiveAnswer::nameSession()
{
    whenDone(m_tools.store.nameUntitled(m_plan.owner, m_plan.session, m_plan.title),
             [this](const Status &named) {
                 if (named)
                     Q_EMIT renamed();
                 else
                     qCWarning(logChat)
                         << "a new session keeps its default name:" << codeName(named.error().code)
                         << named.error().detail;
             });
}

/// The first event, then what had to wait for it.
void LiveAnswer::announce()
{
    m_log->append(AnswerStarted { m_plan.session, m_userMessage, m_message, m_message.model });
    if (m_ticket && !m_ticket->hasTurn())
        m_log->append(AnswerQueued { m_ticket->position() });
    for (AnswerEventData &data : std::exchange(m_held, {})) {
        if (!std::holds_alternative<AnswerQueued>(data)) // told above, as it is now
            appendToLog(std::move(data));
    }
    m_log->setFollowedHandler([this](bool isFollowed) {
        m_unfollowedSince.reset();
        if (!isFollowed && m_plan.keep == Keep::WhileFollowed) {
            m_unfollowedSince = m_tools.clock.monotonic();
            Q_EMIT wantsTicks();
        }
    });
    if (m_log->readerCount() == 0 && m_plan.keep == Keep::WhileFollowed) {
        m_unfollowedSince = m_tools.clock.monotonic();
        Q_EMIT wantsTicks();
    }
}

// The way to the engine.

void LiveAnswer::askWhenItsTurn()
{
    if (m_ending || m_run || !m_isPlanned || !m_ticket || !m_ticket->hasTurn())
        return;
    m_run = std::make_unique<EngineRun>(m_tools, m_plan, parent());
    m_plan.prompt.clear();
    connectRun();
    m_run->start();
}

void LiveAnswer::connectRun()
{
    const EngineRun *run = m_run.get();
    connect(run, &EngineRun::fitted, this, &LiveAnswer::onFitted);
    connect(run, &EngineRun::thinkReduced, this, &LiveAnswer::onThinkReduced);
    connect(run, &EngineRun::sentToEngine, this,
            [this] { m_message.state = MessageState::Streaming; });
    connect(run, &EngineRun::phaseChanged, this,
            [this](const QString &phase) { emitEvent(AnswerPhase { phase }); });
    connect(run, &EngineRun::text, this, &LiveAnswer::takeText);
    connect(run, &EngineRun::finished, this, &LiveAnswer::onGenerated);
    connect(run, &EngineRun::failed, this, [this](const Error &error) {
        end({ MessageState::Failed, u"error"_s, error, {} });
    });
}

void LiveAnswer::onFitted(const AnswerContext &context, const Parameters &parameters)
{
    m_sent.parameters = parametersToJson(parameters);
    m_sent.context = context;
    emitEvent(context);
}

/// What is stored with the answer is what was really sent.
void LiveAnswer::onThinkReduced(const Parameters &parameters)
{
    m_sent.parameters = parametersToJson(parameters);
    emitEvent(AnswerPhase { u"thinking_reduced"_s });
}

// What the engine says.

void LiveAnswer::takeText(const QString &text, bool isThinking)
{
    m_message.state = MessageState::Streaming;
    const QStringView fitting = utf8Prefix(text, m_tools.limits.messageBytesOut - m_textBytes);
    m_textBytes += utf8Size(fitting);
    const bool isCut = fitting.size() < text.size();
    if (m_committed)
        appendText(fitting, isThinking);
    else if (isThinking)
        m_held.emplace_back(AnswerThinking { fitting.toString() });
    else
        m_held.emplace_back(AnswerToken { fitting.toString() });
    if (isCut)
        end({ MessageState::Complete, u"length_limit"_s, {}, {} });
}

void LiveAnswer::appendText(QStringView text, bool isThinking)
{
    if (!std::exchange(m_dirty, true))
        Q_EMIT wantsTicks();
    if (isThinking)
        m_log->appendThinking(text);
    else
        m_log->appendContent(text);
}

void LiveAnswer::onGenerated(const GenerationEnd &generated)
{
    end({ MessageState::Complete, publicReason(generated.reason), {}, generated.usage });
}

void LiveAnswer::emitEvent(AnswerEventData data)
{
    if (m_ending || m_ended)
        return;
    if (m_committed)
        appendToLog(std::move(data));
    else
        m_held.push_back(std::move(data));
}

void LiveAnswer::appendToLog(AnswerEventData data)
{
    if (const auto *token = std::get_if<AnswerToken>(&data))
        return appendText(token->text, false);
    if (const auto *thought = std::get_if<AnswerThinking>(&data))
        return appendText(thought->text, true);
    if (auto *context = std::get_if<AnswerContext>(&data);
        context && !context->firstMessage.isValid())
        context->firstMessage = m_userMessage.id;
    m_log->append(std::move(data));
}

// Ending.

Future<ChatMessage> LiveAnswer::stop(const QString &reason)
{
    if (m_ended)
        return ready<ChatMessage>(m_committed ? message() : ChatMessage {});
    const Deferred<ChatMessage> waiter;
    m_stopWaiters.append(waiter);
    end({ MessageState::Stopped, reason, {}, {} });
    return waiter.future();
}

void LiveAnswer::end(Ending ending)
{
    if (m_ending || m_ended)
        return;
    if (m_run)
        ending.usage = m_run->measured(ending.usage);
    m_ending = std::move(ending);
    dropRun();
    m_ticket.reset();
    if (m_committed)
        saveEnd();
}

void LiveAnswer::dropRun()
{
    if (!m_run)
        return;
    m_run->disconnect(this);
    m_run->cancel();
    m_run.release()->deleteLater(); // this may be one of its signals
}

void LiveAnswer::saveEnd()
{
    whenDone(m_tools.store.finishAnswer(endToStore(*m_ending)),
             [this](const Result<ChatMessage> &stored) { finish(stored); });
}

AnswerEnd LiveAnswer::endToStore(const Ending &ending) const
{
    AnswerEnd stored;
    stored.message = m_message.id;
    stored.state = ending.state;
    stored.content = m_log->content();
    stored.thinking = m_log->thinking();
    stored.reason = ending.reason;
    stored.usage = ending.usage;
    stored.tokens = ending.usage.completionTokens;
    stored.latencySeconds = double((m_tools.clock.monotonic() - m_begun).count()) / 1000.0;
    if (ending.error)
        stored.error = MessageError { codeName(ending.error->code), publicDetail(*ending.error) };
    SentRecord sent = m_sent;
    if (!sent.context.firstMessage.isValid())
        sent.context.firstMessage = m_userMessage.id;
    stored.sent = sent.toJson();
    return stored;
}

void LiveAnswer::takeEnd(const AnswerEnd &end)
{
    m_message.state = end.state;
    m_message.reason = end.reason;
    m_message.tokens = end.tokens;
    m_message.latencySeconds = end.latencySeconds;
    m_message.usage = end.usage;
    m_message.error = end.error;
    m_message.sent = end.sent;
    m_message.content = m_log->content(); // shared with the log: the text is held once
    m_message.thinking = m_log->thinking();
}

void LiveAnswer::finish(const Result<ChatMessage> &stored)
{
    m_saved = stored.ok() || stored.error().code == ErrorCode::NotFound;
    Ending ending = *m_ending;
    if (!stored) {
        qCWarning(logChat) << "the end of an answer could not be saved:"
                           << codeName(stored.error().code) << stored.error().detail;
        // Readers learn that now; tick() goes on trying to store how it really ended.
        ending.state = MessageState::Failed;
        ending.reason = u"error"_s;
        ending.error = stored.error();
        Q_EMIT wantsTicks();
    }
    AnswerEnd told = endToStore(ending);
    if (stored) {
        told.latencySeconds = stored->latencySeconds;
        m_message = *stored;
    }
    takeEnd(told);
    m_endedAt = m_tools.clock.monotonic();
    m_ended = true;
    m_unfollowedSince.reset();
    Q_EMIT ended();
    if (told.state == MessageState::Failed)
        m_log->append(AnswerFailed { *ending.error, m_message });
    else
        m_log->append(
            AnswerDone { told.state == MessageState::Stopped ? u"stopped"_s : u"completed"_s,
                         told.reason, m_message });
    for (const auto &waiter : std::exchange(m_stopWaiters, {}))
        waiter.finish(m_message);
}

// Upkeep.

bool LiveAnswer::tick()
{
    if (m_ended) {
        if (!m_saved && !m_saving)
            retryEnd();
        return !m_saved;
    }
    if (m_unfollowedSince
        && m_tools.clock.monotonic() - *m_unfollowedSince >= m_tools.limits.disconnectGrace)
        end({ MessageState::Stopped, u"disconnected"_s, {}, {} });
    if (m_dirty && !m_saving && !m_ending)
        saveProgress();
    return m_dirty || m_saving || m_unfollowedSince.has_value();
}

void LiveAnswer::saveProgress()
{
    m_dirty = false;
    m_saving = true;
    whenDone(m_tools.store.saveProgress(m_message.id, m_log->content(), m_log->thinking()),
             [this](const Status &saved) {
                 m_saving = false;
                 if (saved || m_ending)
                     return;
                 if (saved.error().code == ErrorCode::NotFound) // deleted a moment ago
                     return end({ MessageState::Stopped, u"user"_s, {}, {} });
                 m_dirty = true; // the answer goes on, and so does trying
                 Q_EMIT wantsTicks();
             });
}

void LiveAnswer::retryEnd()
{
    m_saving = true;
    AnswerEnd again = endToStore(*m_ending);
    again.latencySeconds = m_message.latencySeconds;
    whenDone(m_tools.store.finishAnswer(again), [this, again](const Result<ChatMessage> &stored) {
        m_saving = false;
        m_saved = stored.ok() || stored.error().code == ErrorCode::NotFound;
        if (stored)
            takeEnd(again);
    });
}

RunningAnswer LiveAnswer::summary() const
{
    return { m_plan.session, m_message.id, m_plan.model, m_ticket ? m_ticket->position() : 0 };
}

ChatMessage LiveAnswer::message() const
{
    ChatMessage now = m_message;
    now.content = m_log->content();
    now.thinking = m_log->thinking();
    return now;
}

} // namespace lokal
