#pragma once

#include "ui/common/label.h"

#include <QWidget>

namespace lokal::ui {

class IconView;

/// What is wrong with a whole form, as a line with an icon; hidden while nothing is.
class FormNote : public QWidget
{
    Q_OBJECT
public:
    explicit FormNote(const Theme &theme, QWidget *parent = nullptr);

    /// Empty hides it. Screen readers hear a new text at once.
    void setText(const QString &text);
    QString text() const { return m_text->text(); }

private:
    Label *m_text;
};

} // namespace lokal::ui
