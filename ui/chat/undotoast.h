#pragma once

#include "ui/theme/theme.h"

#include <functional>

namespace lokal::ui {

/// Shows "… deleted - Undo" in the context's window. After ten seconds `deed` is carried out,
/// unless Undo was pressed; then `undo` is called. One toast at a time: a new one carries out the
/// last. Neither is called when @p context is gone.
void showUndoToast(const Theme &theme, const QString &text, QWidget *context,
                   std::function<void()> deed, std::function<void()> undo);
/// Carries out now what is waiting in this window.
void expireToasts(QWidget *window);

} // namespace lokal::ui
