#include "tests/ui/support/fixture.h"
#include "ui/chat/chatpage.h"
#include "ui/chat/composer.h"
#include "ui/common/button.h"
#include "ui/common/commandline.h"
#include "ui/common/formnote.h"
#include "ui/common/iconbutton.h"
#include "ui/common/label.h"
#include "ui/common/notice.h"
#include "ui/common/slider.h"
#include "ui/configs/askpanel.h"
#include "ui/configs/configspage.h"
#include "ui/configs/modelpicker.h"
#include "ui/firstrun/firstrunpage.h"
#include "ui/shell/enginebanner.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/overlaycard.h"
#include "ui/shell/sessionlist.h"
#include "ui/shell/sessionlistmodel.h"
#include "ui/shell/settingspopup.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/sidebarfoot.h"
#include "ui/shell/startpage.h"
#include "ui/shell/usermenu.h"
#include "ui/shell/workspace.h"
#include "ui/signin/accountpage.h"
#include "ui/signin/signinpage.h"
#include "ui/transcript/transcriptview.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTranslator>

using namespace lokal;
using namespace lokal::ui;
using namespace lokal::test;
using namespace Qt::StringLiterals;

using RowMark = SessionListModel::Mark;

namespace {

struct Scene : Fixture
{
    ModelConfig config = fakes.configs.add(u"qwen3:8b"_s, u"qwen3:8b"_s);
    SessionId first, second;
    std::unique_ptr<Workspace> workspace;

    Scene()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        first = fakes.sessions.add(u"Alpha"_s, config.id, now.addSecs(-60)).id;
        second = fakes.sessions.add(u"Beta"_s, config.id, now.addSecs(-120)).id;
    }
    void show(QSize size = QSize(1200, 800))
    {
        workspace = std::make_unique<Workspace>(backend, sharedTheme(), who, state);
        workspace->resize(size);
        workspace->show();
        QApplication::setActiveWindow(workspace.get());
        QTRY_COMPARE(model().rowCount(), 2);
    }
    SessionListModel &model() { return workspace->sidebar()->model(); }
    SessionList *list() { return workspace->sidebar()->list(); }
    ChatPage *page() { return workspace->chatPage(); }
    RowMark markOf(SessionId session)
    {
        return RowMark(model().indexOf(session).data(SessionListModel::MarkRole).toInt());
    }
    QStringList names()
    {
        QStringList result;
        for (int i = 0; i < model().rowCount(); ++i)
            result.append(model().index(i, 0).data().toString());
        return result;
    }
};

/// The program in a language of one sentence.
class Translated final : public QTranslator
{
public:
    Translated(const QString &from, const QString &to)
        : m_from(from)
        , m_to(to)
    {
        QCoreApplication::installTranslator(this);
    }
    ~Translated() override { QCoreApplication::removeTranslator(this); }
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *text, const char *, int) const override
    {
        return m_from == QLatin1StringView(text) ? m_to : QString();
    }

private:
    const QString m_from, m_to;
};

} // namespace

class TestShell : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { sharedTheme(); }

    void sessionsAreGroupedByDate()
    {
        const QDate today(2025, 11, 22);
        ChatSession session;
        const auto group = [&](int daysAgo) {
            session.lastMessageAtUtc = QDateTime(today.addDays(-daysAgo), QTime(12, 0));
            return sessionGroup(session, today);
        };
        QCOMPARE(group(0), u"Today"_s);
        QCOMPARE(group(1), u"Yesterday"_s);
        QCOMPARE(group(5), u"Previous 7 days"_s);
        QCOMPARE(group(40), u"October"_s);
        QCOMPARE(group(400), u"October 2024"_s);
        session.pinned = true;
        QCOMPARE(group(400), u"Pinned"_s);
    }

    void theModelKeepsItsPromises()
    {
        Scene s;
        SessionListModel model(s.backend, s.who);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(model.rowCount(), 2);
        s.fakes.sessions.add(u"Gamma"_s, s.config.id, QDateTime::currentDateTimeUtc());
        s.fakes.sessions.tell({ 3 });
        QTRY_COMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0, 0).data().toString(), u"Gamma"_s);
        SessionChange pin;
        pin.pinned = true;
        s.fakes.sessions.update(s.who, s.second, pin);
        QTRY_COMPARE(model.index(0, 0).data().toString(), u"Beta"_s);
        s.fakes.sessions.remove(s.who, s.first);
        QTRY_COMPARE(model.rowCount(), 2);
        model.setQuery(u"gam"_s);
        QTRY_COMPARE(model.rowCount(), 1);
    }

    void longListsComeInPages()
    {
        Scene s;
        for (int i = 0; i < 150; ++i)
            s.fakes.sessions.add(u"Chat %1"_s.arg(i), s.config.id,
                                 QDateTime::currentDateTimeUtc().addDays(-2 - i));
        SessionListModel model(s.backend, s.who);
        QTRY_COMPARE(model.rowCount(), 100);
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 152);
        QVERIFY(!model.canFetchMore({}));
    }

    void deletedChatsDoNotHideLaterOnes()
    {
        Scene s;
        for (int i = 0; i < 150; ++i)
            s.fakes.sessions.add(u"Chat %1"_s.arg(i), s.config.id,
                                 QDateTime::currentDateTimeUtc().addDays(-2 - i));
        SessionListModel model(s.backend, s.who);
        QTRY_COMPARE(model.rowCount(), 100);
        for (const SessionId deleted : { s.first, s.second })
            s.fakes.sessions.remove(s.who, deleted);
        QTRY_COMPARE(model.rowCount(), 98);
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 150);
        QVERIFY(!model.canFetchMore({}));
    }

    void aClickOpensAChat()
    {
        Scene s;
        s.show();
        QTest::qWait(0);
        const QRect row = s.list()->visualRect(s.model().indexOf(s.second));
        QTest::mouseClick(s.list()->viewport(), Qt::LeftButton, {}, QPoint(40, row.bottom() - 10));
        QCOMPARE(s.page()->session(), s.second);
        QCOMPARE(s.model().openSession(), s.second);
    }

    void theKeyboardOpensRenamesAndTrashes()
    {
        Scene s;
        s.show();
        s.list()->setFocus();
        s.list()->setCurrentIndex(s.model().indexOf(s.first));
        QTest::keyClick(s.list(), Qt::Key_Down);
        QTest::keyClick(s.list(), Qt::Key_Return);
        QCOMPARE(s.page()->session(), s.second);
        s.list()->setFocus();
        QTest::keyClick(s.list(), Qt::Key_F2);
        auto *edit = s.list()->findChild<QLineEdit *>(u"sessionNameEdit"_s);
        QVERIFY(edit);
        edit->setText(u"Renamed"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(s.fakes.sessions.sessions[s.second.value].name, u"Renamed"_s);
        s.list()->setFocus();
        s.list()->setCurrentIndex(s.model().indexOf(s.second));
        QTest::keyClick(s.list(), Qt::Key_Delete);
        QCOMPARE(s.names(), QStringList { u"Alpha"_s });
        QVERIFY(!s.fakes.sessions.sessions[s.second.value].trashedAtUtc.isValid());
    }

    void renamingInPlaceOpensNothing()
    {
        QTest::failOnWarning(QRegularExpression(u"does not belong to this view"_s));
        Scene s;
        s.show();
        s.workspace->openSession(s.second);
        s.list()->setFocus();
        s.list()->setCurrentIndex(s.model().indexOf(s.first));
        QTest::keyClick(s.workspace->windowHandle(), Qt::Key_F2);
        QVERIFY(s.list()->findChild<QLineEdit *>(u"sessionNameEdit"_s));
        for (const char letter : { 'N', 'e', 'w' })
            QTest::keyClick(s.workspace->windowHandle(), letter);
        QTest::keyClick(s.workspace->windowHandle(), Qt::Key_Return);
        QTRY_COMPARE(s.fakes.sessions.sessions[s.first.value].name, u"New"_s);
        QTest::qWait(0); // what the view still had to say
        QCOMPARE(s.page()->session(), s.second);
    }

    void theTrashCanBeUndone()
    {
        Scene s;
        s.show();
        Q_EMIT s.list()->trashRequested(s.first);
        QCOMPARE(s.model().rowCount(), 1);
        QTest::mouseClick(s.workspace->findChild<Toast *>()->undoButton(), Qt::LeftButton);
        QTRY_COMPARE(s.model().rowCount(), 2);
        QVERIFY(!s.fakes.sessions.sessions[s.first.value].trashedAtUtc.isValid());
        Q_EMIT s.list()->trashRequested(s.first);
        const auto toasts = s.workspace->findChildren<Toast *>();
        toasts.last()->expireNow();
        QTRY_VERIFY(s.fakes.sessions.sessions[s.first.value].trashedAtUtc.isValid());
        QCOMPARE(s.model().rowCount(), 1);
    }

    void theSidebarSaysWhatDidNotWork_d8()
    {
        Scene s;
        s.show();
        auto *problem = s.workspace->sidebar()->findChild<FormNote *>();
        QVERIFY(!problem->isVisible());
        const auto fail
            = [&] { s.fakes.sessions.nextError = { makeError(ErrorCode::StorageFull) }; };
        fail();
        Q_EMIT s.list()->pinRequested(s.first, true);
        QTRY_VERIFY(problem->text().contains(u"disk is full"_s));
        QVERIFY(problem->isVisible());
        Q_EMIT s.list()->pinRequested(s.first, true); // the next try works
        QTRY_COMPARE(s.model().index(0, 0).data(SessionListModel::PinnedRole).toBool(), true);
        QVERIFY(!problem->isVisible());
        fail();
        s.model().setData(s.model().indexOf(s.first), u"Other"_s, Qt::EditRole);
        QTRY_VERIFY(problem->isVisible());
        Q_EMIT s.list()->trashRequested(s.first);
        QVERIFY(!problem->isVisible());
        fail();
        s.workspace->findChild<Toast *>()->expireNow();
        QTRY_VERIFY(problem->isVisible());
        QTRY_COMPARE(s.model().rowCount(), 2); // it is back
    }

    void answersLeaveMarks()
    {
        Scene s;
        s.show();
        s.workspace->openSession(s.first);
        SendRequest request;
        request.session = s.second;
        request.content = u"hello"_s;
        s.fakes.chat.send(s.who, request, Keep::Always);
        QTRY_COMPARE(s.markOf(s.second), RowMark::Running);
        s.fakes.chat.token(s.second, u"text"_s);
        s.fakes.chat.finish(s.second);
        QTRY_COMPARE(s.markOf(s.second), RowMark::Unread);
        s.workspace->openSession(s.second);
        QCOMPARE(s.markOf(s.second), RowMark::None);
        s.workspace->openSession(s.first);
        s.fakes.chat.send(s.who, request, Keep::Always);
        QTRY_COMPARE(s.markOf(s.second), RowMark::Running);
        s.fakes.chat.fail(s.second, makeError(ErrorCode::EngineError));
        QTRY_COMPARE(s.markOf(s.second), RowMark::Failed);
    }

    void aNewChatIsReadAloudAsItIsShown()
    {
        Translated german(u"New chat"_s, u"Neuer Chat"_s);
        Scene s;
        const SessionId made = s.fakes.sessions.add(defaultSessionName(), s.config.id).id;
        SessionListModel model(s.backend, s.who);
        QTRY_COMPARE(model.rowCount(), 3);
        const QModelIndex row = model.indexOf(made);
        QCOMPARE(row.data().toString(), u"Neuer Chat"_s);
        QCOMPARE(row.data(Qt::AccessibleTextRole).toString(), u"Neuer Chat"_s);
        // Leaving the editor as it is names nothing.
        QVERIFY(!model.setData(row, u"Neuer Chat"_s, Qt::EditRole));
        QCOMPARE(s.fakes.sessions.sessions[made.value].name, defaultSessionName());
    }

    void shortcutsLeadEverywhere()
    {
        Scene s;
        s.show();
        s.workspace->openSession(s.first);
        QTest::keyClick(s.workspace.get(), Qt::Key_N, Qt::ControlModifier);
        QVERIFY(!s.page()->session().isValid());
        QTest::keyClick(s.workspace.get(), Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(s.workspace->focusWidget()->objectName(), u"sessionSearch"_s);
        QTest::keyClick(s.workspace.get(), Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(s.workspace->focusWidget()->objectName(), u"composerText"_s);
        QVERIFY(s.workspace->isSidebarShown());
        QTest::keyClick(s.workspace.get(), Qt::Key_B, Qt::ControlModifier);
        QVERIFY(!s.workspace->isSidebarShown());
        QTest::keyClick(s.workspace.get(), Qt::Key_Slash, Qt::ControlModifier);
        const OverlayCard *card = OverlayCard::openIn(s.workspace.get());
        QVERIFY(card);
        const auto *area = card->findChild<QScrollArea *>();
        QTRY_COMPARE(area->verticalScrollBar()->maximum(), 0); // room enough for all
        QVERIFY(area->height() > 200);
    }

    void aCardOverTheWindowHasTheKeysForItself()
    {
        Scene s;
        s.show();
        s.workspace->openSession(s.first);
        const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
            QTest::keyClick(s.workspace->windowHandle(), key, modifiers);
        };
        press(Qt::Key_Slash, Qt::ControlModifier);
        OverlayCard *card = OverlayCard::openIn(s.workspace.get());
        QVERIFY(card);
        press(Qt::Key_M, Qt::ControlModifier);
        press(Qt::Key_N, Qt::ControlModifier);
        press(Qt::Key_L, Qt::ControlModifier);
        QVERIFY(!s.workspace->findChild<ModelPicker *>());
        QCOMPARE(s.page()->session(), s.first);
        QVERIFY(card->isAncestorOf(s.workspace->focusWidget()));
        press(Qt::Key_Escape);
        QVERIFY(!OverlayCard::openIn(s.workspace.get()));
        press(Qt::Key_Slash, Qt::ControlModifier);
        press(Qt::Key_Slash, Qt::ControlModifier);
        QVERIFY(!OverlayCard::openIn(s.workspace.get()));
    }

    void escapeOnTheConfigurationsLeavesTheAnswerAlone()
    {
        Scene s;
        s.show();
        s.workspace->openSession(s.first);
        SendRequest request;
        request.session = s.first;
        request.content = u"hello"_s;
        s.fakes.chat.send(s.who, request, Keep::Always);
        QTRY_VERIFY(s.page()->isRunning());
        Q_EMIT s.page()->configRequested(s.config.id);
        auto *configs = s.workspace->findChild<ConfigsPage *>();
        QTRY_VERIFY(configs && configs->isVisible()
                    && configs->findChild<QLineEdit *>(u"configName"_s)->isVisible());
        QTest::keyClick(s.workspace->windowHandle(), Qt::Key_Escape);
        QTRY_VERIFY(s.page()->isVisible());
        QCOMPARE(s.fakes.chat.stops, 0);
        QTest::keyClick(s.workspace->windowHandle(), Qt::Key_Escape);
        QTRY_COMPARE(s.fakes.chat.stops, 1);
    }

    void theConfigurationsHaveTheWholeWindow()
    {
        Scene s;
        s.show(QSize(1280, 820));
        Q_EMIT s.page()->configRequested(s.config.id);
        auto *configs = s.workspace->findChild<ConfigsPage *>();
        QVERIFY(configs && configs->isVisible());
        QVERIFY(!s.workspace->sidebar()->isVisible());
        QCOMPARE(configs->width(), 1280);
        s.workspace->run(Command::SearchChats);
        QVERIFY(s.workspace->sidebar()->isVisible()); // as a drawer
        QCOMPARE(configs->width(), 1280);
        s.workspace->openSession(s.first);
        QVERIFY(s.workspace->sidebar()->isVisible());
        QCOMPARE(s.page()->width(), 1280 - s.workspace->sidebar()->width());
    }

    void enterPressesTheButtonsOfTheSidebar()
    {
        Scene s;
        s.show();
        s.workspace->openSession(s.first);
        QSignalSpy engine(s.workspace.get(), &Workspace::engineRequested);
        QSignalSpy signOut(s.workspace.get(), &Workspace::signOutRequested);
        SidebarFoot *foot = s.workspace->sidebar()->foot();
        QTest::keyClick(s.workspace->findChild<NewChatButton *>(), Qt::Key_Return);
        QVERIFY(!s.page()->session().isValid());
        QTest::keyClick(foot->engineRow(), Qt::Key_Enter);
        QCOMPARE(engine.count(), 1);
        QTest::keyClick(foot->userRow(), Qt::Key_Return);
        QVERIFY(s.workspace->findChild<UserMenu *>());
        QTest::keyClick(s.workspace->windowHandle(), Qt::Key_End);
        QTest::keyClick(s.workspace->windowHandle(), Qt::Key_Return);
        QCOMPARE(signOut.count(), 1);
    }

    void aNarrowWindowPutsTheSidebarAway()
    {
        Scene s;
        s.show(QSize(1200, 700));
        QVERIFY(s.workspace->sidebar()->isVisible());
        s.workspace->resize(640, 480);
        QVERIFY(!s.workspace->sidebar()->isVisible());
        QCOMPARE(s.page()->width(), 640);
        s.workspace->run(Command::ToggleSidebar);
        QVERIFY(s.workspace->sidebar()->isVisible());
        QCOMPARE(s.page()->width(), 640);
        s.workspace->openSession(s.second);
        QVERIFY(!s.workspace->sidebar()->isVisible());
        s.workspace->resize(1200, 700);
        QVERIFY(s.workspace->sidebar()->isVisible());
    }

    void aLargerTextDoesNotCloseTheSettings()
    {
        const auto back = qScopeGuard([] { sharedTheme().setFactor(1); });
        Scene s;
        s.show(QSize(1280, 820));
        s.workspace->run(Command::Settings);
        auto *settings = s.workspace->findChild<SettingsPopup *>();
        auto *slider = settings->findChild<Slider *>();
        slider->setFocus();
        for (int i = 0; i < 10; ++i)
            QTest::keyClick(s.workspace->windowHandle(), Qt::Key_Right);
        QTRY_COMPARE(sharedTheme().factor(), 2.0);
        QVERIFY(settings->isVisible());
        QCOMPARE(QApplication::focusWidget(), slider);
        const IconButton *gear = s.workspace->sidebar()->foot()->settingsButton();
        QTRY_VERIFY(settings->cardRect().bottom()
                    < gear->mapTo(s.workspace.get(), QPoint(0, 0)).y());
        QTest::keyClick(s.workspace->windowHandle(), Qt::Key_Escape);
        QVERIFY(s.workspace->isSidebarShown());
        QCOMPARE(QApplication::focusWidget(), gear);
    }

    void aTextSizeChosenQuicklyIsKept()
    {
        const auto back = qScopeGuard([] { sharedTheme().setFactor(1); });
        Scene s;
        s.show(QSize(1280, 820));
        s.workspace->run(Command::Settings);
        auto *settings = s.workspace->findChild<SettingsPopup *>();
        QCOMPARE(settings->accessibleName(), u"Settings"_s);
        settings->findChild<Slider *>()->setFocus();
        QTest::keyClick(s.workspace->windowHandle(), Qt::Key_Right);
        QTest::keyClick(s.workspace->windowHandle(), Qt::Key_Escape);
        QCOMPARE(sharedTheme().factor(), 1.1);
        QCOMPARE(s.state.value(u"textSize"_s).toDouble(), 1.1);
    }

    void aDrawerKeepsTheFocusInside()
    {
        Scene s;
        s.show(QSize(640, 480));
        s.page()->focusComposer();
        const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
            QTest::keyClick(s.workspace->windowHandle(), key, modifiers);
        };
        press(Qt::Key_B, Qt::ControlModifier);
        Sidebar *sidebar = s.workspace->sidebar();
        QCOMPARE(QApplication::focusWidget(), s.list());
        for (int i = 0; i < 12; ++i) {
            press(Qt::Key_Tab);
            QVERIFY(sidebar->isAncestorOf(QApplication::focusWidget()));
        }
        press(Qt::Key_Escape);
        QVERIFY(!sidebar->isVisible());
        QCOMPARE(QApplication::focusWidget()->objectName(), u"composerText"_s);
        press(Qt::Key_B, Qt::ControlModifier);
        press(Qt::Key_L, Qt::ControlModifier);
        QVERIFY(!sidebar->isVisible());
        QCOMPARE(QApplication::focusWidget()->objectName(), u"composerText"_s);
    }

    void lowWindowsScrollAndSqueezeNothing()
    {
        sharedTheme().setFactor(2);
        const auto back = qScopeGuard([] { sharedTheme().setFactor(1); });
        Scene s;
        s.show(QSize(640, 480));
        s.workspace->run(Command::ToggleSidebar);
        SidebarFoot *foot = s.workspace->sidebar()->foot();
        QTRY_COMPARE(foot->engineRow()->height(), 96);
        QCOMPARE(foot->userRow()->height(), 88);
        QVERIFY(foot->geometry().bottom() <= s.workspace->sidebar()->rect().bottom());
        s.workspace->run(Command::ShortcutList);
        OverlayCard *card = OverlayCard::openIn(s.workspace.get());
        auto *bar = card->findChild<QScrollArea *>()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0);
        for (const Label *label : card->findChildren<Label *>())
            QVERIFY2(label->height() >= label->heightForWidth(label->width()),
                     qPrintable(label->text()));
        QTest::keyClick(s.workspace->windowHandle(), Qt::Key_End);
        QCOMPARE(bar->value(), bar->maximum());
    }

    void theBannerLeavesByItself()
    {
        Scene s;
        s.show();
        auto *banner = s.workspace->findChild<EngineBanner *>();
        QVERIFY(!banner->isVisible());
        s.fakes.models.setStatus({ EngineCondition::Unreachable, {}, {}, {}, false });
        QTRY_VERIFY(banner->isVisible());
        QTRY_COMPARE(s.workspace->sidebar()->foot()->engineRow()->title(),
                     u"Ollama not reachable"_s);
        s.fakes.models.setStatus({ EngineCondition::Ready, {}, {}, {}, false });
        QTRY_VERIFY(!banner->isVisible());
    }

    void tryingAgainKeepsTheFocus()
    {
        Scene s;
        s.fakes.models.status = { EngineCondition::Unreachable, {}, {}, {}, false };
        s.show();
        auto *again = s.workspace->findChild<Button *>(u"bannerAgain"_s);
        QTRY_VERIFY(again->isVisible());
        again->setFocus();
        QTest::keyClick(again, Qt::Key_Return);
        QCOMPARE(again->text(), u"Trying…"_s);
        QTRY_COMPARE(again->text(), u"Try again"_s);
        QCOMPARE(s.fakes.models.probes, 1);
        QCOMPARE(QApplication::focusWidget(), again);
        QCOMPARE(s.workspace->findChild<Button *>(u"bannerAgain"_s), again);
    }

    void readOnlyDataIsTold_d9()
    {
        Scene s;
        s.backend.isReadOnly = true;
        s.fakes.models.status = { EngineCondition::Unreachable, {}, {}, {}, false };
        s.show();
        QTest::qWait(0); // the state of the engine is less important now
        auto *banner = s.workspace->findChild<EngineBanner *>();
        QVERIFY(banner->isVisible());
        QVERIFY(banner->findChild<Banner *>()->accessibleName().contains(u"can only be read"_s));
        QVERIFY(!s.workspace->findChild<Button *>(u"bannerAgain"_s)->isVisible());
    }

    void theLastChatIsOpenAtTheNextStart()
    {
        Scene s;
        s.show();
        s.workspace->openSession(s.second);
        s.workspace.reset();
        s.show();
        QCOMPARE(s.page()->session(), s.second);
    }

    void aDeletedChatLeavesNoDraft_d14()
    {
        Scene s;
        s.show();
        s.workspace->openSession(s.first);
        s.page()->focusComposer();
        QTest::keyClicks(QApplication::focusWidget(), u"secret"_s);
        s.state.setDraft(s.who.user.value, s.second.value, u"other"_s);
        QCOMPARE(s.state.draft(s.who.user.value, s.first.value), u"secret"_s);
        for (const SessionId deleted : { s.first, s.second })
            s.fakes.sessions.remove(s.who, deleted);
        QTRY_COMPARE(s.model().rowCount(), 0);
        QTRY_COMPARE(s.state.draft(s.who.user.value, s.first.value), QString());
        QTRY_COMPARE(s.state.draft(s.who.user.value, s.second.value), QString());
        QTRY_VERIFY(!s.page()->session().isValid());
    }

    void aChatThatIsGoneMakesRoomForANewOne()
    {
        Scene s;
        s.show();
        s.workspace->openSession(s.second);
        s.fakes.sessions.remove(s.who, s.second);
        QTRY_VERIFY(!s.page()->session().isValid());
    }

    void aDamagedMemoryIsKeptAside()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"window.json"_s);
        {
            WindowState state(file);
            state.setDraft(1, 2, u"half a thought"_s);
        }
        {
            const WindowState state(file);
            QCOMPARE(state.draft(1, 2), u"half a thought"_s);
        }
        QFile damaged(file);
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write("{ \"draft/1/2\": \"half a th");
        damaged.close();
        const WindowState state(file);
        QCOMPARE(state.draft(1, 2), QString());
        QFile kept(file + u".bad"_s);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QVERIFY(kept.readAll().contains("half a th"));
    }

    void noSecretIsRememberedInTheClear_d2()
    {
        Fixture f;
        {
            MainWindow window(sharedTheme(), f.state);
            window.show();
            window.connectBackend(f.backend);
            QTRY_VERIFY(window.findChild<SignInPage *>());
            window.findChild<QLineEdit *>(u"signInName"_s)->setText(u"mara"_s);
            window.findChild<QLineEdit *>(u"signInPassword"_s)->setText(u"long enough"_s);
            QTest::mouseClick(window.findChild<QPushButton *>(u"signInSubmit"_s), Qt::LeftButton);
            QTRY_VERIFY(window.workspace());
            QTRY_VERIFY(!f.fakes.secrets.stored.isEmpty()); // "stay signed in" is ticked
        }
        f.state.setValue(u"done"_s, true);
        const auto stored = [&] {
            QFile file(f.folder.filePath(u"window.json"_s));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QTRY_VERIFY(stored().contains("done"));
        const QByteArray text = stored();
        QVERIFY(!text.contains("long enough"));
        for (const QByteArray &secret : std::as_const(f.fakes.secrets.stored))
            QVERIFY(!text.contains(secret));
    }

    void theWindowGoesFromStartToChats()
    {
        Fixture f;
        MainWindow window(sharedTheme(), f.state);
        window.show();
        QVERIFY(!window.findChild<StartPage *>()); // a quick start says nothing
        window.connectBackend(f.backend);
        QTRY_VERIFY(window.findChild<SignInPage *>());
        QVERIFY(!window.workspace());
        const LoginResult login { f.user, f.who, u"a"_s, u"r"_s, 900 };
        Q_EMIT window.findChild<SignInPage *>()->signedIn(login, false);
        QVERIFY(window.workspace());
        QTRY_VERIFY(window.workspace()->isVisible());
        Q_EMIT window.workspace()->signOutRequested();
        QTRY_VERIFY(window.findChild<SignInPage *>()
                    && window.findChild<SignInPage *>()->isVisible());
        QVERIFY(!window.workspace());
    }

    void aSlowStartSaysThatItStarts()
    {
        Fixture f;
        MainWindow window(sharedTheme(), f.state);
        window.show();
        QTRY_VERIFY(window.findChild<StartPage *>());
        QVERIFY(window.findChild<StartPage *>()->isVisible());
        window.connectBackend(f.backend);
        QTRY_VERIFY(window.findChild<SignInPage *>());
        QVERIFY(!window.findChild<StartPage *>()->isVisible());
    }

    void thePageThatIsShownNamesTheWindow()
    {
        Scene s;
        MainWindow window(sharedTheme(), s.state);
        window.show();
        window.connectBackend(s.backend);
        QTRY_VERIFY(window.findChild<SignInPage *>());
        Q_EMIT window.findChild<SignInPage *>()->signedIn({ s.user, s.who, u"a"_s, u"r"_s, 900 },
                                                          false);
        window.workspace()->openSession(s.first);
        QTRY_COMPARE(window.windowTitle(), u"Alpha - Lokal-AI"_s);
        Q_EMIT window.workspace()->chatPage()->configRequested(s.config.id);
        QCOMPARE(window.windowTitle(), u"Configurations - Lokal-AI"_s);
        Q_EMIT window.workspace()->engineRequested();
        QCOMPARE(window.windowTitle(), u"Engine - Lokal-AI"_s);
        QTest::keyClick(window.findChild<FirstRunPage *>(), Qt::Key_Escape);
        QVERIFY(window.workspace()->isVisible());
        QCOMPARE(window.windowTitle(), u"Configurations - Lokal-AI"_s);
        window.workspace()->openSession(s.first);
        QTRY_COMPARE(window.windowTitle(), u"Alpha - Lokal-AI"_s);
    }

    void theLookCanBeChangedBeforeSigningIn()
    {
        const auto back = qScopeGuard([] { sharedTheme().setScheme(ColorScheme::Light); });
        Fixture f;
        MainWindow window(sharedTheme(), f.state);
        window.resize(1280, 820);
        window.show();
        window.connectBackend(f.backend);
        QTRY_VERIFY(window.findChild<SignInPage *>());
        auto *gear = window.findChild<IconButton *>(u"entranceSettings"_s);
        QVERIFY(gear->isVisible());
        QTest::keyClick(gear, Qt::Key_Return);
        const QPointer settings(window.findChild<SettingsPopup *>());
        QVERIFY(settings && settings->isVisible());
        QTest::keyClick(window.windowHandle(), Qt::Key_Right); // from light to dark
        QVERIFY(sharedTheme().isDark());
        QTest::keyClick(window.windowHandle(), Qt::Key_Escape);
        QVERIFY(!settings || !settings->isVisible()); // it goes when it is closed
        window.resize(640, 480);
        QVERIFY(!gear->isVisible() || gear->x() > window.width() / 2 + 200); // never on the card
    }

    void withoutAccountsTheFirstIsMade()
    {
        Fixture f;
        f.fakes.accounts.users.clear();
        MainWindow window(sharedTheme(), f.state);
        window.show();
        window.connectBackend(f.backend);
        QTRY_VERIFY(window.findChild<AccountPage *>());
        // Screen readers say its title only for a window.
        QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(&window);
        QCOMPARE(reader->role(), QAccessible::Window);
        QCOMPARE(reader->text(QAccessible::Name), window.windowTitle());
    }

    void aFailedStartSaysWhy_d10()
    {
        Fixture f;
        MainWindow window(sharedTheme(), f.state);
        window.show();
        StartFailure failure;
        failure.kind = StartFailure::Kind::Damaged;
        failure.dataDirectory = u"/home/mara/it's"_s;
        failure.newestBackup = u"/home/mara/it's/backups/1.db"_s;
        failure.details = u"page 7"_s;
        window.showStartFailure(failure);
        auto *page = window.findChild<StartPage *>();
        QVERIFY(page->isVisible());
        QCOMPARE(page->findChild<Label *>(u"startFailure"_s)->text(),
                 u"The database in /home/mara/it's is damaged. Nothing was changed."_s);
        QCOMPARE(page->findChild<CommandLine *>()->command(),
                 uR"(cd '/home/mara/it'\''s' && mkdir -p damaged && mv lokal-ai.db* damaged/ )"
                 uR"(&& cp '/home/mara/it'\''s/backups/1.db' lokal-ai.db)"_s);
        QCOMPARE(page->findChild<QPlainTextEdit *>(u"startDetails"_s)->toPlainText(), u"page 7"_s);
        QVERIFY(!page->findChildren<QPushButton *>().isEmpty());
    }

    void closingWhileAnAnswerRunsAsks()
    {
        Scene s;
        MainWindow window(sharedTheme(), s.state);
        window.show();
        window.connectBackend(s.backend);
        QTRY_VERIFY(window.findChild<SignInPage *>());
        Q_EMIT window.findChild<SignInPage *>()->signedIn({ s.user, s.who, u"a"_s, u"r"_s, 900 },
                                                          false);
        SendRequest request;
        request.session = s.first;
        request.content = u"hello"_s;
        s.fakes.chat.send(s.who, request, Keep::Always);
        QTRY_COMPARE(window.workspace()->runningAnswers(), 1);
        QVERIFY(!window.close());
        auto *wait = window.findChild<QPushButton *>(u"waitButton"_s);
        QVERIFY(wait && wait->isVisible());
        QTest::mouseClick(wait, Qt::LeftButton);
        QVERIFY(window.isVisible());
        QTRY_VERIFY(!window.findChild<QPushButton *>(u"waitButton"_s));
        QVERIFY(!window.close());
        QTest::mouseClick(window.findChild<QPushButton *>(u"stopAndQuit"_s), Qt::LeftButton);
        QVERIFY(!window.isVisible());
    }

    void unsavedEditsAreAskedAboutFirst()
    {
        for (const bool closes : { true, false }) {
            Scene s;
            MainWindow window(sharedTheme(), s.state);
            window.show();
            window.connectBackend(s.backend);
            QTRY_VERIFY(window.findChild<SignInPage *>());
            Q_EMIT window.findChild<SignInPage *>()->signedIn(
                { s.user, s.who, u"a"_s, u"r"_s, 900 }, false);
            Q_EMIT window.workspace()->chatPage()->configRequested(s.config.id);
            QTRY_VERIFY(window.findChild<QLineEdit *>(u"configName"_s));
            auto *name = window.findChild<QLineEdit *>(u"configName"_s);
            QTRY_COMPARE(name->text(), s.config.name);
            QTest::keyClicks(name, u" edited"_s);
            const auto leave = [&] {
                if (closes)
                    QVERIFY(!window.close());
                else
                    Q_EMIT window.workspace()->signOutRequested();
            };
            leave();
            auto *question = window.findChild<AskPanel *>();
            QVERIFY(question->isVisible());
            QVERIFY(question->isAncestorOf(window.focusWidget()));
            QVERIFY(window.workspace());
            QTest::keyClick(question, Qt::Key_Escape); // keep editing
            QVERIFY(!question->isVisible() && window.isVisible());
            QVERIFY(name->text().endsWith(u" edited"_s));
            leave();
            QTest::mouseClick(question->buttons().at(1), Qt::LeftButton); // discard the changes
            if (closes)
                QTRY_VERIFY(!window.isVisible());
            else
                QTRY_VERIFY(!window.workspace());
            QTest::qWait(0); // what was under way comes now
            if (!closes)
                QCOMPARE(window.windowTitle(),
                         u"Lokal-AI"_s); // no name of a chat for the next person
            QCOMPARE(s.fakes.configs.configs.value(s.config.id.value).name, s.config.name);
        }
    }
};

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
