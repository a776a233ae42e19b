// The menus of a ChatPage.
#include "ui/chat/chatheader.h"
#include "ui/chat/chatpage.h"
#include "ui/common/iconbutton.h"
#include "ui/common/label.h"
#include "ui/common/menupopup.h"
#include "ui/transcript/transcriptview.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace lokal::ui {

QWidget *ChatPage::anchorAt(const QRect &globalRect)
{
    m_anchor->setGeometry(QRect(mapFromGlobal(globalRect.topLeft()), globalRect.size()));
    m_anchor->show();
    return m_anchor;
}

/// A menu that lives until it is closed.
MenuPopup *ChatPage::freshMenu()
{
    if (m_menu)
        m_menu->closePopup(false);
    m_menu = new MenuPopup(m_theme, this);
    m_menu->setLeastCardWidth(220);
    MenuPopup *menu = m_menu;
    connect(menu, &Popup::closed, this, [this, menu] {
        if (m_menu == menu)
            m_menu = nullptr;
        menu->deleteLater();
    });
    return menu;
}

void ChatPage::openMessageMenu(MessageId id, const QRect &globalRect)
{
    const ChatMessage *message = m_chat.message(id);
    if (!message)
        return;
    MenuPopup *menu = freshMenu();
    const QString content = message->content;
    const auto copyRow = [this, menu](const QString &name, const QString &text) {
        connect(menu->addRow(u"copy"_s, name), &QPushButton::clicked, this,
                [text] { QGuiApplication::clipboard()->setText(text); });
    };
    if (message->role == Role::Assistant) {
        if (!content.isEmpty())
            copyRow(tr("Copy as Markdown"), content);
        if (!message->thinking.isEmpty())
            copyRow(tr("Copy with thinking"), message->thinking + u"\n\n"_s + content);
    }
    connect(menu->addRow(u"fork"_s, tr("Fork from here")), &QPushButton::clicked, this,
            [this, id] { fork(id); });
    menu->addSeparator();
    MenuRow *remove = menu->addRow(u"trash"_s, tr("Delete message"));
    remove->setEnabled(!isRunning());
    connect(remove, &QPushButton::clicked, this, [this, id] { deleteMessage(id); });
    menu->openAt(anchorAt(globalRect));
}

void ChatPage::openMoreMenu()
{
    MenuPopup *menu = freshMenu();
    const bool exists = session().isValid();
    MenuRow *rename = menu->addRow(u"edit"_s, tr("Rename"));
    rename->setRemark(tr("F2"));
    rename->setEnabled(exists);
    connect(rename, &QPushButton::clicked, this, &ChatPage::startRename);
    MenuRow *config = menu->addRow(u"sliders"_s, tr("Configuration"));
    connect(config, &QPushButton::clicked, this,
            [this] { Q_EMIT configRequested(m_chat.setup().configId()); });
    connect(menu->addRow(u"list"_s, tr("When the context is full")), &QPushButton::clicked, this,
            &ChatPage::openStrategyMenu);
    menu->addSeparator();
    MenuRow *trash = menu->addRow(u"trash"_s, tr("Move to trash"));
    trash->setEnabled(exists);
    connect(trash, &QPushButton::clicked, this, [this] { Q_EMIT trashRequested(session()); });
    menu->openAt(m_header->moreButton(), Popup::Side::Below, Popup::Edge::Right);
}

/// What can be copied where the mouse (or the menu key) points.
void ChatPage::openContextMenu(const MenuPlace &place)
{
    MenuPopup *menu = freshMenu();
    const auto row = [this, menu](const QString &icon, const QString &name, auto &&deed) {
        MenuRow *made = menu->addRow(icon, name);
        connect(made, &QPushButton::clicked, this, std::forward<decltype(deed)>(deed));
        return made;
    };
    const bool selected = m_view->hasSelection();
    row(u"copy"_s, tr("Copy"), [this] { m_view->copy(); })->setEnabled(selected);
    row(u"code"_s, tr("Copy as Markdown"), [this] {
        m_view->copyMarkdown();
    })->setEnabled(selected);
    if (!place.link.isEmpty())
        row(u"link"_s, tr("Copy link"),
            [link = place.link] { QGuiApplication::clipboard()->setText(link); });
    if (place.codeBlock >= 0) // the card's own button may be far above
        row(u"code"_s, tr("Copy code"),
            [this, id = place.message, block = place.codeBlock] { m_view->copyCode(id, block); });
    if (place.message != 0)
        row(u"copy"_s, tr("Copy message"), [this, id = place.message] { m_view->copyMessage(id); });
    menu->addSeparator();
    row(u"list"_s, tr("Select all"), [this] { m_view->selectAllMessages(); });
    menu->openAt(anchorAt(place.globalRect));
}

void ChatPage::openStrategyMenu()
{
    MenuPopup *menu = freshMenu();
    menu->addSection(tr("When the context is full"));
    const ContextStrategy now = m_chat.setup().contextStrategy();
    const auto row = [this, menu, now](ContextStrategy strategy, const QString &name) {
        MenuRow *choice = menu->addRow({}, name);
        choice->setTicked(strategy == now);
        connect(choice, &QPushButton::clicked, this,
                [this, strategy] { chooseStrategy(strategy); });
    };
    row(ContextStrategy::Truncate, tr("Leave out the oldest turns"));
    row(ContextStrategy::Refuse, tr("Stop and say so"));
    menu->addSeparator();
    connect(menu->addRow(u"sliders"_s, tr("Larger context window…")), &QPushButton::clicked, this,
            [this] { Q_EMIT configRequested(m_chat.setup().configId()); });
    menu->openAt(m_hint, Popup::Side::Above);
}

} // namespace lokal::ui
