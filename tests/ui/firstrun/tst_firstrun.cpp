#include "tests/ui/support/accessibilitywalk.h"
#include "tests/ui/support/fakebackend.h"
#include "tests/ui/support/tabwalk.h"
#include "ui/common/button.h"
#include "ui/common/commandline.h"
#include "ui/firstrun/addresscard.h"
#include "ui/firstrun/engineoutcome.h"
#include "ui/firstrun/enginewatch.h"
#include "ui/firstrun/firstrunpage.h"
#include "ui/firstrun/stepsbar.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace lokal::test;
using namespace lokal::ui;

class TestFirstRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void judgesTheFourOutcomes_data();
    void judgesTheFourOutcomes();
    void saysWhereAnOldOllamaIsUpdated();
    void aListThatFailsIsNoEmptyList();
    void foundModelsLeadToTheChat();
    void startsOllamaAndMovesOnByItself();
    void saysWhenOllamaCannotBeStarted();
    void asksAgainByItself();
    void looksOnlyWhileVisible();
    void testsAnAddressAndKeepsAWorkingOne();
    void goesBackFromAnAddressThatDoesNotWork();
    void offersTheDemoAndSkipping();
    void leadsBackFromTheDemo();
    void theSettingsLeadBackAndOfferWhatElseThereIs();
    void waitsForTheFirstModel();
    void everyStopHasANameAndARole();
    void tabReachesEverythingOnce();

private:
    EngineStatus unreachable() const
    {
        return { EngineCondition::Unreachable,
                 u"http://127.0.0.1:11434"_s,
                 {},
                 u"Connection refused"_s,
                 false };
    }
    using Kind = FirstRunPage::Kind;
    std::unique_ptr<FirstRunPage> shown(Kind kind = Kind::FirstRun);
    Button *button(const QWidget &page, const QString &name) const
    {
        return page.findChild<Button *>(name);
    }

    std::unique_ptr<FakeBackend> m_fakes;
    std::unique_ptr<Backend> m_backend;
    Theme m_theme;
    bool m_installed = false;
    bool m_startWorks = true;
    int m_starts = 0;
};

void TestFirstRun::init()
{
    m_fakes = std::make_unique<FakeBackend>();
    m_backend = std::make_unique<Backend>(m_fakes->backend());
    m_installed = false;
    m_startWorks = true;
    m_starts = 0;
}

std::unique_ptr<FirstRunPage> TestFirstRun::shown(Kind kind)
{
    const OllamaProgram program { [this] { return m_installed; },
                                  [this] { return ++m_starts, m_startWorks; },
                                  [] { return QString(); } };
    auto page = std::make_unique<FirstRunPage>(*m_backend, m_theme, kind, nullptr, program);
    page->resize(1120, 760);
    page->show();
    return page;
}

void TestFirstRun::judgesTheFourOutcomes_data()
{
    QTest::addColumn<EngineStatus>("status");
    QTest::addColumn<bool>("installed");
    QTest::addColumn<Outcome>("outcome");
    EngineStatus remote = unreachable();
    remote.address = u"http://192.168.1.20:11434"_s;
    QTest::newRow("not running") << unreachable() << true << Outcome::Stopped;
    QTest::newRow("not installed") << unreachable() << false << Outcome::Missing;
    QTest::newRow("elsewhere") << remote << true << Outcome::Silent;
    QTest::newRow("too old") << EngineStatus {
        EngineCondition::TooOld, u"http://127.0.0.1:11434"_s, u"0.4.7"_s, {}, false, false
    } << true << Outcome::TooOld;
    QTest::newRow("something else") << EngineStatus {
        EngineCondition::NotAnEngine, u"http://127.0.0.1:11434"_s, {}, {}, false, false
    } << true << Outcome::NotOllama;
}

void TestFirstRun::judgesTheFourOutcomes()
{
    QFETCH(EngineStatus, status);
    QFETCH(bool, installed);
    QFETCH(Outcome, outcome);
    m_fakes->models.status = status;
    m_installed = installed;
    const auto page = shown();
    QTRY_COMPARE(page->outcome(), outcome);
    const bool hasCommand = !page->findChild<CommandLine *>()->command().isEmpty();
    QCOMPARE(hasCommand, outcome != Outcome::Silent && outcome != Outcome::NotOllama);
}

void TestFirstRun::saysWhereAnOldOllamaIsUpdated()
{
    EngineStatus old {
        EngineCondition::TooOld, u"http://192.168.1.20:11434"_s, u"0.4.7"_s, {}, false, false
    };
    QVERIFY(
        EngineOutcome::text(Outcome::TooOld, old, 0).commandLabel.contains(u"on that computer"_s));
    old.address = u"http://127.0.0.1:11434"_s;
    QVERIFY(
        !EngineOutcome::text(Outcome::TooOld, old, 0).commandLabel.contains(u"on that computer"_s));
}

void TestFirstRun::aListThatFailsIsNoEmptyList()
{
    m_fakes->models.nextError = { makeError(ErrorCode::EngineProtocol) };
    EngineWatch watch(m_fakes->models);
    QList<qsizetype> counts;
    connect(&watch, &EngineWatch::changed, &watch, [&] { counts.append(watch.modelCount()); });
    watch.setOn(true);
    QTRY_VERIFY(!counts.isEmpty());
    QCOMPARE(counts.first(), -1);
    const OutcomeText words = EngineOutcome::text(Outcome::FoundEmpty, m_fakes->models.status, -1);
    QVERIFY(words.sentence.contains(u"does not tell its models"_s));
    QVERIFY(words.command.isEmpty());
}

void TestFirstRun::foundModelsLeadToTheChat()
{
    m_fakes->models.addModel(u"qwen3:8b"_s);
    const auto page = shown();
    QTRY_COMPARE(page->outcome(), Outcome::Found);
    QSignalSpy finished(page.get(), &FirstRunPage::finished);
    QVERIFY(!button(*page, u"engineSkip"_s)->isVisible());
    QTest::keyClick(button(*page, u"enginePrimary"_s), Qt::Key_Return);
    QCOMPARE(finished.count(), 1);
}

void TestFirstRun::startsOllamaAndMovesOnByItself()
{
    m_fakes->models.status = unreachable();
    m_installed = true;
    const auto page = shown();
    QTRY_COMPARE(page->outcome(), Outcome::Stopped);
    QTest::mouseClick(button(*page, u"enginePrimary"_s), Qt::LeftButton);
    QCOMPARE(m_starts, 1);
    QVERIFY(!button(*page, u"enginePrimary"_s)->isEnabled());
    m_fakes->models.addModel(u"qwen3:8b"_s);
    m_fakes->models.setStatus(
        { EngineCondition::Ready, u"http://127.0.0.1:11434"_s, u"0.12.6"_s, {}, false });
    QTRY_COMPARE(page->outcome(), Outcome::Found);
    QVERIFY(button(*page, u"enginePrimary"_s)->isEnabled());
}

void TestFirstRun::saysWhenOllamaCannotBeStarted()
{
    m_fakes->models.status = unreachable();
    m_installed = true;
    m_startWorks = false;
    const auto page = shown();
    QTRY_COMPARE(page->outcome(), Outcome::Stopped);
    QTest::mouseClick(button(*page, u"enginePrimary"_s), Qt::LeftButton);
    QVERIFY(button(*page, u"enginePrimary"_s)->isEnabled());
}

void TestFirstRun::asksAgainByItself()
{
    m_fakes->models.status = unreachable();
    const auto page = shown();
    QTRY_COMPARE(page->outcome(), Outcome::Missing);
    QTRY_VERIFY(m_fakes->models.probes >= 2);
}

void TestFirstRun::looksOnlyWhileVisible()
{
    m_fakes->models.addModel(u"qwen3:8b"_s);
    FirstRunPage page(*m_backend, m_theme, Kind::FirstRun);
    QCoreApplication::processEvents();
    QCOMPARE(m_fakes->models.probes, 0);
}

void TestFirstRun::testsAnAddressAndKeepsAWorkingOne()
{
    m_fakes->models.status = unreachable();
    m_fakes->models.addModel(u"qwen3:8b"_s);
    m_fakes->models.afterAddress
        = { EngineCondition::Ready, u"http://192.168.1.20:11434"_s, u"0.12.6"_s, {}, false };
    const auto page = shown();
    QTRY_COMPARE(page->outcome(), Outcome::Missing);
    QSignalSpy chosen(page.get(), &FirstRunPage::addressChosen);
    QTest::mouseClick(button(*page, u"engineEnterAddress"_s), Qt::LeftButton);
    auto *edit = page->findChild<QLineEdit *>(u"engineAddress"_s);
    QVERIFY(edit->isVisible());
    QTest::keyClicks(edit, u"192.168.1.20"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(page->outcome(), Outcome::Found);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(m_fakes->models.askedAddresses, QStringList { u"192.168.1.20"_s });
}

void TestFirstRun::goesBackFromAnAddressThatDoesNotWork()
{
    m_fakes->models.status = unreachable();
    EngineStatus silent = unreachable();
    silent.address = u"http://192.168.1.20:11434"_s;
    m_fakes->models.afterAddress = silent;
    const auto page = shown();
    QTRY_COMPARE(page->outcome(), Outcome::Missing);
    auto *card = page->findChild<AddressCard *>();
    card->open();
    QTest::keyClicks(page->findChild<QLineEdit *>(u"engineAddress"_s), u"192.168.1.20"_s);
    QTest::mouseClick(button(*page, u"engineAddressTest"_s), Qt::LeftButton);
    QTRY_COMPARE(m_fakes->models.askedAddresses.size(), 2);
    QCOMPARE(m_fakes->models.askedAddresses.last(), u"http://127.0.0.1:11434"_s);
    QVERIFY(card->isOpen());
}

void TestFirstRun::offersTheDemoAndSkipping()
{
    m_fakes->models.status = unreachable();
    const auto page = shown();
    QTRY_COMPARE(page->outcome(), Outcome::Missing);
    QSignalSpy finished(page.get(), &FirstRunPage::finished);
    QTest::mouseClick(button(*page, u"engineDemo"_s), Qt::LeftButton);
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(m_fakes->demoSwitches, 1);
    QTest::mouseClick(button(*page, u"engineSkip"_s), Qt::LeftButton);
    QCOMPARE(finished.count(), 2);
}

void TestFirstRun::leadsBackFromTheDemo()
{
    m_fakes->models.addModel(u"lokal-demo"_s);
    m_fakes->models.status = {
        EngineCondition::Ready, u"http://127.0.0.1:40001"_s, u"0.24.0-demo"_s, {}, false, true
    };
    const auto page = shown();
    QTRY_COMPARE(page->outcome(), Outcome::Found);
    QPushButton *back = button(*page, u"engineLeaveDemo"_s);
    QVERIFY(back->isVisible());
    m_fakes->models.status = unreachable(); // what the switch finds
    QTest::mouseClick(back, Qt::LeftButton);
    QTRY_COMPARE(page->outcome(), Outcome::Missing);
    QCOMPARE(m_fakes->demoSwitches, 1);
    QVERIFY(!back->isVisible());
}

void TestFirstRun::theSettingsLeadBackAndOfferWhatElseThereIs()
{
    m_fakes->models.addModel(u"qwen3:8b"_s);
    const auto page = shown(Kind::Settings);
    QVERIFY(QTest::qWaitForWindowExposed(page.get()));
    page->activateWindow();
    QTRY_COMPARE(page->outcome(), Outcome::Found);
    QVERIFY(!page->findChild<StepsBar *>());
    QVERIFY(!button(*page, u"engineSkip"_s)->isVisible());
    QVERIFY(button(*page, u"engineDemoLink"_s)->isVisible());
    QSignalSpy finished(page.get(), &FirstRunPage::finished);
    QTest::mouseClick(button(*page, u"engineOtherComputer"_s), Qt::LeftButton);
    auto *edit = page->findChild<QLineEdit *>(u"engineAddress"_s);
    QVERIFY(edit->isVisible());
    QCOMPARE(edit->text(), u"http://127.0.0.1:11434"_s);
    QTest::keyClick(edit, Qt::Key_Escape); // closes the field first
    QVERIFY(!edit->isVisible());
    QCOMPARE(finished.count(), 0);
    QTest::keyClick(page.get(), Qt::Key_Escape);
    QCOMPARE(finished.count(), 1);
    QTest::mouseClick(page->findChild<QAbstractButton *>(u"engineBack"_s), Qt::LeftButton);
    QCOMPARE(finished.count(), 2);
}

void TestFirstRun::waitsForTheFirstModel()
{
    const auto page = shown();
    QTRY_COMPARE(page->outcome(), Outcome::FoundEmpty);
    m_fakes->models.addModel(u"qwen3:8b"_s);
    QTRY_COMPARE(page->outcome(), Outcome::Found);
}

void TestFirstRun::everyStopHasANameAndARole()
{
    m_fakes->models.status = unreachable();
    const auto page = shown();
    QTRY_COMPARE(page->outcome(), Outcome::Missing);
    page->findChild<AddressCard *>()->open();
    QCOMPARE(unnamedStops(*page), QStringList());
    m_installed = true;
    QTRY_COMPARE(page->outcome(), Outcome::Stopped);
    QCOMPARE(unnamedStops(*page), QStringList());
}

void TestFirstRun::tabReachesEverythingOnce()
{
    m_fakes->models.status = unreachable();
    const auto missing = shown();
    QVERIFY(QTest::qWaitForWindowExposed(missing.get()));
    missing->activateWindow();
    QTRY_COMPARE(missing->outcome(), Outcome::Missing);
    QCOMPARE(tabProblems(*missing), QStringList());
    m_fakes->models.addModel(u"qwen3:8b"_s);
    m_fakes->models.status
        = { EngineCondition::Ready, u"http://127.0.0.1:11434"_s, u"0.12.6"_s, {}, false };
    const auto found = shown(Kind::Settings);
    QVERIFY(QTest::qWaitForWindowExposed(found.get()));
    found->activateWindow();
    QTRY_COMPARE(found->outcome(), Outcome::Found);
    QCOMPARE(tabProblems(*found), QStringList());
}

QTEST_MAIN(TestFirstRun)
#include "tst_firstrun.moc"
