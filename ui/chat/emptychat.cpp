#include "ui/chat/emptychat.h"

#include "ui/common/label.h"
#include "ui/common/painting.h"
#include "ui/common/pressonenter.h"
#include "ui/theme/focusring.h"

#include <QGridLayout>
#include <QTextLayout>
#include <QVBoxLayout>

#include <utility>

namespace lokal::ui {
namespace {

constexpr int cardWidth = 290;
constexpr int cardHeight = 74;
constexpr int gap = 12;
constexpr int lineTop = 39;
constexpr int lineHeight = 22;
constexpr int secondLine = 18;
constexpr qreal greetingSizes[] = { 26, 22, 18, 15 };

void drawLine(QPainter &painter, const QRect &rect, const QString &text)
{
    painter.drawText(rect, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}

} // namespace

StarterCard::StarterCard(const Theme &theme, const QString &title, const QString &line,
                         QWidget *parent)
    : QPushButton(parent)
    , m_theme(theme)
    , m_title(title)
    , m_line(line)
{
    setAttribute(Qt::WA_Hover);
    pressOnEnter(this);
    setAutoDefault(false);
    setAccessibleName(title);
    setAccessibleDescription(line);
    setFocusRadius(this, 12);
    setCursor(Qt::PointingHandCursor);
    followTheme(theme, this, [this] { updateGeometry(); });
}

QSize StarterCard::sizeHint() const
{
    return QSize(m_theme.px(cardWidth), m_theme.px(cardHeight));
}

QRect StarterCard::lineRect(int width) const
{
    return QRect(m_theme.px(17), m_theme.px(lineTop), width - m_theme.px(17 + 12),
                 m_theme.px(lineHeight));
}

int StarterCard::heightFor(int width) const
{
    const QFontMetrics metrics(m_theme.textFont(13));
    const bool fits = metrics.horizontalAdvance(m_line) <= lineRect(width).width();
    return m_theme.px(fits ? cardHeight : cardHeight + secondLine);
}

void StarterCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    const bool active = underMouse() || isDown();
    drawBox(painter, rect(), m_theme.px(12), active ? t.surface : t.raised,
            active ? t.borderStrong : t.border);
    QRect line = lineRect(width());
    painter.setFont(m_theme.textFont(14, QFont::Medium));
    painter.setPen(t.text);
    drawLine(painter, line.translated(0, m_theme.px(14 - lineTop)), m_title);
    painter.setFont(m_theme.textFont(13));
    painter.setPen(t.text2);
    QTextLayout wrapped(m_line, painter.font());
    wrapped.beginLayout();
    QTextLine first = wrapped.createLine();
    first.setLineWidth(line.width());
    wrapped.endLayout();
    const qsizetype cut = first.textStart() + first.textLength();
    const bool hasSecond = cut < m_line.size() && height() > m_theme.px(cardHeight);
    drawLine(painter, line, hasSecond ? m_line.left(cut).trimmed() : m_line);
    if (hasSecond)
        drawLine(painter, line.translated(0, m_theme.px(secondLine)), m_line.mid(cut));
}

EmptyChat::EmptyChat(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout)
    , m_greeting(new Label(theme, { 26, QFont::DemiBold, &Tokens::text },
                           tr("What are we working on?"), Label::Overflow::Elide))
    , m_line(new Label(theme, { 14, QFont::Normal, &Tokens::text2 }, {}, Label::Overflow::Elide))
{
    m_greeting->setAlignment(Qt::AlignCenter);
    m_line->setAlignment(Qt::AlignCenter);
    addStarter(tr("Explain something"), tr("A text, an error message, a piece of code"),
               tr("Explain this to me step by step:\n\n"));
    addStarter(tr("Draft and edit"), tr("Letters, release notes, documentation"),
               tr("Rewrite this text so that it is clear and friendly:\n\n"));
    addStarter(tr("Summarise"), tr("The points that matter, in a few lines"),
               tr("Summarise the following in at most five points:\n\n"));
    addStarter(tr("Write code"), tr("A function, a script, a regular expression"),
               tr("Write a function that "));
    auto *column = new QVBoxLayout(this);
    column->addStretch(5);
    column->addWidget(m_greeting);
    column->addWidget(m_line);
    column->addLayout(m_grid);
    column->addStretch(4);
    followTheme(theme, this, [this] { restyle(); });
}

void EmptyChat::addStarter(const QString &title, const QString &line, const QString &text)
{
    auto *card = new StarterCard(m_theme, title, line, this);
    connect(card, &QPushButton::clicked, this, [this, text] { Q_EMIT starterChosen(text); });
    m_cards.append(card);
}

void EmptyChat::setLine(const QString &line)
{
    if (m_line->text() == line)
        return;
    m_line->setText(line);
    arrange();
}

void EmptyChat::restyle()
{
    const int side = m_theme.px(24);
    layout()->setContentsMargins(side, m_theme.px(12), side, m_theme.px(12));
    layout()->setSpacing(m_theme.px(8));
    m_grid->setContentsMargins(0, m_theme.px(22), 0, 0);
    m_grid->setSpacing(m_theme.px(gap));
    arrange();
}

/// The greeting as large as the width allows, its line where there is room; returns what is left of
/// the height.
int EmptyChat::fitTexts()
{
    const QMargins around = layout()->contentsMargins();
    const int width = this->width() - around.left() - around.right();
    int room = height() - around.top() - around.bottom();
    qreal size = greetingSizes[0];
    for (const qreal wanted : greetingSizes) {
        size = wanted;
        const QFontMetrics metrics(m_theme.textFont(size, QFont::DemiBold));
        const bool low = room < 3 * metrics.height();
        if (!low && metrics.horizontalAdvance(m_greeting->text()) <= width)
            break;
    }
    if (std::exchange(m_greetingSize, size) != size)
        m_greeting->setTextStyle({ size, QFont::DemiBold, &Tokens::text });
    room -= m_greeting->sizeHint().height();
    const int line = m_line->sizeHint().height() + layout()->spacing();
    m_line->setVisible(!m_line->text().isEmpty() && room >= line);
    return m_line->isHidden() ? room : room - line;
}

void EmptyChat::arrange()
{
    const int room = width() - 2 * m_theme.px(24);
    const int columns = room >= m_theme.px(2 * cardWidth + gap) || room >= m_theme.px(480) ? 2 : 1;
    const int each
        = qMax(1, qMin(m_theme.px(cardWidth), (room - (columns - 1) * m_theme.px(gap)) / columns));
    int high = m_theme.px(cardHeight);
    for (const StarterCard *card : std::as_const(m_cards))
        high = qMax(high, card->heightFor(each));
    const int left = fitTexts() - layout()->spacing() - m_grid->contentsMargins().top();
    const int rows = qMax(0, (left + m_theme.px(gap)) / (high + m_theme.px(gap)));
    // A single card of four would look like the only thing that can be done.
    const int shown = rows * columns < 2 ? 0 : rows * columns;
    placeCards(columns, { each, high }, shown);
}

void EmptyChat::placeCards(int columns, QSize each, int shown)
{
    for (int i = 0; i < m_cards.size(); ++i) {
        StarterCard *card = m_cards[i];
        card->setFixedSize(each);
        m_grid->removeWidget(card);
        if (i < shown)
            m_grid->addWidget(card, i / columns, 1 + i % columns);
        card->setVisible(i < shown);
    }
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 0);
    m_grid->setColumnStretch(2, columns == 1 ? 1 : 0);
    m_grid->setColumnStretch(3, columns == 1 ? 0 : 1);
}

QSize EmptyChat::minimumSizeHint() const
{
    return QSize(m_theme.px(120), 0);
}

void EmptyChat::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace lokal::ui
