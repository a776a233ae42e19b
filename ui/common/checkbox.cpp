#include "ui/common/checkbox.h"

#include "ui/common/painting.h"
#include "ui/theme/focusring.h"

#include <QPainterPath>

namespace lokal::ui {
namespace {

constexpr int boxSide = 17;
constexpr int textGap = 9;
constexpr int rowHeight = 32;
constexpr int switchWidth = 34;
constexpr int switchHeight = 20;
constexpr int knobInset = 3;

} // namespace

CheckBox::CheckBox(const Theme &theme, const QString &text, QWidget *parent)
    : QCheckBox(text, parent)
    , m_theme(theme)
{
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setFocusRadius(this, 6);
    followTheme(theme, this, [this] {
        setFont(m_theme.textFont(13.5));
        updateGeometry();
        update();
    });
}

QSize CheckBox::sizeHint() const
{
    const int textWidth = fontMetrics().size(Qt::TextShowMnemonic, text()).width();
    const int gap = text().isEmpty() ? 0 : m_theme.px(textGap);
    return QSize(m_theme.px(boxSide) + gap + textWidth + 2, m_theme.px(rowHeight));
}

bool CheckBox::hitButton(const QPoint &position) const
{
    return rect().contains(position);
}

void CheckBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    const qreal side = m_theme.px(boxSide);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QRectF box(mirrored ? width() - side : 0, qRound((height() - side) / 2), side, side);
    const qreal radius = 4.5 * m_theme.factor();
    if (isChecked()) {
        drawBox(painter, box, radius, isEnabled() ? t.accent : t.control);
        QPainterPath tick;
        tick.moveTo(box.topLeft() + QPointF(0.24, 0.53) * side);
        tick.lineTo(box.topLeft() + QPointF(0.43, 0.71) * side);
        tick.lineTo(box.topLeft() + QPointF(0.77, 0.32) * side);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(isEnabled() ? t.accentText : t.raised, 2 * m_theme.factor(),
                            Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(tick);
    } else {
        const QColor edge = !isEnabled() ? t.border : underMouse() ? t.text3 : t.control;
        drawBox(painter, box, radius, t.raised, edge, 1.5 * m_theme.factor());
    }
    const int textX = m_theme.px(boxSide + textGap);
    const QRect place
        = mirrored ? rect().adjusted(0, 0, -textX, 0) : rect().adjusted(textX, 0, 0, 0);
    painter.setPen(isEnabled() ? t.text2 : t.text3);
    painter.drawText(place,
                     int(Qt::AlignVCenter) | int(Qt::TextHideMnemonic)
                         | int(mirrored ? Qt::AlignRight : Qt::AlignLeft),
                     text());
}

Switch::Switch(const Theme &theme, const QString &accessibleName, QWidget *parent)
    : QCheckBox(parent)
    , m_theme(theme)
{
    setAttribute(Qt::WA_Hover);
    setAccessibleName(accessibleName);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusRadius(this, switchHeight / 2.0);
    followTheme(theme, this, [this] {
        updateGeometry();
        update();
    });
}

QSize Switch::sizeHint() const
{
    return QSize(m_theme.px(switchWidth), m_theme.px(switchHeight));
}

bool Switch::hitButton(const QPoint &position) const
{
    return rect().contains(position);
}

void Switch::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    const QColor track = !isEnabled() ? t.border : isChecked() ? t.accent : t.control;
    drawBox(painter, rect(), height() / 2.0, track);
    const qreal inset = m_theme.px(knobInset);
    const qreal side = height() - 2 * inset;
    const bool right = isChecked() != (layoutDirection() == Qt::RightToLeft);
    const QRectF knob(right ? width() - inset - side : inset, inset, side, side);
    QColor ink = isChecked() ? t.accentText : QColor(Qt::white);
    if (!isEnabled())
        ink = m_theme.isDark() ? t.control : QColor(Qt::white);
    drawBox(painter, knob, side / 2, ink);
}

} // namespace lokal::ui
