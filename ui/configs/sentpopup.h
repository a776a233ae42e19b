#pragma once

#include "ui/common/popup.h"

#include <QTimer>

namespace lokal::ui {

class Button;
class PlainEdit;
struct ConfigDraft;

/// "What will be sent": the parameters that are set, as JSON, with Copy.
class SentPopup : public Popup
{
    Q_OBJECT
public:
    explicit SentPopup(const Theme &theme, QWidget *parent = nullptr);
    void setDraft(const ConfigDraft &draft);

private:
    void copy();

    PlainEdit *m_text;
    Button *m_copy;
    QTimer m_back;
};

} // namespace lokal::ui
