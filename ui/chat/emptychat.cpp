#include "ui/chat/emptychat.h"

#include "ui/common/label.h"
#include "ui/common/painting.h"
#include "ui/common/pressonenter.h"
#include "ui/theme/focusring.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace lokal::ui {
namespace {

constexpr int cardWidth = 290;
constexpr int cardHeight = 74;
constexpr int gap = 12;
constexpr int lowPage = 330; // below it only the first row of cards fits

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

void StarterCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    const bool active = underMouse() || isDown();
    drawBox(painter, rect(), m_theme.px(12), active ? t.surface : t.raised,
            active ? t.borderStrong : t.border);
    const QRect inner = rect().adjusted(m_theme.px(17), 0, -m_theme.px(12), 0);
    const auto line = [&](const QFont &font, const QColor &ink, int top, const QString &text) {
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(QRect(inner.left(), m_theme.px(top), inner.width(), m_theme.px(22)),
                         Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, inner.width()));
    };
    line(m_theme.textFont(14, QFont::Medium), t.text, 14, m_title);
    line(m_theme.textFont(13), t.text2, 39, m_line);
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
    m_line->setText(line);
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

void EmptyChat::arrange()
{
    const int room = width() - 2 * m_theme.px(24);
    const int columns = room >= m_theme.px(2 * cardWidth + gap) || room >= m_theme.px(480) ? 2 : 1;
    const bool low = height() < m_theme.px(lowPage);
    const int shown = low ? columns : int(m_cards.size());
    const int each
        = qMin(m_theme.px(cardWidth), (room - (columns - 1) * m_theme.px(gap)) / columns);
    for (int i = 0; i < m_cards.size(); ++i) {
        StarterCard *card = m_cards[i];
        card->setFixedSize(qMax(each, 1), m_theme.px(cardHeight));
        m_grid->removeWidget(card);
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
    return QSize(m_theme.px(200), m_theme.px(120));
}

void EmptyChat::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace lokal::ui
