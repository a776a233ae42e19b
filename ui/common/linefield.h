#pragma once

#include "ui/common/field.h"

#include <QLineEdit>

namespace lokal::ui {

/// One line of text with label, hint and error line.
class LineField : public Field
{
    Q_OBJECT
public:
    LineField(const Theme &theme, const QString &label, QWidget *parent = nullptr);

    /// The real input; owned by the field.
    QLineEdit *edit() const { return m_edit; }
    QString text() const { return m_edit->text(); }
    void setText(const QString &text) { m_edit->setText(text); }
    void setPlaceholder(const QString &text) { m_edit->setPlaceholderText(text); }
    /// Design px: 36 normally, 40 on card pages.
    void setBoxHeight(int designPixels);
    /// Looks empty: nothing set here, the shown text is only what applies by itself.
    void setUnset(bool unset);
    /// Fixed pitch, for addresses and numbers.
    void setMono(bool mono);

protected:
    void showError(bool wrong) override;
    virtual void restyle();

private:
    QString stateName() const;

    QLineEdit *m_edit;
    int m_boxHeight = 36;
    bool m_unset = false;
    bool m_mono = false;
};

} // namespace lokal::ui
