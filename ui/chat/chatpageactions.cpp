// What a ChatPage does to single messages: menus, editor, statistics, links.
#include "ui/chat/chatheader.h"
#include "ui/chat/chatpage.h"
#include "ui/chat/curltext.h"
#include "ui/chat/linkpopup.h"
#include "ui/chat/messageeditor.h"
#include "ui/chat/statisticscard.h"
#include "ui/chat/undotoast.h"
#include "ui/common/answered.h"
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

void ChatPage::onAction(MessageId id, const QString &action, const QRect &globalRect)
{
    if (action == "regenerate"_L1)
        m_chat.regenerate(id);
    else if (action == "continue"_L1)
        m_chat.continueAnswer(id);
    else if (action == "edit"_L1)
        openEditor(id);
    else if (action == "more"_L1)
        openMessageMenu(id, globalRect);
    else if (action == "statistics"_L1)
        openStatistics(id, globalRect);
}

void ChatPage::onErrorAction(MessageId id, const QString &action)
{
    if (action == erroraction::runAgain) {
        m_chat.regenerate(id);
    } else if (action == erroraction::continueAnswer) {
        m_chat.continueAnswer(id);
    } else if (action == erroraction::chooseModel) {
        openModelPicker();
    } else if (action == erroraction::engine) {
        Q_EMIT engineRequested();
    } else if (action == erroraction::leaveOutOldest) {
        chooseStrategy(ContextStrategy::Truncate);
        m_chat.regenerate(id);
    } else if (action == erroraction::editMessage) {
        const ChatMessage *answer = m_chat.message(id);
        if (answer)
            openEditor(answer->parent);
    }
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
        copyRow(tr("Copy as Markdown"), content);
        if (!message->thinking.isEmpty())
            copyRow(tr("Copy with thinking"), message->thinking + u"\n\n"_s + content);
        if (canContinue(*message) && !isRunning())
            connect(menu->addRow(u"play"_s, tr("Continue")), &QPushButton::clicked, this,
                    [this, id] { m_chat.continueAnswer(id); });
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

void ChatPage::openStatistics(MessageId id, const QRect &globalRect)
{
    const ChatMessage *message = m_chat.message(id);
    if (!message || !isFinal(message->state))
        return;
    QList<ChatMessage> history;
    for (const ChatMessage &one : m_chat.messages()) {
        if (one.id == id)
            break;
        history.append(one);
    }
    auto *card = new StatisticsCard(m_theme, *message,
                                    curlText(m_engine.address, *message, history), this);
    m_view->setStatisticsOpen(id.value);
    connect(card, &Popup::closed, this, [this, card] {
        m_view->setStatisticsOpen(0);
        card->deleteLater();
    });
    card->openAt(anchorAt(globalRect));
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

void ChatPage::chooseStrategy(ContextStrategy strategy)
{
    ParameterChange overrides = m_chat.setup().overrides();
    overrides.contextStrategy = strategy;
    m_chat.setOverrides(overrides);
}

void ChatPage::openEditor(MessageId id)
{
    const ChatMessage *message = m_chat.message(id);
    if (!message || message->role != Role::User)
        return;
    if (isRunning())
        return showNotice(tr("Stop the answer first, then edit."));
    closeEditor();
    m_edited = id;
    auto *editor = new MessageEditor(m_theme, message->content);
    // Queued: the editor is in the middle of handling a key or a click.
    connect(
        editor, &MessageEditor::runRequested, this,
        [this, id](const QString &text) {
            closeEditor();
            m_chat.editAndRun(id, text);
        },
        Qt::QueuedConnection);
    connect(
        editor, &MessageEditor::saveRequested, this,
        [this, id](const QString &text) {
            closeEditor();
            m_chat.saveEdit(id, text);
        },
        Qt::QueuedConnection);
    connect(editor, &MessageEditor::cancelled, this, &ChatPage::closeEditor, Qt::QueuedConnection);
    m_view->setEditor(id.value, editor);
}

void ChatPage::closeEditor()
{
    if (!m_edited.isValid())
        return;
    m_view->setEditor(m_edited.value, nullptr);
    m_edited = {};
    focusComposer();
}

void ChatPage::askLink(const QString &address)
{
    const QPoint at = QCursor::pos();
    if (!m_linkPopup->ask(address, anchorAt(QRect(at, QSize(1, 1)))))
        showNotice(tr("This kind of link is not opened from a chat."));
}

void ChatPage::deleteMessage(MessageId id)
{
    m_chat.hideMessage(id);
    // The page may show another chat, or be gone, when the time is over.
    showUndoToast(
        m_theme, tr("Message deleted"), this,
        [this, id, session = session()] { m_chat.removeHidden(session, id); },
        [this, id] { m_chat.showHidden(id); });
}

void ChatPage::fork(MessageId id)
{
    whenAnswered(m_backend.sessions.fork(m_who, session(), id), this,
                 [this](const Result<ChatSession> &made) {
                     if (!made)
                         return showError(made.error());
                     Q_EMIT openRequested(made->id);
                 });
}

} // namespace lokal::ui
