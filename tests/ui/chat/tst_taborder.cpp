#include "tests/ui/support/fixture.h"
#include "ui/chat/chatpage.h"
#include "ui/chat/composer.h"
#include "ui/shell/workspace.h"
#include "ui/transcript/transcriptview.h"

#include <QSet>
#include <QTest>

using namespace lokal;
using namespace lokal::ui;
using namespace lokal::test;
using namespace Qt::StringLiterals;

namespace {

QString nameOf(const QWidget *widget)
{
    return QLatin1StringView(widget->metaObject()->className()) + u'/' + widget->objectName() + u'/'
        + widget->accessibleName();
}

/// Everything of a window that Tab has to reach.
QSet<QWidget *> stopsOf(const QWidget *window)
{
    QSet<QWidget *> stops;
    const auto children = window->findChildren<QWidget *>();
    for (QWidget *child : children) {
        if ((child->focusPolicy() & Qt::TabFocus) && child->isVisible() && child->isEnabled()
            && !child->focusProxy())
            stops.insert(child);
    }
    return stops;
}

/// Tab until it comes round; what was reached more than once is a loop.
QStringList wrongInARound(QWidget *window)
{
    QSet<QWidget *> missing = stopsOf(window);
    const qsizetype count = missing.size();
    QStringList wrong;
    for (qsizetype i = 0; i < count; ++i) {
        QTest::keyClick(window->windowHandle(), Qt::Key_Tab);
        QWidget *now = QApplication::focusWidget();
        if (!now || !missing.remove(now))
            wrong.append(u"again: "_s + (now ? nameOf(now) : QString()));
    }
    for (const QWidget *widget : std::as_const(missing))
        wrong.append(u"never: "_s + nameOf(widget));
    return wrong;
}

} // namespace

/// Tab reaches everything once, in the order of the screen.
class TestTabOrder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { sharedTheme(); }
    void init()
    {
        m_fixture = std::make_unique<Fixture>();
        const ModelConfig config = m_fixture->fakes.configs.add(u"qwen3:8b"_s, u"qwen3:8b"_s);
        m_chat = m_fixture->fakes.sessions.add(u"Release notes"_s, config.id).id;
        m_fixture->fakes.sessions.addMessage(m_chat, Role::User, u"question"_s);
        m_fixture->fakes.sessions.addMessage(m_chat, Role::Assistant, u"answer"_s);
    }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void tabGoesRound_data()
    {
        QTest::addColumn<bool>("chat");
        QTest::addColumn<bool>("banner");
        QTest::newRow("empty chat") << false << false;
        QTest::newRow("empty chat, banner") << false << true;
        QTest::newRow("chat") << true << false;
        QTest::newRow("chat, banner") << true << true;
    }

    void tabGoesRound()
    {
        QFETCH(bool, chat);
        QFETCH(bool, banner);
        show(chat);
        if (banner) {
            m_fixture->fakes.models.setStatus(
                { EngineCondition::Unreachable, u"http://127.0.0.1:11434"_s, {}, {}, false });
            const auto *shown = m_window->findChild<QWidget *>(u"engineBanner"_s);
            QTRY_VERIFY(shown && shown->isVisible());
        } else {
            m_window->chatPage()->composer()->setText(u"so that it can be sent"_s);
        }
        QCOMPARE(wrongInARound(m_window.get()), QStringList());
    }

    void tabGoesRoundAnEditor()
    {
        show(true);
        Q_EMIT m_window->chatPage()->transcript()->editRequested(1);
        m_window->chatPage()->composer()->setText(u"so that it can be sent"_s);
        QCOMPARE(wrongInARound(m_window.get()), QStringList());
    }

    void theOrderIsThatOfTheScreen()
    {
        show(true);
        ChatPage *page = m_window->chatPage();
        page->composer()->setText(u"text"_s);
        page->transcript()->setFocus(Qt::TabFocusReason);
        QStringList names;
        for (int i = 0; i < 4; ++i) {
            QTest::keyClick(m_window->windowHandle(), Qt::Key_Tab);
            names.append(QApplication::focusWidget()->objectName());
        }
        QCOMPARE(names,
                 (QStringList { u"composerText"_s, u"thinkingChip"_s, u"modelChip"_s,
                                u"sendButton"_s }));
    }

private:
    void show(bool chat)
    {
        m_fixture->state.setValue(u"lastChat/1"_s, chat ? QVariant(m_chat.value) : QVariant());
        m_window = std::make_unique<Workspace>(m_fixture->backend, sharedTheme(), m_fixture->who,
                                               m_fixture->state);
        m_window->resize(1280, 820);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTRY_COMPARE(m_window->chatPage()->transcript()->list().count(), chat ? 2 : 0);
        QTRY_VERIFY(m_window->findChild<QWidget *>(u"thinkingChip"_s)->isVisible());
    }

    std::unique_ptr<Fixture> m_fixture;
    SessionId m_chat;
    std::unique_ptr<Workspace> m_window;
};

QTEST_MAIN(TestTabOrder)
#include "tst_taborder.moc"
