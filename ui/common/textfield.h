#pragma once

#include "ui/common/field.h"
#include "ui/common/plainedit.h"

namespace lokal::ui {

/// Several lines of text with label, hint and error line. Tab leaves the field.
class TextField : public Field
{
    Q_OBJECT
public:
    TextField(const Theme &theme, const QString &label, QWidget *parent = nullptr);

    PlainEdit *edit() const { return m_edit; }
    QString text() const { return m_edit->toPlainText(); }
    void setText(const QString &text) { m_edit->setText(text); }
    void setPlaceholder(const QString &text) { m_edit->setPlaceholderText(text); }
    /// The least height in lines; the layout may give more.
    void setLines(int lines);
    void setMono(bool mono);

protected:
    void showError(bool wrong) override;

private:
    void restyle();

    PlainEdit *m_edit;
    int m_lines = 4;
    bool m_mono = false;
};

} // namespace lokal::ui
