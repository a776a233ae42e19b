#include "core/context/contextfit.h"
#include "core/context/modelfacts.h"
#include "core/context/tokenestimate.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeengine.h"
#include "tests/support/waitfor.h"

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lokal;

namespace {

ContextItem item(Role role, double tokens)
{
    return { role, tokens };
}

} // namespace

/// Counting, windows and what leaves when a conversation grows too long.
class TestContext : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsByKindsOfBytes_data();
    void countsByKindsOfBytes();
    void learnsARatioPerModel();
    void choosesTheWindow_data();
    void choosesTheWindow();
    void reservesRoomForTheAnswer_data();
    void reservesRoomForTheAnswer();
    void dropsWholeOldestTurns();
    void countsTurnsThatWereNotRead();
    void keepsAllThatFits();
    void lastTurnNeverLeaves();
    void refusesInsteadOfDropping();
    void asksTheEngineOnceAndForgets();
};

void TestContext::countsByKindsOfBytes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("tokens");
    QTest::newRow("nothing") << QString() << 0.0;
    QTest::newRow("words") << u"four words of text"_s << 18 / 3.6;
    QTest::newRow("digits") << u"2024"_s << 4.0;
    QTest::newRow("digits and words") << u"in 1999 a"_s << 4 + 5 / 3.6;
    QTest::newRow("two bytes") << u"äöü"_s << 6 / 3.6;
    QTest::newRow("three bytes") << u"漢字"_s << 6 / 3.6;
    QTest::newRow("four bytes") << QString::fromUtf8("\xF0\x9F\x98\x80") << 4 / 3.6;
    QTest::newRow("short identifier") << u"someIdentifier_name"_s << 19 / 3.6;
    QTest::newRow("base64") << QString(64, u'Q') << 64 / 1.4;
    QTest::newRow("hex") << u"deadbeef01"_s.repeated(8) << 16 + 64 / 1.4;
    QTest::newRow("run among words")
        << u"key "_s + QString(40, u'k') + u" end"_s << 8 / 3.6 + 40 / 1.4;
    QTest::newRow("spaces break runs") << u"abcdefgh "_s.repeated(20) << 180 / 3.6;
}

void TestContext::countsByKindsOfBytes()
{
    QFETCH(QString, text);
    QFETCH(double, tokens);
    QVERIFY(std::abs(textTokens(text) - tokens) < 1e-9);
}

void TestContext::learnsARatioPerModel()
{
    TokenRatios ratios;
    QCOMPARE(ratios.ratio(u"m"_s), 1.0);
    ratios.learn(u"m"_s, 1000, 1500);
    QCOMPARE(ratios.ratio(u"m"_s), 0.7 + 0.3 * 1.5);
    QCOMPARE(ratios.ratio(u"other"_s), 1.0);
    for (int i = 0; i < 50; ++i)
        ratios.learn(u"m"_s, 1000, 9000);
    QCOMPARE(ratios.ratio(u"m"_s), 2.5);
    for (int i = 0; i < 50; ++i)
        ratios.learn(u"m"_s, 1000, 10);
    QCOMPARE(ratios.ratio(u"m"_s), 0.5);
    ratios.learn(u"tiny"_s, 7, 30); // mostly the template
    QCOMPARE(ratios.ratio(u"tiny"_s), 1.0);
    QCOMPARE(plannedTokens(100, 1.0), 108);
    QCOMPARE(plannedTokens(100, 2.0), 216);
    QCOMPARE(plannedTokens(0.1, 1.0), 1);
}

void TestContext::choosesTheWindow_data()
{
    QTest::addColumn<qint64>("configured");
    QTest::addColumn<qint64>("modelParameter");
    QTest::addColumn<qint64>("trained");
    QTest::addColumn<qint64>("window");
    QTest::newRow("nothing known") << 0LL << 0LL << 0LL << 8192LL;
    QTest::newRow("trained for less") << 0LL << 0LL << 2048LL << 2048LL;
    QTest::newRow("trained for more") << 0LL << 0LL << 131072LL << 8192LL;
    QTest::newRow("model's parameter") << 0LL << 16384LL << 131072LL << 16384LL;
    QTest::newRow("model's parameter is capped") << 0LL << 16384LL << 4096LL << 4096LL;
    QTest::newRow("configured") << 32768LL << 16384LL << 131072LL << 32768LL;
    QTest::newRow("configured is capped") << 1000000LL << 0LL << 4096LL << 4096LL;
}

void TestContext::choosesTheWindow()
{
    QFETCH(qint64, configured);
    QFETCH(qint64, modelParameter);
    QFETCH(qint64, trained);
    QFETCH(qint64, window);
    const auto known = [](qint64 value) { return value > 0 ? std::optional(value) : std::nullopt; };
    Parameters parameters;
    parameters.numCtx = known(configured);
    Model model;
    model.defaultNumCtx = known(modelParameter);
    model.contextLength = known(trained);
    QCOMPARE(contextWindow(parameters, &model), window);
    QCOMPARE(contextWindow({}, nullptr), 8192);
}

void TestContext::reservesRoomForTheAnswer_data()
{
    QTest::addColumn<qint64>("window");
    QTest::addColumn<bool>("thinks");
    QTest::addColumn<qint64>("maxTokens");
    QTest::addColumn<qint64>("reserve");
    QTest::newRow("a quarter") << 8192LL << false << 0LL << 2048LL;
    QTest::newRow("at least 512") << 1500LL << false << 0LL << 512LL;
    QTest::newRow("at most 4096") << 131072LL << false << 0LL << 4096LL;
    QTest::newRow("twice when thinking") << 131072LL << true << 0LL << 8192LL;
    QTest::newRow("never more than half") << 512LL << true << 0LL << 256LL;
    QTest::newRow("a short answer") << 8192LL << false << 100LL << 100LL;
    QTest::newRow("a long answer") << 8192LL << false << 100000LL << 2048LL;
    QTest::newRow("thoughts count, too") << 8192LL << true << 100LL << 100LL;
}

void TestContext::reservesRoomForTheAnswer()
{
    QFETCH(qint64, window);
    QFETCH(bool, thinks);
    QFETCH(qint64, maxTokens);
    QFETCH(qint64, reserve);
    Parameters parameters;
    if (maxTokens > 0)
        parameters.maxTokens = maxTokens;
    QCOMPARE(answerReserve(window, thinks, parameters), reserve);
    parameters.format.kind = AnswerFormat::Json; // thinking is a run of its own then
    const bool isLimited = maxTokens > 0 && !thinks;
    QCOMPARE(answerReserve(window, thinks, parameters),
             isLimited ? reserve : answerReserve(window, thinks, {}));
}

void TestContext::dropsWholeOldestTurns()
{
    ContextRequest request;
    request.window = 1000;
    request.reserve = 500;
    request.systemTokens = 100;
    for (int i = 0; i < 4; ++i) {
        request.items.append(item(Role::User, 50));
        request.items.append(item(Role::Assistant, 100));
    }
    request.items.append(item(Role::User, 50));
    const auto fit = fitContext(request); // 100 + 50 + 2 × 150 = 450, planned 486
    QVERIFY(fit);
    QCOMPARE(fit->droppedTurns, 2);
    QCOMPARE(fit->firstItem, 4);
    QCOMPARE(fit->usedTokens, 486);
    QCOMPARE(fit->estimate, 450.0);
    request.ratio = 1.5; // the model needs more tokens for the same text
    QCOMPARE(fitContext(request)->droppedTurns, 3);
}

void TestContext::countsTurnsThatWereNotRead()
{
    ContextRequest request;
    request.window = 1000;
    request.reserve = 500;
    // The first one answers a question above, so it leaves with it.
    request.items = { item(Role::Assistant, 10), item(Role::User, 10), item(Role::User, 10) };
    request.turnsAbove = 5;
    const auto fit = fitContext(request);
    QVERIFY(fit);
    QCOMPARE(fit->firstItem, 1);
    QCOMPARE(fit->droppedTurns, 5);
    QCOMPARE(fit->estimate, 20.0);
    request.strategy = ContextStrategy::Refuse;
    QCOMPARE(fitContext(request).error().code, ErrorCode::ContextExceeded);
    QVERIFY(fitContext(request).error().args.value(u"needed"_s).toLongLong() > 1000);
    // However few tokens a text costs, so much of it is too much.
    QVERIFY(plannedTokens(leastTokensOfBytes(weightBeyond(1000)), 0.5) > 1000);
}

void TestContext::keepsAllThatFits()
{
    ContextRequest request;
    request.window = 1000;
    request.reserve = 500;
    request.items = { item(Role::Assistant, 10), item(Role::User, 10), item(Role::User, 10) };
    const auto fit = fitContext(request);
    QCOMPARE(fit->firstItem, 0);
    QCOMPARE(fit->droppedTurns, 0);
}

void TestContext::lastTurnNeverLeaves()
{
    ContextRequest request;
    request.window = 1000;
    request.reserve = 500;
    request.items = { item(Role::User, 10), item(Role::Assistant, 10), item(Role::User, 600) };
    const auto fit = fitContext(request);
    QVERIFY(!fit);
    QCOMPARE(fit.error().code, ErrorCode::ContextExceeded);
    QCOMPARE(fit.error().args.value(u"window"_s).toLongLong(), 1000);
    QCOMPARE(fit.error().args.value(u"needed"_s).toLongLong(), 648 + 500);
}

void TestContext::refusesInsteadOfDropping()
{
    ContextRequest request;
    request.window = 1000;
    request.reserve = 500;
    request.strategy = ContextStrategy::Refuse;
    request.items = { item(Role::User, 300), item(Role::Assistant, 100), item(Role::User, 10) };
    QVERIFY(fitContext(request));
    request.items.append(item(Role::User, 200));
    const auto fit = fitContext(request);
    QVERIFY(!fit);
    QCOMPARE(fit.error().args.value(u"needed"_s).toLongLong(),
             659 + 500); // all of it, not only the last turn
}

void TestContext::asksTheEngineOnceAndForgets()
{
    FakeClock clock;
    FakeEngine engine;
    ModelFacts facts(engine, clock);
    QVERIFY(waitFor(facts.details(u"small"_s)));
    QVERIFY(waitFor(facts.details(u"small"_s)));
    QCOMPARE(engine.detailsAsked, 1);
    clock.advance(60s);
    QVERIFY(waitFor(facts.details(u"small"_s)));
    QCOMPARE(engine.detailsAsked, 2);
    Q_EMIT engine.statusChanged({});
    QVERIFY(waitFor(facts.details(u"small"_s)));
    QCOMPARE(engine.detailsAsked, 3);
    engine.installed[0].loaded = true;
    QVERIFY(*waitFor(facts.isLoaded(u"small"_s))); // "small:latest" is the same
    QVERIFY(!*waitFor(facts.isLoaded(u"other"_s)));
    QCOMPARE(engine.modelsAsked, 1);
}

QTEST_GUILESS_MAIN(TestContext)
#include "tst_context.moc"
