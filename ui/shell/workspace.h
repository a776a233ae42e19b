#pragma once

#include "ui/shell/backend.h"
#include "ui/shell/shortcuts.h"
#include "ui/shell/windowstate.h"
#include "ui/theme/theme.h"

#include <QPointer>
#include <QWidget>

class QStackedLayout;

namespace lokal::ui {

class ChatPage;
class EngineBanner;
class Sidebar;

/// What somebody who is signed in works with: sidebar and pages. Lays itself out by design px, and
/// is the one place that listens to the window's shortcuts.
class Workspace : public QWidget
{
    Q_OBJECT
public:
    Workspace(const Backend &backend, Theme &theme, const Principal &who, WindowState &state,
              QWidget *parent = nullptr);
    ~Workspace() override;

    ChatPage *chatPage() const { return m_chat; }
    Sidebar *sidebar() const { return m_sidebar; }
    int runningAnswers() const;
    /// True when a configuration has unsaved edits: it is shown and asks, and then goes on with
    /// `next`.
    bool asksAboutUnsaved(const std::function<void()> &next);
    const Principal &who() const { return m_who; }
    void openSession(SessionId session);
    bool isSidebarShown() const { return m_sidebarShown; }
    void run(Command command);
    /// Name of the chat or page that is shown.
    QString title() const;
    /// Puts the focus where work on the page that is shown goes on.
    void focusPage();

Q_SIGNALS:
    void engineRequested();
    void signOutRequested();
    void switchUserRequested();
    void titleChanged(const QString &title);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void connectSidebar();
    void connectChat();
    void addShortcuts();
    void arrange();
    bool isDrawer() const;
    bool sidebarHoldsPopup() const;
    void setSidebarShown(bool shown);
    void trash(SessionId session);
    void stepChat(int by);
    void showConfigs(ConfigId config);
    void showChat();
    void showPage(QWidget *page);
    void openModelPicker(QWidget *anchor);
    void openSettings();
    void openUserMenu();
    void restoreLast();

    const Backend m_backend;
    Theme &m_theme;
    const Principal m_who;
    WindowState &m_state;
    Sidebar *m_sidebar;
    QWidget *m_pages;
    QStackedLayout *m_stack;
    ChatPage *m_chat;
    EngineBanner *m_banner;
    QWidget *m_scrim; ///< dims the page while the sidebar lies over it
    QPointer<QWidget> m_configs; ///< made when it is first wanted
    bool m_sidebarShown = true;
    bool m_wasDrawer = false;
};

} // namespace lokal::ui
