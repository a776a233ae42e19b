#include "ui/shell/usermenu.h"

#include "ui/common/badge.h"
#include "ui/common/divider.h"
#include "ui/common/label.h"
#include "ui/common/visibletext.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {

UserMenu::UserMenu(const Theme &theme, const Principal &who, QWidget *parent)
    : MenuPopup(theme, parent)
{
    setObjectName(u"userMenu"_s);
    setAccessibleName(visibleText(who.username));
    setCardWidth(248);
    auto *line = new Divider(theme);
    line->setRoom(5);
    content()->insertWidget(0, head(who));
    content()->insertWidget(1, line);
    addCommand(u"sliders"_s, tr("Configurations"), &UserMenu::configsRequested);
    addCommand(u"switch-user"_s, tr("Switch user"), &UserMenu::switchUserRequested);
    addSeparator();
    addCommand(u"sign-out"_s, tr("Sign out"), &UserMenu::signOutRequested);
}

QWidget *UserMenu::head(const Principal &who)
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(theme().px(8), theme().px(4), theme().px(8), theme().px(6));
    row->setSpacing(theme().px(10));
    auto *avatar = new Avatar(theme(), who.username);
    avatar->setSide(36);
    row->addWidget(avatar);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(theme().px(1));
    texts->addWidget(new Label(theme(), { 13.5, QFont::DemiBold, &Tokens::text }, who.username,
                               Label::Overflow::Elide));
    texts->addWidget(
        new Label(theme(), text::meta, who.isAdmin() ? tr("Administrator") : tr("User")));
    row->addLayout(texts, 1);
    return box;
}

void UserMenu::addCommand(const QString &icon, const QString &name, void (UserMenu::*signal)())
{
    connect(addRow(icon, name), &QPushButton::clicked, this, signal);
}

} // namespace lokal::ui
