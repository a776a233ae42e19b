#include "core/accounts/accountservice.h"
#include "core/common/utczone.h"
#include "tests/support/fakeaccountstore.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakesecretstore.h"
#include "tests/support/outcome.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lokal;

namespace {

constexpr HashParameters cheap { 64, 1, 1 };
const ClientOrigin lan { u"192.0.2.1"_s, u"req-1"_s };
const ClientOrigin elsewhere { u"198.51.100.9"_s, u"req-2"_s };

QString password()
{
    return u"vX4!qTz9 violet"_s;
}

QString otherPassword()
{
    return u"nM8?wLk2 copper"_s;
}

class FakeSetupTokenPlace final : public SetupTokenPlace
{
public:
    QString token;
    void put(const QString &fresh) override { token = fresh; }
    void clear() override { token.clear(); }
};

QStringList *caughtLines = nullptr;

void catchLine(QtMsgType, const QMessageLogContext &, const QString &line)
{
    caughtLines->append(line);
}

/// Everything that is logged while this lives, at every level.
class LogCatcher
{
public:
    LogCatcher()
    {
        caughtLines = &lines;
        m_previous = qInstallMessageHandler(catchLine);
    }
    ~LogCatcher()
    {
        qInstallMessageHandler(m_previous);
        caughtLines = nullptr;
    }
    QStringList lines;

private:
    QtMessageHandler m_previous;
};

} // namespace

class TestAccountService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void firstAccountOnLoopbackIsTheAdministrator_a1();
    void elsewhereTheFirstAccountNeedsTheSetupToken_a1();
    void exactlyOneRequestWins_a1();
    void loserOfTheRaceIsAnOrdinaryUserWhereRegistrationIsOpen_a1();
    void setupIsDoneForGood_a1();
    void emptiedUserTableIsNoFirstRun_a1();
    void windowAndCommandLineNeedNoToken_a1();
    void registrationCanBeClosed_a2();
    void laterAccountsHaveTheOrdinaryRole_a2();
    void passwordIsUsedAsReceived_a3();
    void weakPasswordsAreRefused_a3();
    void changingNeedsTheCurrentPassword_a3();
    void hashIsRenewedAtLogin_a4();
    void unknownWrongAndDisabledAreTheSame_a5();
    void pairIsLockedEvenForTheRightPassword_a6();
    void nameAndAddressCountTogether_a6();
    void parallelGuessesGetNoMoreTries_a6();
    void tenAttemptsAMinute_a6();
    void tokenNamesTheLogin_a7();
    void missingSigningKeyIsReplaced_a7();
    void refreshTokensAreSingleUse_a8();
    void reuseRevokesTheFamily_a8();
    void refreshTokensExpire_a8();
    void logoutTakesEffectAtTheNextRequest_a9();
    void logoutEverywhere_a9();
    void passwordChangeEndsEveryLogin_a9();
    void resetEndsEveryLogin_a9();
    void disablingEndsLoginsAndKeys_a9();
    void loginOvertakenByAPasswordChangeIsRefused_a9();
    void keysAreShownOnceAndStoredHashed_a10();
    void keysCanNeitherMintKeysNorChangePasswords_a10();
    void scopesNeverExceedTheOwner_a10();
    void expiredAndRevokedKeysAreInvalid_a10();
    void wrongKeyRequestsAreRefused_a10_data();
    void wrongKeyRequestsAreRefused_a10();
    void tokenAndKeyStandForTheSameUser_a11();
    void storageFaultIsNeverAWrongCredential_a12();
    void factsAreReadOnce();
    void foreignKeysDoNotExist_z1();
    void lastAdministratorStays_z6();
    void noSecretReachesTheLog_o1();
    void securityLogTellsWhoAndFromWhere_o2();
    void onlyOneLineWhateverIsInIt_o2();
    void profileChangesAreCheckedAndSeen();
    void answersCallsFromAnyThread();

private:
    struct Engine
    {
        FakeClock clock;
        FakeAccountStore store { clock };
        FakeSecretStore secrets;
        FakeSetupTokenPlace place;
        PasswordHasher hasher { cheap };
    };

    AccountService &restart(const AccountSettings &settings
                            = { RegistrationPolicy::Open, true, 100 });
    RegisteredUser registered(const QString &name);
    LoginResult loggedIn(const QString &name, const ClientOrigin &from = lan);
    Future<LoginResult> tryLogin(const QString &name, const QString &secret,
                                 const ClientOrigin &from = lan);

    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<AccountService> m_accounts;
};

void TestAccountService::init()
{
    m_engine = std::make_unique<Engine>();
    restart();
}

void TestAccountService::cleanup()
{
    m_accounts.reset();
    m_engine.reset();
}

AccountService &TestAccountService::restart(const AccountSettings &settings)
{
    m_accounts
        = std::make_unique<AccountService>(m_engine->store, m_engine->secrets, m_engine->hasher,
                                           m_engine->place, m_engine->clock, settings);
    (void)outcome(m_accounts->start());
    return *m_accounts;
}

RegisteredUser TestAccountService::registered(const QString &name)
{
    const auto made = outcome(
        m_accounts->registerUser({ name, password(), name + u"@example.org"_s, {} }, lan));
    if (!made)
        qFatal("not registered: %s", qPrintable(codeName(made.error().code)));
    return *made;
}

Future<LoginResult> TestAccountService::tryLogin(const QString &name, const QString &secret,
                                                 const ClientOrigin &from)
{
    return m_accounts->login(name, secret, from);
}

LoginResult TestAccountService::loggedIn(const QString &name, const ClientOrigin &from)
{
    const auto made = outcome(tryLogin(name, password(), from));
    if (!made)
        qFatal("not logged in: %s", qPrintable(codeName(made.error().code)));
    return *made;
}

void TestAccountService::firstAccountOnLoopbackIsTheAdministrator_a1()
{
    QVERIFY(!outcome(m_accounts->state())->hasAccounts);
    QVERIFY(m_engine->place.token.isEmpty());
    QCOMPARE(registered(u"alice"_s).user.permissions, Permission::Admin | Permission::User);
    QVERIFY(outcome(m_accounts->state())->hasAccounts);
}

void TestAccountService::elsewhereTheFirstAccountNeedsTheSetupToken_a1()
{
    AccountService &accounts = restart({ RegistrationPolicy::Closed, false, 100 });
    const QString token = m_engine->place.token;
    QCOMPARE(token.size(), 43); // 256 bits
    QSignalSpy issued(&accounts, &AccountService::setupTokenIssued);
    LOKAL_COMPARE_FAILURE(accounts.registerUser({ u"eve"_s, password(), {}, {} }, lan),
                          ErrorCode::RegistrationClosed);
    LOKAL_COMPARE_FAILURE(accounts.registerUser({ u"eve"_s, password(), {}, u"guess"_s }, lan),
                          ErrorCode::RegistrationClosed);
    LOKAL_COMPARE_FAILURE(accounts.registerUser({ u"eve"_s, password(), {}, QString() }, lan),
                          ErrorCode::RegistrationClosed);
    // A refused form does not use it up.
    LOKAL_COMPARE_FAILURE(accounts.registerUser({ u"alice"_s, u"short"_s, {}, token }, lan),
                          ErrorCode::InvalidField);
    const auto made = outcome(accounts.registerUser({ u"alice"_s, password(), {}, token }, lan));
    QVERIFY(made);
    QVERIFY(made->user.permissions.testFlag(Permission::Admin));
    QVERIFY(m_engine->place.token.isEmpty());
    (void)outcome(accounts.start());
    QVERIFY(m_engine->place.token.isEmpty());
    QCOMPARE(issued.count(), 0);
}

void TestAccountService::exactlyOneRequestWins_a1()
{
    AccountService &accounts = restart({ RegistrationPolicy::Open, false, 100 });
    const QString token = m_engine->place.token;
    auto first = accounts.registerUser({ u"alice"_s, password(), {}, token }, lan);
    auto second = accounts.registerUser({ u"bob"_s, password(), {}, token }, elsewhere);
    const auto firstMade = outcome(first);
    const auto secondMade = outcome(second);
    QVERIFY(bool(firstMade) != bool(secondMade));
    LOKAL_COMPARE_FAILURE(firstMade ? secondMade : firstMade, ErrorCode::SetupDone);
    QCOMPARE(m_engine->store.userRows.size(), 1);
}

void TestAccountService::loserOfTheRaceIsAnOrdinaryUserWhereRegistrationIsOpen_a1()
{
    auto first = m_accounts->registerUser({ u"alice"_s, password(), {}, {} }, lan);
    auto second = m_accounts->registerUser({ u"bob"_s, password(), {}, {} }, lan);
    const auto firstMade = outcome(first);
    const auto secondMade = outcome(second);
    QVERIFY(firstMade && secondMade);
    QVERIFY(firstMade->user.permissions.testFlag(Permission::Admin)
            != secondMade->user.permissions.testFlag(Permission::Admin));
}

void TestAccountService::setupIsDoneForGood_a1()
{
    AccountService &accounts = restart({ RegistrationPolicy::Open, false, 100 });
    const QString token = m_engine->place.token;
    QVERIFY(outcome(accounts.registerUser({ u"alice"_s, password(), {}, token }, lan)));
    const Registration again { u"eve"_s, password(), {}, token };
    LOKAL_COMPARE_FAILURE(accounts.registerUser(again, lan), ErrorCode::SetupDone);
    m_engine->store.fault = makeError(ErrorCode::StorageBusy);
    LOKAL_COMPARE_FAILURE(accounts.registerUser(again, lan), ErrorCode::SetupDone);
    LOKAL_COMPARE_FAILURE(
        restart({ RegistrationPolicy::Open, false, 100 }).registerUser(again, lan),
        ErrorCode::SetupDone);
    QVERIFY(m_engine->place.token.isEmpty());
    LOKAL_COMPARE_FAILURE(m_accounts->state(), ErrorCode::StorageBusy); // never "no accounts"
}

void TestAccountService::emptiedUserTableIsNoFirstRun_a1()
{
    registered(u"alice"_s);
    m_engine->store.userRows.clear();
    AccountService &accounts = restart({ RegistrationPolicy::Closed, true, 100 });
    QVERIFY(outcome(accounts.state())->hasAccounts);
    LOKAL_COMPARE_FAILURE(accounts.registerUser({ u"eve"_s, password(), {}, {} }, lan),
                          ErrorCode::RegistrationClosed);
    LOKAL_COMPARE_FAILURE(accounts.registerUser({ u"eve"_s, password(), {}, u"any"_s }, lan),
                          ErrorCode::SetupDone);
    QVERIFY(m_engine->store.userRows.isEmpty());
}

void TestAccountService::windowAndCommandLineNeedNoToken_a1()
{
    AccountService &accounts = restart({ RegistrationPolicy::Closed, false, 100 });
    QVERIFY(outcome(accounts.registerUser({ u"alice"_s, password(), {}, {} }, {}))
                ->user.permissions.testFlag(Permission::Admin));
    QVERIFY(m_engine->place.token.isEmpty());
    m_engine->store.userRows.clear();
    m_engine->store.settings.clear();
    AccountService &fresh = restart({ RegistrationPolicy::Closed, false, 100 });
    QVERIFY(outcome(fresh.addUser({ u"root"_s, password(), {}, {} }, Permission::User))
                ->user.permissions.testFlag(Permission::Admin));
    const auto second = outcome(
        fresh.addUser({ u"bob"_s, password(), {}, {} }, Permission::User | Permission::Models));
    QCOMPARE(second->user.permissions, Permission::User | Permission::Models);
}

void TestAccountService::registrationCanBeClosed_a2()
{
    registered(u"alice"_s);
    m_accounts->setSettings({ RegistrationPolicy::Closed, true, 100 });
    LOKAL_COMPARE_FAILURE(m_accounts->registerUser({ u"bob"_s, password(), {}, {} }, lan),
                          ErrorCode::RegistrationClosed);
    QCOMPARE(outcome(m_accounts->state())->registration, RegistrationPolicy::Closed);
}

void TestAccountService::laterAccountsHaveTheOrdinaryRole_a2()
{
    registered(u"alice"_s);
    const RegisteredUser bob = registered(u"bob"_s);
    QCOMPARE(bob.user.permissions, Permissions(Permission::User));
    const auto principal = outcome(m_accounts->authenticateKey(bob.apiKey));
    QVERIFY(principal);
    QCOMPARE(principal->username, u"bob"_s);
    LOKAL_COMPARE_FAILURE(m_accounts->registerUser({ u"BOB"_s, password(), {}, {} }, lan),
                          ErrorCode::NameTaken);
    LOKAL_COMPARE_FAILURE(m_accounts->registerUser({ u"x"_s, password(), {}, {} }, lan),
                          ErrorCode::InvalidField);
}

void TestAccountService::passwordIsUsedAsReceived_a3()
{
    const QString odd = u"  vX4!qTz9"_s + QChar(u'\0') + u"tail "_s;
    QVERIFY(outcome(m_accounts->registerUser({ u"alice"_s, odd, {}, {} }, lan)));
    QVERIFY(outcome(tryLogin(u"alice"_s, odd)));
    LOKAL_COMPARE_FAILURE(tryLogin(u"alice"_s, odd.trimmed()), ErrorCode::InvalidCredentials);
    LOKAL_COMPARE_FAILURE(tryLogin(u"alice"_s, odd.left(10)), ErrorCode::InvalidCredentials);
}

void TestAccountService::weakPasswordsAreRefused_a3()
{
    for (const QString &weak : { u"password1"_s, u"Alice.Muster"_s, u"short"_s, QString() }) {
        const auto refused
            = outcome(m_accounts->registerUser({ u"alice.muster"_s, weak, {}, {} }, lan));
        LOKAL_COMPARE_FAILURE(refused, ErrorCode::InvalidField);
        QCOMPARE(refused.error().fields.value(0).field, u"password"_s);
    }
    registered(u"alice"_s);
    const LoginResult login = loggedIn(u"alice"_s);
    const auto refused
        = outcome(m_accounts->changePassword(login.principal, password(), u"password1"_s, lan));
    LOKAL_COMPARE_FAILURE(refused, ErrorCode::InvalidField);
    QCOMPARE(refused.error().fields.value(0).field, u"new_password"_s);
}

void TestAccountService::changingNeedsTheCurrentPassword_a3()
{
    registered(u"alice"_s);
    const LoginResult login = loggedIn(u"alice"_s);
    LOKAL_COMPARE_FAILURE(
        m_accounts->changePassword(login.principal, otherPassword(), otherPassword(), lan),
        ErrorCode::WrongPassword);
    QVERIFY(outcome(m_accounts->authenticateToken(login.accessToken)));
    for (int i = 0; i < 4; ++i)
        LOKAL_COMPARE_FAILURE(
            m_accounts->changePassword(login.principal, u"guess"_s, otherPassword(), lan),
            ErrorCode::WrongPassword);
    LOKAL_COMPARE_FAILURE(
        m_accounts->changePassword(login.principal, password(), otherPassword(), lan),
        ErrorCode::RateLimited);
}

void TestAccountService::hashIsRenewedAtLogin_a4()
{
    const UserId alice = registered(u"alice"_s).user.id;
    const QString old = m_engine->store.userRows[alice.value].passwordHash;
    PasswordHasher stronger({ 128, 1, 1 });
    m_accounts = std::make_unique<AccountService>(
        m_engine->store, m_engine->secrets, stronger, m_engine->place, m_engine->clock,
        AccountSettings { RegistrationPolicy::Open, true, 100 });
    const LoginResult login = loggedIn(u"alice"_s);
    QTRY_VERIFY(m_engine->store.userRows[alice.value].passwordHash != old);
    QVERIFY(m_engine->store.userRows[alice.value].passwordHash.contains(u"m=128,"_s));
    QVERIFY(
        outcome(m_accounts->authenticateToken(login.accessToken))); // nobody is signed out by it
    loggedIn(u"alice"_s);
    m_accounts.reset();
}

void TestAccountService::unknownWrongAndDisabledAreTheSame_a5()
{
    registered(u"alice"_s);
    registered(u"bob"_s);
    QVERIFY(outcome(m_accounts->setEnabled(u"bob"_s, false)));
    const auto unknown = outcome(tryLogin(u"nobody"_s, password()));
    const auto wrong = outcome(tryLogin(u"alice"_s, otherPassword()));
    const auto disabled = outcome(tryLogin(u"bob"_s, password()));
    LOKAL_COMPARE_FAILURE(unknown, ErrorCode::InvalidCredentials);
    QCOMPARE(unknown.error(), wrong.error());
    QCOMPARE(unknown.error(), disabled.error());
}

void TestAccountService::pairIsLockedEvenForTheRightPassword_a6()
{
    registered(u"alice"_s);
    for (int i = 0; i < 5; ++i)
        LOKAL_COMPARE_FAILURE(tryLogin(u"alice"_s, otherPassword()), ErrorCode::InvalidCredentials);
    const auto locked = outcome(tryLogin(u"ALICE"_s, password()));
    LOKAL_COMPARE_FAILURE(locked, ErrorCode::RateLimited);
    QCOMPARE(locked.error().args.value(u"retry_after"_s).toInt(), 900);
    QVERIFY(outcome(tryLogin(u"alice"_s, password(), elsewhere)));
    m_engine->clock.advance(15min);
    QVERIFY(outcome(tryLogin(u"alice"_s, password())));
    for (int i = 0; i < 5; ++i) // names that do not exist are no exception
        LOKAL_COMPARE_FAILURE(tryLogin(u"nobody"_s, password()), ErrorCode::InvalidCredentials);
    LOKAL_COMPARE_FAILURE(tryLogin(u"Nobody"_s, password()), ErrorCode::RateLimited);
}

void TestAccountService::nameAndAddressCountTogether_a6()
{
    registered(u"alice"_s);
    for (int i = 0; i < 5; ++i)
        LOKAL_COMPARE_FAILURE(
            tryLogin(i % 2 ? u"alice"_s : u"alice@example.org"_s, otherPassword()),
            ErrorCode::InvalidCredentials);
    LOKAL_COMPARE_FAILURE(tryLogin(u"alice@example.org"_s, password()), ErrorCode::RateLimited);
}

void TestAccountService::parallelGuessesGetNoMoreTries_a6()
{
    registered(u"alice"_s);
    QList<Future<LoginResult>> guesses;
    for (int i = 0; i < 9; ++i)
        guesses.append(tryLogin(u"alice"_s, otherPassword()));
    int tried = 0;
    for (const auto &guess : guesses)
        tried += failureOf(guess) == ErrorCode::InvalidCredentials ? 1 : 0;
    QCOMPARE(tried, 5);
}

void TestAccountService::tenAttemptsAMinute_a6()
{
    AccountService &accounts = restart({ RegistrationPolicy::Open, true, 10 });
    registered(u"alice"_s);
    for (int i = 0; i < 10; ++i)
        QVERIFY(outcome(accounts.login(u"alice"_s, password(), lan)));
    const auto refused = outcome(accounts.login(u"alice"_s, password(), lan));
    LOKAL_COMPARE_FAILURE(refused, ErrorCode::RateLimited);
    QCOMPARE(refused.error().args.value(u"retry_after"_s).toInt(), 60);
    m_engine->clock.advance(1min);
    QVERIFY(outcome(accounts.login(u"alice"_s, password(), lan)));
}

void TestAccountService::tokenNamesTheLogin_a7()
{
    registered(u"alice"_s);
    const LoginResult login = loggedIn(u"alice@Example.org"_s);
    QCOMPARE(login.expiresInSeconds, 900);
    const auto principal = outcome(m_accounts->authenticateToken(login.accessToken));
    QVERIFY(principal);
    QCOMPARE(*principal, login.principal);
    QVERIFY(principal->login.isValid());
    LOKAL_COMPARE_FAILURE(m_accounts->authenticateToken(login.accessToken + u'x'),
                          ErrorCode::InvalidToken);
    m_engine->clock.advance(16min);
    LOKAL_COMPARE_FAILURE(m_accounts->authenticateToken(login.accessToken),
                          ErrorCode::InvalidToken);
}

void TestAccountService::missingSigningKeyIsReplaced_a7()
{
    registered(u"alice"_s);
    const LoginResult login = loggedIn(u"alice"_s);
    const QByteArray key = m_engine->secrets.secrets.value(u"jwt-signing-key"_s);
    QCOMPARE(key.size(), 32);
    restart();
    QVERIFY(outcome(m_accounts->authenticateToken(login.accessToken))); // survives a restart

    m_engine->secrets.secrets.clear();
    LogCatcher log;
    restart();
    QVERIFY(log.lines.filter(u"event=signing_key_missing"_s).size() == 1);
    QVERIFY(m_engine->secrets.secrets.value(u"jwt-signing-key"_s) != key);
    LOKAL_COMPARE_FAILURE(m_accounts->authenticateToken(login.accessToken),
                          ErrorCode::InvalidToken);
    QVERIFY(outcome(m_accounts->refresh(login.refreshToken, lan)));
}

void TestAccountService::refreshTokensAreSingleUse_a8()
{
    registered(u"alice"_s);
    const LoginResult login = loggedIn(u"alice"_s);
    const auto fresh = outcome(m_accounts->refresh(login.refreshToken, lan));
    QVERIFY(fresh);
    QVERIFY(fresh->refreshToken != login.refreshToken);
    QCOMPARE(fresh->principal.login, login.principal.login);
    QVERIFY(outcome(m_accounts->authenticateToken(fresh->accessToken)));
    QVERIFY(outcome(m_accounts->refresh(fresh->refreshToken, lan)));
    for (const QString &wrong : { QString(), u"unknown"_s, login.accessToken })
        LOKAL_COMPARE_FAILURE(m_accounts->refresh(wrong, lan), ErrorCode::InvalidToken);
    for (const StoredLogin &stored : std::as_const(m_engine->store.loginRows))
        QVERIFY(!stored.refreshHash.contains(fresh->refreshToken.toLatin1()));
}

void TestAccountService::reuseRevokesTheFamily_a8()
{
    registered(u"alice"_s);
    const LoginResult login = loggedIn(u"alice"_s);
    const LoginResult other = loggedIn(u"alice"_s);
    const auto fresh = outcome(m_accounts->refresh(login.refreshToken, lan));
    QVERIFY(fresh);
    QVERIFY(outcome(m_accounts->authenticateToken(fresh->accessToken)));
    QSignalSpy ended(m_accounts.get(), &Accounts::loginEnded);
    const auto reused = outcome(m_accounts->refresh(login.refreshToken, elsewhere));
    LOKAL_COMPARE_FAILURE(reused, ErrorCode::InvalidToken);
    QVERIFY(reused.error().args.isEmpty());
    QCOMPARE(ended.count(), 1);
    QCOMPARE(ended[0][1].value<LoginId>(), login.principal.login);
    LOKAL_COMPARE_FAILURE(m_accounts->refresh(fresh->refreshToken, lan), ErrorCode::InvalidToken);
    LOKAL_COMPARE_FAILURE(m_accounts->authenticateToken(fresh->accessToken),
                          ErrorCode::InvalidToken);
    QVERIFY(outcome(
        m_accounts->authenticateToken(other.accessToken))); // another login is another family
}

void TestAccountService::refreshTokensExpire_a8()
{
    registered(u"alice"_s);
    const LoginResult login = loggedIn(u"alice"_s);
    m_engine->clock.advance(30 * 24h);
    LOKAL_COMPARE_FAILURE(m_accounts->refresh(login.refreshToken, lan), ErrorCode::InvalidToken);
}

void TestAccountService::logoutTakesEffectAtTheNextRequest_a9()
{
    registered(u"alice"_s);
    const LoginResult login = loggedIn(u"alice"_s);
    const LoginResult other = loggedIn(u"alice"_s);
    QVERIFY(outcome(m_accounts->authenticateToken(login.accessToken)));
    QSignalSpy ended(m_accounts.get(), &Accounts::loginEnded);
    QVERIFY(outcome(m_accounts->logout(login.refreshToken, false, lan)));
    QCOMPARE(ended.count(), 1);
    LOKAL_COMPARE_FAILURE(m_accounts->authenticateToken(login.accessToken),
                          ErrorCode::InvalidToken);
    LOKAL_COMPARE_FAILURE(m_accounts->refresh(login.refreshToken, lan), ErrorCode::InvalidToken);
    QVERIFY(outcome(m_accounts->authenticateToken(other.accessToken)));
}

void TestAccountService::logoutEverywhere_a9()
{
    const RegisteredUser alice = registered(u"alice"_s);
    const LoginResult login = loggedIn(u"alice"_s);
    const LoginResult other = loggedIn(u"alice"_s);
    QVERIFY(outcome(m_accounts->authenticateToken(other.accessToken)));
    QSignalSpy ended(m_accounts.get(), &Accounts::loginEnded);
    QVERIFY(outcome(m_accounts->logout(login.refreshToken, true, lan)));
    QCOMPARE(ended.count(), 1);
    QVERIFY(!ended[0][1].value<LoginId>().isValid());
    LOKAL_COMPARE_FAILURE(m_accounts->authenticateToken(other.accessToken),
                          ErrorCode::InvalidToken);
    LOKAL_COMPARE_FAILURE(m_accounts->logout(login.refreshToken, true, lan),
                          ErrorCode::InvalidToken);
    QVERIFY(outcome(m_accounts->authenticateKey(alice.apiKey))); // keys stay
    const LoginResult again = loggedIn(u"alice"_s); // the same without a refresh token
    const auto who = outcome(m_accounts->authenticateToken(again.accessToken));
    QVERIFY(who && outcome(m_accounts->logoutEverywhere(*who, lan)));
    LOKAL_COMPARE_FAILURE(m_accounts->authenticateToken(again.accessToken),
                          ErrorCode::InvalidToken);
    LOKAL_COMPARE_FAILURE(m_accounts->refresh(again.refreshToken, lan), ErrorCode::InvalidToken);
}

void TestAccountService::passwordChangeEndsEveryLogin_a9()
{
    const RegisteredUser alice = registered(u"alice"_s);
    const LoginResult login = loggedIn(u"alice"_s);
    const LoginResult other = loggedIn(u"alice"_s);
    QVERIFY(outcome(m_accounts->authenticateToken(login.accessToken)));
    QVERIFY(outcome(m_accounts->authenticateToken(other.accessToken)));
    QSignalSpy ended(m_accounts.get(), &Accounts::loginEnded);
    const auto fresh
        = outcome(m_accounts->changePassword(login.principal, password(), otherPassword(), lan));
    QVERIFY(fresh);
    QCOMPARE(ended.count(), 1);
    for (const LoginResult &old : { login, other }) {
        LOKAL_COMPARE_FAILURE(m_accounts->authenticateToken(old.accessToken),
                              ErrorCode::InvalidToken);
        LOKAL_COMPARE_FAILURE(m_accounts->refresh(old.refreshToken, lan), ErrorCode::InvalidToken);
    }
    QVERIFY(outcome(m_accounts->authenticateToken(fresh->accessToken)));
    QVERIFY(outcome(m_accounts->refresh(fresh->refreshToken, lan)));
    QVERIFY(outcome(m_accounts->authenticateKey(alice.apiKey)));
    LOKAL_COMPARE_FAILURE(tryLogin(u"alice"_s, password()), ErrorCode::InvalidCredentials);
    QVERIFY(outcome(tryLogin(u"alice"_s, otherPassword())));
}

void TestAccountService::resetEndsEveryLogin_a9()
{
    registered(u"alice"_s);
    const LoginResult login = loggedIn(u"alice"_s);
    QVERIFY(outcome(m_accounts->authenticateToken(login.accessToken)));
    QVERIFY(outcome(m_accounts->resetPassword(u"alice"_s, otherPassword())));
    LOKAL_COMPARE_FAILURE(m_accounts->authenticateToken(login.accessToken),
                          ErrorCode::InvalidToken);
    LOKAL_COMPARE_FAILURE(m_accounts->refresh(login.refreshToken, lan), ErrorCode::InvalidToken);
    QVERIFY(outcome(tryLogin(u"alice"_s, otherPassword())));
    LOKAL_COMPARE_FAILURE(m_accounts->resetPassword(u"nobody"_s, otherPassword()),
                          ErrorCode::NotFound);
}

void TestAccountService::disablingEndsLoginsAndKeys_a9()
{
    registered(u"alice"_s);
    const RegisteredUser bob = registered(u"bob"_s);
    const LoginResult login = loggedIn(u"bob"_s);
    QVERIFY(outcome(m_accounts->authenticateToken(login.accessToken)));
    QVERIFY(outcome(m_accounts->authenticateKey(bob.apiKey)));
    QSignalSpy loginEnded(m_accounts.get(), &Accounts::loginEnded);
    QSignalSpy keyEnded(m_accounts.get(), &Accounts::keyEnded);
    QVERIFY(outcome(m_accounts->setEnabled(u"bob"_s, false)));
    QCOMPARE(loginEnded.count(), 1);
    QCOMPARE(keyEnded.count(), 1);
    LOKAL_COMPARE_FAILURE(m_accounts->authenticateToken(login.accessToken),
                          ErrorCode::InvalidToken);
    LOKAL_COMPARE_FAILURE(m_accounts->refresh(login.refreshToken, lan), ErrorCode::InvalidToken);
    LOKAL_COMPARE_FAILURE(m_accounts->authenticateKey(bob.apiKey), ErrorCode::InvalidToken);
    QVERIFY(outcome(m_accounts->setEnabled(u"bob"_s, true)));
    LOKAL_COMPARE_FAILURE(m_accounts->authenticateToken(login.accessToken),
                          ErrorCode::InvalidToken);
    LOKAL_COMPARE_FAILURE(m_accounts->authenticateKey(bob.apiKey), ErrorCode::InvalidToken);
    loggedIn(u"bob"_s);
}

void TestAccountService::loginOvertakenByAPasswordChangeIsRefused_a9()
{
    const UserId alice = registered(u"alice"_s).user.id;
    // The password is verified against what was read; before the login is stored, it is another.
    m_engine->store.beforeLogin = [this, alice] {
        (void)m_engine->store.setPassword(alice, u"another hash"_s, u"another stamp"_s);
    };
    LOKAL_COMPARE_FAILURE(tryLogin(u"alice"_s, password()), ErrorCode::InvalidCredentials);
    for (const StoredLogin &stored : std::as_const(m_engine->store.loginRows))
        QVERIFY(stored.revoked);
}

void TestAccountService::keysAreShownOnceAndStoredHashed_a10()
{
    registered(u"alice"_s);
    const LoginResult login = loggedIn(u"alice"_s);
    const auto made
        = outcome(m_accounts->createKey(login.principal, { u"script"_s, Scope::Read, {} }, {}));
    QVERIFY(made);
    const QStringList parts { made->secret.section(u'_', 0, 1), made->secret.section(u'_', 2) };
    QCOMPARE(made->key.prefix, parts[0]);
    const StoredKey stored = m_engine->store.keyRows[made->key.id.value];
    QCOMPARE(stored.secretHash.size(), 32);
    QVERIFY(!stored.secretHash.contains(parts[1].toLatin1()));
    const auto listed = outcome(m_accounts->keys(login.principal));
    QCOMPARE(listed->size(), 2); // "default" of the registration
    const auto principal = outcome(m_accounts->authenticateKey(made->secret));
    QVERIFY(principal);
    QCOMPARE(principal->scopes, Scopes(Scope::Read));
    QCOMPARE(principal->key, made->key.id);
    LOKAL_COMPARE_FAILURE(m_accounts->authenticateKey(parts[0] + u'_' + QString(43, u'A')),
                          ErrorCode::InvalidToken);
}

void TestAccountService::keysCanNeitherMintKeysNorChangePasswords_a10()
{
    const RegisteredUser alice = registered(u"alice"_s);
    const Principal key = *outcome(m_accounts->authenticateKey(alice.apiKey));
    LOKAL_COMPARE_FAILURE(m_accounts->createKey(key, { u"more"_s, Scope::Read, {} }, {}),
                          ErrorCode::Forbidden);
    LOKAL_COMPARE_FAILURE(m_accounts->changePassword(key, password(), otherPassword(), lan),
                          ErrorCode::Forbidden);
}

void TestAccountService::scopesNeverExceedTheOwner_a10()
{
    registered(u"alice"_s);
    registered(u"bob"_s);
    const Principal admin = loggedIn(u"alice"_s).principal;
    const Principal bob = loggedIn(u"bob"_s).principal;
    for (const Scope scope : { Scope::Models, Scope::Tools, Scope::Metrics }) {
        LOKAL_COMPARE_FAILURE(m_accounts->createKey(bob, { u"k"_s, scope | Scope::Read, {} }, {}),
                              ErrorCode::Forbidden);
        LOKAL_COMPARE_FAILURE(m_accounts->addKeyFor(u"bob"_s, { u"k"_s, scope, {} }),
                              ErrorCode::Forbidden);
        QVERIFY(outcome(m_accounts->createKey(admin, { u"k"_s, scope, {} }, {})));
    }
    const auto all = outcome(m_accounts->createKey(bob, { u"k"_s, Scope::All, {} }, {}));
    QVERIFY(all);
    QVERIFY(!outcome(m_accounts->authenticateKey(all->secret))->may(Permission::Models));
}

void TestAccountService::expiredAndRevokedKeysAreInvalid_a10()
{
    registered(u"alice"_s);
    const Principal alice = loggedIn(u"alice"_s).principal;
    const auto brief = outcome(m_accounts->createKey(
        alice, { u"brief"_s, Scope::Read, m_engine->clock.nowUtc().addSecs(60) }, {}));
    const auto lasting
        = outcome(m_accounts->createKey(alice, { u"lasting"_s, Scope::Read, {} }, {}));
    QVERIFY(outcome(m_accounts->authenticateKey(brief->secret)));
    QVERIFY(outcome(m_accounts->authenticateKey(lasting->secret)));
    m_engine->clock.advance(60s);
    LOKAL_COMPARE_FAILURE(m_accounts->authenticateKey(brief->secret), ErrorCode::InvalidToken);
    QSignalSpy ended(m_accounts.get(), &Accounts::keyEnded);
    QVERIFY(outcome(m_accounts->revokeKey(alice, lasting->key.id, {})));
    QCOMPARE(ended.count(), 1);
    LOKAL_COMPARE_FAILURE(m_accounts->authenticateKey(lasting->secret), ErrorCode::InvalidToken);
    QVERIFY(outcome(m_accounts->revokeKeyById(brief->key.id)));
}

void TestAccountService::wrongKeyRequestsAreRefused_a10_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("scopes");
    QTest::addColumn<QDateTime>("expires");
    QTest::addColumn<QString>("field");
    QTest::newRow("no name") << QString() << int(Scope::Read) << QDateTime() << u"name"_s;
    QTest::newRow("long name") << QString(201, u'x') << int(Scope::Read) << QDateTime()
                               << u"name"_s;
    QTest::newRow("control") << u"a\nb"_s << int(Scope::Read) << QDateTime() << u"name"_s;
    QTest::newRow("no scope") << u"k"_s << 0 << QDateTime() << u"scopes"_s;
    QTest::newRow("past") << u"k"_s << int(Scope::Read)
                          << QDateTime(QDate(2020, 1, 1), QTime(0, 0), utcZone) << u"expires_at"_s;
}

void TestAccountService::wrongKeyRequestsAreRefused_a10()
{
    QFETCH(QString, name);
    QFETCH(int, scopes);
    QFETCH(QDateTime, expires);
    registered(u"alice"_s);
    const auto refused
        = outcome(m_accounts->addKeyFor(u"alice"_s, { name, Scopes::fromInt(scopes), expires }));
    LOKAL_COMPARE_FAILURE(refused, ErrorCode::InvalidField);
    QTEST(refused.error().fields.value(0).field, "field");
}

void TestAccountService::tokenAndKeyStandForTheSameUser_a11()
{
    const RegisteredUser alice = registered(u"alice"_s);
    const Principal byToken
        = *outcome(m_accounts->authenticateToken(loggedIn(u"alice"_s).accessToken));
    const Principal byKey = *outcome(m_accounts->authenticateKey(alice.apiKey));
    QCOMPARE(byToken.user, byKey.user);
    QCOMPARE(byToken.permissions, byKey.permissions);
    QCOMPARE(byToken.scopes, byKey.scopes);
}

void TestAccountService::storageFaultIsNeverAWrongCredential_a12()
{
    const RegisteredUser alice = registered(u"alice"_s);
    const LoginResult login = loggedIn(u"alice"_s);
    restart(); // nothing is remembered
    m_engine->store.fault = makeError(ErrorCode::StorageBusy);
    LOKAL_COMPARE_FAILURE(m_accounts->authenticateToken(login.accessToken), ErrorCode::StorageBusy);
    LOKAL_COMPARE_FAILURE(m_accounts->authenticateKey(alice.apiKey), ErrorCode::StorageBusy);
    LOKAL_COMPARE_FAILURE(tryLogin(u"alice"_s, password()), ErrorCode::StorageBusy);
    LOKAL_COMPARE_FAILURE(m_accounts->refresh(login.refreshToken, lan), ErrorCode::StorageBusy);
    LOKAL_COMPARE_FAILURE(m_accounts->logout(login.refreshToken, false, lan),
                          ErrorCode::StorageBusy);
    m_engine->store.fault.reset();
    m_engine->secrets.fault = makeError(ErrorCode::StorageError);
    restart();
    LOKAL_COMPARE_FAILURE(m_accounts->authenticateToken(login.accessToken),
                          ErrorCode::StorageError);
    m_engine->secrets.fault.reset();
    QVERIFY(outcome(
        m_accounts->authenticateToken(login.accessToken))); // and recovers without a restart
    QVERIFY(outcome(m_accounts->authenticateKey(alice.apiKey)));
}

void TestAccountService::factsAreReadOnce()
{
    const RegisteredUser alice = registered(u"alice"_s);
    const LoginResult login = loggedIn(u"alice"_s);
    QVERIFY(outcome(m_accounts->authenticateToken(login.accessToken)));
    QVERIFY(outcome(m_accounts->authenticateKey(alice.apiKey)));
    const int reads = m_engine->store.reads;
    for (int i = 0; i < 50; ++i) {
        QVERIFY(outcome(m_accounts->authenticateToken(login.accessToken)));
        QVERIFY(outcome(m_accounts->authenticateKey(alice.apiKey)));
    }
    QCOMPARE(m_engine->store.reads, reads);
    QCOMPARE(m_engine->store.keyNotes, 1);
    m_engine->clock.advance(1min);
    QVERIFY(outcome(m_accounts->authenticateKey(alice.apiKey)));
    QCOMPARE(m_engine->store.keyNotes, 2);
}

void TestAccountService::foreignKeysDoNotExist_z1()
{
    registered(u"alice"_s);
    const RegisteredUser bob = registered(u"bob"_s);
    const Principal alice = loggedIn(u"alice"_s).principal;
    const KeyId bobs = outcome(m_accounts->authenticateKey(bob.apiKey))->key;
    const auto foreign = outcome(m_accounts->revokeKey(alice, bobs, {}));
    const auto missing = outcome(m_accounts->revokeKey(alice, { 9999 }, {}));
    LOKAL_COMPARE_FAILURE(foreign, ErrorCode::NotFound);
    QCOMPARE(foreign.error(), missing.error());
    QVERIFY(outcome(m_accounts->authenticateKey(bob.apiKey)));
}

void TestAccountService::lastAdministratorStays_z6()
{
    registered(u"alice"_s);
    registered(u"bob"_s);
    const LoginResult login = loggedIn(u"alice"_s);
    LOKAL_COMPARE_FAILURE(m_accounts->setEnabled(u"alice"_s, false), ErrorCode::LastAdmin);
    QVERIFY(outcome(m_accounts->authenticateToken(login.accessToken)));
}

void TestAccountService::noSecretReachesTheLog_o1()
{
    LogCatcher log;
    const RegisteredUser alice = registered(u"alice"_s);
    const LoginResult login = loggedIn(u"alice"_s);
    const auto fresh = outcome(m_accounts->refresh(login.refreshToken, lan));
    (void)outcome(m_accounts->refresh(login.refreshToken, lan));
    const LoginResult again = loggedIn(u"alice"_s);
    const auto key
        = outcome(m_accounts->createKey(again.principal, { u"k"_s, Scope::Read, {} }, {}));
    const QString typedInTheWrongField = u"hunter2-in-the-name-field"_s;
    (void)outcome(tryLogin(typedInTheWrongField, password()));
    (void)outcome(tryLogin(u"alice"_s, otherPassword()));
    (void)outcome(m_accounts->authenticateToken(again.accessToken + u'x'));
    (void)outcome(m_accounts->authenticateKey(key->secret.chopped(1) + u'-'));
    (void)outcome(m_accounts->changePassword(again.principal, password(), otherPassword(), lan));
    QVERIFY(log.lines.size() > 5);
    const QString text = log.lines.join(u'\n');
    for (const QString &secret :
         { password(), otherPassword(), alice.apiKey, alice.apiKey.section(u'_', 2),
           login.accessToken, login.refreshToken, fresh->refreshToken, key->secret,
           typedInTheWrongField, login.accessToken.section(u'.', 1, 1) })
        QVERIFY2(!text.contains(secret), qPrintable(text));
}

void TestAccountService::securityLogTellsWhoAndFromWhere_o2()
{
    const UserId alice = registered(u"alice"_s).user.id;
    LogCatcher log;
    (void)outcome(tryLogin(u"alice"_s, otherPassword(), elsewhere));
    QCOMPARE(log.lines.value(0),
             u"event=login_failed user=%1 address=198.51.100.9 request=req-2"_s.arg(alice.value));
    loggedIn(u"alice"_s);
    QVERIFY(log.lines.value(1).startsWith(
        u"event=login user=%1 address=192.0.2.1 request=req-1"_s.arg(alice.value)));
}

void TestAccountService::onlyOneLineWhateverIsInIt_o2()
{
    LogCatcher log;
    (void)outcome(tryLogin(u"x"_s, password(), { u"192.0.2.1\nevent=login"_s, u"a b\"\u202e"_s }));
    QCOMPARE(
        log.lines.value(0),
        u"event=login_failed user=- address=192.0.2.1\\u000aevent\\u003dlogin request=a\\u0020b\\u0022\\u202e"_s);
}

void TestAccountService::profileChangesAreCheckedAndSeen()
{
    registered(u"alice"_s);
    registered(u"bob"_s);
    const LoginResult login = loggedIn(u"bob"_s);
    QVERIFY(outcome(m_accounts->authenticateToken(login.accessToken)));
    LOKAL_COMPARE_FAILURE(m_accounts->updateMe(login.principal, { u"b"_s, {}, {} }),
                          ErrorCode::InvalidField);
    LOKAL_COMPARE_FAILURE(
        m_accounts->updateMe(login.principal, { {}, std::optional(u"nothing"_s), {} }),
        ErrorCode::InvalidField);
    LOKAL_COMPARE_FAILURE(m_accounts->updateMe(login.principal, { u"Alice"_s, {}, {} }),
                          ErrorCode::NameTaken);
    LOKAL_COMPARE_FAILURE(m_accounts->updateMe(login.principal, { u"robert"_s, {}, 77 }),
                          ErrorCode::Stale);
    QVERIFY(outcome(
        m_accounts->updateMe(login.principal, { u"robert"_s, std::optional<QString>(), 1 })));
    const auto me = outcome(m_accounts->me(login.principal));
    QCOMPARE(me->username, u"robert"_s);
    QVERIFY(!me->email);
    QCOMPARE(outcome(m_accounts->authenticateToken(login.accessToken))->username, u"robert"_s);
    QCOMPARE(outcome(m_accounts->listUsers())->size(), 2);
    QCOMPARE(outcome(m_accounts->listKeys({}))->size(), 2);
    QCOMPARE(outcome(m_accounts->listKeys(u"robert"_s))->size(), 1);
}

void TestAccountService::answersCallsFromAnyThread()
{
    QThread engine;
    engine.start();
    m_accounts->moveToThread(&engine);
    const RegisteredUser alice = registered(u"alice"_s);
    const LoginResult login = loggedIn(u"alice"_s);
    QVERIFY(outcome(m_accounts->authenticateToken(login.accessToken)));
    QVERIFY(outcome(m_accounts->authenticateKey(alice.apiKey)));
    QMetaObject::invokeMethod(
        m_accounts.get(), [this] { m_accounts.reset(); }, Qt::BlockingQueuedConnection);
    engine.quit();
    engine.wait();
}

QTEST_GUILESS_MAIN(TestAccountService)
#include "tst_accountservice.moc"
