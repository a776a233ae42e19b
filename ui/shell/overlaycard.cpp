#include "ui/shell/overlaycard.h"

#include "ui/common/accessible.h"
#include "ui/common/focuscycle.h"
#include "ui/common/label.h"
#include "ui/common/painting.h"
#include "ui/common/popup.h"

#include <QApplication>
#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace lokal::ui {

namespace {

/// As high as its contents while there is room.
class CardArea final : public QScrollArea
{
public:
    QSize sizeHint() const override { return widget() ? widget()->sizeHint() : QSize(); }
    QSize minimumSizeHint() const override { return QSize(0, 0); }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override
    {
        const QLayout *layout = widget() ? widget()->layout() : nullptr;
        return layout && layout->hasHeightForWidth() ? layout->totalHeightForWidth(width)
                                                     : sizeHint().height();
    }
};

} // namespace

OverlayCard::OverlayCard(const Theme &theme, const QString &title, int width, QWidget *window)
    : QWidget(window)
    , m_theme(theme)
    , m_width(width)
    , m_card(new QWidget(this))
    , m_column(new QVBoxLayout(m_card))
    , m_title(new Label(theme, text::heading, title, Label::Overflow::Wrap))
    , m_area(new CardArea)
    , m_content(nullptr)
    , m_foot(new QHBoxLayout)
{
    setObjectName(QStringLiteral("overlayCard"));
    setAccessibleRole(this, QAccessible::Dialog);
    setAccessibleName(title);
    auto *scrolled = new QWidget;
    m_content = new QVBoxLayout(scrolled);
    m_area->setWidget(scrolled);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_foot->addStretch(1);
    m_column->addWidget(m_title);
    m_column->addWidget(m_area, 1);
    m_column->addLayout(m_foot);
    window->installEventFilter(this);
    hide();
    followTheme(theme, this, [this] { restyle(); });
}

void OverlayCard::restyle()
{
    // The scroll bar stands at the card's edge, so the sides are the parts' own.
    const int side = m_theme.px(24);
    m_column->setContentsMargins(0, m_theme.px(20), 0, m_theme.px(20));
    m_column->setSpacing(m_theme.px(12));
    m_title->setContentsMargins(side, 0, side, 0);
    m_content->setContentsMargins(side, 0, side, 0);
    m_content->setSpacing(m_theme.px(12));
    m_foot->setContentsMargins(side, m_theme.px(4), side, 0);
    m_foot->setSpacing(m_theme.px(8));
    place();
}

OverlayCard *OverlayCard::openIn(const QWidget *window)
{
    const auto cards = window->findChildren<OverlayCard *>();
    for (OverlayCard *card : cards) {
        if (!card->isHidden())
            return card;
    }
    return nullptr;
}

void OverlayCard::open(QWidget *focus)
{
    // One of both has the keys; what opened the popup gets the focus back afterwards.
    Popup::closeAll(window(), true);
    m_before = QApplication::focusWidget();
    place();
    show();
    raise();
    focus->setFocus(Qt::PopupFocusReason);
}

void OverlayCard::closeCard()
{
    if (isHidden())
        return;
    hide();
    if (m_before)
        m_before->setFocus(Qt::PopupFocusReason);
    Q_EMIT closed();
    deleteLater();
}

void OverlayCard::place()
{
    const QRect room = parentWidget()->rect();
    setGeometry(room);
    const int border = m_theme.px(16);
    const int width = qMin(m_theme.px(m_width), room.width() - 2 * border);
    m_area->updateGeometry(); // what scrolls inside does not tell when it grows
    const int height = qMin(m_column->totalHeightForWidth(width), room.height() - 2 * border);
    m_card->setGeometry((room.width() - width) / 2, (room.height() - height) * 2 / 5, width,
                        height);
}

bool OverlayCard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void OverlayCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        closeCard();
    else
        scroll(event->key());
    event->accept(); // nothing typed in here is meant for what lies below
}

void OverlayCard::scroll(int key)
{
    QScrollBar *bar = m_area->verticalScrollBar();
    switch (key) {
    case Qt::Key_Up:
        return bar->triggerAction(QScrollBar::SliderSingleStepSub);
    case Qt::Key_Down:
        return bar->triggerAction(QScrollBar::SliderSingleStepAdd);
    case Qt::Key_PageUp:
        return bar->triggerAction(QScrollBar::SliderPageStepSub);
    case Qt::Key_PageDown:
        return bar->triggerAction(QScrollBar::SliderPageStepAdd);
    case Qt::Key_Home:
        return bar->triggerAction(QScrollBar::SliderToMinimum);
    case Qt::Key_End:
        return bar->triggerAction(QScrollBar::SliderToMaximum);
    default:
        break;
    }
}

void OverlayCard::mousePressEvent(QMouseEvent *event)
{
    if (!m_card->geometry().contains(event->position().toPoint()))
        closeCard();
}

bool OverlayCard::focusNextPrevChild(bool next)
{
    cycleFocus(m_card, next);
    return true;
}

void OverlayCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    painter.fillRect(rect(), QColor(0, 0, 0, m_theme.isDark() ? 120 : 60));
    drawBox(painter, m_card->geometry(), m_theme.px(18), t.raised,
            m_theme.isDark() ? t.borderStrong : t.border);
}

} // namespace lokal::ui
