#pragma once

#include "core/models/modelengine.h"

#include <QPointer>

#include <functional>

namespace lokal {

/// A generation that says what a test makes it say.
class FakeGeneration final : public Generation
{
public:
    explicit FakeGeneration(GenerationRequest sent)
        : request(std::move(sent))
    {
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT sentToEngine(); }, Qt::QueuedConnection);
    }

    void cancel() override
    {
        if (isCancelled)
            return;
        isCancelled = true;
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT failed(makeError(ErrorCode::Cancelled)); }, Qt::QueuedConnection);
    }
    void say(const QString &words) { Q_EMIT text(words); }
    void think(const QString &words) { Q_EMIT thinking(words); }
    void finish(const QString &reason = QStringLiteral("stop"), const Usage &usage = {})
    {
        Q_EMIT finished({ reason, usage });
    }
    void fail(ErrorCode code, const QVariantMap &args = {})
    {
        Q_EMIT failed(makeError(code, QStringLiteral("scripted"), args));
    }

    GenerationRequest request;
    bool isCancelled = false;
};

/// An engine without a network: models and failures are set by the test, generations wait for its
/// word.
class FakeEngine final : public ModelEngine
{
public:
    FakeEngine()
    {
        Model model;
        model.name = QStringLiteral("small:latest");
        model.contextLength = 4096;
        model.capabilities = QStringList { QStringLiteral("completion") };
        installed.append(model);
    }

    std::unique_ptr<Generation> generate(const GenerationRequest &request) override
    {
        auto generation = std::make_unique<FakeGeneration>(request);
        generations.append(generation.get());
        ++generated;
        if (script)
            script(generation.get());
        return generation;
    }
    Future<QList<Model>> models() override
    {
        ++modelsAsked;
        return down ? ready<QList<Model>>(*down) : ready<QList<Model>>(installed);
    }
    Future<Model> details(const QString &name) override
    {
        ++detailsAsked;
        if (down)
            return ready<Model>(*down);
        for (const Model &model : installed) {
            if (model.name == name || model.name == name + QStringLiteral(":latest"))
                return ready<Model>(model);
        }
        return ready<Model>(makeError(ErrorCode::ModelNotInstalled));
    }
    Future<EngineStatus> probe() override { return ready<EngineStatus>(status()); }
    EngineStatus status() const override
    {
        return { down ? EngineCondition::Unreachable : EngineCondition::Ready, {}, {}, {}, false };
    }

    /// The generation that is still alive and came last.
    FakeGeneration *last() const
    {
        return generations.isEmpty() ? nullptr : generations.constLast().data();
    }

    QList<Model> installed;
    std::optional<Error> down; ///< what models() and details() fail with
    QList<QPointer<FakeGeneration>> generations;
    std::function<void(FakeGeneration *)>
        script; ///< called for each new one; must not emit at once
    int generated = 0;
    int modelsAsked = 0;
    int detailsAsked = 0;
};

} // namespace lokal
