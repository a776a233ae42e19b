#pragma once

#include "core/chat/chatmessage.h"
#include "core/common/result.h"
#include "core/configs/parameters.h"
#include "core/models/model.h"

#include <QObject>

#include <memory>

namespace lokal {

struct EngineMessage
{
    Role role = Role::User;
    QString content;
    QList<QByteArray> images; ///< raw bytes
};

/// One generation, in our words.
struct GenerationRequest
{
    QString model;
    QList<EngineMessage>
        messages; ///< oldest first; with parameters.raw exactly one, used as the prompt
    Parameters parameters; ///< as merged; numCtx must be set
};

struct GenerationEnd
{
    QString reason; ///< "stop", "length", or what else the engine says
    Usage usage; ///< without firstTokenMs and thinkingMs
};

/// A running generation. Destroying it cancels it. Lives in the engine thread. Exactly one of
/// finished() and failed() is emitted, never from inside generate() or cancel().
class Generation : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Closes the connection, which is how the engine learns to stop. Safe to call twice; ends in
    /// failed() with `cancelled`.
    virtual void cancel() = 0;
Q_SIGNALS:
    /// The engine refused what was asked and is asked again with this instead.
    void thinkReduced(lokal::Think think);
    void sentToEngine(); ///< the request left; nothing can be heard until the first token
    void thinking(const QString &text);
    void text(const QString &text);
    void finished(const lokal::GenerationEnd &end);
    void failed(const lokal::Error &error); ///< engine_*, model_not_installed, context_exceeded,
                                            ///< capability_missing, cancelled
};

enum class EngineCondition
{
    Unknown,
    Ready,
    Unreachable,
    TooOld,
    NotAnEngine
};

struct EngineStatus
{
    EngineCondition condition = EngineCondition::Unknown;
    QString address; ///< for people
    QString version;
    QString detail; ///< why not
    bool outdated = false; ///< works, but cannot be told never to cut the context (below 0.12.4)
    bool isDemo = false; ///< the engine that is no AI
    bool operator==(const EngineStatus &) const = default;
};

/// How the version of the demo engine ends.
inline constexpr QLatin1StringView demoVersionSuffix { "-demo" };

/// The port to a server that runs models. Engine thread only. Who asks for the same at the same
/// time shares one request. Errors: engine_unreachable, engine_timeout, engine_error,
/// engine_protocol, engine_busy, model_not_installed.
class ModelEngine : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    virtual std::unique_ptr<Generation> generate(const GenerationRequest &request) = 0;
    virtual Future<QList<Model>> models() = 0; ///< with `loaded` filled in
    virtual Future<Model> details(const QString &name) = 0;
    virtual Future<EngineStatus> probe() = 0; ///< never an error: the condition says it
    virtual EngineStatus status() const = 0; ///< of the last probe or request
    /// Talks to the first of these that answers from now on; running generations stay where they
    /// are. Fails with invalid_field, or not_implemented when the engine has no address.
    virtual Status setAddresses(const QStringList &)
    {
        return makeError(ErrorCode::NotImplemented);
    }
Q_SIGNALS:
    void statusChanged(const lokal::EngineStatus &status);
};

} // namespace lokal

Q_DECLARE_METATYPE(lokal::EngineStatus)
