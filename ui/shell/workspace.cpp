#include "ui/shell/workspace.h"

#include "ui/chat/chatpage.h"
#include "ui/chat/composer.h"
#include "ui/chat/undotoast.h"
#include "ui/common/answered.h"
#include "ui/common/iconbutton.h"
#include "ui/common/painting.h"
#include "ui/common/popup.h"
#include "ui/shell/enginebanner.h"
#include "ui/shell/overlaycard.h"
#include "ui/shell/pages.h"
#include "ui/shell/sessionlist.h"
#include "ui/shell/settingspopup.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/sidebarfoot.h"
#include "ui/shell/usermenu.h"

#include <QKeyEvent>
#include <QShortcut>
#include <QStackedLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int narrowWindow = 860;

/// Dims what lies below the sidebar in a narrow window.
class Scrim : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(rect(), QColor(0, 0, 0, 70));
    }
};

} // namespace

Workspace::Workspace(const Backend &backend, Theme &theme, const Principal &who, WindowState &state,
                     QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_theme(theme)
    , m_who(who)
    , m_state(state)
    , m_sidebar(new Sidebar(backend, theme, who, this))
    , m_pages(new QWidget(this))
    , m_stack(new QStackedLayout(m_pages))
    , m_chat(new ChatPage(backend, theme, who, state))
    , m_banner(new EngineBanner(backend, theme))
    , m_scrim(new Scrim(this))
{
    build();
    connectSidebar();
    connectChat();
    addShortcuts();
    followTheme(theme, this, [this] { arrange(); });
    restoreLast();
}

Workspace::~Workspace() = default;

void Workspace::build()
{
    setObjectName(u"workspace"_s);
    m_chat->setBanner(m_banner);
    m_stack->addWidget(m_chat);
    m_scrim->hide();
    m_scrim->installEventFilter(this);
    m_sidebarShown = m_state.value(u"sidebar"_s, true).toBool();
    setTabOrder(m_sidebar, m_pages);
}

void Workspace::connectSidebar()
{
    connect(m_sidebar, &Sidebar::newChatRequested, this, [this] { run(Command::NewChat); });
    connect(m_sidebar, &Sidebar::openRequested, this, &Workspace::openSession);
    connect(m_sidebar, &Sidebar::trashRequested, this, &Workspace::trash);
    connect(m_sidebar, &Sidebar::hideRequested, this, [this] { run(Command::ToggleSidebar); });
    SidebarFoot *foot = m_sidebar->foot();
    connect(foot->engineRow(), &QPushButton::clicked, this, &Workspace::engineRequested);
    connect(foot->userRow(), &QPushButton::clicked, this, &Workspace::openUserMenu);
    connect(foot->settingsButton(), &QToolButton::clicked, this, &Workspace::openSettings);
    connect(m_banner, &EngineBanner::engineRequested, this, &Workspace::engineRequested);
}

void Workspace::connectChat()
{
    connect(m_chat, &ChatPage::sessionCreated, this, [this](SessionId session) {
        m_sidebar->showOpen(session);
        m_state.setValue(u"lastChat/%1"_s.arg(m_who.user.value), session.value);
    });
    connect(m_chat, &ChatPage::openRequested, this, &Workspace::openSession);
    connect(m_chat, &ChatPage::titleChanged, this, [this] { Q_EMIT titleChanged(title()); });
    connect(m_chat, &ChatPage::modelPickerRequested, this, &Workspace::openModelPicker);
    connect(m_chat, &ChatPage::configRequested, this, &Workspace::showConfigs);
    connect(m_chat, &ChatPage::engineRequested, this, &Workspace::engineRequested);
    connect(m_chat, &ChatPage::sidebarRequested, this, [this] { setSidebarShown(true); });
    connect(m_chat, &ChatPage::trashRequested, this, &Workspace::trash);
    connect(m_chat, &ChatPage::sessionGone, this, [this] { openSession({}); });
    // What was deleted for good leaves nothing behind, its draft neither.
    connect(
        &m_backend.sessions, &Sessions::removed, this,
        [this](UserId owner, SessionId session) {
            if (owner == m_who.user)
                m_state.setDraft(owner.value, session.value, {});
        },
        Qt::QueuedConnection);
}

void Workspace::addShortcuts()
{
    const auto table = windowShortcuts();
    for (const ShortcutInfo &info : table) {
        auto *shortcut = new QShortcut(info.keys, this);
        connect(shortcut, &QShortcut::activated, this,
                [this, command = info.command] { run(command); });
    }
}

void Workspace::run(Command command)
{
    // A card over the window has the keys for itself: nothing changes behind it.
    if (OverlayCard::openIn(window()) && command != Command::ShortcutList)
        return;
    Popup::closeAll(window(), false);
    switch (command) {
    case Command::NewChat:
        return openSession({});
    case Command::SearchChats:
        setSidebarShown(true);
        return m_sidebar->focusSearch();
    case Command::FindInChat:
        showChat();
        return m_chat->openFind();
    case Command::ModelPicker:
        showChat();
        return m_chat->openModelPicker();
    case Command::FocusComposer:
        showChat();
        return m_chat->focusComposer();
    case Command::ToggleSidebar:
        return setSidebarShown(!m_sidebarShown);
    case Command::Settings:
        setSidebarShown(true);
        return openSettings();
    case Command::ShortcutList:
        return toggleShortcutList(m_theme, window());
    case Command::NextChat:
        return stepChat(1);
    case Command::PreviousChat:
        return stepChat(-1);
    }
}

// Pages.

QString Workspace::title() const
{
    return m_stack->currentWidget() == m_chat ? m_chat->title() : tr("Configurations");
}

void Workspace::showChat()
{
    showPage(m_chat);
}

/// Alone: what lay over the page before goes away.
void Workspace::showPage(QWidget *page)
{
    if (m_stack->currentWidget() != page) {
        m_stack->setCurrentWidget(page);
        arrange();
        Q_EMIT titleChanged(title());
    }
    if (isDrawer() && m_sidebarShown)
        setSidebarShown(false);
}

void Workspace::openSession(SessionId session)
{
    showChat();
    m_chat->open(session);
    m_sidebar->showOpen(session);
    m_state.setValue(u"lastChat/%1"_s.arg(m_who.user.value),
                     session.isValid() ? QVariant(session.value) : QVariant());
    if (isDrawer())
        setSidebarShown(false);
}

void Workspace::restoreLast()
{
    openSession({ m_state.value(u"lastChat/%1"_s.arg(m_who.user.value)).toLongLong() });
}

void Workspace::stepChat(int by)
{
    SessionListModel &model = m_sidebar->model();
    const QModelIndex now = model.indexOf(m_chat->session());
    const int row = now.isValid() ? now.row() + by : 0;
    if (const ChatSession *next = model.session(model.index(row, 0)))
        openSession(next->id);
}

void Workspace::showConfigs(ConfigId config)
{
    if (!m_configs) {
        m_configs = makeConfigsPage(m_backend, m_theme, m_who, m_pages, [this] {
            showChat();
            m_chat->focusComposer();
        });
        if (!m_configs)
            return;
        m_stack->addWidget(m_configs);
    }
    showPage(m_configs);
    if (config.isValid())
        openConfigOn(m_configs, config);
}

/// Out of sight at once; into the trash when the time for Undo is over.
void Workspace::trash(SessionId session)
{
    m_sidebar->model().setHidden(session, true);
    if (m_chat->session() == session)
        openSession({});
    const auto deed = [this, session] {
        SessionChange change;
        change.trashed = true;
        whenAnswered(m_backend.sessions.update(m_who, session, change), this,
                     [this, session](const Result<ChatSession> &stored) {
                         if (stored)
                             return;
                         m_sidebar->model().setHidden(session, false);
                         m_sidebar->showError(stored.error());
                     });
    };
    const auto undo = [this, session] {
        m_sidebar->model().setHidden(session, false);
        openSession(session);
    };
    showUndoToast(m_theme, tr("Chat moved to the trash"), this, deed, undo);
}

bool Workspace::asksAboutUnsaved(const std::function<void()> &next)
{
    if (!hasUnsaved(m_configs))
        return false;
    // Shown first: a page that appears takes the focus, which the question is to have.
    showPage(m_configs);
    leaveConfigsThen(m_configs, next);
    return true;
}

int Workspace::runningAnswers() const
{
    return m_sidebar->model().runningCount();
}

// Popups.

void Workspace::openModelPicker(QWidget *anchor)
{
    const auto choose = [this](auto act) {
        return [this, act](const auto &what) {
            act(what);
            m_chat->focusComposer();
        };
    };
    PickerCalls calls;
    calls.currentModel = m_chat->controller().setup().modelName();
    calls.modelChosen = choose([this](const QString &model) { m_chat->chooseModel(model); });
    calls.configChosen = choose([this](ConfigId config) { m_chat->chooseConfig(config); });
    calls.manageConfigs = [this] { showConfigs({}); };
    lokal::ui::openModelPicker(m_backend, m_theme, m_who, anchor, this, calls);
}

void Workspace::openSettings()
{
    auto *popup = new SettingsPopup(m_theme, m_state, this);
    connect(popup, &Popup::closed, popup, &QObject::deleteLater);
    connect(popup, &SettingsPopup::shortcutsRequested, this,
            [this] { run(Command::ShortcutList); });
    popup->openAt(m_sidebar->foot()->settingsButton(), Popup::Side::Above);
}

void Workspace::openUserMenu()
{
    auto *menu = new UserMenu(m_theme, m_who, this);
    connect(menu, &Popup::closed, menu, &QObject::deleteLater);
    connect(menu, &UserMenu::configsRequested, this, [this] { showConfigs({}); });
    connect(menu, &UserMenu::switchUserRequested, this, &Workspace::switchUserRequested);
    connect(menu, &UserMenu::signOutRequested, this, &Workspace::signOutRequested);
    menu->openAt(m_sidebar->foot()->userRow(), Popup::Side::Above);
}

// Layout.

/// Over the page instead of beside it: in a narrow window, and over a page that has a list of its
/// own and needs the room.
bool Workspace::isDrawer() const
{
    return width() < m_theme.px(narrowWindow) || m_stack->currentWidget() != m_chat;
}

/// A popup that was opened from the sidebar would close with it: the settings, whose text size is
/// what makes the window narrow.
bool Workspace::sidebarHoldsPopup() const
{
    const auto popups = window()->findChildren<Popup *>();
    return std::any_of(popups.begin(), popups.end(), [this](const Popup *popup) {
        return popup->isVisible() && m_sidebar->isAncestorOf(popup->anchor());
    });
}

void Workspace::setSidebarShown(bool shown)
{
    if (!isDrawer())
        m_state.setValue(u"sidebar"_s, shown);
    const bool heldFocus = m_sidebar->isAncestorOf(focusWidget());
    m_sidebarShown = shown;
    arrange();
    // The drawer covers the page, so the focus must not stay below it.
    if (shown && isDrawer())
        m_sidebar->focusList();
    else if (!shown && heldFocus)
        focusPage();
}

void Workspace::focusPage()
{
    if (m_stack->currentWidget() == m_chat)
        m_chat->focusComposer();
    else
        m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void Workspace::arrange()
{
    const bool drawer = isDrawer();
    // Less room puts the sidebar away; more brings it back as it was.
    if (drawer != m_wasDrawer) {
        m_wasDrawer = drawer;
        m_sidebarShown = drawer ? sidebarHoldsPopup() : m_state.value(u"sidebar"_s, true).toBool();
    }
    const int side = m_sidebar->minimumWidth();
    const bool pushes = m_sidebarShown && !drawer;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    m_sidebar->setGeometry(mirrored ? width() - side : 0, 0, side, height());
    m_sidebar->setVisible(m_sidebarShown);
    m_pages->setGeometry(mirrored || !pushes ? 0 : side, 0, pushes ? width() - side : width(),
                         height());
    m_scrim->setGeometry(rect());
    m_scrim->setVisible(m_sidebarShown && drawer);
    m_scrim->raise();
    m_sidebar->raise();
    m_sidebar->setKeepsFocus(m_sidebarShown && drawer);
    m_chat->setSidebarButtonShown(!pushes);
}

void Workspace::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

bool Workspace::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_scrim && event->type() == QEvent::MouseButtonPress) {
        setSidebarShown(false);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

/// What nothing inside wanted.
void Workspace::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        if (m_sidebar->escape())
            return;
        if (isDrawer() && m_sidebarShown)
            return setSidebarShown(false);
        if (m_stack->currentWidget() != m_chat)
            return goBackOn(m_configs);
        m_chat->escape();
        return;
    }
    if (event->key() == Qt::Key_F2 && m_stack->currentWidget() == m_chat)
        return m_chat->startRename();
    const bool isPlain
        = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    const QString text = event->text();
    if (isPlain && !text.isEmpty() && text[0].isPrint() && !text[0].isSpace()
        && m_stack->currentWidget() == m_chat)
        return m_chat->typeIntoComposer(text);
    QWidget::keyPressEvent(event);
}

} // namespace lokal::ui
