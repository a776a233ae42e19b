#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QLineEdit;
class QHBoxLayout;

namespace lokal::ui {

class Chip;
class FindBar;
class IconButton;
class Label;

/// The line above a chat: sidebar button while the sidebar is away, title, configuration, search,
/// more.
class ChatHeader : public QWidget
{
    Q_OBJECT
public:
    explicit ChatHeader(const Theme &theme, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// Empty: no chip.
    void setConfigName(const QString &name);
    /// Only what exists can be renamed.
    void setRenamable(bool renamable);
    void setSidebarButtonShown(bool shown);
    void startRename();
    FindBar *findBar() const { return m_find; }
    IconButton *moreButton() const { return m_more; }

Q_SIGNALS:
    void renamed(const QString &title);
    void moreClicked();
    void configClicked();
    void sidebarClicked();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void endRename(bool take);
    void restyle();
    void arrangeFind();

    const Theme &m_theme;
    QHBoxLayout *m_row;
    IconButton *m_sidebar;
    Label *m_title;
    QLineEdit *m_rename;
    Chip *m_config;
    FindBar *m_find;
    IconButton *m_search;
    IconButton *m_more;
    bool m_renamable = false;
};

} // namespace lokal::ui
