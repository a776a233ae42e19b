#pragma once

#include "core/common/principal.h"
#include "ui/common/menupopup.h"

namespace lokal::ui {

/// Who is signed in, and the ways out.
class UserMenu : public MenuPopup
{
    Q_OBJECT
public:
    UserMenu(const Theme &theme, const Principal &who, QWidget *parent = nullptr);

Q_SIGNALS:
    void switchUserRequested();
    void signOutRequested();
    void configsRequested();

private:
    QWidget *head(const Principal &who);
    void addCommand(const QString &icon, const QString &name, void (UserMenu::*signal)());
};

} // namespace lokal::ui
