#include "ui/theme/focusring.h"

#include "ui/theme/theme.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>

namespace lokal::ui {
namespace {

constexpr auto focusRadiusProperty = "lokalFocusRadius";
constexpr auto focusFrameProperty = "lokalFocusFrame";
constexpr qreal gap = 2;
constexpr qreal stroke = 2;
constexpr int menuRadius = 12; // as in the style sheet

bool isViewport(const QWidget *widget)
{
    const auto *area = qobject_cast<const QAbstractScrollArea *>(widget->parentWidget());
    return area && area->viewport() == widget;
}

// The outermost widget that scrolls and clips together with the target.
QWidget *hostOf(QWidget *target)
{
    QWidget *host = target;
    while (!host->isWindow() && host->parentWidget() && !isViewport(host->parentWidget()))
        host = host->parentWidget();
    return host;
}

bool isModifier(int key)
{
    return key == Qt::Key_Control || key == Qt::Key_Shift || key == Qt::Key_Alt
        || key == Qt::Key_Meta || key == Qt::Key_AltGr;
}

} // namespace

void setFocusRadius(QWidget *widget, qreal radius, QWidget *frame)
{
    widget->setProperty(focusRadiusProperty, radius);
    if (!frame)
        return;
    widget->setProperty(focusFrameProperty, QVariant::fromValue(frame));
    frame->setProperty(focusRadiusProperty, radius);
}

FocusRing::FocusRing(const Theme &theme)
    : m_theme(theme)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    connect(&theme, &Theme::changed, this, &FocusRing::place);
}

void FocusRing::follow(QWidget *target)
{
    if (m_target != target) {
        unwatch();
        if (target)
            watch(target);
    }
    place();
}

void FocusRing::watch(QWidget *target)
{
    m_target = target;
    QWidget *host = hostOf(target);
    setParent(host);
    for (QWidget *w = target; w && w != host; w = w->parentWidget()) {
        w->installEventFilter(this);
        m_watched.append(w);
    }
}

void FocusRing::unwatch()
{
    for (const auto &widget : std::as_const(m_watched)) {
        if (widget)
            widget->removeEventFilter(this);
    }
    m_watched.clear();
    m_target = nullptr;
}

void FocusRing::place()
{
    if (!m_target || !parentWidget() || !m_target->isVisibleTo(parentWidget())) {
        hide();
        return;
    }
    const int out = m_theme.px(gap + stroke);
    const QRect shape(m_target->mapTo(parentWidget(), QPoint(0, 0)), m_target->size());
    setGeometry(shape.adjusted(-out, -out, out, out));
    raise();
    show();
    QWidget::update();
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
        place();
        break;
    case QEvent::ParentChange:
        if (QWidget *target = m_target) {
            unwatch();
            watch(target);
            place();
        }
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void FocusRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal width = stroke * m_theme.factor();
    painter.setPen(QPen(m_theme.tokens().accent, width));
    const QRectF ring = QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2);
    const qreal inner = m_target ? m_target->property(focusRadiusProperty).toReal() : 0;
    const qreal radius = qMin((inner + gap + stroke / 2) * m_theme.factor(), ring.height() / 2);
    painter.drawRoundedRect(ring, radius, radius);
}

FocusTracker::FocusTracker(const Theme &theme, QObject *parent)
    : QObject(parent)
    , m_theme(theme)
{
    qApp->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, &FocusTracker::update);
}

FocusTracker::~FocusTracker()
{
    delete m_ring;
}

bool FocusTracker::eventFilter(QObject *watched, QEvent *event)
{
    const bool before = m_keyboard;
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        if (!isModifier(static_cast<QKeyEvent *>(event)->key()))
            m_keyboard = true;
    } else if (event->type() == QEvent::MouseButtonPress) {
        m_keyboard = false;
    } else if (auto *menu = qobject_cast<QMenu *>(watched)) {
        roundCorners(menu, event->type());
    }
    if (before != m_keyboard)
        update();
    return QObject::eventFilter(watched, event);
}

/// The style sheet rounds menus: what is outside the corners has to be see-through. Without a
/// compositor that alone would be black, so it is cut off, too.
void FocusTracker::roundCorners(QMenu *menu, QEvent::Type event) const
{
    if (event == QEvent::Polish) {
        menu->setAttribute(Qt::WA_TranslucentBackground);
    } else if (event == QEvent::Resize) {
        QPainterPath shape;
        const int radius = m_theme.px(menuRadius);
        shape.addRoundedRect(menu->rect(), radius, radius);
        menu->setMask(QRegion(shape.toFillPolygon().toPolygon()));
    }
}

void FocusTracker::update()
{
    QWidget *focused = QApplication::focusWidget();
    const bool wanted = m_keyboard && focused && focused->property(focusRadiusProperty).isValid();
    if (!wanted) {
        if (m_ring)
            m_ring->follow(nullptr);
        return;
    }
    if (!m_ring)
        m_ring = new FocusRing(m_theme);
    auto *frame = focused->property(focusFrameProperty).value<QWidget *>();
    m_ring->follow(frame ? frame : focused);
}

} // namespace lokal::ui
