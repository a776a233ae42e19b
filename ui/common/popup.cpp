#include "ui/common/popup.h"

#include "ui/common/accessible.h"
#include "ui/common/focuscycle.h"
#include "ui/common/painting.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollArea>
#include <QVBoxLayout>

namespace lokal::ui {
namespace {

constexpr int padding = 8;
constexpr int anchorGap = 8;
constexpr int radius = 12;
constexpr int shadowBlur = 24;
constexpr int shadowDown = 6;
constexpr int windowGap = 8;

// Rings of falling strength: as soft as a blur at this size, and cheap.
void drawShadow(QPainter &painter, const QRectF &card, qreal corner, int blur, qreal strength)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const int steps = blur / 2;
    for (int i = steps; i > 0; --i) {
        const qreal out = blur * qreal(i) / steps;
        const qreal fall = 1.0 - qreal(i) / steps;
        painter.setBrush(QColor::fromRgbF(0, 0, 0, float(strength * fall * 2.2 / steps)));
        painter.drawRoundedRect(card.adjusted(-out, -out, out, out), corner + out, corner + out);
    }
}

} // namespace

Popup::Popup(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_scroll(new QScrollArea)
    , m_body(new QWidget)
    , m_content(new QVBoxLayout(m_body))
{
    setAccessibleRole(this, QAccessible::Dialog);
    m_content->setSpacing(0);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidgetResizable(true);
    m_scroll->setWidget(m_body);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_body->setAutoFillBackground(false);
    auto *outside = new QVBoxLayout(this);
    outside->setSpacing(0);
    outside->addWidget(m_scroll);
    setFocusPolicy(Qt::NoFocus);
    hide();
    followTheme(theme, this, [this] { restyle(); });
}

void Popup::restyle()
{
    const int shadow = shadowMargin();
    const int side = m_theme.px(padding);
    layout()->setContentsMargins(shadow, shadow, shadow, shadow);
    // Inside of what scrolls: focus rings stand outside their widgets.
    m_content->setContentsMargins(side, side, side, side);
    if (isVisible())
        place();
    update();
}

void Popup::setCardWidth(int designPixels)
{
    m_cardWidth = designPixels;
}

void Popup::setLeastCardWidth(int designPixels)
{
    m_leastWidth = designPixels;
}

int Popup::shadowMargin() const
{
    return m_theme.px(shadowBlur + shadowDown);
}

QRect Popup::cardRect() const
{
    const int m = shadowMargin();
    return geometry().adjusted(m, m, -m, -m);
}

QSize Popup::cardSize() const
{
    const int room = window()->width() - m_theme.px(2 * windowGap);
    const int wanted = m_cardWidth > 0 ? m_theme.px(m_cardWidth) : m_content->sizeHint().width();
    const int cardWidth = qMin(qMax(wanted, m_theme.px(m_leastWidth)), room);
    const int cardHeight = m_content->hasHeightForWidth()
        ? m_content->totalHeightForWidth(cardWidth)
        : m_content->sizeHint().height();
    return QSize(cardWidth, cardHeight);
}

void Popup::openAt(QWidget *anchor, Side side, Edge edge, QWidget *focus)
{
    m_anchor = anchor;
    m_side = side;
    m_edge = edge;
    setParent(anchor->window());
    ensurePolished();
    m_content->activate();
    place();
    show();
    raise();
    qApp->installEventFilter(this);
    const auto candidates = focusStops(this);
    if (focus)
        focus->setFocus(Qt::PopupFocusReason);
    else if (!candidates.isEmpty())
        candidates.first()->setFocus(Qt::PopupFocusReason);
}

void Popup::place()
{
    if (!m_anchor)
        return;
    const int gap = m_theme.px(anchorGap);
    const int border = m_theme.px(windowGap);
    const QRect room = window()->rect().adjusted(border, border, -border, -border);
    const QRect from(m_anchor->mapTo(window(), QPoint(0, 0)), m_anchor->size());
    QSize card = cardSize();
    const int above = from.top() - gap - room.top();
    const int below = room.bottom() - from.bottom() - gap;
    const bool preferAbove = m_side == Side::Above;
    const bool fits = card.height() <= (preferAbove ? above : below);
    const bool goesAbove = fits ? preferAbove : above > below;
    // Rather over its anchor than squeezed.
    const int wanted = card.height();
    card.setHeight(qMin(wanted, room.height()));

    const bool alignLeft = (m_edge == Edge::Left) != (layoutDirection() == Qt::RightToLeft);
    int x = alignLeft ? from.left() : from.right() + 1 - card.width();
    x = qBound(room.left(), x, qMax(room.left(), room.right() + 1 - card.width()));
    int y = goesAbove ? from.top() - gap - card.height() : from.bottom() + 1 + gap;
    y = qBound(room.top(), y, qMax(room.top(), room.bottom() + 1 - card.height()));
    const int m = shadowMargin();
    setBodyHeight(card.height(), wanted);
    setGeometry(QRect(QPoint(x, y), card).adjusted(-m, -m, m, m));
}

/// Labels would rather be cut through their letters than scroll; lists know better.
void Popup::setBodyHeight(int card, int wanted)
{
    const bool scrollsItself = (m_content->expandingDirections() & Qt::Vertical)
        && m_content->minimumSize().height() <= card;
    m_body->setMinimumHeight(card < wanted && !scrollsItself ? wanted : 0);
}

void Popup::closePopup(bool returnFocus)
{
    if (!isVisible())
        return;
    qApp->removeEventFilter(this);
    if (returnFocus && m_anchor)
        m_anchor->setFocus(Qt::PopupFocusReason);
    hide();
    Q_EMIT closed();
}

void Popup::closeAll(QWidget *window, bool returnFocus)
{
    const auto popups = window->findChildren<Popup *>();
    for (Popup *popup : popups)
        popup->closePopup(returnFocus);
}

bool Popup::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress && watched->isWidgetType()) {
        auto *target = static_cast<QWidget *>(watched);
        const QPoint at = target->mapTo(target->window(),
                                        static_cast<QMouseEvent *>(event)->position().toPoint());
        const bool inside = ((target == this || isAncestorOf(target)) && cardRect().contains(at))
            || opensFromHere(target);
        if (target->window() == window() && !inside) {
            // A press on the anchor only closes; passed on it would open again at once.
            const bool onAnchor
                = m_anchor && (target == m_anchor || m_anchor->isAncestorOf(target));
            closePopup(onAnchor);
            return onAnchor;
        }
    } else if (event->type() == QEvent::LayoutRequest && watched == m_body) {
        place(); // the contents have got larger or smaller, with the text size for example
    } else if (event->type() == QEvent::Resize && watched == window()) {
        place();
    } else if (event->type() == QEvent::Hide && watched == m_anchor) {
        closePopup(false);
    } else if ((event->type() == QEvent::Move || event->type() == QEvent::Resize)
               && holdsAnchor(watched)) {
        place();
    }
    return QWidget::eventFilter(watched, event);
}

/// The anchor moves with everything around it.
bool Popup::holdsAnchor(const QObject *object) const
{
    for (const QObject *at = m_anchor; at && at != window(); at = at->parent()) {
        if (at == object)
            return true;
    }
    return false;
}

// A list that a selection box in here has opened lies outside and belongs to us all the same.
bool Popup::opensFromHere(const QWidget *target) const
{
    for (; target; target = target->parentWidget()) {
        const auto *other = qobject_cast<const Popup *>(target);
        if (other && other != this)
            return other->m_anchor && isAncestorOf(other->m_anchor);
    }
    return false;
}

void Popup::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        closePopup();
    else
        QWidget::keyPressEvent(event);
    event->accept(); // nothing typed in here is meant for what lies below
}

bool Popup::focusNextPrevChild(bool next)
{
    cycleFocus(this, next);
    return true;
}

void Popup::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    const int m = shadowMargin();
    const QRectF card = QRectF(rect()).adjusted(m, m, -m, -m);
    const qreal corner = m_theme.px(radius);
    drawShadow(painter, card.translated(0, m_theme.px(shadowDown)), corner, m_theme.px(shadowBlur),
               m_theme.isDark() ? 0.35 : 0.08);
    drawBox(painter, card, corner, t.raised, m_theme.isDark() ? t.borderStrong : t.border);
}

} // namespace lokal::ui
