#include "tests/ui/support/accessibilitywalk.h"
#include "tests/ui/support/fakebackend.h"
#include "tests/ui/support/tabwalk.h"
#include "ui/common/button.h"
#include "ui/common/formnote.h"
#include "ui/common/notice.h"
#include "ui/common/passwordfield.h"
#include "ui/common/strengthmeter.h"
#include "ui/signin/accountpage.h"
#include "ui/signin/signinpage.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace lokal::test;
using namespace lokal::ui;

class TestSignIn : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void signsInWithTheKeyboardAlone();
    void saysWhatIsMissing();
    void marksAWrongPasswordAndSelectsIt();
    void saysThatTheDataIsReadOnly_d9();
    void countsDownToTheNextTry();
    void theDelayIsForOneNameAndSaidInMinutes();
    void offersRegistrationOnlyWhenOpen();
    void showsThePasswordOnRequest();
    void firstAccountRegistersAndSignsIn();
    void accountErrorsStandAtTheirFields();
    void anAccountWithoutALoginLeadsToSigningIn();
    void passwordsHaveToMatch();
    void judgesThePasswordWhileTyped();
    void everyStopHasANameAndARole();
    void tabReachesEverythingOnce();

private:
    template <typename Page> QLineEdit *edit(Page &page, const QString &name) const
    {
        return page.template findChild<QLineEdit *>(name);
    }
    void show(QWidget &page) const
    {
        page.resize(1120, 760);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        page.activateWindow();
    }
    QString fieldError(const QLineEdit *edit) const
    {
        for (const QWidget *w = edit; w; w = w->parentWidget()) {
            if (const auto *field = qobject_cast<const Field *>(w))
                return field->error();
        }
        return {};
    }

    std::unique_ptr<FakeBackend> m_fakes;
    std::unique_ptr<Backend> m_backend;
    Theme m_theme;
};

void TestSignIn::init()
{
    m_fakes = std::make_unique<FakeBackend>();
    m_backend = std::make_unique<Backend>(m_fakes->backend());
    m_fakes->accounts.add(u"mara"_s, u"correct-horse-9"_s);
}

void TestSignIn::signsInWithTheKeyboardAlone()
{
    SignInPage page(*m_backend, m_theme);
    show(page);
    QSignalSpy done(&page, &SignInPage::signedIn);
    QLineEdit *name = edit(page, u"signInName"_s);
    QTRY_COMPARE(QApplication::focusWidget(), name);
    QTest::keyClicks(name, u"mara"_s);
    QTest::keyClick(name, Qt::Key_Tab);
    QLineEdit *password = edit(page, u"signInPassword"_s);
    QCOMPARE(QApplication::focusWidget(), password);
    QTest::keyClicks(password, u"correct-horse-9"_s);
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_COMPARE(done.count(), 1);
    QCOMPARE(done[0][0].value<LoginResult>().user.username, u"mara"_s);
    QCOMPARE(done[0][1].toBool(), true);
    QVERIFY(password->text().isEmpty()); // not left lying in the window
}

void TestSignIn::saysWhatIsMissing()
{
    SignInPage page(*m_backend, m_theme);
    show(page);
    auto *submit = page.findChild<Button *>(u"signInSubmit"_s);
    QTest::mouseClick(submit, Qt::LeftButton);
    QVERIFY(!fieldError(edit(page, u"signInName"_s)).isEmpty());
    QTest::keyClicks(edit(page, u"signInName"_s), u"mara"_s);
    QVERIFY(fieldError(edit(page, u"signInName"_s)).isEmpty());
    QTest::mouseClick(submit, Qt::LeftButton);
    QVERIFY(!fieldError(edit(page, u"signInPassword"_s)).isEmpty());
}

void TestSignIn::marksAWrongPasswordAndSelectsIt()
{
    SignInPage page(*m_backend, m_theme);
    show(page);
    edit(page, u"signInName"_s)->setText(u"mara"_s);
    QLineEdit *password = edit(page, u"signInPassword"_s);
    QTest::keyClicks(password, u"wrong-one"_s);
    QTest::mouseClick(page.findChild<Button *>(u"signInSubmit"_s), Qt::LeftButton);
    QTRY_COMPARE(fieldError(password), u"User name or password is wrong."_s);
    QCOMPARE(password->selectedText().size(), password->text().size());
    QVERIFY(page.findChild<Button *>(u"signInSubmit"_s)->isEnabled());
}

void TestSignIn::saysThatTheDataIsReadOnly_d9()
{
    m_fakes->isReadOnly = true;
    const Backend backend = m_fakes->backend();
    SignInPage page(backend, m_theme);
    show(page);
    auto *notice = page.findChild<WarningCard *>(u"readOnlyNotice"_s);
    QVERIFY(notice->isVisible());
    bool namesTheFolder = false;
    for (const Label *label : notice->findChildren<Label *>())
        namesTheFolder |= label->text().contains(backend.dataDirectory);
    QVERIFY(namesTheFolder);
    edit(page, u"signInName"_s)->setText(u"mara"_s);
    QLineEdit *password = edit(page, u"signInPassword"_s);
    QTest::keyClicks(password, u"correct-horse-9"_s);
    m_fakes->accounts.nextError = { makeError(ErrorCode::StorageReadOnly) };
    QTest::keyClick(password, Qt::Key_Return);
    auto *note = page.findChild<FormNote *>();
    QTRY_VERIFY(note->isVisible());
    QVERIFY(!note->text().isEmpty());
    QCOMPARE(fieldError(password), QString()); // the password is right
    QVERIFY(!page.findChild<Button *>(u"signInRegister"_s)->isVisible()); // would fail as well
}

void TestSignIn::countsDownToTheNextTry()
{
    SignInPage page(*m_backend, m_theme);
    show(page);
    auto *submit = page.findChild<Button *>(u"signInSubmit"_s);
    edit(page, u"signInName"_s)->setText(u"mara"_s);
    QLineEdit *password = edit(page, u"signInPassword"_s);
    QTest::keyClicks(password, u"wrong"_s);
    m_fakes->accounts.nextError
        = { makeError(ErrorCode::RateLimited, {}, { { u"retry_after"_s, 1 } }) };
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_VERIFY(fieldError(password).contains(u"Next try in 1 s"_s));
    QVERIFY(!submit->isEnabled());
    QVERIFY(submit->text().contains(u"(1 s)"_s));
    QTest::keyClick(password, Qt::Key_Return); // Enter does not get round the delay
    QTRY_VERIFY(submit->isEnabled());
    QCOMPARE(submit->text(), u"Sign in"_s);
    QVERIFY(fieldError(password).isEmpty());
}

void TestSignIn::theDelayIsForOneNameAndSaidInMinutes()
{
    SignInPage page(*m_backend, m_theme);
    show(page);
    auto *submit = page.findChild<Button *>(u"signInSubmit"_s);
    QLineEdit *name = edit(page, u"signInName"_s);
    QLineEdit *password = edit(page, u"signInPassword"_s);
    QTest::keyClicks(name, u"mara"_s);
    QTest::keyClicks(password, u"wrong"_s);
    m_fakes->accounts.nextError
        = { makeError(ErrorCode::RateLimited, {}, { { u"retry_after"_s, 899 } }) };
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_VERIFY(fieldError(password).contains(u"Next try in 15 min"_s));
    QVERIFY(!submit->isEnabled());
    QCOMPARE(submit->text(), u"Sign in"_s);
    name->selectAll();
    QTest::keyClicks(name, u"tom"_s);
    QVERIFY(submit->isEnabled());
    QCOMPARE(fieldError(password), QString());
    name->selectAll();
    QTest::keyClicks(name, u"Mara"_s);
    QVERIFY(!submit->isEnabled());
}

void TestSignIn::offersRegistrationOnlyWhenOpen()
{
    SignInPage page(*m_backend, m_theme);
    show(page);
    auto *link = page.findChild<Button *>(u"signInRegister"_s);
    QTRY_VERIFY(link->isVisible());
    QSignalSpy asked(&page, &SignInPage::registerRequested);
    QTest::mouseClick(link, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    page.hide();
    m_fakes->accounts.startState.registration = RegistrationPolicy::Closed;
    page.show();
    QTRY_VERIFY(!link->isVisible());
}

void TestSignIn::showsThePasswordOnRequest()
{
    SignInPage page(*m_backend, m_theme);
    show(page);
    auto *field = page.findChild<PasswordField *>();
    QTest::mouseClick(field->findChild<QAbstractButton *>(), Qt::LeftButton);
    QVERIFY(field->isRevealed());
    page.hide();
    page.show();
    QVERIFY(!field->isRevealed());
}

void TestSignIn::firstAccountRegistersAndSignsIn()
{
    m_fakes->accounts.users.clear();
    m_fakes->accounts.passwords.clear();
    AccountPage page(*m_backend, m_theme, AccountPage::Kind::First);
    show(page);
    QSignalSpy done(&page, &AccountPage::signedIn);
    QLineEdit *name = edit(page, u"accountName"_s);
    QTRY_COMPARE(QApplication::focusWidget(), name);
    QTest::keyClicks(name, u"mara"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QLineEdit *email = edit(page, u"accountEmail"_s);
    QCOMPARE(QApplication::focusWidget(), email);
    QTest::keyClick(email, Qt::Key_Return);
    QTest::keyClicks(QApplication::focusWidget(), u"violet-tram-42-soup"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTest::keyClicks(QApplication::focusWidget(), u"violet-tram-42-soup"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(done.count(), 1);
    QVERIFY(done[0][0].value<LoginResult>().principal.isAdmin());
    QVERIFY(m_fakes->accounts.users.first().username == u"mara"_s);
}

void TestSignIn::accountErrorsStandAtTheirFields()
{
    AccountPage page(*m_backend, m_theme, AccountPage::Kind::Register);
    show(page);
    auto *submit = page.findChild<Button *>(u"accountSubmit"_s);
    QLineEdit *name = edit(page, u"accountName"_s);
    QTest::keyClicks(name, u"m!"_s);
    QTest::mouseClick(submit, Qt::LeftButton);
    QVERIFY(fieldError(name).contains(u"3 to 32"_s));
    QCOMPARE(QApplication::focusWidget(), name);
    name->clear();
    QTest::keyClicks(name, u"mara"_s); // taken
    for (const QString &box : { u"accountPassword"_s, u"accountRepeat"_s })
        QTest::keyClicks(edit(page, box), u"violet-tram-42-soup"_s);
    QTest::mouseClick(submit, Qt::LeftButton);
    QTRY_VERIFY(fieldError(name).contains(u"Somebody else"_s));
    QTest::keyClicks(name, u"2"_s);
    QVERIFY(fieldError(name).isEmpty());

    m_fakes->accounts.nextError = { invalidField(u"email"_s, u"must be an address"_s) };
    QTest::mouseClick(submit, Qt::LeftButton);
    QTRY_VERIFY(!fieldError(edit(page, u"accountEmail"_s)).isEmpty());
}

void TestSignIn::anAccountWithoutALoginLeadsToSigningIn()
{
    AccountPage page(*m_backend, m_theme, AccountPage::Kind::First);
    show(page);
    QSignalSpy signIn(&page, &AccountPage::signInRequested);
    m_fakes->accounts.loginError = { makeError(ErrorCode::Overloaded) };
    QTest::keyClicks(edit(page, u"accountName"_s), u"olaf"_s);
    for (const QString &box : { u"accountPassword"_s, u"accountRepeat"_s })
        QTest::keyClicks(edit(page, box), u"violet-tram-42-soup"_s);
    QTest::mouseClick(page.findChild<Button *>(u"accountSubmit"_s), Qt::LeftButton);
    QTRY_COMPARE(signIn.count(), 1);
    QCOMPARE(signIn[0][0].toString(), u"olaf"_s);
    QVERIFY(!signIn[0][1].toString().isEmpty());
}

void TestSignIn::passwordsHaveToMatch()
{
    AccountPage page(*m_backend, m_theme, AccountPage::Kind::Register);
    show(page);
    QTest::keyClicks(edit(page, u"accountName"_s), u"olaf"_s);
    QTest::keyClicks(edit(page, u"accountPassword"_s), u"violet-tram-42-soup"_s);
    QTest::keyClicks(edit(page, u"accountRepeat"_s), u"violet-tram-42-soap"_s);
    QTest::mouseClick(page.findChild<Button *>(u"accountSubmit"_s), Qt::LeftButton);
    QVERIFY(!fieldError(edit(page, u"accountRepeat"_s)).isEmpty());
    QCOMPARE(m_fakes->accounts.users.size(), 1);
}

void TestSignIn::judgesThePasswordWhileTyped()
{
    AccountPage page(*m_backend, m_theme, AccountPage::Kind::First);
    show(page);
    auto *meter = page.findChild<StrengthMeter *>();
    QLineEdit *password = edit(page, u"accountPassword"_s);
    QTest::keyClicks(password, u"password1"_s);
    QTRY_COMPARE(meter->strength(), StrengthMeter::Strength::Weak);
    password->clear();
    QTest::keyClicks(password, u"violet-tram-42-soup"_s);
    QTRY_VERIFY(meter->strength() >= StrengthMeter::Strength::Good);
}

void TestSignIn::everyStopHasANameAndARole()
{
    SignInPage signIn(*m_backend, m_theme);
    show(signIn);
    QTRY_VERIFY(signIn.findChild<Button *>(u"signInRegister"_s)->isVisible());
    QCOMPARE(unnamedStops(signIn), QStringList());
    AccountPage account(*m_backend, m_theme, AccountPage::Kind::Register);
    show(account);
    QCOMPARE(unnamedStops(account), QStringList());
}

void TestSignIn::tabReachesEverythingOnce()
{
    SignInPage signIn(*m_backend, m_theme);
    show(signIn);
    QTRY_VERIFY(signIn.findChild<Button *>(u"signInRegister"_s)->isVisible());
    QCOMPARE(tabProblems(signIn), QStringList());
    AccountPage account(*m_backend, m_theme, AccountPage::Kind::Register);
    show(account);
    QTRY_VERIFY(account.isActiveWindow());
    QCOMPARE(tabProblems(account), QStringList());
}

QTEST_MAIN(TestSignIn)
#include "tst_signin.moc"
