#pragma once

#include "ui/theme/theme.h"

namespace lokal::ui {

/// The one style sheet of the application: what is drawn by Qt's own widgets (text fields,
/// scroll bars, menus, tooltips, stock dialogs). Own controls paint themselves.
/// Fields take the dynamic properties lokalState ("error", "unset") and lokalBare (true).
QString styleSheetFor(const Theme &theme);

} // namespace lokal::ui
