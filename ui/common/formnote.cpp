#include "ui/common/formnote.h"

#include "ui/common/accessible.h"
#include "ui/common/iconview.h"
#include "ui/common/painting.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {

FormNote::FormNote(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_text(new Label(theme, { 12.5, QFont::Normal, &Tokens::danger }, {}, Label::Overflow::Wrap))
{
    setAccessibleRole(this, QAccessible::AlertMessage);
    auto *icon = new IconView(theme, u"warning"_s, 15, &Tokens::danger);
    icon->setLineHeight(wrappedLinePitch * text::hint.size);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    followTheme(theme, this, [&theme, row] { row->setSpacing(theme.px(6)); });
    hide();
}

void FormNote::setText(const QString &text)
{
    const bool isNew = text != m_text->text();
    m_text->setText(text);
    setVisible(!text.isEmpty());
    if (isNew && !text.isEmpty())
        announce(this, text);
    else
        setAccessibleName(text);
}

} // namespace lokal::ui
