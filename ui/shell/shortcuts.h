#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

class QWidget;

namespace lokal::ui {

class Theme;

/// Everything that can be done with a key combination from anywhere in the window.
enum class Command
{
    NewChat,
    SearchChats,
    FindInChat,
    ModelPicker,
    FocusComposer,
    ToggleSidebar,
    Settings,
    ShortcutList,
    NextChat,
    PreviousChat,
};

struct ShortcutInfo
{
    Command command;
    QKeySequence keys;
    QString name;
};

/// The one table of shortcuts: what the window listens to and what the list shows.
QList<ShortcutInfo> windowShortcuts();
/// The list of all keys, over the window; closes it when it is there.
void toggleShortcutList(const Theme &theme, QWidget *window);

} // namespace lokal::ui
