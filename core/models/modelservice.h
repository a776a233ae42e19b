#pragma once

#include "core/common/clock.h"
#include "core/models/models.h"

#include <QHash>
#include <QPromise>
#include <QTimer>

#include <memory>
#include <optional>

namespace lokal {

/// The models of one engine. Keeps the list for a moment, since every window and request asks for
/// it, and looks at the engine from time to time: often while it is not ready, seldom while it is.
/// Lives in the engine thread; its methods may be called from any.
class ModelService final : public Models
{
    Q_OBJECT
public:
    struct Timing
    {
        std::chrono::milliseconds probeWhenReady { 15'000 };
        std::chrono::milliseconds probeWhenNotReady { 2'000 };
        std::chrono::milliseconds listLifetime { 5'000 };
    };

    ModelService(ModelEngine &engine, const Clock &clock, const Timing &timing,
                 QObject *parent = nullptr);
    ModelService(ModelEngine &engine, const Clock &clock, QObject *parent = nullptr);
    /// Calls that still wait are answered with `cancelled`.
    ~ModelService() override;

    /// Begins to look at the engine. Engine thread.
    void start();

    Future<QList<Model>> list(const Principal &who) override;
    Future<Model> details(const Principal &who, const QString &name) override;
    Future<EngineStatus> engineStatus() override;
    Future<EngineStatus> probe() override;
    Future<EngineStatus> setEngineAddress(const QString &url) override;
    /// The same for several, of which the first that answers is used. At least one.
    Future<EngineStatus> setEngineAddresses(const QStringList &urls);

private:
    template <typename T> using Promise = std::shared_ptr<QPromise<Result<T>>>;
    /// Callers that wait for the same answer: one request to the engine serves them all.
    template <typename T> using Waiting = QList<Promise<T>>;

    Future<QList<Model>> listHere();
    void fetchList();
    void listArrived(const Result<QList<Model>> &models, int round);
    Future<Model> detailsHere(const QString &name);
    void fetchDetails(const Model &model, const Promise<Model> &promise);
    Future<EngineStatus> probeHere();
    void probed(const EngineStatus &status, int round);
    void onStatusChanged(const EngineStatus &status);
    Future<EngineStatus> setAddressesHere(const QStringList &urls);
    bool isListFresh() const;
    void forget();

    ModelEngine &m_engine;
    const Clock &m_clock;
    Timing m_timing;
    QTimer m_probeTimer;
    std::optional<QList<Model>> m_list;
    std::chrono::milliseconds m_listedAt { 0 };
    QHash<QString, Model>
        m_detailsByDigest; ///< what only details() knows; a digest never changes its meaning
    Waiting<QList<Model>> m_waitingForList;
    Waiting<Model> m_waitingForDetails;
    Waiting<EngineStatus> m_waitingForProbe;
    int m_round = 0; ///< grows with the address: answers of the old one are not believed
};

} // namespace lokal
