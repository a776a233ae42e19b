#pragma once

#include "ui/shell/backend.h"
#include "ui/shell/pages.h"
#include "ui/shell/startfailure.h"
#include "ui/shell/windowstate.h"
#include "ui/shell/workspace.h"
#include "ui/theme/theme.h"

#include <QPointer>
#include <QWidget>

#include <memory>
#include <optional>

class QStackedLayout;

namespace lokal::ui {

class SessionKeeper;
class StartPage;

/// The window: which page is shown, from the start to the chats. Remembers its geometry.
class MainWindow : public QWidget
{
    Q_OBJECT
public:
    MainWindow(Theme &theme, WindowState &state);
    ~MainWindow() override;

    /// The core is ready. Call once, in the GUI thread; what it refers to outlives the window.
    void connectBackend(const Backend &backend);
    void showStartFailure(const StartFailure &failure);
    /// Comes to the front, also from being minimised.
    void raiseWindow();
    /// Null while nobody is signed in.
    Workspace *workspace() const { return m_workspace; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    enum class After
    {
        Nothing,
        FirstAccount
    };

    void showStart();
    void showEntrance();
    void showSignIn(const QString &name, const QString &notice);
    void showRegister();
    void showFirstAccount();
    void enter(const LoginResult &login, After after);
    void showWorkspace();
    void showEngine(EngineVisit visit);
    void nameWindow(const QString &page);
    void leave(const QString &name, const QString &notice);
    void signOut(const QString &name);
    void showPage(QWidget *page);
    void offerSettingsOn(QWidget *page);
    void closeCards();
    void askBeforeClosing();
    void stopAllAndClose();
    void restoreGeometryFrom(const WindowState &state);
    void rememberGeometry();

    Theme &m_theme;
    WindowState &m_state;
    QStackedLayout *m_stack;
    StartPage *m_start = nullptr; ///< when the start takes long, or failed
    std::optional<Backend> m_backend; ///< pages keep references to it
    std::unique_ptr<SessionKeeper> m_keeper;
    QPointer<Workspace> m_workspace;
    QPointer<QWidget> m_engine;
    QPointer<QWidget> m_question;
    bool m_mayClose = false;
    bool m_painted = false;
};

} // namespace lokal::ui
