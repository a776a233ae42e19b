#pragma once

#include "ui/common/popup.h"

#include <QTimer>

class QPlainTextEdit;

namespace lokal::ui {

class Button;
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

    QPlainTextEdit *m_text;
    Button *m_copy;
    QTimer m_back;
};

} // namespace lokal::ui
