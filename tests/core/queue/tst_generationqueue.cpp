#include "core/queue/generationqueue.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lokal;

using Priority = GenerationQueue::Priority;

/// Turns at the engine: bounded, fair, visible (L2).
class TestGenerationQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void givesFreePlacesAtOnce();
    void usersTakeTurns_l2();
    void whoRunsFewestGoesFirst_l2();
    void whoIsServedGoesBehindOthers_l2();
    void interactiveGoesBeforeBatch();
    void tellsEveryChangeOfPosition_l2();
    void leavingWhileWaitingMovesOthersUp();
    void refusesBeyondTheBounds_l2();
    void newcomersDoNotOvertake();
    void ticketsMayGoInsideCallbacks();
    void ticketsMayOutliveTheQueue();

private:
    /// Enters under `name`; m_turns tells who got a turn, m_positions where everybody waits.
    bool enter(const QString &name, qint64 user, Priority priority = Priority::Interactive);

    Limits m_limits;
    std::unique_ptr<GenerationQueue> m_queue;
    QHash<QString, std::shared_ptr<QueueTicket>> m_tickets;
    QStringList m_turns;
    QHash<QString, QList<int>> m_positions;
};

void TestGenerationQueue::init()
{
    m_tickets.clear();
    m_turns.clear();
    m_positions.clear();
    m_limits = {};
    m_limits.runningLimit = 1;
    m_limits.streamsPerUser = 100;
    m_queue = std::make_unique<GenerationQueue>(m_limits);
}

bool TestGenerationQueue::enter(const QString &name, qint64 user, Priority priority)
{
    auto ticket = m_queue->enter(
        { user }, priority, [this, name] { m_turns.append(name); },
        [this, name](int position) { m_positions[name].append(position); });
    if (!ticket)
        return false;
    if ((*ticket)->hasTurn())
        m_turns.append(name);
    else
        m_positions[name].append((*ticket)->position());
    m_tickets[name] = std::move(*ticket);
    return true;
}

void TestGenerationQueue::givesFreePlacesAtOnce()
{
    m_limits.runningLimit = 2;
    QVERIFY(enter(u"a"_s, 1) && enter(u"b"_s, 1) && enter(u"c"_s, 1));
    QCOMPARE(m_turns, (QStringList { u"a"_s, u"b"_s }));
    QCOMPARE(m_queue->runningCount(), 2);
    m_tickets.remove(u"a"_s);
    QTRY_COMPARE(m_turns.constLast(), u"c"_s);
    m_tickets.clear();
    QCOMPARE(m_queue->runningCount(), 0);
    QCOMPARE(m_queue->waitingCount(), 0);
}

void TestGenerationQueue::whoRunsFewestGoesFirst_l2()
{
    m_limits.runningLimit = 4;
    for (int i = 0; i < 8; ++i)
        QVERIFY(enter(u"a%1"_s.arg(i), 1));
    QVERIFY(enter(u"b0"_s, 2) && enter(u"b1"_s, 2));
    QCOMPARE(m_positions[u"b0"_s], QList<int> { 1 });
    QCOMPARE(m_positions[u"b1"_s], QList<int> { 2 });
    m_tickets.remove(u"a0"_s);
    QTRY_COMPARE(m_turns.constLast(), u"b0"_s);
    m_tickets.remove(u"a1"_s);
    QTRY_COMPARE(m_turns.constLast(), u"b1"_s);
    m_tickets.remove(u"a2"_s);
    QTRY_COMPARE(m_turns.constLast(), u"a4"_s);
}

void TestGenerationQueue::whoIsServedGoesBehindOthers_l2()
{
    QVERIFY(enter(u"a0"_s, 1) && enter(u"a1"_s, 1) && enter(u"b0"_s, 2));
    QCOMPARE(m_positions[u"b0"_s], QList<int> { 1 });
    m_tickets.remove(u"a0"_s); // nobody runs now, but one was served
    QTRY_COMPARE(m_turns.constLast(), u"b0"_s);
}

void TestGenerationQueue::usersTakeTurns_l2()
{
    QVERIFY(enter(u"start"_s, 9));
    for (const QString &name : { u"a1"_s, u"a2"_s, u"a3"_s })
        QVERIFY(enter(name, 1));
    QVERIFY(enter(u"b1"_s, 2) && enter(u"b2"_s, 2) && enter(u"c1"_s, 3));
    const QStringList expected { u"start"_s, u"a1"_s, u"b1"_s, u"c1"_s, u"a2"_s, u"b2"_s, u"a3"_s };
    for (qsizetype i = 0; i + 1 < expected.size(); ++i) {
        m_tickets.remove(expected[i]);
        QTRY_COMPARE(m_turns, expected.first(i + 2));
    }
}

void TestGenerationQueue::interactiveGoesBeforeBatch()
{
    QVERIFY(enter(u"start"_s, 9));
    QVERIFY(enter(u"batch"_s, 1, Priority::Batch));
    QVERIFY(enter(u"person"_s, 2));
    QCOMPARE(m_positions[u"person"_s], QList<int> { 1 });
    QTRY_COMPARE(m_positions[u"batch"_s], (QList<int> { 1, 2 }));
    m_tickets.remove(u"start"_s);
    QTRY_COMPARE(m_turns.constLast(), u"person"_s);
    m_tickets.remove(u"person"_s);
    QTRY_COMPARE(m_turns.constLast(), u"batch"_s);
}

void TestGenerationQueue::tellsEveryChangeOfPosition_l2()
{
    QVERIFY(enter(u"start"_s, 9) && enter(u"a1"_s, 1) && enter(u"a2"_s, 1));
    QVERIFY(enter(u"b1"_s, 2)); // takes turns with a: comes before a2
    QCOMPARE(m_positions[u"b1"_s], QList<int> { 2 });
    QTRY_COMPARE(m_positions[u"a2"_s], (QList<int> { 2, 3 }));
    m_tickets.remove(u"start"_s);
    QTRY_COMPARE(m_positions[u"a2"_s], (QList<int> { 2, 3, 2 }));
    QCOMPARE(m_positions[u"b1"_s], (QList<int> { 2, 1 }));
    QCOMPARE(m_positions[u"a1"_s], QList<int> { 1 });
}

void TestGenerationQueue::leavingWhileWaitingMovesOthersUp()
{
    QVERIFY(enter(u"start"_s, 9) && enter(u"a"_s, 1) && enter(u"b"_s, 2));
    m_tickets.remove(u"a"_s);
    QTRY_COMPARE(m_positions[u"b"_s], (QList<int> { 2, 1 }));
    QCOMPARE(m_turns, QStringList { u"start"_s });
    QCOMPARE(m_queue->waitingCount(), 1);
}

void TestGenerationQueue::refusesBeyondTheBounds_l2()
{
    m_limits.queueLimit = 2;
    m_limits.streamsPerUser = 2;
    QVERIFY(enter(u"a"_s, 1) && enter(u"b"_s, 1));
    const auto third = m_queue->enter({ 1 }, Priority::Interactive, {}, {});
    QCOMPARE(third.error().code, ErrorCode::RateLimited);
    QVERIFY(third.error().args.contains(u"retry_after"_s));
    QVERIFY(enter(u"c"_s, 2));
    QCOMPARE(m_queue->enter({ 3 }, Priority::Interactive, {}, {}).error().code,
             ErrorCode::QueueFull);
    m_tickets.remove(u"c"_s);
    QVERIFY(enter(u"d"_s, 3));
    m_tickets.remove(u"b"_s);
    QVERIFY(enter(u"e"_s, 1)); // the user's count went down too
}

void TestGenerationQueue::newcomersDoNotOvertake()
{
    QVERIFY(enter(u"a"_s, 1) && enter(u"b"_s, 2));
    m_tickets.remove(u"a"_s);
    QVERIFY(enter(u"late"_s, 3)); // before the freed place was given away
    QTRY_COMPARE(m_turns, (QStringList { u"a"_s, u"b"_s }));
}

void TestGenerationQueue::ticketsMayGoInsideCallbacks()
{
    std::unique_ptr<QueueTicket> first
        = std::move(*m_queue->enter({ 1 }, Priority::Interactive, {}, {}));
    std::unique_ptr<QueueTicket> second, third, fourth;
    second = std::move(*m_queue->enter({ 2 }, Priority::Interactive, [&] { second.reset(); }, {}));
    third = std::move(*m_queue->enter({ 3 }, Priority::Interactive, {}, [&](int) {
        fourth.reset();
        third.reset();
    }));
    fourth = std::move(*m_queue->enter({ 4 }, Priority::Interactive, {}, {}));
    first.reset();
    QTRY_VERIFY(!second && (!third || third->hasTurn()));
    third.reset();
    fourth.reset();
    QCOMPARE(m_queue->runningCount(), 0);
    QCOMPARE(m_queue->waitingCount(), 0);
}

void TestGenerationQueue::ticketsMayOutliveTheQueue()
{
    QVERIFY(enter(u"a"_s, 1) && enter(u"b"_s, 1));
    m_queue.reset();
    m_tickets.clear();
}

QTEST_GUILESS_MAIN(TestGenerationQueue)
#include "tst_generationqueue.moc"
