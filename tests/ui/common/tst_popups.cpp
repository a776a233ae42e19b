#include "ui/common/button.h"
#include "ui/common/cardpage.h"
#include "ui/common/linefield.h"
#include "ui/common/menupopup.h"
#include "ui/common/notice.h"
#include "ui/common/selectbox.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace lokal::ui;
using namespace Qt::StringLiterals;

class TestPopups : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_theme = new Theme(this);
        m_theme->setScheme(ColorScheme::Light);
        m_theme->apply(*qApp);
    }

    void init()
    {
        m_window = new QWidget;
        m_window->resize(640, 480);
        m_anchor = new Button(*m_theme, Button::Kind::Plain, u"Menu"_s, m_window);
        m_anchor->setGeometry(100, 100, 120, 36);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window));
        m_anchor->setFocus();
    }

    void cleanup() { delete m_window; }

    void aPopupIsADialogForScreenReaders()
    {
        MenuPopup *menu = threeRows();
        menu->setAccessibleName(u"Chat"_s);
        menu->openAt(m_anchor);
        QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(menu);
        QCOMPARE(reader->role(), QAccessible::Dialog);
        QCOMPARE(reader->text(QAccessible::Name), u"Chat"_s);
    }

    void menuOpensEightBelowWithEdgesAligned()
    {
        MenuPopup *menu = threeRows();
        menu->openAt(m_anchor);
        QCOMPARE(menu->cardRect().left(), m_anchor->geometry().left());
        QCOMPARE(menu->cardRect().top(), m_anchor->geometry().bottom() + 1 + 8);
        QCOMPARE(menu->rows().first()->height(), 36);
    }

    void whatCannotShrinkCoversTheAnchor()
    {
        auto *popup = new Popup(*m_theme, m_window);
        auto *content = new QWidget;
        content->setMinimumSize(200, m_window->height() - 100);
        popup->content()->addWidget(content);
        m_anchor->move(40, m_window->height() / 2);
        popup->openAt(m_anchor);
        QCOMPARE(content->height(), m_window->height() - 100);
        QVERIFY(m_window->rect().contains(popup->cardRect()));
    }

    void menuTurnsUpWhereThereIsNoRoomBelow()
    {
        m_anchor->move(500, 430);
        MenuPopup *menu = threeRows();
        menu->openAt(m_anchor, Popup::Side::Below, Popup::Edge::Right);
        QCOMPARE(menu->cardRect().bottom() + 1, m_anchor->geometry().top() - 8);
        QCOMPARE(menu->cardRect().right(), m_anchor->geometry().right());
    }

    void keysMoveInTheMenuAndChoose()
    {
        MenuPopup *menu = threeRows();
        QSignalSpy third(menu->rows()[2], &QPushButton::clicked);
        menu->openAt(m_anchor);
        QVERIFY(menu->rows()[0]->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QVERIFY2(menu->rows()[2]->hasFocus(), "the disabled row is passed over");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QVERIFY(menu->rows()[0]->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_S);
        QVERIFY(menu->rows()[2]->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(third.count(), 1);
        QVERIFY(menu->isHidden());
        QVERIFY(m_anchor->hasFocus());
    }

    void escapeGivesTheFocusBack()
    {
        MenuPopup *menu = threeRows();
        QSignalSpy closed(menu, &Popup::closed);
        menu->openAt(m_anchor);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(menu->isHidden());
        QVERIFY(m_anchor->hasFocus());
        QCOMPARE(closed.count(), 1);
    }

    void tabStaysInside()
    {
        auto *popup = new Popup(*m_theme, m_window);
        auto *first = new LineField(*m_theme, u"Search"_s);
        auto *second = new Button(*m_theme, Button::Kind::Plain, u"OK"_s);
        popup->content()->addWidget(first);
        popup->content()->addWidget(second);
        popup->openAt(m_anchor);
        QVERIFY(first->edit()->hasFocus());
        QTest::keyClick(first->edit(), Qt::Key_Tab);
        QVERIFY(second->hasFocus());
        QTest::keyClick(second, Qt::Key_Tab);
        QVERIFY(first->edit()->hasFocus());
        QTest::keyClick(first->edit(), Qt::Key_Backtab);
        QVERIFY(second->hasFocus());
    }

    void clickOutsideClosesAndAnchorDoesNotReopen()
    {
        MenuPopup *menu = threeRows();
        menu->openAt(m_anchor);
        QTest::mouseClick(m_window, Qt::LeftButton, {}, QPoint(600, 20));
        QVERIFY(menu->isHidden());
        connect(m_anchor, &QPushButton::clicked, menu, [this, menu] { menu->openAt(m_anchor); });
        QTest::mouseClick(m_anchor, Qt::LeftButton);
        QVERIFY(menu->isVisible());
        QTest::mouseClick(m_anchor, Qt::LeftButton);
        QVERIFY(menu->isHidden());
    }

    void mouseChoosesARow()
    {
        MenuPopup *menu = threeRows();
        QSignalSpy first(menu->rows()[0], &QPushButton::clicked);
        menu->openAt(m_anchor);
        QTest::mouseClick(menu->rows()[0], Qt::LeftButton);
        QCOMPARE(first.count(), 1);
        QVERIFY(menu->isHidden());
    }

    void selectBoxOpensOurMenuAndTakesTheChoice()
    {
        SelectBox box(*m_theme, m_window);
        box.addItems({ u"Leave out the oldest"_s, u"Summarise"_s });
        box.setGeometry(100, 200, 220, 36);
        box.show();
        box.setFocus();
        QSignalSpy activated(&box, &QComboBox::activated);
        QTest::keyClick(&box, Qt::Key_Space);
        auto *menu = m_window->findChild<MenuPopup *>();
        QVERIFY(menu && menu->isVisible());
        QVERIFY(menu->cardRect().width() >= box.width());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(box.currentIndex(), 1);
        QCOMPARE(activated.count(), 1);
        QVERIFY(box.hasFocus());
        QTest::keyClick(&box, Qt::Key_Up);
        QCOMPARE(box.currentIndex(), 0);
    }

    void toastUndoesOrExpiresButNotBoth()
    {
        auto *toast = new Toast(*m_theme, u"Chat deleted"_s, m_window);
        QSignalSpy undone(toast, &Toast::undone);
        QSignalSpy expired(toast, &Toast::expired);
        toast->start();
        QVERIFY(toast->isVisible());
        QTest::mouseClick(toast->undoButton(), Qt::LeftButton);
        toast->expireNow();
        QCOMPARE(undone.count(), 1);
        QCOMPARE(expired.count(), 0);

        auto *second = new Toast(*m_theme, u"Chat deleted"_s, m_window);
        QSignalSpy gone(second, &Toast::expired);
        second->start(1);
        QTRY_COMPARE(gone.count(), 1);
    }

    void lowCardPageDropsMarkAndHints()
    {
        CardPage page(*m_theme, CardPage::Width::Account);
        page.setMarkShown(true);
        auto *field = new LineField(*m_theme, u"User name"_s);
        field->setHint(u"3 to 32 letters"_s);
        page.card()->addWidget(field);
        page.resize(900, 760);
        page.show();
        auto *mark = page.findChild<Mark *>();
        QVERIFY(mark->isVisible());
        const int high = field->sizeHint().height();
        page.resize(640, 480);
        QVERIFY(page.isLow());
        QVERIFY(!mark->isVisible());
        QTRY_VERIFY(field->sizeHint().height() < high);
    }

    void bannerKeepsOneButtonWhenNarrow()
    {
        Banner banner(*m_theme);
        banner.setMessage(u"plug"_s, u"Ollama is not reachable"_s, u"Trying again."_s);
        Button *first = banner.addButton(u"Start"_s);
        Button *second = banner.addButton(u"Settings"_s);
        banner.resize(900, 44);
        banner.show();
        QVERIFY(first->isVisible() && second->isVisible());
        banner.resize(500, 44);
        QVERIFY(first->isVisible());
        QVERIFY(!second->isVisible());
        QCOMPARE(banner.height(), 44);
    }

private:
    MenuPopup *threeRows()
    {
        auto *menu = new MenuPopup(*m_theme, m_window);
        menu->addRow(u"user"_s, u"Profile"_s);
        menu->addRow(u"key"_s, u"API keys"_s)->setEnabled(false);
        menu->addSeparator();
        menu->addRow(u"sign-out"_s, u"Sign out"_s);
        return menu;
    }

    Theme *m_theme = nullptr;
    QWidget *m_window = nullptr;
    Button *m_anchor = nullptr;
};

QTEST_MAIN(TestPopups)
#include "tst_popups.moc"
