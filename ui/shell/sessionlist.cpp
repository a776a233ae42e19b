#include "ui/shell/sessionlist.h"

#include "ui/common/menupopup.h"
#include "ui/common/painting.h"
#include "ui/shell/sessiondelegate.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace lokal::ui {

SessionList::SessionList(const Theme &theme, SessionListModel &model, QWidget *parent)
    : QListView(parent)
    , m_theme(theme)
    , m_model(model)
    , m_delegate(new SessionDelegate(theme, this))
    , m_anchor(new QWidget(viewport()))
{
    setObjectName(u"sessionList"_s);
    setAccessibleName(tr("Chats"));
    setModel(&model);
    setItemDelegate(m_delegate);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setSelectionMode(SingleSelection);
    setFrameShape(NoFrame);
    setResizeMode(Adjust);
    setUniformItemSizes(false);
    m_anchor->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_anchor->setFocusProxy(this);
    // Rows above or below may begin a group now: their heights change.
    connect(&model, &QAbstractItemModel::dataChanged, this,
            [this] { scheduleDelayedItemsLayout(); });
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this] { scheduleDelayedItemsLayout(); });
    connect(&model, &QAbstractItemModel::rowsRemoved, this,
            [this] { scheduleDelayedItemsLayout(); });
    connect(&model, &QAbstractItemModel::modelReset, this,
            [this] { showOpen(m_model.openSession()); });
    followTheme(theme, this, [this] {
        verticalScrollBar()->setSingleStep(m_theme.px(24));
        scheduleDelayedItemsLayout();
    });
}

void SessionList::showOpen(SessionId session)
{
    m_delegate->setOpen(session.value);
    const QModelIndex index = m_model.indexOf(session);
    if (index.isValid()) {
        setCurrentIndex(index);
        scrollTo(index);
    } else {
        clearSelection();
    }
    viewport()->update();
}

void SessionList::startRename(const QModelIndex &index)
{
    if (index.isValid())
        edit(index);
}

/// The row under a point; the title of a group is none.
QModelIndex SessionList::rowAt(const QPoint &position) const
{
    const QModelIndex index = indexAt(position);
    return index.isValid() && m_delegate->rowRect(index, visualRect(index)).contains(position)
        ? index
        : QModelIndex();
}

bool SessionList::isOnMore(const QModelIndex &index, const QPoint &position) const
{
    return index.isValid() && m_delegate->moreRect(index, visualRect(index)).contains(position);
}

void SessionList::keyPressEvent(QKeyEvent *event)
{
    // What the editor of a name leaves over comes here: Enter, which ends the editing in a moment,
    // must not open the chat as well and take the focus from the editor before.
    if (state() == EditingState)
        return;
    const ChatSession *session = m_model.session(currentIndex());
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (session)
            Q_EMIT openRequested(session->id);
        return;
    case Qt::Key_F2:
        return startRename(currentIndex());
    case Qt::Key_Delete:
        if (session)
            Q_EMIT trashRequested(session->id);
        return;
    case Qt::Key_Menu:
        return openMenu(currentIndex());
    case Qt::Key_Escape:
        return event->ignore();
    default:
        break;
    }
    // Letters belong to the composer, not to a search by first letter.
    if (!event->text().isEmpty() && event->text()[0].isPrint())
        return event->ignore();
    QListView::keyPressEvent(event);
}

void SessionList::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = rowAt(event->position().toPoint());
    if (!index.isValid())
        return event->ignore();
    if (event->button() == Qt::LeftButton && isOnMore(index, event->position().toPoint()))
        return openMenu(index);
    QListView::mousePressEvent(event);
}

void SessionList::mouseReleaseEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    const QModelIndex index = rowAt(at);
    QListView::mouseReleaseEvent(event);
    const ChatSession *session = m_model.session(index);
    if (event->button() == Qt::LeftButton && session && index == currentIndex()
        && !isOnMore(index, at))
        Q_EMIT openRequested(session->id);
}

void SessionList::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = rowAt(event->position().toPoint());
    if (index.isValid() && !isOnMore(index, event->position().toPoint()))
        startRename(index);
}

void SessionList::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    m_delegate->setMoreHovered(isOnMore(indexAt(at), at));
    viewport()->update();
    QListView::mouseMoveEvent(event);
}

void SessionList::leaveEvent(QEvent *event)
{
    m_delegate->setMoreHovered(false);
    QListView::leaveEvent(event);
}

void SessionList::contextMenuEvent(QContextMenuEvent *event)
{
    openMenu(event->reason() == QContextMenuEvent::Mouse ? rowAt(event->pos()) : currentIndex());
}

void SessionList::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    if (!currentIndex().isValid() && m_model.rowCount() > 0)
        setCurrentIndex(m_model.index(0, 0));
}

void SessionList::openMenu(const QModelIndex &index)
{
    const ChatSession *session = m_model.session(index);
    if (!session)
        return;
    const QPersistentModelIndex row(index);
    m_anchor->setGeometry(m_delegate->moreRect(index, visualRect(index)));
    m_anchor->show();
    if (m_menu)
        m_menu->closePopup(false);
    auto *menu = new MenuPopup(m_theme, this);
    m_menu = menu;
    menu->setAccessibleName(index.data(Qt::AccessibleTextRole).toString());
    menu->setLeastCardWidth(200);
    connect(menu, &Popup::closed, this, [this, menu] {
        if (m_menu == menu)
            m_menu = nullptr;
        menu->deleteLater();
    });
    MenuRow *rename = menu->addRow(u"edit"_s, tr("Rename"));
    rename->setRemark(tr("F2"));
    connect(rename, &QPushButton::clicked, this, [this, row] { startRename(row); });
    MenuRow *pin = menu->addRow(u"pin"_s, session->pinned ? tr("Unpin") : tr("Pin"));
    connect(pin, &QPushButton::clicked, this, [this, id = session->id, pinned = session->pinned] {
        Q_EMIT pinRequested(id, !pinned);
    });
    menu->addSeparator();
    MenuRow *trash = menu->addRow(u"trash"_s, tr("Move to trash"));
    trash->setRemark(tr("Del"));
    connect(trash, &QPushButton::clicked, this,
            [this, id = session->id] { Q_EMIT trashRequested(id); });
    menu->openAt(m_anchor);
}

} // namespace lokal::ui
