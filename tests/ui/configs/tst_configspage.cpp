#include "tests/ui/support/accessibilitywalk.h"
#include "tests/ui/support/fakebackend.h"
#include "tests/ui/support/tabwalk.h"
#include "ui/common/button.h"
#include "ui/common/checkbox.h"
#include "ui/common/chiplist.h"
#include "ui/common/segments.h"
#include "ui/common/selectbox.h"
#include "ui/common/sliderrow.h"
#include "ui/configs/askpanel.h"
#include "ui/configs/configeditor.h"
#include "ui/configs/configlist.h"
#include "ui/configs/configspage.h"
#include "ui/configs/prettyjson.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace lokal::test;
using namespace lokal::ui;

class TestConfigsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void sendsOnlyWhatDiffers();
    void setsJsonInLinesWithoutChangingIt();
    void listModelHoldsItsPromises();
    void opensTheFirstAndShowsItsFields();
    void savesWithCtrlS();
    void modelDefaultIsAStateOfItsOwn();
    void showsTheModelsOwnNumbers();
    void refusesWhatIsOutOfRange();
    void keepsASchemaExactlyAsWritten();
    void aPictureInThePromptDoesNotStopTheWindow_m5();
    void readsEscapesInStopSequences();
    void thinkingIsOffForAModelThatCannot();
    void asksBeforeChangesAreLost();
    void leadsToWhatHasToBeCorrected();
    void theFirstToCorrectIsTheUppermost();
    void anAnsweredQuestionGivesTheFocusBack();
    void discardBringsBackWhatIsStored();
    void asksWhenChangedElsewhere();
    void whatIsTypedWhileSavingStays();
    void editsOutliveTheirConfiguration();
    void duplicateIsANewOne();
    void deletesAndMovesTheChats();
    void invitesWhenThereIsNone();
    void saysWhyThereIsNoList();
    void opensNewForAModel();
    void aNewOneStandsInTheList();
    void narrowWindowShowsOneAtATime();
    void showsWhatWillBeSent();
    void tabReachesEverythingOnce();
    void everyStopHasANameAndARole();

private:
    std::unique_ptr<ConfigsPage> shown(int width = 1440);
    ConfigEditor *editor(const ConfigsPage &page) const { return page.findChild<ConfigEditor *>(); }
    template <typename T> T *find(const ConfigsPage &page, const QString &name) const
    {
        return page.findChild<T *>(name);
    }
    void answer(const ConfigsPage &page, int index) const
    {
        QTest::mouseClick(page.findChild<AskPanel *>()->buttons().at(index), Qt::LeftButton);
    }
    const ModelConfig &stored(qint64 id) const { return *m_fakes->configs.configs.constFind(id); }

    std::unique_ptr<FakeBackend> m_fakes;
    std::unique_ptr<Backend> m_backend;
    Theme m_theme;
    Principal m_who;
};

void TestConfigsPage::init()
{
    m_fakes = std::make_unique<FakeBackend>();
    m_backend = std::make_unique<Backend>(m_fakes->backend());
    m_who.user = { 1 };
    m_fakes->models.addModel(u"qwen3:8b"_s, { u"completion"_s, u"thinking"_s });
    m_fakes->models.addModel(u"gemma3:4b"_s);
    m_fakes->configs.add(u"Coding"_s, u"qwen3:8b"_s);
    m_fakes->configs.add(u"Letters"_s, u"gemma3:4b"_s);
}

std::unique_ptr<ConfigsPage> TestConfigsPage::shown(int width)
{
    auto page = std::make_unique<ConfigsPage>(*m_backend, m_theme, m_who);
    page->resize(width, 900);
    page->show();
    [&] {
        QVERIFY(QTest::qWaitForWindowExposed(page.get()));
        page->activateWindow();
        if (!m_fakes->configs.configs.isEmpty())
            QTRY_COMPARE(editor(*page)->saved().name, u"Coding"_s);
        QTRY_VERIFY(find<SelectBox>(*page, u"configModel"_s)->count() > 0);
        QCoreApplication::processEvents();
    }();
    return page;
}

void TestConfigsPage::sendsOnlyWhatDiffers()
{
    ConfigDraft from;
    from.name = u"A"_s;
    from.parameters.temperature = 0.5;
    ConfigDraft to = from;
    QVERIFY(difference(from, to).parameters.isEmpty());
    to.parameters.temperature.reset();
    to.parameters.numCtx = 4096;
    const ConfigChange change = difference(from, to);
    QVERIFY(!change.name);
    QVERIFY(change.parameters.temperature
            && !*change.parameters.temperature); // back to the default
    QCOMPARE(**change.parameters.numCtx, 4096);
}

void TestConfigsPage::setsJsonInLinesWithoutChangingIt()
{
    const QByteArray flat = "{\"b\":[1,2.50],\"a\":{\"x\":\"a,b:{}\\\"c\"},\"e\":{},\"f\":[]}";
    const QByteArray lines = "{\n  \"b\": [\n    1,\n    2.50\n  ],\n  \"a\": {\n"
                             "    \"x\": \"a,b:{}\\\"c\"\n  },\n  \"e\": {},\n  \"f\": []\n}";
    QCOMPARE(prettyJson(flat), lines);
    const QByteArray cut = "{\"half\": \"\\";
    QCOMPARE(prettyJson(cut), QByteArray("{\n  \"half\": \"\\"));
}

void TestConfigsPage::listModelHoldsItsPromises()
{
    ConfigListModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setConfigs(m_fakes->configs.configs.values());
    QCOMPARE(model.rowCount(), 2);
    model.setDraft(QString());
    QCOMPARE(model.rowCount(), 3);
    QVERIFY(!model.index(0).data().toString().isEmpty());
    model.setDraft(u"Fresh"_s);
    QCOMPARE(model.index(0).data().toString(), u"Fresh"_s);
    model.setConfigs({});
    QCOMPARE(model.rowCount(), 1);
    model.setDraft({});
    QCOMPARE(model.rowCount(), 0);
}

void TestConfigsPage::opensTheFirstAndShowsItsFields()
{
    m_fakes->configs.configs[1].parameters.systemPrompt = u"Be brief."_s;
    m_fakes->configs.configs[1].parameters.temperature = 0.2;
    const auto page = shown();
    QCOMPARE(find<QLineEdit>(*page, u"configName"_s)->text(), u"Coding"_s);
    QCOMPARE(find<QPlainTextEdit>(*page, u"configPrompt"_s)->toPlainText(), u"Be brief."_s);
    QCOMPARE(find<SliderRow>(*page, u"temperature"_s)->value(), std::optional(0.2));
    QVERIFY(page->isSaved());
    QVERIFY(!find<Button>(*page, u"configSave"_s)->isEnabled());
}

void TestConfigsPage::savesWithCtrlS()
{
    const auto page = shown();
    QSignalSpy saved(page.get(), &ConfigsPage::saved);
    auto *name = find<QLineEdit>(*page, u"configName"_s);
    name->setFocus();
    QTest::keyClicks(name, u" 2"_s);
    QVERIFY(!page->isSaved());
    QTest::keyClick(name, Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(saved.count(), 1);
    QCOMPARE(stored(1).name, u"Coding 2"_s);
    QVERIFY(page->isSaved());
}

void TestConfigsPage::modelDefaultIsAStateOfItsOwn()
{
    m_fakes->configs.configs[1].parameters.temperature = 0.2;
    const auto page = shown();
    auto *row = find<SliderRow>(*page, u"temperature"_s);
    QTest::mouseClick(row->findChild<QAbstractButton *>(), Qt::LeftButton); // the way back
    QVERIFY(!row->value());
    auto *topK = find<SliderRow>(*page, u"top_k"_s)->findChild<QLineEdit *>();
    topK->setFocus();
    topK->selectAll();
    QTest::keyClicks(topK, u"20"_s);
    QTest::mouseClick(find<Button>(*page, u"configSave"_s), Qt::LeftButton);
    QTRY_COMPARE(stored(1).parameters.topK, std::optional(20));
    QVERIFY(!stored(1).parameters.temperature);
}

void TestConfigsPage::showsTheModelsOwnNumbers()
{
    m_fakes->models.models[0].parameters = { { u"temperature"_s, 0.7 }, { u"top_k"_s, 20 } };
    const auto page = shown();
    const auto number = [&](const QString &field) {
        return find<SliderRow>(*page, field)->findChild<QLineEdit *>()->text();
    };
    QTRY_COMPARE(number(u"temperature"_s), u"0.70"_s);
    QCOMPARE(number(u"top_k"_s), u"20"_s);
    QCOMPARE(number(u"top_p"_s), u"0.90"_s); // not the model's, so Ollama's
    QVERIFY(!find<SliderRow>(*page, u"temperature"_s)->value());
    editor(*page)->form()->setModel({});
    QCOMPARE(number(u"temperature"_s), u"default"_s);
}

void TestConfigsPage::refusesWhatIsOutOfRange()
{
    const auto page = shown();
    auto *row = find<SliderRow>(*page, u"num_ctx"_s);
    auto *number = row->findChild<QLineEdit *>();
    number->setFocus();
    number->selectAll();
    QTest::keyClicks(number, u"3000000"_s);
    QVERIFY(!row->isValid());
    auto *save = find<Button>(*page, u"configSave"_s);
    QVERIFY(!save->isEnabled());
    number->selectAll();
    QTest::keyClicks(number, u"8192"_s);
    QVERIFY(save->isEnabled());
    find<QLineEdit>(*page, u"configName"_s)->selectAll();
    QTest::keyClick(find<QLineEdit>(*page, u"configName"_s), Qt::Key_Delete);
    QVERIFY(!save->isEnabled());
}

void TestConfigsPage::keepsASchemaExactlyAsWritten()
{
    const auto page = shown();
    QList<QRadioButton *> formats;
    for (Segments *segments : page->findChildren<Segments *>()) {
        if (segments->objectName() != u"configThink"_s)
            formats = segments->findChildren<QRadioButton *>();
    }
    QTest::mouseClick(formats.at(2), Qt::LeftButton);
    auto *schema = find<QPlainTextEdit>(*page, u"configSchema"_s);
    QVERIFY(schema->isVisible());
    auto *save = find<Button>(*page, u"configSave"_s);
    schema->setPlainText(u"{ \"z\": 1,  \"a\": "_s);
    QVERIFY(!save->isEnabled());
    const QString text = u"{ \"z\": 1,  \"a\": \"2\u00a0GB\", \"b\": 2.50 }"_s; // with a hard space
    schema->setPlainText(text);
    QVERIFY(save->isEnabled());
    QTest::mouseClick(save, Qt::LeftButton);
    QTRY_COMPARE(QString::fromUtf8(stored(1).parameters.format.schema), text);
}

void TestConfigsPage::aPictureInThePromptDoesNotStopTheWindow_m5()
{
    const auto page = shown();
    auto *prompt = find<QPlainTextEdit>(*page, u"configPrompt"_s);
    QGuiApplication::clipboard()->setText(QString(200'000, u'A'));
    prompt->setFocus();
    QTest::keyClick(prompt, Qt::Key_V, Qt::ControlModifier);
    // Qt looks at the rest of a word for each of its lines, unless they may break anywhere.
    QCOMPARE(prompt->wordWrapMode(), QTextOption::WrapAnywhere);
    QVERIFY(prompt->toPlainText().contains(QString(200'000, u'A')));
}

void TestConfigsPage::readsEscapesInStopSequences()
{
    const auto page = shown();
    auto *input = find<QLineEdit>(*page, u"configStop"_s);
    input->setFocus();
    QTest::keyClicks(input, u"\\n\\nUser:"_s);
    QTest::keyClick(input, Qt::Key_Return);
    QTest::mouseClick(find<Button>(*page, u"configSave"_s), Qt::LeftButton);
    QTRY_COMPARE(stored(1).parameters.stopSequences, QStringList { u"\n\nUser:"_s });
}

void TestConfigsPage::thinkingIsOffForAModelThatCannot()
{
    const auto page = shown();
    auto *think = find<Segments>(*page, u"configThink"_s);
    QTRY_VERIFY(think->isEnabled());
    auto *model = find<SelectBox>(*page, u"configModel"_s);
    model->setFocus();
    QTest::keyClick(model, Qt::Key_Down); // gemma3
    QTRY_VERIFY(!think->isEnabled());
    QVERIFY(!page->isSaved());
}

void TestConfigsPage::asksBeforeChangesAreLost()
{
    const auto page = shown();
    QSignalSpy closed(page.get(), &ConfigsPage::closed);
    QTest::keyClicks(find<QLineEdit>(*page, u"configName"_s), u"!"_s);
    auto *back = find<QAbstractButton>(*page, u"configsBack"_s);
    QTest::mouseClick(back, Qt::LeftButton);
    QCOMPARE(closed.count(), 0);
    auto *ask = page->findChild<AskPanel *>();
    QVERIFY(ask->isVisible());
    QTest::keyClick(ask->buttons().last(), Qt::Key_Escape); // keep editing
    QVERIFY(!ask->isVisible());
    QCOMPARE(find<QLineEdit>(*page, u"configName"_s)->text(), u"Coding!"_s);
    QTest::mouseClick(back, Qt::LeftButton);
    answer(*page, 0); // save, then go
    QTRY_COMPARE(closed.count(), 1);
    QCOMPARE(stored(1).name, u"Coding!"_s);
}

void TestConfigsPage::leadsToWhatHasToBeCorrected()
{
    const auto page = shown();
    auto *number = find<SliderRow>(*page, u"num_ctx"_s)->findChild<QLineEdit *>();
    auto *link = find<Button>(*page, u"configProblem"_s);
    QVERIFY(!link->isVisible());
    number->setFocus();
    number->selectAll();
    QTest::keyClicks(number, u"3000000"_s);
    QVERIFY(link->isVisible());
    auto *back = find<QAbstractButton>(*page, u"configsBack"_s);
    back->setFocus();
    QTest::keyClick(link, Qt::Key_Return);
    QCOMPARE(QApplication::focusWidget(), number);
    back->setFocus();
    QTest::mouseClick(back, Qt::LeftButton);
    auto *question = page->findChild<AskPanel *>();
    QVERIFY(question->isVisible());
    QCOMPARE(question->buttons().size(), 2); // nothing to save it with
    QVERIFY(question->accessibleName().contains(u"cannot be saved yet"_s));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), number);
}

void TestConfigsPage::theFirstToCorrectIsTheUppermost()
{
    m_fakes->models.models.clear();
    const auto page = shown();
    page->openNewFor({}); // without a model
    find<QLineEdit>(*page, u"configName"_s)->setText({});
    QTest::keyClicks(find<QLineEdit>(*page, u"configName"_s), u"Mine"_s);
    for (const QString &field : { u"max_tokens"_s, u"temperature"_s }) {
        auto *number = find<SliderRow>(*page, field)->findChild<QLineEdit *>();
        number->selectAll();
        QTest::keyClicks(number, u"x"_s);
    }
    const QStringList fromTop { u"Model"_s, u"Temperature"_s, u"Max answer"_s };
    QCOMPARE(editor(*page)->form()->problems(), fromTop);
    QTest::keyClick(find<Button>(*page, u"configProblem"_s), Qt::Key_Return);
    QCOMPARE(QApplication::focusWidget(), find<SelectBox>(*page, u"configModel"_s));
}

void TestConfigsPage::anAnsweredQuestionGivesTheFocusBack()
{
    const auto page = shown();
    auto *bin = page->findChild<QAbstractButton *>(u"configDelete"_s);
    bin->setFocus();
    QTest::keyClick(bin, Qt::Key_Return);
    auto *question = page->findChild<AskPanel *>();
    QTRY_VERIFY(question->isVisible());
    QVERIFY(question->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!question->isVisible());
    QCOMPARE(QApplication::focusWidget(), bin);
}

void TestConfigsPage::discardBringsBackWhatIsStored()
{
    const auto page = shown();
    auto *name = find<QLineEdit>(*page, u"configName"_s);
    QTest::keyClicks(name, u"!"_s);
    QTest::mouseClick(find<Button>(*page, u"configDiscard"_s), Qt::LeftButton);
    QCOMPARE(name->text(), u"Coding"_s);
    QVERIFY(page->isSaved());
}

void TestConfigsPage::asksWhenChangedElsewhere()
{
    const auto page = shown();
    QTest::keyClicks(find<QLineEdit>(*page, u"configName"_s), u"!"_s);
    ++m_fakes->configs.configs[1].revision;
    QTest::mouseClick(find<Button>(*page, u"configSave"_s), Qt::LeftButton);
    QTRY_VERIFY(page->findChild<AskPanel *>()->isVisible());
    QCOMPARE(stored(1).name, u"Coding"_s);
    answer(*page, 0); // mine
    QTRY_COMPARE(stored(1).name, u"Coding!"_s);
}

void TestConfigsPage::whatIsTypedWhileSavingStays()
{
    const auto page = shown();
    QTest::mouseClick(page->findChild<QAbstractButton *>(u"configsNew"_s), Qt::LeftButton);
    auto *name = find<QLineEdit>(*page, u"configName"_s);
    name->selectAll();
    QTest::keyClicks(name, u"Fresh"_s);
    find<Button>(*page, u"configSave"_s)->click();
    QTest::keyClicks(name, u" air"_s);
    QTRY_COMPARE(editor(*page)->saved().name, u"Fresh"_s);
    QCOMPARE(name->text(), u"Fresh air"_s);
    QVERIFY(editor(*page)->isDirty());
}

void TestConfigsPage::editsOutliveTheirConfiguration()
{
    const auto page = shown();
    m_fakes->configs.remove(m_who, { 1 }, {}); // elsewhere
    QTRY_COMPARE(editor(*page)->saved().name, u"Letters"_s);
    auto *name = find<QLineEdit>(*page, u"configName"_s);
    QTest::keyClicks(name, u"!"_s);
    m_fakes->configs.remove(m_who, { 2 }, {});
    QTRY_VERIFY(editor(*page)->isNew());
    QCOMPARE(name->text(), u"Letters!"_s);
    QTest::mouseClick(find<Button>(*page, u"configSave"_s), Qt::LeftButton);
    QTRY_COMPARE(m_fakes->configs.configs.size(), 1);
    QCOMPARE(m_fakes->configs.configs.first().name, u"Letters!"_s);
}

void TestConfigsPage::duplicateIsANewOne()
{
    const auto page = shown();
    QTest::mouseClick(find<Button>(*page, u"configDuplicate"_s), Qt::LeftButton);
    QCOMPARE(find<QLineEdit>(*page, u"configName"_s)->text(), u"Coding (copy)"_s);
    QTest::mouseClick(find<Button>(*page, u"configSave"_s), Qt::LeftButton);
    QTRY_COMPARE(m_fakes->configs.configs.size(), 3);
    QTRY_COMPARE(page->findChild<ConfigList *>()->configs().size(), 3);
}

void TestConfigsPage::deletesAndMovesTheChats()
{
    m_fakes->configs.usages[1] = 6;
    const auto page = shown();
    QTest::mouseClick(find<QAbstractButton>(*page, u"configDelete"_s), Qt::LeftButton);
    auto *ask = page->findChild<AskPanel *>();
    QTRY_VERIFY(ask->isVisible());
    QVERIFY(find<SelectBox>(*page, u"askChoice"_s)->isVisible());
    answer(*page, 0);
    QTRY_COMPARE(m_fakes->configs.configs.size(), 1);
    QTRY_COMPARE(editor(*page)->saved().name, u"Letters"_s);
}

void TestConfigsPage::invitesWhenThereIsNone()
{
    m_fakes->configs.configs.clear();
    const auto page = shown();
    auto *make = find<Button>(*page, u"configsFirst"_s);
    QTRY_VERIFY(make->isVisible());
    QTest::mouseClick(make, Qt::LeftButton);
    QVERIFY(!make->isVisible());
    QCOMPARE(QApplication::focusWidget(), find<QLineEdit>(*page, u"configName"_s));
}

void TestConfigsPage::saysWhyThereIsNoList()
{
    m_fakes->configs.nextListError = { makeError(ErrorCode::StorageError) };
    ConfigsPage page(*m_backend, m_theme, m_who);
    page.resize(1440, 900);
    page.show();
    const auto says = [&](const QString &words) {
        const auto labels = page.findChild<ConfigList *>()->findChildren<Label *>();
        return std::any_of(labels.begin(), labels.end(), [&](const Label *label) {
            return label->isVisible() && label->text().contains(words);
        });
    };
    QTRY_VERIFY(says(u"could not be read"_s));
    QTest::mouseClick(page.findChild<Button *>(u"configsFirst"_s), Qt::LeftButton);
    QTRY_VERIFY(editor(page)->isNew()); // asked again, and this time it works
    QVERIFY(!says(u"could not be read"_s));
}

void TestConfigsPage::opensNewForAModel()
{
    ConfigsPage page(*m_backend, m_theme, m_who);
    page.openNewFor(u"gemma3:4b"_s); // before anything has come
    page.resize(1440, 900);
    page.show();
    QTRY_COMPARE(find<QLineEdit>(page, u"configName"_s)->text(), u"gemma3:4b"_s);
    QVERIFY(!page.isSaved());
}

void TestConfigsPage::aNewOneStandsInTheList()
{
    m_fakes->configs.configs.clear();
    const auto page = shown();
    auto *view = page->findChild<QListView *>(u"configsView"_s);
    QTRY_VERIFY(find<Button>(*page, u"configsFirst"_s)->isVisible());
    QTest::mouseClick(find<Button>(*page, u"configsFirst"_s), Qt::LeftButton);
    QTRY_COMPARE(view->model()->rowCount(), 1);
    auto *name = find<QLineEdit>(*page, u"configName"_s);
    name->selectAll();
    QTest::keyClicks(name, u"Letters"_s);
    const QModelIndex row = view->model()->index(0, 0);
    QCOMPARE(row.data().toString(), u"Letters"_s);
    QCOMPARE(row.data(ConfigListModel::MetaRole).toString(), u"unsaved"_s);
    QCOMPARE(view->currentIndex(), row);
    QVERIFY(!page->findChild<QAbstractButton *>(u"configDelete"_s)->isVisible());
    QTest::mouseClick(find<Button>(*page, u"configSave"_s), Qt::LeftButton);
    QTRY_COMPARE(editor(*page)->saved().name, u"Letters"_s);
    QTRY_COMPARE(view->model()->rowCount(), 1);
    QCOMPARE(view->model()->index(0, 0).data(ConfigListModel::MetaRole).toString(), u"qwen3:8b"_s);
}

void TestConfigsPage::narrowWindowShowsOneAtATime()
{
    const auto page = shown(640);
    auto *list = page->findChild<ConfigList *>();
    QVERIFY(list->isVisible());
    QVERIFY(!editor(*page)->isVisible());
    auto *view = find<QListView>(*page, u"configsView"_s);
    view->setFocus();
    view->setCurrentIndex(view->model()->index(1, 0));
    QTest::keyClick(view, Qt::Key_Return);
    QTRY_VERIFY(editor(*page)->isVisible());
    QVERIFY(!list->isVisible());
    QTest::mouseClick(find<QAbstractButton>(*page, u"configBack"_s), Qt::LeftButton);
    QVERIFY(list->isVisible());
}

void TestConfigsPage::showsWhatWillBeSent()
{
    m_fakes->configs.configs[1].parameters.temperature = 0.2;
    const auto page = shown();
    QTest::mouseClick(find<Button>(*page, u"configSent"_s), Qt::LeftButton);
    auto *json = find<QPlainTextEdit>(*page, u"sentJson"_s);
    QVERIFY(json->isVisible());
    QCOMPARE(json->toPlainText(), u"{\n  \"temperature\": 0.2\n}"_s);
}

void TestConfigsPage::tabReachesEverythingOnce()
{
    const auto page = shown();
    QTRY_VERIFY(page->isActiveWindow());
    QCOMPARE(tabProblems(*page), QStringList());
    QTest::keyClicks(find<QLineEdit>(*page, u"configName"_s), u"!"_s); // Save and Discard as well
    QCOMPARE(tabProblems(*page), QStringList());
}

void TestConfigsPage::everyStopHasANameAndARole()
{
    m_fakes->configs.configs[1].parameters.stopSequences = QStringList { u"</a>"_s };
    m_fakes->configs.configs[1].parameters.temperature = 0.2;
    const auto page = shown();
    QCOMPARE(unnamedStops(*page), QStringList());
    QTest::mouseClick(find<QAbstractButton>(*page, u"configDelete"_s), Qt::LeftButton);
    QTRY_VERIFY(page->findChild<AskPanel *>()->isVisible());
    QCOMPARE(unnamedStops(*page), QStringList());
}

QTEST_MAIN(TestConfigsPage)
#include "tst_configspage.moc"
