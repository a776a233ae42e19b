#pragma once

#include "ui/shell/backend.h"
#include "ui/theme/theme.h"

#include <QPushButton>
#include <QTimer>

class QVBoxLayout;

namespace lokal::ui {

class FormNote;
class IconButton;
class Label;
class SearchField;
class SessionList;
class SessionListModel;
class SidebarFoot;

/// The "New chat" button: a raised row with its text at the left.
class NewChatButton : public QPushButton
{
    Q_OBJECT
public:
    explicit NewChatButton(const Theme &theme, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

/// Everything left of the chat: new chat, search, the list of chats, the engine's state, the user.
class Sidebar : public QWidget
{
    Q_OBJECT
public:
    Sidebar(const Backend &backend, const Theme &theme, const Principal &who,
            QWidget *parent = nullptr);

    SessionListModel &model() { return *m_model; }
    SessionList *list() const { return m_list; }
    SidebarFoot *foot() const { return m_foot; }
    void showOpen(SessionId session);
    void focusSearch();
    void focusList();
    /// It lies over the page as a drawer: Tab stays inside.
    void setKeepsFocus(bool keeps) { m_keepsFocus = keeps; }
    /// Escape in here: empties the search. False when there was nothing to do.
    bool escape();
    /// Says above the list why something about a chat did not work, until the next try.
    void showError(const Error &error);

Q_SIGNALS:
    void newChatRequested();
    void openRequested(lokal::SessionId session);
    void trashRequested(lokal::SessionId session);
    void hideRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void build();
    void connectParts();
    void restyle();
    void refreshEmpty();
    void pin(SessionId session, bool pinned);

    const Backend m_backend;
    const Theme &m_theme;
    const Principal m_who;
    SessionListModel *m_model;
    SessionList *m_list;
    SidebarFoot *m_foot;
    Label *m_name;
    IconButton *m_hide;
    NewChatButton *m_newChat;
    SearchField *m_search;
    Label *m_nothing;
    FormNote *m_problem;
    QVBoxLayout *m_column; ///< what scrolls in a very low window, and the foot
    QVBoxLayout *m_upper; ///< everything above the foot
    QTimer m_searchTimer;
    bool m_keepsFocus = false;
};

} // namespace lokal::ui
