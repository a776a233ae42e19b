#include "ui/firstrun/optioncard.h"

#include "ui/common/button.h"
#include "ui/common/iconview.h"
#include "ui/common/painting.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace lokal::ui {
namespace {

constexpr int buttonWidth = 123; // the same in all cards, so that the buttons stand in line

} // namespace

OptionCard::OptionCard(const Theme &theme, const QString &iconName, const QString &title,
                       const QString &sentence, const QString &buttonText, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
    , m_button(new Button(theme, Button::Kind::Plain, buttonText))
{
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addStretch();
    texts->addWidget(new Label(theme, text::strong, title, Label::Overflow::Elide));
    texts->addWidget(new Label(theme, text::hint, sentence, Label::Overflow::Elide));
    texts->addStretch();
    auto *row = new QHBoxLayout;
    row->addWidget(new IconView(theme, iconName, 18, &Tokens::text2));
    row->addLayout(texts, 1);
    row->addWidget(m_button, 0, Qt::AlignVCenter);
    m_column->addLayout(row);
    m_button->setAccessibleDescription(title);
    followTheme(theme, this, [this, row] {
        m_column->setContentsMargins(m_theme.px(18), m_theme.px(12), m_theme.px(14),
                                     m_theme.px(12));
        m_column->setSpacing(m_theme.px(12));
        row->setSpacing(m_theme.px(15));
        m_button->setMinimumWidth(m_theme.px(buttonWidth));
        update();
    });
}

void OptionCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    drawBox(painter, rect(), m_theme.px(12), {}, t.border);
}

} // namespace lokal::ui
