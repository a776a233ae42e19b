#pragma once

#include "ui/shell/backend.h"
#include "ui/theme/theme.h"

#include <QPushButton>

namespace lokal::ui {

class Divider;
class IconButton;

/// The state of the engine in words, with a dot. Pressing it opens the engine's page.
class EngineRow : public QPushButton
{
    Q_OBJECT
public:
    explicit EngineRow(const Theme &theme, QWidget *parent = nullptr);
    void setState(QColor Tokens::*dot, const QString &title, const QString &remark);
    QString title() const { return m_title; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QColor Tokens::*m_dot = &Tokens::control;
    QString m_title;
    QString m_remark;
};

/// Who is signed in; opens the user menu.
class UserRow : public QPushButton
{
    Q_OBJECT
public:
    UserRow(const Theme &theme, const QString &name, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_name;
};

/// The foot of the sidebar: engine, user, settings.
class SidebarFoot : public QWidget
{
    Q_OBJECT
public:
    SidebarFoot(const Backend &backend, const Theme &theme, const Principal &who,
                QWidget *parent = nullptr);

    void setAnswers(int running, int waiting);
    EngineRow *engineRow() const { return m_engineRow; }
    UserRow *userRow() const { return m_user; }
    IconButton *settingsButton() const { return m_settings; }

private:
    void refresh();

    const Theme &m_theme;
    EngineRow *m_engineRow;
    UserRow *m_user;
    IconButton *m_settings;
    EngineStatus m_engine;
    int m_running = 0;
    int m_waiting = 0;
};

} // namespace lokal::ui
