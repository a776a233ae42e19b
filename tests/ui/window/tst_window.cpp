#include "app/desktop/enginehost.h"
#include "ui/chat/chatpage.h"
#include "ui/chat/composer.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/sessionlistmodel.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/workspace.h"
#include "ui/signin/signinpage.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QWindow>

using namespace lokal;
using namespace lokal::ui;
using namespace Qt::StringLiterals;

// A failed check in a step leaves the step only.
#define STEP(step)                                                                                 \
    do {                                                                                           \
        step;                                                                                      \
        if (QTest::currentTestFailed())                                                            \
            return;                                                                                \
    } while (false)

namespace {

using Shown = TranscriptMessage;

// The first answer stands still in its middle, so that it can be stopped there on every machine.
constexpr auto script = R"({ "steps": [
    { "expect": "story", "reply": "Once upon a time there was a window that never waited for anything.", "rate": 0,
      "fault": "hang", "fault_after": 6 },
    { "expect": "again", "reply": "And this one goes to its end.", "rate": 0 }
] })";

/// Notes every other window that flashes up, as a page does when it is shown before it has a
/// parent.
class StrayWindows final : public QObject
{
public:
    StrayWindows() { qApp->installEventFilter(this); }
    QStringList seen;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *widget
            = event->type() == QEvent::Show ? qobject_cast<QWidget *>(watched) : nullptr;
        if (widget && widget->isWindow() && !qobject_cast<const MainWindow *>(widget))
            seen.append(QLatin1StringView(widget->metaObject()->className()) + u' '
                        + widget->objectName());
        return QObject::eventFilter(watched, event);
    }
};

/// One run of the desktop program, from its start to its end; joined like its main().
class Run
{
public:
    Run(const app::Options &options, Theme &theme)
        : m_state(options.dataDirectory + u"/window.json"_s)
        , m_engine(options)
        , m_window(theme, m_state)
    {
        QObject::connect(&m_engine, &app::EngineHost::ready, &m_window,
                         [this] { m_window.connectBackend(m_engine.backend()); });
        QObject::connect(
            &m_engine, &app::EngineHost::failed, &m_window,
            [this](int, const StartFailure &failure) { m_window.showStartFailure(failure); });
        m_engine.start();
        m_window.resize(1280, 820);
        m_window.show();
    }
    ~Run() { m_engine.stop(); }

    MainWindow &window() { return m_window; }
    app::EngineHost &engine() { return m_engine; }
    ChatPage *page() { return m_window.workspace() ? m_window.workspace()->chatPage() : nullptr; }
    TranscriptView *transcript() { return page()->transcript(); }

    /// A widget that is there, seen and usable; null when there is none.
    QWidget *seen(const QString &name) const
    {
        auto *widget = m_window.findChild<QWidget *>(name);
        return widget && widget->isVisible() && widget->isEnabled() ? widget : nullptr;
    }
    // Both go through the window, so that they meet whatever has the focus, or lies on top.
    void click(const QWidget *widget)
    {
        QTest::mouseClick(m_window.windowHandle(), Qt::LeftButton, {},
                          widget->mapTo(&m_window, widget->rect().center()));
    }
    void doubleClick(const QWidget *widget)
    {
        QTest::mouseDClick(m_window.windowHandle(), Qt::LeftButton, {},
                           widget->mapTo(&m_window, widget->rect().center()));
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(m_window.windowHandle(), key, modifiers);
    }
    void type(const char *text)
    {
        for (; *text != '\0'; ++text)
            QTest::keyClick(m_window.windowHandle(), *text);
    }

    bool isWorking() const { return m_window.workspace() && m_window.workspace()->isVisible(); }
    /// The composer takes a message for the model.
    bool canSend()
    {
        return isWorking() && !page()->isRunning()
            && !page()->controller().setup().modelName().isEmpty();
    }
    int messages() { return transcript()->list().count(); }
    Shown last() { return transcript()->list().at(messages() - 1).message; }

private:
    WindowState m_state;
    app::EngineHost m_engine;
    MainWindow m_window;
};

} // namespace

class TestWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        m_theme.setScheme(ColorScheme::Light);
        m_theme.setReducedMotion(true);
        m_theme.apply(*qApp);
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QFile file(m_folder->filePath(u"script.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(script);
        m_options.dataDirectory = m_folder->filePath(u"data"_s);
        m_options.demoScriptFile = file.fileName();
        m_options.demo = true;
        m_options.logLevel = app::LogLevel::Error;
    }

    void aFirstStartLeadsToAChat()
    {
        StrayWindows strays;
        Run run(m_options, m_theme);
        STEP(makeFirstAccount(run));
        STEP(startChatting(run));
        QVERIFY(!run.page()->session().isValid());
        QCOMPARE(run.window().focusWidget(), run.page()->composer()->edit());
        QCOMPARE(strays.seen.join(u", "_s), QString());
    }

    void answersStreamAndCanBeStopped()
    {
        Run run(m_options, m_theme);
        STEP(makeFirstAccount(run));
        STEP(startChatting(run));
        STEP(stopTheStory(run));
        STEP(askAgain(run));
        QCOMPARE(run.transcript()->list().at(1).message.state, Shown::State::Stopped);
    }

    void quittingWhileAnAnswerIsWrittenKeepsItsText()
    {
        {
            Run run(m_options, m_theme);
            STEP(makeFirstAccount(run));
            STEP(startChatting(run));
            STEP(askForTheStory(run));
            QVERIFY(!run.window().close());
            QTRY_VERIFY(run.seen(u"stopAndQuit"_s));
            run.click(run.seen(u"stopAndQuit"_s));
            QTRY_VERIFY(!run.window().isVisible());
        }
        Run run(m_options, m_theme);
        QTRY_VERIFY_WITH_TIMEOUT(run.isWorking(), 30'000);
        QTRY_COMPARE(run.messages(), 2);
        QCOMPARE(run.last().source, QByteArray("Once upon a time there was"));
        QVERIFY(!run.last().isOpen());
    }

    void theNextStartFindsEverything()
    {
        {
            Run run(m_options, m_theme);
            STEP(makeFirstAccount(run));
            STEP(startChatting(run));
            STEP(stopTheStory(run));
            STEP(renameChat(run));
            run.click(run.page()->composer()->edit());
            run.type("not sent yet");
            QCOMPARE(run.page()->composer()->text(), u"not sent yet"_s);
            QVERIFY(run.window().close());
        }
        Run run(m_options, m_theme);
        QTRY_VERIFY_WITH_TIMEOUT(run.isWorking(), 30'000);
        QVERIFY(!run.window().findChild<SignInPage *>());
        QTRY_COMPARE(run.page()->title(), u"Bedtime"_s);
        QTRY_COMPARE(run.messages(), 2);
        QCOMPARE(run.last().state, Shown::State::Stopped);
        QCOMPARE(run.last().source, QByteArray("Once upon a time there was"));
        QCOMPARE(run.page()->composer()->text(), u"not sent yet"_s);
        SessionListModel &chats = run.window().workspace()->sidebar()->model();
        QTRY_COMPARE(chats.rowCount(), 1);
        QCOMPARE(chats.index(0, 0).data().toString(), u"Bedtime"_s);
    }

    void aSecondStartRaisesTheFirst_d6()
    {
        Run run(m_options, m_theme);
        QTRY_VERIFY_WITH_TIMEOUT(run.seen(u"accountName"_s), 30'000);
        QSignalSpy raised(&run.engine(), &app::EngineHost::raiseRequested);
        app::EngineHost second(m_options);
        QSignalSpy inUse(&second, &app::EngineHost::inUse);
        second.start();
        QTRY_COMPARE_WITH_TIMEOUT(inUse.count(), 1, 10'000);
        QCOMPARE(inUse[0][0].toBool(), true);
        QTRY_COMPARE(raised.count(), 1);
    }

    void aDamagedDatabaseIsToldAndKept_d10()
    {
        QVERIFY(QDir().mkpath(m_options.dataDirectory));
        const QByteArray bytes = "this was a database once, and its bytes are all that is left";
        QFile file(m_options.dataDirectory + u"/lokal-ai.db"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        Run run(m_options, m_theme);
        QTRY_VERIFY_WITH_TIMEOUT(run.seen(u"startFailure"_s), 30'000);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), bytes);
    }

private:
    void makeFirstAccount(Run &run)
    {
        QTRY_VERIFY_WITH_TIMEOUT(run.seen(u"accountName"_s), 30'000);
        QVERIFY(QTest::qWaitForWindowActive(&run.window()));
        QTRY_VERIFY(run.seen(u"accountName"_s)->hasFocus());
        run.type("mara");
        run.click(run.seen(u"accountPassword"_s));
        run.type("five green lanterns");
        run.click(run.seen(u"accountRepeat"_s));
        run.type("five green lanterns");
        run.press(Qt::Key_Return);
    }

    void startChatting(Run &run)
    {
        QTRY_VERIFY_WITH_TIMEOUT(run.seen(u"enginePrimary"_s), 20'000);
        run.click(run.seen(u"enginePrimary"_s));
        QTRY_VERIFY_WITH_TIMEOUT(run.canSend(), 10'000);
    }

    void askForTheStory(Run &run)
    {
        run.type("Tell me a story");
        run.press(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(run.messages(), 2, 10'000);
        QTRY_COMPARE(run.last().source, QByteArray("Once upon a time there was"));
        QCOMPARE(run.last().state, Shown::State::Streaming);
        QVERIFY(run.page()->isRunning());
    }

    void stopTheStory(Run &run)
    {
        askForTheStory(run);
        run.click(run.seen(u"sendButton"_s));
        QTRY_COMPARE(run.last().state, Shown::State::Stopped);
        QCOMPARE(run.last().source, QByteArray("Once upon a time there was"));
        QTRY_VERIFY(run.canSend());
    }

    void askAgain(Run &run)
    {
        run.click(run.page()->composer()->edit());
        run.type("Try again");
        run.press(Qt::Key_Return);
        QTRY_COMPARE(run.messages(), 4);
        QTRY_COMPARE(run.last().state, Shown::State::Complete);
        QCOMPARE(run.last().source, QByteArray("And this one goes to its end."));
    }

    void renameChat(Run &run)
    {
        run.doubleClick(run.seen(u"chatTitle"_s));
        QTRY_VERIFY(run.seen(u"chatTitleEdit"_s));
        run.press(Qt::Key_A, Qt::ControlModifier);
        run.type("Bedtime");
        run.press(Qt::Key_Return);
        QTRY_COMPARE(run.page()->title(), u"Bedtime"_s);
    }

    Theme m_theme;
    app::Options m_options;
    std::unique_ptr<QTemporaryDir> m_folder;
};

int main(int argc, char **argv)
{
    // No keychain of the person who runs the tests.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    QApplication application(argc, argv);
    TestWindow test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_window.moc"
