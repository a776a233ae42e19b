#include "tests/bench/window/windowprobe.h"

#include "tests/bench/server/figures.h"
#include "tests/bench/storage/manymessages.h"
#include "ui/chat/chatpage.h"
#include "ui/chat/composer.h"
#include "ui/shell/workspace.h"
#include "ui/transcript/transcriptview.h"

#include <QApplication>
#include <QEventLoop>
#include <QKeyEvent>
#include <QScrollBar>
#include <QTimer>

#include <chrono>
#include <functional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lokal::bench {
namespace {

constexpr int openings = 10;
constexpr int wheelSteps = 200;
constexpr int keys = 400;
constexpr auto keyPause = 25ms; ///< a fast typist's, ten times over
constexpr auto patience = 60s;

double milliseconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

/// Turns the event loop until the condition holds; false when patience runs out first.
bool turnUntil(const std::function<bool()> &condition)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > std::chrono::milliseconds(patience).count())
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return true;
}

void need(const std::function<bool()> &condition, const char *what)
{
    // Something must end the wait for more events when nothing else happens.
    QTimer pulse;
    pulse.start(100ms);
    if (!turnUntil(condition))
        qFatal("waited in vain until %s", what);
}

void turnFor(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

/// Presses keys at fixed times, however busy the thread is, and notes how long after its time each
/// one was painted.
class KeyProbe final : public QObject
{
public:
    explicit KeyProbe(ui::ComposerEdit *edit)
        : m_edit(edit)
    {
        edit->viewport()->installEventFilter(this);
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, &KeyProbe::pressDue);
        m_clock.start();
        m_timer.start(1ms);
    }
    QList<double> delaysMs() const { return m_delays; }
    bool isDone() const { return m_delays.size() >= keys; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        // The event comes before the drawing; the next turn of the event loop is behind it.
        if (event->type() == QEvent::Paint && !m_waiting.isEmpty())
            QTimer::singleShot(0, this, [this, painted = std::exchange(m_waiting, {})] {
                for (const double due : painted)
                    m_delays.append(milliseconds(m_clock) - due);
            });
        return QObject::eventFilter(watched, event);
    }

private:
    void pressDue()
    {
        const double due = double(m_pressed + 1) * double(keyPause.count());
        if (m_pressed == keys || milliseconds(m_clock) < due)
            return;
        ++m_pressed;
        m_waiting.append(due);
        QKeyEvent press(QEvent::KeyPress, Qt::Key_A, {}, u"a"_s);
        QCoreApplication::sendEvent(m_edit, &press);
    }

    ui::ComposerEdit *m_edit;
    QElapsedTimer m_clock;
    QTimer m_timer;
    int m_pressed = 0;
    QList<double> m_waiting, m_delays;
};

} // namespace

WindowProbe::WindowProbe(const app::Options &options)
    : m_state(options.dataDirectory + u"/window.json"_s)
    , m_engine(options)
    , m_window(m_theme, m_state)
{
    m_theme.setScheme(ui::ColorScheme::Light);
    m_theme.apply(*qApp);
    QObject::connect(&m_engine, &app::EngineHost::failed, &m_window,
                     [](int, const ui::StartFailure &failure) {
                         qFatal("no start: %s", qPrintable(failure.details));
                     });
    QObject::connect(&m_engine, &app::EngineHost::ready, &m_window, [this] { signIn(); });
    m_engine.start();
    m_window.resize(1280, 820);
    m_window.show();
}

WindowProbe::~WindowProbe()
{
    m_engine.stop();
}

void WindowProbe::signIn()
{
    const ui::Backend backend = m_engine.backend();
    const LoginResult login = must(
        backend.accounts.login(QLatin1StringView(userName), QLatin1StringView(userPassword), {})
            .result());
    must(backend.secrets.write(u"window-login"_s, login.refreshToken.toUtf8()).result());
    m_sinceConnected.start();
    m_window.connectBackend(backend);
}

ui::ChatPage *WindowProbe::page()
{
    return m_window.workspace()->chatPage();
}

QJsonObject WindowProbe::measure(SessionId longSession)
{
    need([this] { return m_window.workspace() && m_window.workspace()->isVisible(); },
         "the user is signed in");
    need([this] { return !page()->controller().setup().modelName().isEmpty(); },
         "a model is known");
    QJsonObject found { { u"usableMs"_s, milliseconds(m_sinceConnected) } };
    openRepeatedly(longSession, found);
    scroll(found);
    found[u"pssOpenKib"_s] = pssKib(QCoreApplication::applicationPid());
    loadAll(found);
    m_window.workspace()->openSession({});
    turnFor(1s);
    typeWhileStreaming(found);
    return found;
}

void WindowProbe::openRepeatedly(SessionId session, QJsonObject &found)
{
    QList<double> times;
    for (int round = 0; round < openings; ++round) {
        m_window.workspace()->openSession({});
        turnFor(300ms);
        QElapsedTimer timer;
        timer.start();
        m_window.workspace()->openSession(session);
        need([this] { return page()->transcript()->list().count() > 0; }, "the messages are there");
        page()->transcript()->viewport()->repaint();
        times.append(milliseconds(timer));
    }
    found[u"openFirstMs"_s] = times.first();
    found[u"openMs"_s] = median(times);
}

void WindowProbe::scroll(QJsonObject &found)
{
    ui::TranscriptView *view = page()->transcript();
    QScrollBar *bar = view->verticalScrollBar();
    QList<double> times;
    for (int step = 0; step < wheelSteps; ++step) {
        QElapsedTimer timer;
        timer.start();
        bar->setValue(bar->value() - 120);
        view->viewport()->repaint();
        // Older messages come in here too.
        QCoreApplication::processEvents();
        times.append(milliseconds(timer));
        turnFor(5ms);
    }
    found[u"scrollP50Ms"_s] = percentile(times, 0.5);
    found[u"scrollP99Ms"_s] = percentile(times, 0.99);
}

/// Goes to the top until no older messages come any more.
void WindowProbe::loadAll(QJsonObject &found)
{
    ui::TranscriptView *view = page()->transcript();
    const qint64 stored
        = page()->controller().chat() ? page()->controller().chat()->messageCount : 0;
    QTimer pulse;
    pulse.start(5ms);
    QObject::connect(&pulse, &QTimer::timeout, view,
                     [view] { view->verticalScrollBar()->setValue(0); });
    turnUntil([&] { return view->list().count() >= stored; });
    pulse.stop();
    turnFor(1s);
    found[u"loaded"_s] = view->list().count();
    found[u"pssAllKib"_s] = pssKib(QCoreApplication::applicationPid());
}

void WindowProbe::typeWhileStreaming(QJsonObject &found)
{
    page()->controller().send(u"Write."_s);
    ui::TranscriptView *view = page()->transcript();
    need(
        [view] {
            return view->list().count() == 2 && !view->list().at(1).message.source.isEmpty();
        },
        "the answer streams");
    page()->focusComposer();
    KeyProbe probe(page()->composer()->edit());
    need([&] { return probe.isDone(); }, "all keys are painted");
    if (!page()->isRunning())
        qFatal("the answer ended before the typing did");
    found[u"keyP50Ms"_s] = percentile(probe.delaysMs(), 0.5);
    found[u"keyP99Ms"_s] = percentile(probe.delaysMs(), 0.99);
}

} // namespace lokal::bench
