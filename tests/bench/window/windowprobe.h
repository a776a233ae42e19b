#pragma once

#include "app/desktop/enginehost.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QJsonObject>

namespace lokal::ui {
class ChatPage;
}

namespace lokal::bench {

constexpr auto userName = "bench";
constexpr auto userPassword = "seven slow copper kettles";

/// The real window on the real core, with the demo engine, in this process. The user of the filled
/// directory comes in as one who stayed signed in.
class WindowProbe
{
public:
    explicit WindowProbe(const app::Options &options);
    ~WindowProbe();

    /// Runs all measurements; times in milliseconds, memory in KiB.
    QJsonObject measure(SessionId longSession);

private:
    void signIn();
    void openRepeatedly(SessionId session, QJsonObject &found);
    void scroll(QJsonObject &found);
    void loadAll(QJsonObject &found);
    void typeWhileStreaming(QJsonObject &found);
    ui::ChatPage *page();

    QElapsedTimer m_sinceConnected; ///< the window got its backend
    ui::Theme m_theme;
    ui::WindowState m_state;
    app::EngineHost m_engine;
    ui::MainWindow m_window;
};

} // namespace lokal::bench
