#include "ui/common/field.h"

#include "ui/common/iconview.h"
#include "ui/common/painting.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {

Field::Field(const Theme &theme, const QString &label, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
    , m_label(new Label(theme, text::label, label))
    , m_explanation(new Label(theme, text::hint, {}, Label::Overflow::Elide))
    , m_trailing(new Label(theme, text::hint))
    , m_line(new QWidget)
    , m_icon(new IconView(theme, u"warning"_s, 15, &Tokens::danger))
    , m_lineText(new Label(theme, text::hint, {}, Label::Overflow::Wrap))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    // In a layout, not in a row of its own: Qt takes a label for a field's only among its siblings.
    auto *head = new QHBoxLayout;
    head->addWidget(m_label);
    head->addWidget(m_explanation, 1);
    head->addStretch(0);
    head->addWidget(m_trailing);
    m_column->addLayout(head);
    showHead();

    auto *line = new QHBoxLayout(m_line);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_icon, 0, Qt::AlignTop);
    line->addWidget(m_lineText, 1);
    m_column->addWidget(m_line);
    m_line->hide();
    m_icon->setLineHeight(wrappedLinePitch * text::hint.size);

    followTheme(theme, this, [this, head, line] {
        m_column->setSpacing(m_theme.px(6));
        head->setSpacing(m_theme.px(9));
        line->setSpacing(m_theme.px(6));
        showLine();
    });
}

void Field::setLabel(const QString &label)
{
    m_label->setText(label);
    showHead();
    if (m_input)
        m_input->setAccessibleName(label);
}

QString Field::label() const
{
    return m_label->text();
}

void Field::setExplanation(const QString &text)
{
    m_explanation->setText(text);
    showHead();
    showLine();
}

void Field::setTrailing(const QString &text)
{
    m_trailing->setText(text);
    showHead();
}

void Field::setHint(const QString &hint)
{
    m_hint = hint;
    showLine();
}

void Field::setError(const QString &error)
{
    m_error = error;
    showLine();
    showError(!error.isEmpty());
}

void Field::setHintShown(bool shown)
{
    m_hintShown = shown;
    showLine();
}

void Field::setBox(QWidget *box, QWidget *input)
{
    m_input = input;
    m_column->insertWidget(1, box);
    m_label->setBuddy(input);
    setFocusProxy(input);
    input->setAccessibleName(m_label->text());
    showLine();
}

void Field::showHead()
{
    const bool labelled = !m_label->text().isEmpty();
    m_label->setVisible(labelled);
    m_explanation->setVisible(labelled && !m_explanation->text().isEmpty());
    m_trailing->setVisible(labelled && !m_trailing->text().isEmpty());
}

void Field::showError(bool wrong)
{
    setStyleProperty(m_input, "lokalState", wrong ? u"error"_s : QString());
}

void Field::showLine()
{
    const bool wrong = !m_error.isEmpty();
    const QString shown = wrong ? m_error : m_hintShown ? m_hint : QString();
    m_lineText->setTextStyle({ 12.5, QFont::Normal, wrong ? &Tokens::danger : &Tokens::text3 });
    m_lineText->setText(shown);
    m_icon->setVisible(wrong);
    m_line->setVisible(!shown.isEmpty());
    if (m_input) {
        const QString explanation = m_explanation->text();
        m_input->setAccessibleDescription(shown.isEmpty() ? explanation : shown);
    }
}

} // namespace lokal::ui
