#include "ui/common/textfield.h"

#include "ui/common/painting.h"

namespace lokal::ui {

TextField::TextField(const Theme &theme, const QString &label, QWidget *parent)
    : Field(theme, label, parent)
    , m_edit(new QPlainTextEdit)
{
    m_edit->setTabChangesFocus(true);
    setBox(m_edit, m_edit);
    followTheme(theme, this, [this] { restyle(); });
}

void TextField::setLines(int lines)
{
    m_lines = lines;
    restyle();
}

void TextField::setMono(bool mono)
{
    m_mono = mono;
    restyle();
}

void TextField::restyle()
{
    m_edit->setFont(m_mono ? theme().monoFont(12.5) : theme().textFont(13.5));
    m_edit->setPalette(theme().palette());
    m_edit->setMinimumHeight(m_edit->fontMetrics().lineSpacing() * m_lines + theme().px(20));
}

} // namespace lokal::ui
