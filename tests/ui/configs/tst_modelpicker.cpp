#include "tests/ui/support/accessibilitywalk.h"
#include "tests/ui/support/fakebackend.h"
#include "ui/common/commandline.h"
#include "ui/configs/modelpicker.h"
#include "ui/configs/modelrow.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace lokal::test;
using namespace lokal::ui;

class TestModelPicker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void enterTakesTheFirstThatFits();
    void arrowsWalkThroughTheRows();
    void choosesAConfiguration();
    void leadsToTheConfigurations();
    void showsHowToGetAnUnknownModel();
    void neverPutsOddTextIntoACommand();
    void saysWhyThereAreNoModels();
    void offersAFirstModelWhereThereIsNone();
    void leavesOutModelsForSearch();
    void everyStopHasANameAndARole();

private:
    QLineEdit *search() const { return m_picker->findChild<QLineEdit *>(u"pickerSearch"_s); }
    int rows() const
    {
        int shown = 0;
        for (const ModelRow *row : m_picker->findChildren<ModelRow *>())
            shown += row->isVisible() ? 1 : 0;
        return shown;
    }
    void open();

    std::unique_ptr<FakeBackend> m_fakes;
    std::unique_ptr<Backend> m_backend;
    std::unique_ptr<QWidget> m_window;
    QPushButton *m_anchor = nullptr;
    ModelPicker *m_picker = nullptr;
    Theme m_theme;
};

void TestModelPicker::init()
{
    m_fakes = std::make_unique<FakeBackend>();
    m_backend = std::make_unique<Backend>(m_fakes->backend());
    m_fakes->models.addModel(u"qwen3:8b"_s, { u"completion"_s, u"thinking"_s, u"tools"_s });
    m_fakes->models.addModel(u"gemma3:4b"_s, { u"completion"_s, u"vision"_s });
    m_fakes->configs.add(u"Coding"_s, u"qwen3:8b"_s);
    m_window = std::make_unique<QWidget>();
    m_window->resize(1000, 800);
    m_anchor = new QPushButton(u"model"_s, m_window.get());
    m_anchor->move(500, 20);
    m_picker = new ModelPicker(*m_backend, m_theme, {}, m_window.get());
}

void TestModelPicker::cleanup()
{
    m_window.reset();
}

void TestModelPicker::open()
{
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->activateWindow();
    m_picker->openBelow(m_anchor);
    QTRY_COMPARE(rows(), 4); // two models, one configuration, the way to the page
    QCOMPARE(QApplication::focusWidget(), search());
}

void TestModelPicker::enterTakesTheFirstThatFits()
{
    open();
    QSignalSpy chosen(m_picker, &ModelPicker::modelChosen);
    QTest::keyClicks(search(), u"gem"_s);
    QTest::keyClick(search(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].toString(), u"gemma3:4b"_s);
    QVERIFY(!m_picker->isVisible());
}

void TestModelPicker::arrowsWalkThroughTheRows()
{
    open();
    QSignalSpy chosen(m_picker, &ModelPicker::modelChosen);
    QTest::keyClick(search(), Qt::Key_Down);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].toString(), u"gemma3:4b"_s);
}

void TestModelPicker::choosesAConfiguration()
{
    open();
    QSignalSpy chosen(m_picker, &ModelPicker::configChosen);
    QTest::keyClicks(search(), u"coding"_s);
    QTest::keyClick(search(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].value<ConfigId>().value, 1);
}

void TestModelPicker::leadsToTheConfigurations()
{
    open();
    QSignalSpy manage(m_picker, &ModelPicker::manageConfigs);
    QTest::mouseClick(m_picker->findChild<ModelRow *>(u"pickerManage"_s), Qt::LeftButton);
    QCOMPARE(manage.count(), 1);
}

void TestModelPicker::showsHowToGetAnUnknownModel()
{
    open();
    QTest::keyClicks(search(), u"mistral:7b"_s);
    auto *command = m_picker->findChild<CommandLine *>();
    QVERIFY(command->isVisible());
    QCOMPARE(command->command(), u"ollama pull mistral:7b"_s);
}

void TestModelPicker::neverPutsOddTextIntoACommand()
{
    open();
    QTest::keyClicks(search(), u"x; rm -rf"_s);
    QVERIFY(!m_picker->findChild<CommandLine *>()->isVisible());
}

void TestModelPicker::saysWhyThereAreNoModels()
{
    m_fakes->models.status.condition = EngineCondition::Unreachable;
    m_window->show();
    m_picker->openAbove(m_anchor);
    QTRY_COMPARE(rows(), 2); // the configuration is still there
}

void TestModelPicker::offersAFirstModelWhereThereIsNone()
{
    m_fakes->models.models.clear(); // the configuration stays, but has no model
    m_window->show();
    m_picker->openAbove(m_anchor);
    auto *command = m_picker->findChild<CommandLine *>();
    QTRY_VERIFY(command->isVisible());
    QVERIFY(command->command().startsWith(u"ollama pull "_s));
}

void TestModelPicker::leavesOutModelsForSearch()
{
    m_fakes->models.addModel(u"nomic-embed-text"_s, { u"embedding"_s });
    open();
}

void TestModelPicker::everyStopHasANameAndARole()
{
    open();
    QCOMPARE(unnamedStops(*m_picker), QStringList());
    QTest::keyClicks(search(), u"mistral:7b"_s);
    QCOMPARE(unnamedStops(*m_picker), QStringList());
}

QTEST_MAIN(TestModelPicker)
#include "tst_modelpicker.moc"
