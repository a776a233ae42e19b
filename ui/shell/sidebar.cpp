#include "ui/shell/sidebar.h"

#include "ui/common/answered.h"
#include "ui/common/errortext.h"
#include "ui/common/focuscycle.h"
#include "ui/common/formnote.h"
#include "ui/common/iconbutton.h"
#include "ui/common/label.h"
#include "ui/common/painting.h"
#include "ui/common/pressonenter.h"
#include "ui/common/searchfield.h"
#include "ui/shell/sessionlist.h"
#include "ui/shell/sidebarfoot.h"
#include "ui/theme/focusring.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int sidebarWidth = 272;
constexpr int margin = 12;
constexpr int leastListHeight = 106; // a group's title and two chats
constexpr int searchDelayMs = 150;

} // namespace

NewChatButton::NewChatButton(const Theme &theme, QWidget *parent)
    : QPushButton(tr("New chat"), parent)
    , m_theme(theme)
{
    setObjectName(u"newChat"_s);
    setAttribute(Qt::WA_Hover);
    pressOnEnter(this);
    setAutoDefault(false);
    setToolTip(tr("New chat (Ctrl+N)"));
    setFocusRadius(this, 10);
    followTheme(theme, this, [this] {
        setFont(m_theme.textFont(13.5, QFont::Medium));
        updateGeometry();
    });
}

QSize NewChatButton::sizeHint() const
{
    return QSize(m_theme.px(120), m_theme.px(38));
}

void NewChatButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    const bool active = underMouse() || isDown();
    const QColor fill = active ? (m_theme.isDark() ? t.lifted : t.surface) : t.raised;
    drawBox(painter, rect(), m_theme.px(10), fill, active ? t.borderStrong : t.border);
    drawIcon(painter, m_theme, u"new-chat"_s, QRectF(m_theme.px(12), 0, m_theme.px(18), height()),
             16, t.text2);
    painter.setFont(font());
    painter.setPen(t.text);
    painter.drawText(rect().adjusted(m_theme.px(38), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     text());
}

Sidebar::Sidebar(const Backend &backend, const Theme &theme, const Principal &who, QWidget *parent)
    : QWidget(parent)
    , m_backend(backend)
    , m_theme(theme)
    , m_who(who)
    , m_model(new SessionListModel(backend, who, this))
    , m_list(new SessionList(theme, *m_model))
    , m_foot(new SidebarFoot(backend, theme, who))
    , m_name(new Label(theme, text::heading, u"Lokal"_s))
    , m_hide(new IconButton(theme, u"sidebar"_s, tr("Hide the sidebar")))
    , m_newChat(new NewChatButton(theme))
    , m_search(new SearchField(theme, tr("Search chats")))
    , m_nothing(new Label(theme, text::hint, {}, Label::Overflow::Wrap))
    , m_problem(new FormNote(theme))
    , m_column(new QVBoxLayout(this))
    , m_upper(nullptr)
{
    build();
    connectParts();
    followTheme(theme, this, [this] { restyle(); });
}

void Sidebar::connectParts()
{
    connect(m_hide, &QToolButton::clicked, this, &Sidebar::hideRequested);
    connect(m_newChat, &QPushButton::clicked, this, &Sidebar::newChatRequested);
    connect(m_list, &SessionList::openRequested, this, &Sidebar::openRequested);
    connect(m_list, &SessionList::trashRequested, this, &Sidebar::trashRequested);
    connect(m_list, &SessionList::pinRequested, this, &Sidebar::pin);
    connect(m_model, &SessionListModel::failed, this, &Sidebar::showError);
    // It told of the last try; another one follows.
    const auto forgetProblem = [this] { m_problem->setText({}); };
    connect(m_list, &SessionList::openRequested, this, forgetProblem);
    connect(m_list, &SessionList::trashRequested, this, forgetProblem);
    connect(m_list->itemDelegate(), &QAbstractItemDelegate::commitData, this, forgetProblem);
    connect(m_newChat, &QPushButton::clicked, this, forgetProblem);
    connect(m_model, &SessionListModel::loaded, this, &Sidebar::refreshEmpty);
    connect(m_model, &SessionListModel::rowsInserted, this, &Sidebar::refreshEmpty);
    connect(m_model, &SessionListModel::rowsRemoved, this, &Sidebar::refreshEmpty);
    connect(m_model, &SessionListModel::runningChanged, this,
            [this] { m_foot->setAnswers(m_model->runningCount(), m_model->waitingCount()); });
    m_searchTimer.setSingleShot(true);
    m_searchTimer.setInterval(searchDelayMs);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_searchTimer.start(); });
    connect(&m_searchTimer, &QTimer::timeout, this,
            [this] { m_model->setQuery(m_search->text()); });
}

void Sidebar::build()
{
    setObjectName(u"sidebar"_s);
    m_search->setObjectName(u"sessionSearch"_s);
    m_search->installEventFilter(this);
    m_nothing->hide();
    auto *head = new QHBoxLayout;
    head->addWidget(m_name, 1);
    head->addWidget(m_hide);
    auto *page = new QWidget;
    m_upper = new QVBoxLayout(page);
    m_upper->addLayout(head);
    m_upper->addWidget(m_newChat);
    m_upper->addWidget(m_search);
    m_upper->addWidget(m_problem);
    m_upper->addWidget(m_nothing);
    m_upper->addWidget(m_list, 1);
    auto *area = new QScrollArea;
    area->setWidget(page);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    m_column->setSpacing(0);
    m_column->addWidget(area, 1);
    m_column->addWidget(m_foot);
}

void Sidebar::restyle()
{
    setFixedWidth(m_theme.px(sidebarWidth));
    const int side = m_theme.px(margin);
    m_column->setContentsMargins(0, 0, 1, 0); // the hairline at the edge stays free
    m_upper->setContentsMargins(side, m_theme.px(10), side - 1, m_theme.px(8));
    m_upper->setSpacing(m_theme.px(8));
    m_foot->setContentsMargins(side, 0, side - 1, m_theme.px(8));
    m_list->setMinimumHeight(m_theme.px(leastListHeight));
    m_newChat->setFixedHeight(m_theme.px(38));
    m_name->setContentsMargins(m_theme.px(8), 0, 0, 0);
    m_problem->setContentsMargins(m_theme.px(12), m_theme.px(4), m_theme.px(12), 0);
    m_nothing->setContentsMargins(m_theme.px(12), m_theme.px(12), m_theme.px(12), 0);
    update();
}

void Sidebar::refreshEmpty()
{
    const bool nothing = m_model->isLoaded() && m_model->rowCount() == 0;
    m_nothing->setVisible(nothing);
    m_nothing->setText(m_model->query().isEmpty() ? tr("Your chats will be listed here.")
                                                  : tr("No chat has that in its name."));
}

void Sidebar::showOpen(SessionId session)
{
    m_model->setOpen(session);
    m_list->showOpen(session);
}

void Sidebar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void Sidebar::focusList()
{
    m_list->setFocus(Qt::OtherFocusReason);
}

bool Sidebar::focusNextPrevChild(bool next)
{
    if (!m_keepsFocus)
        return QWidget::focusNextPrevChild(next);
    cycleFocus(this, next);
    return true;
}

bool Sidebar::escape()
{
    if (m_search->text().isEmpty())
        return false;
    m_search->clear();
    return true;
}

void Sidebar::showError(const Error &error)
{
    const ErrorText words = errorText(error);
    m_problem->setText(words.title + u". "_s + words.cause);
}

void Sidebar::pin(SessionId session, bool pinned)
{
    m_problem->setText({});
    SessionChange change;
    change.pinned = pinned;
    whenAnswered(m_backend.sessions.update(m_who, session, change), this,
                 [this](const Result<ChatSession> &stored) {
                     if (!stored)
                         showError(stored.error());
                 });
}

bool Sidebar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down && m_model->rowCount() > 0) {
            m_list->setFocus(Qt::TabFocusReason);
            m_list->setCurrentIndex(m_model->index(0, 0));
            return true;
        }
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_model->rowCount() > 0) {
            Q_EMIT openRequested(m_model->session(m_model->index(0, 0))->id);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void Sidebar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    painter.fillRect(rect(), t.sidebar);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), t.border);
}

} // namespace lokal::ui
