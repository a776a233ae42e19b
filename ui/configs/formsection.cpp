#include "ui/configs/formsection.h"

#include "ui/common/painting.h"
#include "ui/common/plainedit.h"

#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace lokal::ui {
namespace {

constexpr int pairWidth = 400; // below that two fields are too short for their words

/// As QPlainTextEdit::toPlainText(), but hard spaces stay.
QString exactText(const QPlainTextEdit *edit)
{
    return edit->document()->toRawText().replace(QChar::ParagraphSeparator, u'\n');
}

} // namespace

void KeptText::show(PlainEdit *edit, const QString &text)
{
    const QSignalBlocker quiet(edit);
    if (read(edit) != text)
        edit->setText(text);
    m_given = text;
    m_shown = exactText(edit);
}

QString KeptText::read(const QPlainTextEdit *edit) const
{
    const QString now = exactText(edit);
    return now == m_shown ? m_given : now;
}

Label *sectionTitle(const Theme &theme, const QString &text)
{
    return new Label(theme, text::section, text, Label::Overflow::Elide);
}

QVBoxLayout *sectionColumn(const Theme &theme, QWidget *host)
{
    auto *column = new QVBoxLayout(host);
    column->setContentsMargins(0, 0, 0, 0);
    followTheme(theme, host, [&theme, column] { column->setSpacing(theme.px(16)); });
    return column;
}

FieldPair::FieldPair(const Theme &theme, QWidget *first, QWidget *second)
    : m_theme(theme)
    , m_row(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    for (QWidget *widget : { first, second }) {
        // Half the room each, whatever the words inside want.
        widget->setSizePolicy(QSizePolicy::Ignored, widget->sizePolicy().verticalPolicy());
        m_row->addWidget(widget, 1, Qt::AlignTop);
    }
    followTheme(theme, this, [this] { m_row->setSpacing(m_theme.px(12)); });
}

void FieldPair::resizeEvent(QResizeEvent *event)
{
    const bool narrow = width() < m_theme.px(pairWidth);
    m_row->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    QWidget::resizeEvent(event);
}

} // namespace lokal::ui
