#include "ui/shell/mainwindow.h"

#include "ui/chat/chatpage.h"
#include "ui/chat/undotoast.h"
#include "ui/common/accessible.h"
#include "ui/common/answered.h"
#include "ui/common/button.h"
#include "ui/common/iconbutton.h"
#include "ui/common/label.h"
#include "ui/shell/overlaycard.h"
#include "ui/shell/pages.h"
#include "ui/shell/settingspopup.h"
#include "ui/shell/startpage.h"
#include "ui/shell/workspace.h"
#include "ui/signin/accountpage.h"
#include "ui/signin/sessionkeeper.h"
#include "ui/signin/signinpage.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QScreen>
#include <QStackedLayout>
#include <QTimer>

#include <utility>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr QSize leastSize(640, 480);
constexpr QSize firstSize(1280, 820);
/// A start that takes less has nothing to say: a card that is gone again at once is only a flicker.
constexpr int quietStartMs = 300;

} // namespace

MainWindow::MainWindow(Theme &theme, WindowState &state)
    : m_theme(theme)
    , m_state(state)
    , m_stack(new QStackedLayout(this))
{
    setObjectName(u"mainWindow"_s);
    setAccessibleRole(this, QAccessible::Window);
    setWindowTitle(tr("Lokal-AI"));
    m_stack->setContentsMargins(0, 0, 0, 0);
    // Pages say what they would like at least; the window's own least size counts.
    m_stack->setSizeConstraint(QLayout::SetNoConstraint);
    setMinimumSize(leastSize);
    restoreGeometryFrom(state);
    QTimer::singleShot(quietStartMs, this, [this] {
        if (!m_stack->currentWidget())
            showStart();
    });
}

MainWindow::~MainWindow() = default;

void MainWindow::connectBackend(const Backend &backend)
{
    m_backend.emplace(backend);
    m_keeper = std::make_unique<SessionKeeper>(*m_backend);
    connect(m_keeper.get(), &SessionKeeper::resumed, this,
            [this](const LoginResult &login) { enter(login, After::Nothing); });
    connect(m_keeper.get(), &SessionKeeper::nothing, this, &MainWindow::showEntrance);
    connect(m_keeper.get(), &SessionKeeper::ended, this, [this] {
        const QString name = m_workspace ? m_workspace->who().username : QString();
        leave(name, tr("Your sign-in has ended. Sign in again to go on."));
    });
    m_keeper->resume();
}

void MainWindow::showStart()
{
    if (!m_start) {
        m_start = new StartPage(m_theme);
        m_stack->addWidget(m_start);
        connect(m_start, &StartPage::quitRequested, this, &QWidget::close);
    }
    m_stack->setCurrentWidget(m_start);
}

void MainWindow::showStartFailure(const StartFailure &failure)
{
    showStart();
    m_start->showFailure(failure);
}

void MainWindow::raiseWindow()
{
    setWindowState((windowState() & ~Qt::WindowMinimized) | Qt::WindowActive);
    show();
    raise();
    activateWindow();
}

// Pages.

/// Shows a page and drops the one before; only the start page stays.
void MainWindow::showPage(QWidget *page)
{
    QWidget *before = m_stack->currentWidget();
    if (before == page)
        return; // adding it again would hide it for a moment, and the focus in it would be lost
    if (m_stack->indexOf(page) < 0) {
        m_stack->addWidget(page);
        offerSettingsOn(page);
    }
    m_stack->setCurrentWidget(page);
    if (before && before != m_start && before != m_workspace) {
        m_stack->removeWidget(before);
        before->deleteLater();
    }
}

/// Theme and text size, before anybody is signed in too: who cannot read it cannot sign in.
void MainWindow::offerSettingsOn(QWidget *page)
{
    auto *card = qobject_cast<CardPage *>(page);
    if (!card)
        return;
    auto *gear = new IconButton(m_theme, u"gear"_s, tr("Settings"));
    gear->setObjectName(u"entranceSettings"_s);
    card->setCornerWidget(gear);
    connect(gear, &QToolButton::clicked, card, [this, gear] {
        auto *popup = new SettingsPopup(m_theme, m_state, this);
        connect(popup, &Popup::closed, popup, &QObject::deleteLater);
        connect(popup, &SettingsPopup::shortcutsRequested, this,
                [this] { toggleShortcutList(m_theme, this); });
        popup->openAt(gear, Popup::Side::Below, Popup::Edge::Right);
    });
}

void MainWindow::showEntrance()
{
    whenAnswered(m_backend->accounts.state(), this, [this](const Result<AccountsState> &state) {
        if (!state) {
            StartFailure failure;
            failure.kind = StartFailure::Kind::Accounts;
            failure.details = state.error().detail;
            return showStartFailure(failure);
        }
        if (state->hasAccounts)
            showSignIn({}, {});
        else
            showFirstAccount();
    });
}

void MainWindow::showSignIn(const QString &name, const QString &notice)
{
    auto *page = new SignInPage(*m_backend, m_theme);
    page->setUserName(name);
    page->setNotice(notice);
    connect(page, &SignInPage::signedIn, this, [this](const LoginResult &login, bool stay) {
        m_keeper->keep(login, stay);
        enter(login, After::Nothing);
    });
    connect(page, &SignInPage::registerRequested, this, &MainWindow::showRegister);
    showPage(page);
}

void MainWindow::showRegister()
{
    auto *page = new AccountPage(*m_backend, m_theme, AccountPage::Kind::Register);
    connect(page, &AccountPage::signedIn, this, [this](const LoginResult &login, bool stay) {
        m_keeper->keep(login, stay);
        enter(login, After::Nothing);
    });
    connect(page, &AccountPage::signInRequested, this, &MainWindow::showSignIn);
    showPage(page);
}

void MainWindow::showFirstAccount()
{
    auto *page = new AccountPage(*m_backend, m_theme, AccountPage::Kind::First);
    connect(page, &AccountPage::signedIn, this, [this](const LoginResult &login, bool stay) {
        m_keeper->keep(login, stay);
        enter(login, After::FirstAccount);
    });
    connect(page, &AccountPage::signInRequested, this, &MainWindow::showSignIn);
    showPage(page);
}

void MainWindow::enter(const LoginResult &login, After after)
{
    delete m_workspace;
    m_workspace = new Workspace(*m_backend, m_theme, login.principal, m_state, this);
    connect(m_workspace, &Workspace::engineRequested, this,
            [this] { showEngine(EngineVisit::Settings); });
    connect(m_workspace, &Workspace::signOutRequested, this,
            [this] { signOut(m_workspace->who().username); });
    connect(m_workspace, &Workspace::switchUserRequested, this, [this] { signOut({}); });
    connect(m_workspace, &Workspace::titleChanged, this, [this](const QString &title) {
        if (m_stack->currentWidget() == m_workspace)
            nameWindow(title);
    });
    m_stack->addWidget(m_workspace);
    if (after == After::FirstAccount)
        showEngine(EngineVisit::FirstRun);
    else
        showWorkspace();
}

void MainWindow::showWorkspace()
{
    showPage(m_workspace);
    nameWindow(m_workspace->title());
    m_workspace->focusPage();
}

void MainWindow::showEngine(EngineVisit visit)
{
    if (m_engine && m_stack->currentWidget() == m_engine)
        return;
    m_engine = makeEnginePage(*m_backend, m_theme, visit, this, [this] { showWorkspace(); });
    showPage(m_engine);
    nameWindow(tr("Engine"));
}

void MainWindow::nameWindow(const QString &page)
{
    //: Title of the window: name of the chat or page, name of the program.
    setWindowTitle(page.isEmpty() ? tr("Lokal-AI") : tr("%1 - Lokal-AI").arg(page));
}

void MainWindow::leave(const QString &name, const QString &notice)
{
    closeCards();
    expireToasts(this);
    if (m_workspace) {
        m_workspace->disconnect(this); // the name of a chat is not for whoever comes next
        m_workspace->deleteLater();
    }
    m_workspace = nullptr;
    setWindowTitle(tr("Lokal-AI"));
    showSignIn(name, notice);
}

/// Answers that are being written go on; they are there at the next sign-in.
void MainWindow::signOut(const QString &name)
{
    if (m_workspace && m_workspace->asksAboutUnsaved([this, name] { signOut(name); }))
        return showPage(m_workspace);
    m_keeper->signOut();
    leave(name, {});
}

// Closing.

/// What lies over the page: a question about it, or the list of keys.
void MainWindow::closeCards()
{
    while (OverlayCard *card = OverlayCard::openIn(this))
        card->closeCard();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_question && m_question->isVisible() && !m_mayClose)
        return event->ignore(); // asked already
    closeCards();
    if (!m_mayClose && m_workspace && m_workspace->asksAboutUnsaved([this] { close(); })) {
        event->ignore();
        return showPage(m_workspace);
    }
    if (!m_mayClose && m_workspace && m_workspace->runningAnswers() > 0) {
        event->ignore();
        return askBeforeClosing();
    }
    expireToasts(this);
    rememberGeometry();
    event->accept();
}

void MainWindow::askBeforeClosing()
{
    const int running = m_workspace->runningAnswers();
    auto *card
        = new OverlayCard(m_theme,
                          running == 1 ? tr("An answer is being written")
                                       : tr("%n answers are being written", nullptr, running),
                          440, this);
    m_question = card;
    card->content()->addWidget(
        new Label(m_theme, text::secondary,
                  tr("They go on only while Lokal is open. What came so far is kept."),
                  Label::Overflow::Wrap));
    auto *wait = new Button(m_theme, Button::Kind::Primary, tr("Wait"));
    auto *quit = new Button(m_theme, Button::Kind::Plain, tr("Stop and quit"));
    wait->setObjectName(u"waitButton"_s);
    quit->setObjectName(u"stopAndQuit"_s);
    card->foot()->addWidget(quit);
    card->foot()->addWidget(wait);
    connect(wait, &QPushButton::clicked, card, &OverlayCard::closeCard);
    connect(quit, &QPushButton::clicked, this, &MainWindow::stopAllAndClose);
    card->open(wait);
}

/// The core ends what runs when the program ends; nothing has to be waited for here.
void MainWindow::stopAllAndClose()
{
    m_mayClose = true;
    close();
}

// Geometry.

void MainWindow::restoreGeometryFrom(const WindowState &state)
{
    const QByteArray stored
        = QByteArray::fromBase64(state.value(u"geometry"_s).toString().toLatin1());
    if (stored.isEmpty() || !restoreGeometry(stored))
        resize(firstSize.boundedTo(screen()->availableSize() * 0.95));
}

void MainWindow::rememberGeometry()
{
    m_state.setValue(u"geometry"_s, QString::fromLatin1(saveGeometry().toBase64()));
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (isVisible())
        rememberGeometry();
}

void MainWindow::moveEvent(QMoveEvent *event)
{
    QWidget::moveEvent(event);
    if (isVisible())
        rememberGeometry();
}

void MainWindow::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme.tokens().window);
    if (std::exchange(m_painted, true))
        return;
    // Finding the fonts is the longest part of the first page, so it is done while the core opens
    // its data, and after the window is on the screen.
    QTimer::singleShot(0, this,
                       [this] { QFontMetrics(m_theme.textFont(text::body.size)).height(); });
}

} // namespace lokal::ui
