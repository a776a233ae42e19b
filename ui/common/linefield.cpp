#include "ui/common/linefield.h"

#include "ui/common/painting.h"

using namespace Qt::StringLiterals;

namespace lokal::ui {

LineField::LineField(const Theme &theme, const QString &label, QWidget *parent)
    : Field(theme, label, parent)
    , m_edit(new QLineEdit)
{
    setBox(m_edit, m_edit);
    // Qualified: a subclass is not there yet, its own part follows in its constructor.
    followTheme(theme, this, [this] { LineField::restyle(); });
}

void LineField::setBoxHeight(int designPixels)
{
    m_boxHeight = designPixels;
    restyle();
}

void LineField::setUnset(bool unset)
{
    m_unset = unset;
    restyle();
}

void LineField::setMono(bool mono)
{
    m_mono = mono;
    restyle();
}

QString LineField::stateName() const
{
    return hasError() ? u"error"_s : m_unset ? u"unset"_s : QString();
}

void LineField::showError(bool)
{
    restyle();
}

void LineField::restyle()
{
    // First this: polishing again resets font and palette.
    setStyleProperty(m_edit, "lokalState", stateName());
    m_edit->setFont(m_mono ? theme().monoFont(13) : theme().textFont(13.5));
    m_edit->setFixedHeight(theme().px(m_boxHeight));
    QPalette palette = theme().palette();
    if (m_unset)
        palette.setColor(QPalette::Text, theme().tokens().text3);
    m_edit->setPalette(palette);
}

} // namespace lokal::ui
