#include "core/common/clock.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lokal;

/// Times as text.
class TestClock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsRfc3339Only_data();
    void readsRfc3339Only();
};

void TestClock::readsRfc3339Only_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("utc"); // empty: no time
    QTest::newRow("utc") << u"2026-01-31T12:00:00Z"_s << u"2026-01-31T12:00:00.000Z"_s;
    QTest::newRow("milliseconds") << u"2026-01-31T12:00:00.250Z"_s << u"2026-01-31T12:00:00.250Z"_s;
    QTest::newRow("zone") << u"2026-01-31T12:00:00+02:00"_s << u"2026-01-31T10:00:00.000Z"_s;
    QTest::newRow("small letters") << u"2026-01-31t12:00:00z"_s << u"2026-01-31T12:00:00.000Z"_s;
    QTest::newRow("date") << u"2029-01-01"_s << QString();
    QTest::newRow("no zone") << u"2026-01-31T12:00:00"_s << QString();
    QTest::newRow("no seconds") << u"2026-01-31T12:00Z"_s << QString();
    QTest::newRow("no such day") << u"2026-02-30T12:00:00Z"_s << QString();
    QTest::newRow("words") << u"tomorrow"_s << QString();
}

void TestClock::readsRfc3339Only()
{
    QFETCH(QString, text);
    QFETCH(QString, utc);
    QCOMPARE(toRfc3339(fromRfc3339(text)), utc);
}

QTEST_GUILESS_MAIN(TestClock)
#include "tst_clock.moc"
