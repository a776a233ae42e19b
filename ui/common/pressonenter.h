#pragma once

class QAbstractButton;

namespace lokal::ui {

/// Enter and Return press @p button as Space does. For every button that we draw ourselves: Qt
/// knows only the default button of a dialog. A key that is held down presses once.
void pressOnEnter(QAbstractButton *button);

} // namespace lokal::ui
