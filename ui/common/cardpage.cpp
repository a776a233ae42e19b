#include "ui/common/cardpage.h"

#include "ui/common/field.h"
#include "ui/common/iconview.h"
#include "ui/common/painting.h"
#include "ui/common/popup.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int markSide = 44;
constexpr int lowHeight = 520;

/// The card itself: raised, with a hairline and no shadow.
class CardFrame : public QWidget
{
public:
    explicit CardFrame(const Theme &theme)
        : m_theme(theme)
    {
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Tokens &t = m_theme.tokens();
        drawBox(painter, rect(), m_theme.px(18), t.raised, t.border);
    }

private:
    const Theme &m_theme;
};

} // namespace

Mark::Mark(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followTheme(theme, this, [this] {
        updateGeometry();
        update();
    });
}

QSize Mark::sizeHint() const
{
    return QSize(m_theme.px(markSide), m_theme.px(markSide));
}

void Mark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBox(painter, rect(), m_theme.px(12), m_theme.tokens().accent);
    drawIcon(painter, m_theme, u"chat"_s, rect(), 24, m_theme.tokens().accentText);
}

CardPage::CardPage(const Theme &theme, Width width, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_width(width)
    , m_area(new QScrollArea)
    , m_page(new QWidget)
    , m_cardWidget(new CardFrame(theme))
    , m_card(nullptr)
    , m_pageColumn(new QVBoxLayout(m_page))
    , m_foot(new QWidget)
    , m_footIcon(new IconView(theme, {}, 14, &Tokens::text3))
    , m_footText(new Label(theme, text::meta))
    , m_mark(new Mark(theme))
{
    auto *inner = new QVBoxLayout(m_cardWidget);
    inner->setSpacing(0);
    inner->addWidget(m_mark, 0, Qt::AlignLeft);
    m_card = new QVBoxLayout;
    inner->addLayout(m_card);
    m_mark->hide();

    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(0, 0, 0, 0);
    foot->addStretch();
    foot->addWidget(m_footIcon);
    foot->addWidget(m_footText);
    foot->addStretch();
    m_foot->hide();

    // Slightly above the middle: less room above than below.
    m_pageColumn->addStretch(9);
    // Stretches, not an alignment: with that the height would be asked for the full width.
    auto *middle = new QHBoxLayout;
    middle->addStretch();
    middle->addWidget(m_cardWidget);
    middle->addStretch();
    m_pageColumn->addLayout(middle);
    m_pageColumn->addStretch(11);
    m_pageColumn->addWidget(m_foot);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setWidget(m_page);
    m_area->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_area);
    followTheme(theme, this, [this] { restyle(); });
}

void CardPage::setCardWidth(Width width)
{
    m_width = width;
    restyle();
}

void CardPage::setMarkShown(bool shown)
{
    m_markShown = shown;
    restyle();
}

void CardPage::setFoot(const QString &iconName, const QString &text)
{
    m_footIcon->setIconName(iconName);
    m_footIcon->setVisible(!iconName.isEmpty());
    m_footText->setText(text);
    m_foot->setVisible(!text.isEmpty());
}

void CardPage::setFootWidget(QWidget *widget)
{
    m_foot->hide();
    m_pageColumn->addWidget(widget, 0, Qt::AlignHCenter);
}

void CardPage::setHeadWidget(QWidget *widget, Qt::Alignment alignment)
{
    m_pageColumn->insertWidget(0, widget, 0, alignment);
}

void CardPage::setCornerWidget(QWidget *widget)
{
    m_corner = widget;
    widget->setParent(this);
    placeCorner();
}

/// Over the page, so that it takes no room from the card; gone where it would lie on it, unless
/// something hangs on it.
void CardPage::placeCorner()
{
    if (!m_corner)
        return;
    const QSize size = m_corner->sizeHint();
    const int border = m_theme.px(14);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    m_corner->setGeometry(
        QRect(QPoint(mirrored ? border : width() - border - size.width(), border), size));
    const int beside = (width() - m_cardWidget->width()) / 2;
    const auto popups = window()->findChildren<Popup *>();
    const bool isUsed = std::any_of(popups.begin(), popups.end(), [this](const Popup *popup) {
        return popup->isVisible() && popup->anchor() == m_corner;
    });
    m_corner->setVisible(isUsed || beside >= size.width() + 2 * border);
    m_corner->raise();
}

void CardPage::restyle()
{
    m_pageColumn->setContentsMargins(m_theme.px(16), m_theme.px(16), m_theme.px(16),
                                     m_theme.px(14));
    m_pageColumn->setSpacing(m_theme.px(12));
    const int side = m_theme.px(m_width == Width::Engine ? 32 : 36);
    const int top = m_theme.px(m_low ? 24 : m_width == Width::Engine ? 30 : 34);
    m_cardWidget->layout()->setContentsMargins(side, top, side, top);
    m_cardWidget->layout()->setSpacing(m_theme.px(18));
    m_foot->layout()->setSpacing(m_theme.px(8));
    followHeight();
    update();
}

void CardPage::followHeight()
{
    const int room = width() - m_theme.px(32);
    m_cardWidget->setFixedWidth(qMax(m_theme.px(240), qMin(m_theme.px(int(m_width)), room)));
    placeCorner();
    const bool low = height() < m_theme.px(lowHeight);
    m_mark->setVisible(m_markShown && !low);
    for (Field *field : m_cardWidget->findChildren<Field *>())
        field->setHintShown(!low);
    if (m_low == low)
        return;
    m_low = low;
    restyle();
    Q_EMIT lowChanged(low);
}

void CardPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    followHeight();
}

void CardPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().sidebar);
}

} // namespace lokal::ui
