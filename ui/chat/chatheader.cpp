#include "ui/chat/chatheader.h"

#include "ui/chat/findbar.h"
#include "ui/common/chip.h"
#include "ui/common/iconbutton.h"
#include "ui/common/label.h"
#include "ui/common/painting.h"
#include "ui/common/visibletext.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int headerHeight = 52;
constexpr int findWidth = 338;
constexpr int narrowHeader = 620; // the search then takes the title's place

} // namespace

ChatHeader::ChatHeader(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_row(new QHBoxLayout(this))
    , m_sidebar(new IconButton(theme, u"sidebar"_s, tr("Show the sidebar")))
    , m_title(new Label(theme, { 15, QFont::DemiBold, &Tokens::text }, {}, Label::Overflow::Elide))
    , m_rename(new QLineEdit)
    , m_config(new Chip(theme, u"sliders"_s, {}))
    , m_find(new FindBar(theme))
    , m_search(new IconButton(theme, u"search"_s, tr("Find in this chat")))
    , m_more(new IconButton(theme, u"more"_s, tr("More")))
{
    m_title->setObjectName(u"chatTitle"_s);
    m_rename->setObjectName(u"chatTitleEdit"_s);
    m_rename->setAccessibleName(tr("Name of the chat"));
    m_rename->setMaxLength(200);
    m_rename->hide();
    m_rename->installEventFilter(this);
    m_title->installEventFilter(this);
    m_config->hide();
    m_sidebar->hide();
    m_row->addWidget(m_sidebar);
    m_row->addWidget(m_title, 1);
    m_row->addWidget(m_rename, 1);
    m_row->addWidget(m_config);
    m_row->addWidget(m_find);
    m_row->addWidget(m_search);
    m_row->addWidget(m_more);
    connect(m_sidebar, &QToolButton::clicked, this, &ChatHeader::sidebarClicked);
    connect(m_config, &QPushButton::clicked, this, &ChatHeader::configClicked);
    connect(m_search, &QToolButton::clicked, this, [this] {
        m_find->open();
        arrangeFind();
    });
    connect(m_more, &QToolButton::clicked, this, &ChatHeader::moreClicked);
    connect(m_find, &FindBar::queryChanged, this, [this] { arrangeFind(); });
    connect(m_find, &FindBar::closed, this, [this] { arrangeFind(); });
    followTheme(theme, this, [this] { restyle(); });
}

void ChatHeader::restyle()
{
    setFixedHeight(m_theme.px(headerHeight));
    m_row->setContentsMargins(m_theme.px(m_sidebar->isHidden() ? 24 : 10), 0, m_theme.px(12), 0);
    m_row->setSpacing(m_theme.px(4));
    m_rename->setFont(m_theme.textFont(15, QFont::DemiBold));
    m_rename->setFixedHeight(m_theme.px(34));
    arrangeFind();
}

/// The search stands right of the title; in a narrow window in its place.
void ChatHeader::arrangeFind()
{
    const bool searching = !m_find->isHidden();
    const bool narrow = width() < m_theme.px(narrowHeader);
    m_search->setVisible(!searching);
    m_more->setVisible(!searching || !narrow);
    m_title->setVisible(m_rename->isHidden() && !(searching && narrow));
    m_config->setVisible(!m_config->text().isEmpty() && !searching && !narrow);
    if (searching && narrow) {
        m_find->setMinimumWidth(0);
        m_find->setMaximumWidth(QWIDGETSIZE_MAX);
    } else {
        m_find->setFixedWidth(m_theme.px(findWidth));
    }
}

void ChatHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrangeFind();
}

void ChatHeader::setTitle(const QString &title)
{
    m_title->setText(title);
}

void ChatHeader::setConfigName(const QString &name)
{
    m_config->setText(name);
    m_config->setAccessibleName(tr("Configuration: %1").arg(visibleText(name)));
    m_config->setToolTip(plainToolTip(m_config->accessibleName()));
    arrangeFind();
}

void ChatHeader::setRenamable(bool renamable)
{
    m_renamable = renamable;
    m_title->setCursor(renamable ? Qt::IBeamCursor : Qt::ArrowCursor);
}

void ChatHeader::setSidebarButtonShown(bool shown)
{
    m_sidebar->setVisible(shown);
    restyle();
}

void ChatHeader::startRename()
{
    if (!m_renamable)
        return;
    m_rename->setText(m_title->text());
    m_title->hide();
    m_rename->show();
    m_rename->selectAll();
    m_rename->setFocus(Qt::OtherFocusReason);
}

void ChatHeader::endRename(bool take)
{
    if (m_rename->isHidden())
        return;
    m_rename->hide();
    m_title->show();
    const QString name = m_rename->text().trimmed();
    if (take && !name.isEmpty() && name != m_title->text()) {
        m_title->setText(name);
        Q_EMIT renamed(name);
    }
    m_more->setFocus(Qt::OtherFocusReason);
}

bool ChatHeader::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_title && event->type() == QEvent::MouseButtonDblClick)
        startRename();
    if (watched == m_rename && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape || key == Qt::Key_Return || key == Qt::Key_Enter) {
            endRename(key != Qt::Key_Escape);
            return true;
        }
    }
    if (watched == m_rename && event->type() == QEvent::FocusOut)
        endRename(true);
    return QWidget::eventFilter(watched, event);
}

} // namespace lokal::ui
