#pragma once

#include "ui/common/popup.h"
#include "ui/shell/windowstate.h"

#include <QTimer>

namespace lokal::ui {

class Label;
class Segments;
class Slider;

/// How the window looks: theme and text size. Takes effect at once and is remembered.
class SettingsPopup : public Popup
{
    Q_OBJECT
public:
    SettingsPopup(Theme &theme, WindowState &state, QWidget *parent = nullptr);

Q_SIGNALS:
    void shortcutsRequested();

private:
    void build();
    void apply();
    void showSize(int tenths);

    Theme &m_look;
    WindowState &m_state;
    Segments *m_scheme;
    Slider *m_size;
    Label *m_sizeText;
    QTimer m_applyTimer;
};

} // namespace lokal::ui
