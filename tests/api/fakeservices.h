#pragma once

#include "core/accounts/accounts.h"
#include "core/api/apiconfig.h"
#include "core/chat/chat.h"
#include "core/chat/sessions.h"
#include "core/common/clock.h"
#include "core/common/deferred.h"
#include "core/common/utczone.h"
#include "core/configs/configs.h"
#include "core/models/models.h"

#include <QCoreApplication>
#include <QHash>

#include <deque>
#include <vector>

namespace lokal {

/// A turn of the event loop later, like the real ones.
template <typename T> Future<T> gives(T value)
{
    const Deferred<T> later;
    QMetaObject::invokeMethod(
        QCoreApplication::instance(), [later, value] { later.finish(value); },
        Qt::QueuedConnection);
    return later.future();
}
template <typename T> Future<T> fails(ErrorCode code)
{
    return ready<T>(makeError(code));
}

/// Tokens "t<user>" are logins, "m<user>" those of accounts that only look after models, keys
/// "lok_<scope>" are keys of user 1 with that scope.
class FakeAccounts : public Accounts
{
public:
    static User user(qint64 id = 1)
    {
        User user;
        user.id = UserId { id };
        user.username = QStringLiteral("ann");
        user.createdAtUtc = user.updatedAtUtc = QDateTime(QDate(2026, 1, 1), QTime(0, 0), utcZone);
        return user;
    }
    static LoginResult loginResult()
    {
        return { user(), {}, QStringLiteral("access"), QStringLiteral("refresh"), 900 };
    }
    Future<AccountsState> state() override { return gives(AccountsState {}); }
    Future<RegisteredUser> registerUser(const Registration &, const ClientOrigin &) override
    {
        ++registrations;
        return gives(RegisteredUser { user(), QStringLiteral("lok_secret") });
    }
    Future<LoginResult> login(const QString &, const QString &, const ClientOrigin &from) override
    {
        lastOrigin = from;
        return gives(loginResult());
    }
    Future<LoginResult> refresh(const QString &, const ClientOrigin &) override
    {
        return gives(loginResult());
    }
    Future<Done> logout(const QString &, bool, const ClientOrigin &) override
    {
        return gives(Done {});
    }
    Future<Done> logoutEverywhere(const Principal &, const ClientOrigin &) override
    {
        return gives(Done {});
    }
    Future<Principal> authenticateToken(const QString &jwt) override
    {
        if (fault)
            return fails<Principal>(*fault);
        if (isSilent) {
            ++silentCalls;
            return m_never.emplace_back().future();
        }
        const bool isOfModels = jwt.startsWith(u'm');
        const qint64 id = jwt.startsWith(u't') || isOfModels ? jwt.mid(1).toLongLong() : 0;
        if (id <= 0)
            return fails<Principal>(ErrorCode::InvalidToken);
        return gives(Principal { UserId { id },
                                 QStringLiteral("ann"),
                                 isOfModels ? Permission::Models : Permission::User,
                                 Scope::All,
                                 LoginId { 5 },
                                 {} });
    }
    Future<Principal> authenticateKey(const QString &key) override
    {
        const auto scopes = scopesFromNames({ key.mid(4) });
        if (!scopes)
            return fails<Principal>(ErrorCode::InvalidToken);
        return gives(Principal {
            UserId { 1 }, QStringLiteral("ann"), Permission::User, *scopes, {}, KeyId { 9 } });
    }
    Future<User> me(const Principal &) override { return gives(user()); }
    Future<User> updateMe(const Principal &, const ProfileChange &change) override
    {
        if (change.expectedRevision && *change.expectedRevision != 1)
            return fails<User>(ErrorCode::Stale);
        return gives(user());
    }
    Future<LoginResult> changePassword(const Principal &, const QString &, const QString &,
                                       const ClientOrigin &) override
    {
        return gives(loginResult());
    }
    Future<QList<ApiKey>> keys(const Principal &) override
    {
        return gives(QList<ApiKey> { ApiKey {}, ApiKey {}, ApiKey {} });
    }
    Future<CreatedApiKey> createKey(const Principal &, const NewApiKey &,
                                    const ClientOrigin &) override
    {
        return gives(CreatedApiKey {});
    }
    Future<Done> revokeKey(const Principal &, KeyId, const ClientOrigin &) override
    {
        return fails<Done>(ErrorCode::NotFound);
    }
    Future<RegisteredUser> addUser(const Registration &, Permissions) override
    {
        return fails<RegisteredUser>(ErrorCode::Internal);
    }
    Future<QList<User>> listUsers() override { return gives(QList<User> {}); }
    Future<Done> resetPassword(const QString &, const QString &) override { return gives(Done {}); }
    Future<Done> setEnabled(const QString &, bool) override { return gives(Done {}); }
    Future<CreatedApiKey> addKeyFor(const QString &, const NewApiKey &) override
    {
        return gives(CreatedApiKey {});
    }
    Future<QList<ApiKey>> listKeys(const std::optional<QString> &) override
    {
        return gives(QList<ApiKey> {});
    }
    Future<Done> revokeKeyById(KeyId) override { return gives(Done {}); }

    std::optional<ErrorCode> fault;
    bool isSilent = false; ///< who presents a token is never told
    int silentCalls = 0;
    ClientOrigin lastOrigin;
    int registrations = 0;

private:
    std::vector<Deferred<Principal>> m_never;
};

class FakeConfigs : public Configs
{
public:
    Future<Page<ModelConfig>> list(const Principal &, const PageRequest &page) override
    {
        ++lists;
        if (holdsLists)
            return held.emplace_back().future();
        return gives(Page<ModelConfig> { { stored }, 1, page.limit, page.offset, further });
    }
    Future<ModelConfig> get(const Principal &, ConfigId id) override { return found(id); }
    Future<ModelConfig> create(const Principal &, const ConfigChange &values) override
    {
        ++created;
        stored.id = ConfigId { 1 };
        stored.owner = UserId { 1 };
        stored.name = *values.name;
        stored.modelName = *values.modelName;
        stored.parameters = applied({}, values.parameters);
        return gives(stored);
    }
    Future<ModelConfig> update(const Principal &, ConfigId id, const ConfigChange &change) override
    {
        if (change.expectedRevision && *change.expectedRevision != stored.revision)
            return fails<ModelConfig>(ErrorCode::Stale);
        if (change.name)
            stored.name = *change.name;
        return found(id);
    }
    Future<Done> remove(const Principal &, ConfigId, std::optional<ConfigId> moveTo) override
    {
        return moveTo ? gives(Done {}) : fails<Done>(ErrorCode::ConfigInUse);
    }
    Future<qint64> usage(const Principal &, ConfigId) override { return gives(qint64(0)); }
    Future<ModelConfig> found(ConfigId id)
    {
        if (fault)
            return fails<ModelConfig>(*fault);
        return id == stored.id ? gives(stored) : fails<ModelConfig>(ErrorCode::NotFound);
    }
    ModelConfig stored;
    QList<qint64> further; ///< of each page
    int lists = 0; ///< asked for
    bool holdsLists = false; ///< they are given when a test does
    std::deque<Deferred<Page<ModelConfig>>> held;
    std::optional<ErrorCode> fault;
    int created = 0;
};

/// An answer whose events a test adds by hand.
struct FakeLog
{
    std::deque<AnswerEvent> events;
    QList<std::function<void()>> handlers;
    int readers = 0;
    void add(AnswerEventData data)
    {
        events.push_back({ MessageId { 2 }, qint64(events.size()) + 1, std::move(data) });
        const auto all = handlers;
        for (const auto &handler : all)
            handler();
    }
    void addEnd(const QString &content)
    {
        ChatMessage message;
        message.id = MessageId { 2 };
        message.session = SessionId { 1 };
        message.role = Role::Assistant;
        message.content = content;
        add(AnswerDone { QStringLiteral("completed"), QStringLiteral("stop"), message });
    }
};

class FakeReader : public AnswerReader
{
public:
    FakeReader(FakeLog &log, qint64 after)
        : m_log(log)
        , m_at(size_t(after))
    {
        ++log.readers;
    }
    ~FakeReader() override { --m_log.readers; }
    std::optional<AnswerEvent> next(qsizetype maxTextBytes) override
    {
        if (m_at >= m_log.events.size())
            return std::nullopt;
        AnswerEvent event = m_log.events[m_at++];
        auto *text = std::get_if<AnswerToken>(&event.data);
        while (text && m_at < m_log.events.size()) {
            const auto *more = std::get_if<AnswerToken>(&m_log.events[m_at].data);
            if (!more || text->text.size() + more->text.size() > maxTextBytes)
                break;
            text->text += more->text;
            event.number = m_log.events[m_at++].number;
        }
        return event;
    }
    bool atEnd() const override
    {
        return m_at > 0 && m_at >= m_log.events.size() && m_log.events.back().isFinal();
    }
    void setReadyHandler(std::function<void()> handler) override
    {
        m_log.handlers.append(std::move(handler));
    }

private:
    FakeLog &m_log;
    size_t m_at;
};

class FakeChat : public Chat
{
public:
    Future<StartedAnswer> send(const Principal &, const SendRequest &request, Keep) override
    {
        if (fault)
            return fails<StartedAnswer>(*fault);
        ++sent;
        last = request;
        ChatMessage user, answer;
        user.id = MessageId { 1 };
        answer.id = MessageId { 2 };
        answer.role = Role::Assistant;
        log.add(AnswerStarted { request.session, user, answer, QStringLiteral("m") });
        return gives(StartedAnswer { request.session, MessageId { 1 }, MessageId { 2 } });
    }
    Future<StartedAnswer> run(const Principal &, const RunRequest &, Keep) override
    {
        return fails<StartedAnswer>(ErrorCode::NotFound);
    }
    Future<ChatMessage> stop(const Principal &, SessionId) override
    {
        return gives(ChatMessage {});
    }
    Future<std::shared_ptr<AnswerSubscription>> follow(const Principal &, SessionId, MessageId,
                                                       qint64, QObject *, EventSink) override
    {
        return gives(std::shared_ptr<AnswerSubscription>());
    }
    Future<std::shared_ptr<AnswerReader>> read(const Principal &, SessionId, MessageId,
                                               qint64 after) override
    {
        return gives(log.events.empty()
                         ? nullptr
                         : std::shared_ptr<AnswerReader>(std::make_shared<FakeReader>(log, after)));
    }
    Future<QList<RunningAnswer>> running(const Principal &) override
    {
        return gives(
            QList<RunningAnswer> { { SessionId { 1 }, MessageId { 2 }, QStringLiteral("m"), 0 } });
    }
    FakeLog log;
    SendRequest last;
    std::optional<ErrorCode> fault;
    int sent = 0;
};

class FakeSessions : public Sessions
{
public:
    FakeSessions()
    {
        stored.id = SessionId { 1 };
        stored.owner = UserId { 1 };
        stored.config = ConfigId { 1 };
        stored.name = QStringLiteral("chat");
        message1.id = MessageId { 2 };
        message1.session = SessionId { 1 };
        message1.content = QStringLiteral("hello");
    }
    Future<Page<ChatSession>> list(const Principal &, const SessionFilter &filter,
                                   const PageRequest &page) override
    {
        lastFilter = filter;
        return gives(Page<ChatSession> { { stored }, 1, page.limit, page.offset });
    }
    Future<ChatSession> get(const Principal &, SessionId id) override { return found(id); }
    Future<ChatSession> create(const Principal &, const SessionChange &) override
    {
        return gives(stored);
    }
    Future<ChatSession> update(const Principal &, SessionId id,
                               const SessionChange &change) override
    {
        if (change.name)
            stored.name = *change.name;
        return found(id);
    }
    Future<Done> remove(const Principal &, SessionId) override { return gives(Done {}); }
    Future<ChatSession> fork(const Principal &, SessionId id, MessageId) override
    {
        return found(id);
    }
    Future<Page<ChatMessage>> messages(const Principal &, SessionId,
                                       const MessagePage &page) override
    {
        return gives(Page<ChatMessage> { { message1 }, 1, page.limit, page.offset.value_or(0) });
    }
    Future<ChatMessage> message(const Principal &, MessageId id) override
    {
        return id == message1.id ? gives(message1) : fails<ChatMessage>(ErrorCode::NotFound);
    }
    Future<Done> removeMessage(const Principal &, MessageId) override { return gives(Done {}); }
    Future<ChatMessage> editMessage(const Principal &, MessageId, const QString &,
                                    const std::optional<QList<QByteArray>> &) override
    {
        return gives(message1);
    }
    Future<AttachmentData> attachment(const Principal &, AttachmentId) override
    {
        return gives(
            AttachmentData { { AttachmentId { 1 }, QStringLiteral("image"),
                               QStringLiteral("a \"b\".png"), QStringLiteral("image/png"), 3 },
                             "abc" });
    }
    Future<ChatSession> found(SessionId id)
    {
        return id == stored.id ? gives(stored) : fails<ChatSession>(ErrorCode::NotFound);
    }
    ChatSession stored;
    ChatMessage message1;
    SessionFilter lastFilter;
};

class FakeModels : public Models
{
public:
    Future<QList<Model>> list(const Principal &) override
    {
        return gives(QList<Model> { Model {} });
    }
    Future<Model> details(const Principal &, const QString &name) override
    {
        lastName = name;
        return gives(Model {});
    }
    Future<EngineStatus> engineStatus() override { return gives(status); }
    Future<EngineStatus> probe() override { return gives(status); }
    Future<EngineStatus> setEngineAddress(const QString &) override { return gives(status); }
    EngineStatus status {
        EngineCondition::Ready, QStringLiteral("http://127.0.0.1:11434"), {}, {}, false
    };
    QString lastName;
};

/// All of them, with a server's configuration on any port.
struct FakeServices
{
    FakeAccounts accounts;
    FakeConfigs configs;
    FakeSessions sessions;
    FakeChat chat;
    FakeModels models;
    SystemClock clock;
    DataHealth dataHealth;

    api::ApiServices services()
    {
        return { accounts, configs, sessions, chat, models, clock, [this] { return dataHealth; } };
    }
    static api::ApiConfig config()
    {
        api::ApiConfig config;
        config.port = 0;
        config.limits.requestsPerMinute = 100000;
        return config;
    }
};

} // namespace lokal
