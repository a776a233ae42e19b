#include "tests/ui/support/fakebackend.h"
#include "ui/signin/sessionkeeper.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace lokal::test;
using namespace lokal::ui;

class TestSessionKeeper : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void findsNothingAtTheFirstStart();
    void resumesAndKeepsTheNewToken();
    void forgetsARefusedToken();
    void keepsTheTokenWhenTheDiskFails();
    void storesOnlyWhatIsToStay_d2();
    void signOutEndsAndForgets();
    void noticesThatTheLoginWasEndedElsewhere();
    void ignoresTheEndOfOthers();
    void renewsBeforeTheEnd();

private:
    LoginResult signIn()
    {
        auto future = m_fakes->accounts.login(u"mara"_s, u"pw"_s, {});
        [&] { QTRY_VERIFY(future.isFinished()); }();
        return *future.result();
    }

    std::unique_ptr<FakeBackend> m_fakes;
    std::unique_ptr<Backend> m_backend;
};

void TestSessionKeeper::init()
{
    m_fakes = std::make_unique<FakeBackend>();
    m_backend = std::make_unique<Backend>(m_fakes->backend());
    m_fakes->accounts.add(u"mara"_s, u"pw"_s);
}

void TestSessionKeeper::findsNothingAtTheFirstStart()
{
    SessionKeeper keeper(*m_backend);
    QSignalSpy nothing(&keeper, &SessionKeeper::nothing);
    keeper.resume();
    QTRY_COMPARE(nothing.count(), 1);
    QVERIFY(!keeper.isSignedIn());
}

void TestSessionKeeper::resumesAndKeepsTheNewToken()
{
    m_fakes->secrets.stored[u"window-login"_s] = "refresh-mara-0";
    SessionKeeper keeper(*m_backend);
    QSignalSpy resumed(&keeper, &SessionKeeper::resumed);
    keeper.resume();
    QTRY_COMPARE(resumed.count(), 1);
    QCOMPARE(m_fakes->secrets.stored.value(u"window-login"_s), "refresh-mara-1");
}

void TestSessionKeeper::forgetsARefusedToken()
{
    m_fakes->secrets.stored[u"window-login"_s] = "stale";
    SessionKeeper keeper(*m_backend);
    QSignalSpy nothing(&keeper, &SessionKeeper::nothing);
    keeper.resume();
    QTRY_COMPARE(nothing.count(), 1);
    QVERIFY(m_fakes->secrets.stored.isEmpty());
}

void TestSessionKeeper::keepsTheTokenWhenTheDiskFails()
{
    m_fakes->secrets.stored[u"window-login"_s] = "refresh-mara-0";
    m_fakes->accounts.nextError = { makeError(ErrorCode::StorageBusy) };
    SessionKeeper keeper(*m_backend);
    QSignalSpy nothing(&keeper, &SessionKeeper::nothing);
    keeper.resume();
    QTRY_COMPARE(nothing.count(), 1);
    QCOMPARE(m_fakes->secrets.stored.size(), 1);
}

void TestSessionKeeper::storesOnlyWhatIsToStay_d2()
{
    SessionKeeper keeper(*m_backend);
    keeper.keep(signIn(), true);
    QCOMPARE(m_fakes->secrets.stored.value(u"window-login"_s), "refresh-mara-1");
    keeper.keep(signIn(), false);
    QVERIFY(m_fakes->secrets.stored.isEmpty());
    QVERIFY(keeper.isSignedIn());
}

void TestSessionKeeper::signOutEndsAndForgets()
{
    SessionKeeper keeper(*m_backend);
    QSignalSpy ended(&keeper, &SessionKeeper::ended);
    const LoginResult login = signIn();
    keeper.keep(login, true);
    keeper.signOut();
    QCOMPARE(m_fakes->accounts.logouts, 1);
    QVERIFY(m_fakes->secrets.stored.isEmpty());
    Q_EMIT m_fakes->accounts.loginEnded(login.user.id, login.principal.login);
    QCOMPARE(ended.count(), 0);
}

void TestSessionKeeper::noticesThatTheLoginWasEndedElsewhere()
{
    SessionKeeper keeper(*m_backend);
    QSignalSpy ended(&keeper, &SessionKeeper::ended);
    const LoginResult login = signIn();
    keeper.keep(login, true);
    Q_EMIT m_fakes->accounts.loginEnded(login.user.id, {}); // all of the user's
    QCOMPARE(ended.count(), 1);
    QVERIFY(m_fakes->secrets.stored.isEmpty());
    QVERIFY(!keeper.isSignedIn());
}

void TestSessionKeeper::ignoresTheEndOfOthers()
{
    SessionKeeper keeper(*m_backend);
    QSignalSpy ended(&keeper, &SessionKeeper::ended);
    const LoginResult login = signIn();
    keeper.keep(login, true);
    Q_EMIT m_fakes->accounts.loginEnded({ 77 }, {});
    Q_EMIT m_fakes->accounts.loginEnded(login.user.id, { 99 });
    QCOMPARE(ended.count(), 0);
}

void TestSessionKeeper::renewsBeforeTheEnd()
{
    SessionKeeper keeper(*m_backend);
    auto *timer = keeper.findChild<QTimer *>();
    QVERIFY(timer);
    QSignalSpy renewed(&keeper, &SessionKeeper::renewed);
    QSignalSpy ended(&keeper, &SessionKeeper::ended);
    const LoginResult login = signIn();
    keeper.keep(login, true);
    QVERIFY(timer->isActive());
    QVERIFY(timer->interval() < login.expiresInSeconds * 1000);
    timer->setInterval(0); // its time has come
    QTRY_COMPARE(renewed.count(), 1);
    QCOMPARE(m_fakes->secrets.stored.value(u"window-login"_s), "refresh-mara-2");
    m_fakes->accounts.nextError = { makeError(ErrorCode::InvalidToken) };
    timer->setInterval(0);
    QTRY_COMPARE(ended.count(), 1);
}

QTEST_MAIN(TestSessionKeeper)
#include "tst_sessionkeeper.moc"
