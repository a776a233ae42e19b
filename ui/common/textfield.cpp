#include "ui/common/textfield.h"

#include "ui/common/painting.h"

namespace lokal::ui {
namespace {

/// Asks for its least height only; Qt's own wants 192 px whatever the font.
class ModestEdit : public PlainEdit
{
public:
    QSize sizeHint() const override
    {
        return QSize(PlainEdit::sizeHint().width(), minimumHeight());
    }
};

} // namespace

TextField::TextField(const Theme &theme, const QString &label, QWidget *parent)
    : Field(theme, label, parent)
    , m_edit(new ModestEdit)
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

void TextField::showError(bool wrong)
{
    Field::showError(wrong);
    restyle(); // polishing again resets font and palette
}

void TextField::restyle()
{
    m_edit->setFont(m_mono ? theme().monoFont(12.5) : theme().textFont(13.5));
    m_edit->setPalette(theme().palette());
    m_edit->setMinimumHeight(m_edit->fontMetrics().lineSpacing() * m_lines + theme().px(20));
}

} // namespace lokal::ui
