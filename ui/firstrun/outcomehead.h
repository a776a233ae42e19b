#pragma once

#include "ui/common/label.h"

#include <QWidget>

namespace lokal::ui {

class Spinner;
struct OutcomeText;

/// The head of the card: a disc with an icon, the title and one sentence.
class OutcomeHead : public QWidget
{
    Q_OBJECT
public:
    explicit OutcomeHead(const Theme &theme, QWidget *parent = nullptr);

    /// @p waiting turns a ring in place of the icon.
    void showOutcome(const OutcomeText &text, bool waiting);

private:
    class Disc;
    Disc *m_disc;
    Label *m_title;
    Label *m_sentence;
};

} // namespace lokal::ui
