#include "ui/shell/shortcuts.h"

#include "ui/common/button.h"
#include "ui/common/label.h"
#include "ui/shell/overlaycard.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr auto shortcutListName = "shortcutList"_L1;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(lokal::ui::Shortcuts)
};

struct KeyHelp
{
    QString keys;
    QString name;
};

// Keys that belong to one place; shown in the list, handled there.
QList<KeyHelp> localKeys()
{
    return {
        { Text::tr("Enter"), Text::tr("Send the message") },
        { Text::tr("Shift+Enter"), Text::tr("New line") },
        { Text::tr("Up"), Text::tr("Last message again, in an empty composer") },
        { Text::tr("Esc"), Text::tr("Stop the answer, close what is open") },
        { Text::tr("F2"), Text::tr("Rename the chat") },
        { Text::tr("Alt+Left, Alt+Right"), Text::tr("Other versions of a message") },
    };
}

} // namespace

QList<ShortcutInfo> windowShortcuts()
{
    const auto keys = [](const QString &text) { return QKeySequence(text); };
    return {
        { Command::NewChat, keys(u"Ctrl+N"_s), Text::tr("New chat") },
        { Command::SearchChats, keys(u"Ctrl+K"_s), Text::tr("Search the chats") },
        { Command::FindInChat, keys(u"Ctrl+F"_s), Text::tr("Find in this chat") },
        { Command::ModelPicker, keys(u"Ctrl+M"_s), Text::tr("Choose the model") },
        { Command::FocusComposer, keys(u"Ctrl+L"_s), Text::tr("Go to the composer") },
        { Command::ToggleSidebar, keys(u"Ctrl+B"_s), Text::tr("Show or hide the sidebar") },
        { Command::NextChat, keys(u"Ctrl+PgDown"_s), Text::tr("Next chat") },
        { Command::PreviousChat, keys(u"Ctrl+PgUp"_s), Text::tr("Previous chat") },
        { Command::Settings, keys(u"Ctrl+,"_s), Text::tr("Settings") },
        { Command::ShortcutList, keys(u"Ctrl+/"_s), Text::tr("This list") },
    };
}

void toggleShortcutList(const Theme &theme, QWidget *window)
{
    if (OverlayCard *open = OverlayCard::openIn(window)) {
        if (open->objectName() == shortcutListName)
            open->closeCard();
        return;
    }
    auto *card = new OverlayCard(theme, Text::tr("Keyboard shortcuts"), 540, window);
    card->setObjectName(shortcutListName);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(theme.px(20));
    grid->setVerticalSpacing(theme.px(4));
    grid->setColumnStretch(0, 1);
    const auto row = [&](const QString &name, const QString &keys) {
        const int at = grid->rowCount();
        grid->addWidget(new Label(theme, text::body, name, Label::Overflow::Wrap), at, 0);
        grid->addWidget(new Label(theme, text::monoMeta, keys), at, 1,
                        Qt::AlignRight | Qt::AlignVCenter);
    };
    for (const ShortcutInfo &info : windowShortcuts())
        row(info.name, info.keys.toString(QKeySequence::NativeText));
    for (const KeyHelp &help : localKeys())
        row(help.name, help.keys);
    card->content()->addLayout(grid);
    auto *close = new Button(theme, Button::Kind::Plain, Text::tr("Close"));
    QObject::connect(close, &QPushButton::clicked, card, &OverlayCard::closeCard);
    card->foot()->addWidget(close);
    card->open(close);
}

} // namespace lokal::ui
