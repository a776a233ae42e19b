#pragma once

#include "ui/shell/sessionlistmodel.h"
#include "ui/theme/theme.h"

#include <QListView>

namespace lokal::ui {

class MenuPopup;
class SessionDelegate;

/// The list of chats in the sidebar. A click or Enter opens, F2 renames in place, Delete moves to
/// the trash, the menu key or the "more" button shows what else there is.
class SessionList : public QListView
{
    Q_OBJECT
public:
    SessionList(const Theme &theme, SessionListModel &model, QWidget *parent = nullptr);

    /// Marks the open chat and scrolls to it.
    void showOpen(SessionId session);
    void startRename(const QModelIndex &index);

Q_SIGNALS:
    void openRequested(lokal::SessionId session);
    void trashRequested(lokal::SessionId session);
    void pinRequested(lokal::SessionId session, bool pinned);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    QModelIndex rowAt(const QPoint &position) const;
    bool isOnMore(const QModelIndex &index, const QPoint &position) const;
    void openMenu(const QModelIndex &index);

    const Theme &m_theme;
    SessionListModel &m_model;
    SessionDelegate *m_delegate;
    QWidget *m_anchor; ///< stands at the row whose menu is open
    MenuPopup *m_menu = nullptr;
};

} // namespace lokal::ui
