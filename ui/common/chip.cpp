#include "ui/common/chip.h"

#include "ui/common/painting.h"
#include "ui/common/pressonenter.h"
#include "ui/common/visibletext.h"
#include "ui/theme/focusring.h"

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int height32 = 32;
constexpr int radius = 9;
constexpr int sidePadding = 11;
constexpr int iconSide = 15;
constexpr int iconGap = 6;
constexpr int chevronSize = 13;
constexpr int chevronGap = 7;

} // namespace

Chip::Chip(const Theme &theme, const QString &iconName, const QString &text, QWidget *parent)
    : QPushButton(text, parent)
    , m_theme(theme)
    , m_iconName(iconName)
{
    setAttribute(Qt::WA_Hover);
    pressOnEnter(this);
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setFocusRadius(this, radius);
    followTheme(theme, this, [this] {
        setFont(m_theme.textFont(13, QFont::Medium));
        updateGeometry();
        update();
    });
}

void Chip::setOpens(bool opens)
{
    m_opens = opens;
    updateGeometry();
    update();
}

int Chip::fixedWidth() const
{
    return m_theme.px(2 * sidePadding) + (m_iconName.isEmpty() ? 0 : m_theme.px(iconSide + iconGap))
        + (m_opens ? m_theme.px(chevronGap + chevronSize) : 0);
}

QSize Chip::sizeHint() const
{
    return QSize(fixedWidth() + fontMetrics().horizontalAdvance(visibleText(text())) + 1,
                 m_theme.px(height32));
}

QSize Chip::minimumSizeHint() const
{
    // Model names can be long: the text gives way first, down to about six letters.
    return QSize(qMin(sizeHint().width(), fixedWidth() + m_theme.px(54)), m_theme.px(height32));
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    const bool active = isEnabled() && (underMouse() || isDown());
    if (isEnabled() && isChecked())
        drawBox(painter, rect(), m_theme.px(radius), t.accentSoft);
    else
        drawBox(painter, rect(), m_theme.px(radius), active ? t.hover : QColor(), t.border);
    const QColor ink = !isEnabled() ? t.text3 : isChecked() ? t.accent : t.text2;
    const int h = height();
    int x = m_theme.px(sidePadding);
    if (!m_iconName.isEmpty()) {
        drawIcon(painter, m_theme, m_iconName, QRectF(x, 0, m_theme.px(iconSide), h), iconSide,
                 ink);
        x += m_theme.px(iconSide + iconGap);
    }
    int right = width() - m_theme.px(sidePadding);
    if (m_opens) {
        const int side = m_theme.px(chevronSize);
        drawIcon(painter, m_theme, u"chevron-down"_s, QRectF(right - side, 0, side, h), chevronSize,
                 ink);
        right -= m_theme.px(chevronGap + chevronSize);
    }
    painter.setPen(ink);
    const QRect place(x, 0, right - x + 1, h);
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(visibleText(text()), Qt::ElideMiddle, place.width()));
}

} // namespace lokal::ui
