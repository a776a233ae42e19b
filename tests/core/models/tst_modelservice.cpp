#include "core/common/utczone.h"
#include "core/models/modelname.h"
#include "core/models/modelservice.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace std::chrono_literals;

namespace {

/// Stands still until it is moved.
class StillClock final : public Clock
{
public:
    QDateTime nowUtc() const override
    {
        return QDateTime(QDate(2024, 5, 1), QTime(12, 0), utcZone);
    }
    std::chrono::milliseconds monotonic() const override { return now; }
    std::chrono::milliseconds now { 1000 };
};

/// An engine whose answers a test gives, at once or by answerX().
class ScriptedEngine final : public ModelEngine
{
    Q_OBJECT
public:
    std::unique_ptr<Generation> generate(const GenerationRequest &) override { return nullptr; }
    Future<QList<Model>> models() override
    {
        ++listCalls;
        return listAnswer ? ready<QList<Model>>(*listAnswer) : hold(heldLists);
    }
    Future<Model> details(const QString &name) override
    {
        ++detailsCalls;
        if (detailsError)
            return ready<Model>(*detailsError);
        Model model;
        model.name = name;
        model.contextLength = 8192;
        model.capabilities = QStringList { u"completion"_s };
        return ready<Model>(model);
    }
    Future<EngineStatus> probe() override
    {
        ++probeCalls;
        return isHoldingProbes ? hold(heldProbes) : ready<EngineStatus>(current);
    }
    EngineStatus status() const override { return current; }
    Status setAddresses(const QStringList &urls) override
    {
        if (urls.first().isEmpty())
            return invalidField(u"engine_url"_s, u"missing"_s);
        current.address = urls.first();
        return Done {};
    }

    template <typename T> using Held = QList<std::shared_ptr<QPromise<Result<T>>>>;
    template <typename T> static Future<T> hold(Held<T> &held)
    {
        held.append(std::make_shared<QPromise<Result<T>>>());
        held.last()->start();
        return held.last()->future();
    }
    template <typename T> static void answer(Held<T> &held, const Result<T> &result)
    {
        const auto promise = held.takeFirst();
        promise->addResult(result);
        promise->finish();
    }

    EngineStatus current { EngineCondition::Ready, u"http://a"_s, u"0.24.0"_s, {}, false };
    std::optional<Result<QList<Model>>> listAnswer;
    std::optional<Error> detailsError;
    bool isHoldingProbes = false;
    Held<QList<Model>> heldLists;
    Held<EngineStatus> heldProbes;
    std::atomic<int> listCalls = 0, detailsCalls = 0, probeCalls = 0;
};

Model model(const QString &name, const QString &digest)
{
    Model m;
    m.name = name;
    m.digest = digest;
    return m;
}

} // namespace

class TestModelService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_clock.now = 1000ms;
        m_engine = std::make_unique<ScriptedEngine>();
        m_engine->listAnswer
            = Result<QList<Model>>({ model(u"a:latest"_s, u"1"_s), model(u"b:7b"_s, u"2"_s) });
        m_service = std::make_unique<ModelService>(*m_engine, m_clock);
    }
    void cleanup()
    {
        m_service.reset();
        m_engine.reset();
    }

    void listIsKeptForAMoment()
    {
        QCOMPARE(m_service->list(m_who).result()->size(), 2);
        m_clock.now += 4s;
        QCOMPARE(m_service->list(m_who).result()->size(), 2);
        QCOMPARE(m_engine->listCalls, 1);
        m_clock.now += 1s;
        QVERIFY(m_service->list(m_who).result().ok());
        QCOMPARE(m_engine->listCalls, 2);
    }

    void callersAtOnceShareOneRequest()
    {
        m_engine->listAnswer.reset();
        auto first = m_service->list(m_who);
        auto second = m_service->list(m_who);
        QCOMPARE(m_engine->listCalls, 1);
        ScriptedEngine::answer<QList<Model>>(m_engine->heldLists,
                                             QList<Model> { model(u"a"_s, u"1"_s) });
        QCOMPARE(first.result()->size(), 1);
        QCOMPARE(second.result()->size(), 1);
    }

    void failureIsPassedOnAndNotKept()
    {
        m_engine->listAnswer = Result<QList<Model>>(makeError(ErrorCode::EngineUnreachable));
        QCOMPARE(m_service->list(m_who).result().error().code, ErrorCode::EngineUnreachable);
        m_engine->listAnswer = Result<QList<Model>>(QList<Model> {});
        QVERIFY(m_service->list(m_who).result().ok());
    }

    void changesAreTold()
    {
        QSignalSpy changed(m_service.get(), &Models::modelsChanged);
        m_service->list(m_who);
        QCOMPARE(changed.count(), 1);
        m_clock.now += 10s;
        m_service->list(m_who);
        QCOMPARE(changed.count(), 1);
        m_engine->listAnswer = Result<QList<Model>>(QList<Model> {});
        m_clock.now += 10s;
        m_service->list(m_who);
        QCOMPARE(changed.count(), 2);
    }

    void detailsJoinListAndEngine()
    {
        const auto details = m_service->details(m_who, u"A"_s).result();
        QVERIFY(details.ok());
        QCOMPARE(details->name, u"a:latest"_s);
        QCOMPARE(details->digest, u"1"_s);
        QCOMPARE(details->contextLength, std::optional<qint64>(8192));
        QVERIFY(m_service->details(m_who, u"a:latest"_s).result().ok());
        QCOMPARE(m_engine->detailsCalls, 1); // the same digest means the same model
        m_clock.now += 10s;
        const auto list = m_service->list(m_who).result();
        QVERIFY(
            list->first().capabilities.has_value()); // what is known once stands in the list too
    }

    void missingModelIsNotFound()
    {
        const auto missing
            = m_service->details(m_who, u"b"_s).result(); // b:latest is another model
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
        m_engine->detailsError = makeError(ErrorCode::ModelNotInstalled);
        QCOMPARE(m_service->details(m_who, u"b:7b"_s).result().error().code, ErrorCode::NotFound);
        m_engine->detailsError = makeError(ErrorCode::EngineTimeout);
        QCOMPARE(m_service->details(m_who, u"b:7b"_s).result().error().code,
                 ErrorCode::EngineTimeout);
    }

    void namesThatMeanTheSame_data()
    {
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("isSame");
        QTest::newRow("tag") << u"plain:latest"_s << true;
        QTest::newRow("case") << u"PLAIN"_s << true;
        QTest::newRow("folder") << u"library/plain"_s << true;
        QTest::newRow("registry") << u"registry.ollama.ai/library/Plain:latest"_s << true;
        QTest::newRow("another tag") << u"plain:7b"_s << false;
        QTest::newRow("another folder") << u"me/plain"_s << false;
        QTest::newRow("another registry") << u"hf.co/library/plain"_s << false;
        QTest::newRow("port of a registry") << u"127.0.0.1:5000/library/plain"_s << false;
    }
    void namesThatMeanTheSame()
    {
        QFETCH(QString, other);
        QFETCH(bool, isSame);
        QCOMPARE(isSameModel(u"plain"_s, other), isSame);
        QCOMPARE(isSameModel(other, u"plain:latest"_s), isSame);
        m_engine->listAnswer = Result<QList<Model>>({ model(u"plain:latest"_s, u"1"_s) });
        QCOMPARE(m_service->details(m_who, other).result().ok(), isSame);
    }

    void looksAgainUntilReady()
    {
        m_service = std::make_unique<ModelService>(*m_engine, m_clock,
                                                   ModelService::Timing { 1h, 1ms, 5s });
        m_engine->current.condition = EngineCondition::Unreachable;
        m_service->start();
        QTRY_VERIFY(m_engine->probeCalls >= 3);
        QCOMPARE(m_engine->listCalls, 0);
        m_engine->current.condition = EngineCondition::Ready;
        QTRY_COMPARE(m_engine->listCalls, 1); // ready: the list is wanted
        const int calls = m_engine->probeCalls;
        QTest::qWait(0);
        QCOMPARE(m_engine->probeCalls, calls); // the next look is an hour away
    }

    void looksFromTimeToTimeWhileReady()
    {
        m_service = std::make_unique<ModelService>(*m_engine, m_clock,
                                                   ModelService::Timing { 1ms, 1h, 5s });
        m_service->start();
        QTRY_VERIFY(m_engine->probeCalls >= 3);
    }

    void looksOftenAsSoonAsTheEngineIsGone()
    {
        m_service = std::make_unique<ModelService>(*m_engine, m_clock,
                                                   ModelService::Timing { 1h, 1ms, 5s });
        m_service->start();
        QCOMPARE(m_engine->probeCalls, 1);
        m_engine->current.condition = EngineCondition::Unreachable;
        Q_EMIT m_engine->statusChanged(m_engine->current); // a request found out
        QTRY_VERIFY(m_engine->probeCalls >= 3);
    }

    void probesAtOnceShareOneLook()
    {
        m_engine->isHoldingProbes = true;
        auto first = m_service->probe();
        auto second = m_service->probe();
        QCOMPARE(m_engine->probeCalls, 1);
        ScriptedEngine::answer<EngineStatus>(m_engine->heldProbes, m_engine->current);
        QCOMPARE(*first.result(), m_engine->current);
        QCOMPARE(*second.result(), m_engine->current);
    }

    void statusChangesArePassedOn()
    {
        QSignalSpy changed(m_service.get(), &Models::engineStatusChanged);
        Q_EMIT m_engine->statusChanged(m_engine->current);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(*m_service->engineStatus().result(), m_engine->current);
    }

    void newAddressForgetsTheOldEngine()
    {
        QCOMPARE(m_service->list(m_who).result()->size(), 2);
        m_clock.now += 10s;
        m_engine->listAnswer.reset();
        auto waiting = m_service->list(m_who);
        m_engine->isHoldingProbes = true;
        auto oldProbe = m_service->probe();
        auto moved = m_service->setEngineAddress(u"http://b"_s);
        ScriptedEngine::answer<EngineStatus>(m_engine->heldProbes,
                                             EngineStatus {}); // the old engine's: not believed
        QVERIFY(!moved.isFinished());
        m_engine->listAnswer = Result<QList<Model>>(QList<Model> {});
        ScriptedEngine::answer<QList<Model>>(m_engine->heldLists,
                                             QList<Model> { model(u"old"_s, u"1"_s) });
        QVERIFY(waiting.result()->isEmpty());
        ScriptedEngine::answer<EngineStatus>(m_engine->heldProbes, m_engine->current);
        QCOMPARE(moved.result()->address, u"http://b"_s);
        QCOMPARE(oldProbe.result()->address, u"http://b"_s);
        QCOMPARE(m_service->setEngineAddress({}).result().error().code, ErrorCode::InvalidField);
    }

    void callsFromAnotherThreadAreAnswered()
    {
        QThread thread;
        m_engine->moveToThread(&thread);
        m_service->moveToThread(&thread);
        thread.start();
        auto list = m_service->list(m_who);
        auto details = m_service->details(m_who, u"a"_s);
        auto status = m_service->probe();
        QTRY_VERIFY(list.isFinished() && details.isFinished() && status.isFinished());
        QCOMPARE(list.result()->size(), 2);
        QCOMPARE(details.result()->name, u"a:latest"_s);
        QCOMPARE(status.result()->condition, EngineCondition::Ready);
        QMetaObject::invokeMethod(
            m_service.get(), [this] { m_service.reset(); }, Qt::BlockingQueuedConnection);
        QMetaObject::invokeMethod(
            m_engine.get(), [this] { m_engine.reset(); }, Qt::BlockingQueuedConnection);
        thread.quit();
        thread.wait();
    }

    void waitingCallsAreCancelledWithTheService()
    {
        m_engine->listAnswer.reset();
        m_engine->isHoldingProbes = true;
        auto list = m_service->list(m_who);
        auto details = m_service->details(m_who, u"a"_s);
        auto probe = m_service->probe();
        m_service.reset();
        QCOMPARE(list.result().error().code, ErrorCode::Cancelled);
        QCOMPARE(details.result().error().code, ErrorCode::Cancelled);
        QCOMPARE(probe.result().error().code, ErrorCode::Cancelled);
    }

private:
    StillClock m_clock;
    Principal m_who;
    std::unique_ptr<ScriptedEngine> m_engine;
    std::unique_ptr<ModelService> m_service;
};

QTEST_GUILESS_MAIN(TestModelService)
#include "tst_modelservice.moc"
