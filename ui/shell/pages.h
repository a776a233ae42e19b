#pragma once

#include "ui/shell/backend.h"
#include "ui/theme/theme.h"

#include <functional>

namespace lokal::ui {

/// Where the pages of other areas plug into the window.

/// What a choice in the model picker leads to.
struct PickerCalls
{
    QString currentModel; ///< has the tick
    std::function<void(const QString &)> modelChosen;
    std::function<void(ConfigId)> configChosen;
    std::function<void()> manageConfigs;
};

/// Opens the model picker beside a widget. @p owner stands behind the calls and outlives the
/// picker.
void openModelPicker(const Backend &backend, Theme &theme, const Principal &who, QWidget *anchor,
                     QObject *owner, const PickerCalls &calls);
/// The page of configurations; `closed` leads back to the chat.
QWidget *makeConfigsPage(const Backend &backend, Theme &theme, const Principal &who,
                         QWidget *parent, const std::function<void()> &closed);
void openConfigOn(QWidget *configsPage, ConfigId config);
/// Escape on that page: a step back, at last to the chat.
void goBackOn(QWidget *configsPage);
/// True when that page keeps unsaved edits.
bool hasUnsaved(const QWidget *configsPage);
/// Goes on with `next` once nothing unsaved is lost by it; that page, which is shown by now, asks
/// when something would be.
void leaveConfigsThen(QWidget *configsPage, const std::function<void()> &next);
/// When the engine is looked for: before the first chat, or by somebody who wants to change it.
enum class EngineVisit
{
    FirstRun,
    Settings
};
/// The page that looks for the engine.
QWidget *makeEnginePage(const Backend &backend, Theme &theme, EngineVisit visit, QWidget *parent,
                        const std::function<void()> &finished);

} // namespace lokal::ui
