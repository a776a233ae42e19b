#include "core/accounts/hashqueue.h"
#include "core/accounts/jwt.h"
#include "core/accounts/passwordhasher.h"
#include "core/accounts/passwordpolicy.h"
#include "core/accounts/profile.h"
#include "core/accounts/throttle.h"
#include "core/accounts/tokens.h"
#include "core/common/utczone.h"
#include "tests/support/fakeclock.h"
#include "tests/support/outcome.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMutexLocker>
#include <QSemaphore>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lokal;

namespace {

constexpr HashParameters cheap { 64, 1, 1 };
const QDateTime noon(QDate(2024, 5, 1), QTime(12, 0), utcZone);

QByteArray testKey()
{
    return QByteArray(32, 'k');
}

QString signedToken(const QByteArray &header, const QByteArray &payload)
{
    const QByteArray input = base64Url(header) + '.' + base64Url(payload);
    return QString::fromLatin1(input + '.' + Jwt::signature(input, testKey()));
}

QJsonObject goodClaims()
{
    const qint64 now = noon.toSecsSinceEpoch();
    return { { u"iss"_s, u"lokal-ai:here"_s },
             { u"aud"_s, u"lokal-ai:here"_s },
             { u"sub"_s, u"7"_s },
             { u"sid"_s, u"9"_s },
             { u"stamp"_s, u"s"_s },
             { u"jti"_s, u"j"_s },
             { u"iat"_s, now },
             { u"exp"_s, now + 900 } };
}

QByteArray with(const QString &name, const QJsonValue &value)
{
    QJsonObject claims = goodClaims();
    if (value.isUndefined())
        claims.remove(name);
    else
        claims[name] = value;
    return QJsonDocument(claims).toJson(QJsonDocument::Compact);
}

} // namespace

class TestCredentials : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void signatureIsThatOfRfc7515_a7();
    void ownTokenIsAccepted_a7();
    void faultyTokenIsRefused_a7_data();
    void faultyTokenIsRefused_a7();
    void timesHaveThirtySecondsOfLeeway_a7();
    void keyTextIsSplitAtTheSecondUnderscore_a10();
    void malformedKeyTextIsRefused_a10_data();
    void malformedKeyTextIsRefused_a10();
    void passwordIsJudged_a3_data();
    void passwordIsJudged_a3();
    void hashIsArgon2idWithTheDefaultWork_a4();
    void outdatedHashIsNoticed_a4();
    void queueIsBounded_a4();
    void accountsGoBeforeStrangers_a4();
    void strangersShareThePlaces_a4();
    void unknownUserNeverMatches_a5();
    void addressIsSlowedDownAfterTenAttempts_a6();
    void pairIsLockedForFifteenMinutes_a6();
    void ipv6CountsPerNetwork_a6();
    void memoryIsBounded_a6();
    void usernamesAndAddressesAreChecked_data();
    void usernamesAndAddressesAreChecked();
};

void TestCredentials::signatureIsThatOfRfc7515_a7()
{
    // Appendix A.1.1, byte for byte.
    const QByteArray input = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
                             "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlL"
                             "mNvbS9pc19yb290Ijp0cnVlfQ";
    const QByteArray key = QByteArray::fromBase64(
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
        QByteArray::Base64UrlEncoding);
    QCOMPARE(Jwt::signature(input, key), QByteArray("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
}

void TestCredentials::ownTokenIsAccepted_a7()
{
    const Jwt jwt(testKey(), u"here"_s);
    const QString token = jwt.issue({ { 7 }, { 9 }, u"s"_s }, noon);
    const Result<AccessClaims> claims = jwt.check(token, noon);
    QVERIFY(claims);
    QCOMPARE(claims->user, UserId { 7 });
    QCOMPARE(claims->login, LoginId { 9 });
    QCOMPARE(claims->stamp, u"s"_s);
    QVERIFY(token != jwt.issue({ { 7 }, { 9 }, u"s"_s }, noon)); // jti
}

void TestCredentials::faultyTokenIsRefused_a7_data()
{
    QTest::addColumn<QString>("token");
    const QByteArray header = R"({"alg":"HS256","typ":"at+jwt"})";
    const QByteArray good = QJsonDocument(goodClaims()).toJson(QJsonDocument::Compact);
    const qint64 now = noon.toSecsSinceEpoch();
    const QString fine = signedToken(header, good);
    QVERIFY(
        Jwt(testKey(), u"here"_s).check(fine, noon)); // so that each row fails for its own reason

    QTest::newRow("empty") << QString();
    QTest::newRow("two parts") << fine.section(u'.', 0, 1);
    QTest::newRow("four parts") << fine + u".x"_s;
    QTest::newRow("no signature") << fine.section(u'.', 0, 1) + u'.';
    QTest::newRow("changed payload") << fine.section(u'.', 0, 0) + u'.'
            + QString::fromLatin1(base64Url(with(u"sub"_s, u"1"_s))) + u'.' + fine.section(u'.', 2);
    QTest::newRow("padded") << fine + u'=';
    QTest::newRow("not ascii") << fine + u'\u00e4';
    QTest::newRow("endless") << QString(100000, u'a');
    for (const char *other :
         { R"({"alg":"none","typ":"at+jwt"})", R"({"alg":"HS512","typ":"at+jwt"})",
           R"({"alg":"RS256","typ":"at+jwt"})", R"({"alg":"hs256","typ":"at+jwt"})",
           R"({"alg":"HS256","typ":"JWT"})", R"({"alg":"HS256"})", R"({"typ":"at+jwt"})", "{}",
           "[]", "x", R"({"alg":"HS256","typ":"at+jwt","kid":"1"})",
           R"({"alg":"HS256","typ":"at+jwt","jku":"http://x"})",
           R"({"alg":"HS256","typ":"at+jwt","jwk":{}})",
           R"({"alg":"HS256","typ":"at+jwt","x5u":"http://x"})",
           R"({"alg":"HS256","typ":"at+jwt","crit":["exp"]})",
           R"({"alg":"none","alg":"HS256","typ":"at+jwt"})" })
        QTest::newRow(other) << signedToken(other, good);
    for (const QString &name :
         { u"iss"_s, u"aud"_s, u"sub"_s, u"sid"_s, u"stamp"_s, u"jti"_s, u"iat"_s, u"exp"_s }) {
        QTest::addRow("%s missing", qPrintable(name))
            << signedToken(header, with(name, QJsonValue::Undefined));
        QTest::addRow("%s empty", qPrintable(name)) << signedToken(header, with(name, QString()));
    }
    QTest::newRow("other issuer") << signedToken(header, with(u"iss"_s, u"lokal-ai:there"_s));
    QTest::newRow("other audience") << signedToken(header, with(u"aud"_s, u"lokal-ai:there"_s));
    QTest::newRow("list of audiences")
        << signedToken(header, with(u"aud"_s, QJsonArray { u"lokal-ai:here"_s }));
    QTest::newRow("subject as number") << signedToken(header, with(u"sub"_s, 7));
    QTest::newRow("subject with zeros") << signedToken(header, with(u"sub"_s, u"007"_s));
    QTest::newRow("subject zero") << signedToken(header, with(u"sub"_s, u"0"_s));
    QTest::newRow("lives too long") << signedToken(header, with(u"exp"_s, now + 901));
    QTest::newRow("exp as text") << signedToken(header, with(u"exp"_s, QString::number(now + 900)));
    QTest::newRow("exp huge") << signedToken(header, with(u"exp"_s, 1e300));
    QTest::newRow("from the future") << signedToken(header, with(u"iat"_s, now + 31));
    QTest::newRow("payload no object") << signedToken(header, "[]");
}

void TestCredentials::faultyTokenIsRefused_a7()
{
    QFETCH(QString, token);
    const Result<AccessClaims> claims = Jwt(testKey(), u"here"_s).check(token, noon);
    QVERIFY(!claims);
    QCOMPARE(claims.error(), makeError(ErrorCode::InvalidToken)); // the same for all
}

void TestCredentials::timesHaveThirtySecondsOfLeeway_a7()
{
    const Jwt jwt(testKey(), u"here"_s);
    const QString token = jwt.issue({ { 7 }, { 9 }, u"s"_s }, noon);
    QVERIFY(jwt.check(token, noon.addSecs(900 + 29)));
    QVERIFY(!jwt.check(token, noon.addSecs(900 + 30)));
    QVERIFY(jwt.check(token, noon.addSecs(-30)));
    QVERIFY(!jwt.check(token, noon.addSecs(-31)));
}

void TestCredentials::keyTextIsSplitAtTheSecondUnderscore_a10()
{
    const QString secret = u"_abcdefghijklmnopqrstuvwxyz-0123456789_ABC__"_s.left(43);
    const auto key = ApiKeyText::parse(u"lok_abc123def456_"_s + secret);
    QVERIFY(key);
    QCOMPARE(key->publicId, u"abc123def456"_s);
    QCOMPARE(key->secret, secret);
    const ApiKeyText fresh = ApiKeyText::generate();
    QVERIFY(ApiKeyText::parse(fresh.text()));
    QCOMPARE(fresh.text().size(), 60);
    QVERIFY(fresh.text() != ApiKeyText::generate().text());
}

void TestCredentials::malformedKeyTextIsRefused_a10_data()
{
    QTest::addColumn<QString>("text");
    const QString good = ApiKeyText::generate().text();
    QTest::newRow("empty") << QString();
    QTest::newRow("short") << good.chopped(1);
    QTest::newRow("long") << good + u'a';
    QTest::newRow("other start") << u"lol"_s + good.mid(3);
    QTest::newRow("upper case id") << u"lok_ABCDEFGHIJKL"_s + good.mid(16);
    QTest::newRow("no second underscore") << good.left(16) + u'x' + good.mid(17);
    QTest::newRow("other alphabet") << good.chopped(1) + u'+';
    QTest::newRow("control") << good.chopped(1) + u'\n';
}

void TestCredentials::malformedKeyTextIsRefused_a10()
{
    QFETCH(QString, text);
    QVERIFY(!ApiKeyText::parse(text));
}

void TestCredentials::passwordIsJudged_a3_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<PasswordProblem>("problem");
    QTest::newRow("seven characters") << u"vX4!qTz"_s << PasswordProblem::TooShort;
    QTest::newRow("eight characters") << u"vX4!qTz9"_s << PasswordProblem::Fine;
    QTest::newRow("256 characters")
        << u"vX4!qTz9"_s.repeated(2) + QString(240, u'\u20ac') << PasswordProblem::Fine;
    QTest::newRow("257 characters")
        << u"vX4!qTz9"_s.repeated(2) + QString(241, u'a') << PasswordProblem::TooLong;
    QTest::newRow("1028 bytes") << QString::fromUcs4(U"\U0001F600", 1).repeated(257)
                                << PasswordProblem::TooLong;
    QTest::newRow("eight of two units each") << QString::fromUcs4(
        U"\U0001F600\U0001F984\U0001F34E\U0001F680\U0001F3B8\U0001F9CA\U0001F40D\U0001F308", 8)
                                             << PasswordProblem::Fine;
    QTest::newRow("common") << u"password1"_s << PasswordProblem::TooCommon;
    QTest::newRow("row of keys") << u"qwertyuiop"_s << PasswordProblem::TooCommon;
    QTest::newRow("repeated") << QString(200, u'a') << PasswordProblem::TooCommon;
    QTest::newRow("user name") << u"Margarethe.Ost"_s << PasswordProblem::IsUsername;
    QTest::newRow("user name and digit") << u"margarethe.ost1"_s << PasswordProblem::TooCommon;
    QTest::newRow("phrase") << u"correct horse battery staple"_s << PasswordProblem::Fine;
    QTest::newRow("blanks count") << u" vX4!qT "_s << PasswordProblem::Fine;
    QTest::newRow("goes on behind a NUL")
        << u"aaaa"_s + QChar(u'\0') + u"vX4!qTz9"_s << PasswordProblem::Fine;
}

void TestCredentials::passwordIsJudged_a3()
{
    QFETCH(QString, password);
    QFETCH(PasswordProblem, problem);
    const PasswordStrength strength = passwordStrength(password, u"margarethe.ost"_s);
    QCOMPARE(strength.problem, problem);
    QCOMPARE(strength.score >= 2, problem == PasswordProblem::Fine);
    const Status checked = checkPassword(u"new_password"_s, password, u"margarethe.ost"_s);
    QCOMPARE(bool(checked), problem == PasswordProblem::Fine);
    if (!checked)
        QCOMPARE(checked.error().fields.value(0).field, u"new_password"_s);
}

void TestCredentials::hashIsArgon2idWithTheDefaultWork_a4()
{
    PasswordHasher hasher;
    const Result<QString> hash = outcome(hasher.judgeAndHash(u"password"_s, u"vX4!qTz9"_s, {}));
    QVERIFY(hash);
    QVERIFY2(hash->startsWith(u"$argon2id$v=19$m=65536,t=3,p=4$"_s), qPrintable(*hash));
    const QStringList parts = hash->split(u'$');
    QCOMPARE(QByteArray::fromBase64(parts.value(4).toLatin1()).size(), 16);
    QCOMPARE(QByteArray::fromBase64(parts.value(5).toLatin1()).size(), 32);
    QVERIFY(outcome(hasher.verify(*hash, u"vX4!qTz9"_s))->matches);
    QVERIFY(!outcome(hasher.verify(*hash, u"vX4!qTz9 "_s))->matches);
}

void TestCredentials::outdatedHashIsNoticed_a4()
{
    PasswordHasher weak(cheap);
    PasswordHasher strong({ 128, 1, 1 });
    const QString hash = *outcome(weak.hash(u"vX4!qTz9"_s));
    QVERIFY(outcome(strong.verify(hash, u"vX4!qTz9"_s))->isOutdated);
    QVERIFY(!outcome(weak.verify(hash, u"vX4!qTz9"_s))->isOutdated);
    const QString strongHash = *outcome(strong.hash(u"vX4!qTz9"_s));
    QVERIFY(!outcome(weak.verify(strongHash, u"vX4!qTz9"_s))->isOutdated);
}

void TestCredentials::queueIsBounded_a4()
{
    PasswordHasher hasher({ 8192, 1, 1 });
    QList<Future<QString>> jobs;
    for (int i = 0; i < 200; ++i)
        jobs.append(hasher.hash(u"vX4!qTz9"_s));
    int refused = 0;
    for (int i = 0; i < jobs.size(); ++i) {
        const Result<QString> result = outcome(jobs[i]);
        if (i < HashQueue::running + HashQueue::waiting)
            QVERIFY(result);
        if (result)
            continue;
        QCOMPARE(result.error().code, ErrorCode::Overloaded);
        QVERIFY(result.error().args.value(u"retry_after"_s).toInt() >= 1);
        ++refused;
    }
    QVERIFY(refused > 0);
    QVERIFY(outcome(hasher.hash(u"vX4!qTz9"_s))); // and it recovers
}

namespace {

/// A queue whose threads wait at a gate, so that what is submitted has to wait as well.
class HeldQueue
{
public:
    HeldQueue()
    {
        for (int i = 0; i < HashQueue::running; ++i)
            m_queue.submit({ [this] { m_gate.acquire(); }, [] {}, {} });
    }
    ~HeldQueue() { m_gate.release(HashQueue::running); }

    void submit(const QString &name, const QString &stranger)
    {
        m_queue.submit({ [this, name] {
                            const QMutexLocker lock(&m_lock);
                            m_done.append(name);
                            m_finished.release();
                        },
                         [this, name] { m_refused.append(name); }, stranger });
    }
    const QStringList &refused() const { return m_refused; }
    /// What ran, in order, with one thread doing it all.
    QStringList run(int count)
    {
        m_gate.release();
        m_finished.acquire(count);
        const QMutexLocker lock(&m_lock);
        return m_done;
    }

private:
    QMutex m_lock;
    QStringList m_done, m_refused;
    QSemaphore m_gate, m_finished;
    HashQueue m_queue;
};

} // namespace

void TestCredentials::accountsGoBeforeStrangers_a4()
{
    HeldQueue queue;
    for (int i = 0; i < HashQueue::waiting; ++i)
        queue.submit(u"register %1"_s.arg(i), u"192.0.2.1"_s);
    QCOMPARE(queue.refused(), QStringList());
    queue.submit(u"login"_s, {});
    QCOMPARE(queue.refused(), QStringList { u"register 15"_s });
    queue.submit(u"one too many"_s, u"192.0.2.1"_s);
    QCOMPARE(queue.refused().last(), u"one too many"_s);
    QCOMPARE(queue.run(HashQueue::waiting).first(2), QStringList({ u"login"_s, u"register 0"_s }));
}

void TestCredentials::strangersShareThePlaces_a4()
{
    HeldQueue queue;
    for (int i = 0; i < HashQueue::waiting; ++i)
        queue.submit(u"first %1"_s.arg(i), u"192.0.2.1"_s);
    for (int i = 0; i < HashQueue::waiting; ++i)
        queue.submit(u"second %1"_s.arg(i), u"192.0.2.2"_s);
    QCOMPARE(queue.refused().filter(u"first"_s).size(), HashQueue::waiting / 2);
    QCOMPARE(queue.refused().filter(u"second"_s).size(), HashQueue::waiting / 2);
    QCOMPARE(queue.run(HashQueue::waiting).size(), HashQueue::waiting);
}

void TestCredentials::unknownUserNeverMatches_a5()
{
    PasswordHasher hasher(cheap);
    const Result<Verification> verified = outcome(hasher.verify({}, u"vX4!qTz9"_s));
    QVERIFY(verified);
    QVERIFY(!verified->matches);
}

void TestCredentials::addressIsSlowedDownAfterTenAttempts_a6()
{
    FakeClock clock;
    Throttle throttle(clock, 10);
    for (int i = 0; i < 10; ++i)
        QVERIFY(!throttle.admit(u"192.0.2.1"_s));
    QCOMPARE(throttle.admit(u"192.0.2.1"_s), 60s);
    QVERIFY(!throttle.admit(u"192.0.2.2"_s));
    clock.jumpWallClock(1h);
    QVERIFY(throttle.admit(u"192.0.2.1"_s)); // only the monotonic clock counts (D13)
    clock.advance(60s);
    QVERIFY(!throttle.admit(u"192.0.2.1"_s));
}

void TestCredentials::pairIsLockedForFifteenMinutes_a6()
{
    FakeClock clock;
    Throttle throttle(clock, 10);
    for (int i = 0; i < 5; ++i) {
        QVERIFY(!throttle.lockedFor(u"alice"_s, u"192.0.2.1"_s));
        throttle.noteFailure(u"alice"_s, u"192.0.2.1"_s);
    }
    QCOMPARE(throttle.lockedFor(u"alice"_s, u"192.0.2.1"_s), 900s);
    QVERIFY(
        !throttle.lockedFor(u"alice"_s, u"192.0.2.2"_s)); // nobody locks others out from elsewhere
    QVERIFY(!throttle.lockedFor(u"bob"_s, u"192.0.2.1"_s));
    clock.advance(10min);
    throttle.noteFailure(u"alice"_s, u"192.0.2.1"_s); // does not prolong it
    clock.advance(5min - 1ms);
    QCOMPARE(throttle.lockedFor(u"alice"_s, u"192.0.2.1"_s), 1s);
    clock.advance(1ms);
    QVERIFY(!throttle.lockedFor(u"alice"_s, u"192.0.2.1"_s));
    throttle.noteFailure(u"alice"_s, u"192.0.2.1"_s); // and counting starts anew
    QVERIFY(!throttle.lockedFor(u"alice"_s, u"192.0.2.1"_s));
}

void TestCredentials::ipv6CountsPerNetwork_a6()
{
    QCOMPARE(throttleAddress(u"2001:db8:1:2:3:4:5:6"_s), throttleAddress(u"2001:db8:1:2::1"_s));
    QVERIFY(throttleAddress(u"2001:db8:1:2::1"_s) != throttleAddress(u"2001:db8:1:3::1"_s));
    QCOMPARE(throttleAddress(u"::ffff:192.0.2.1"_s), u"192.0.2.1"_s);
    QVERIFY(throttleAddress(u"192.0.2.1"_s) != throttleAddress(u"192.0.2.2"_s));
}

void TestCredentials::memoryIsBounded_a6()
{
    FakeClock clock;
    Throttle throttle(clock, 1);
    QVERIFY(!throttle.admit(u"192.0.2.1"_s));
    clock.advance(1ms);
    for (int i = 0; i < Throttle::mostEntries; ++i)
        QVERIFY(!throttle.admit(u"host "_s + QString::number(i)));
    QVERIFY(!throttle.admit(u"192.0.2.1"_s)); // the quietest one made room
}

void TestCredentials::usernamesAndAddressesAreChecked_data()
{
    QTest::addColumn<QString>("username");
    QTest::addColumn<QString>("email");
    QTest::addColumn<bool>("good");
    const QString name = u"alice"_s;
    const QString mail = u"a@example.org"_s;
    QTest::newRow("plain") << name << mail << true;
    QTest::newRow("all kinds") << u"A.b_c-9"_s << u"first.last+tag@mail.example.co"_s << true;
    QTest::newRow("32") << QString(32, u'a') << u"root@localhost"_s << true;
    QTest::newRow("33") << QString(33, u'a') << mail << false;
    QTest::newRow("2") << u"ab"_s << mail << false;
    QTest::newRow("blank") << u"al ice"_s << mail << false;
    QTest::newRow("line end") << u"alice\n"_s << mail << false;
    QTest::newRow("umlaut") << u"\u00e4lice"_s << mail << false;
    QTest::newRow("at") << u"al@ice"_s << mail << false;
    int row = 0;
    for (const char *bad : { "", "a", "@example.org", "a@", "a@@b", "a b@c.org", "a@b..c", ".a@b.c",
                             "a@-b.c", "a@b.c\n", "a,b@c.org" })
        QTest::addRow("address %d", row++) << name << QString::fromLatin1(bad) << false;
    QTest::newRow("long address") << name << QString(250, u'a') + u"@b.org"_s << false;
}

void TestCredentials::usernamesAndAddressesAreChecked()
{
    QFETCH(QString, username);
    QFETCH(QString, email);
    QFETCH(bool, good);
    QCOMPARE(checkUsername(username) && checkEmail(email), good);
}

QTEST_GUILESS_MAIN(TestCredentials)
#include "tst_credentials.moc"
