#include "ui/common/button.h"

#include "ui/common/painting.h"
#include "ui/common/pressonenter.h"
#include "ui/theme/focusring.h"

#include <QEvent>

namespace lokal::ui {
namespace {

constexpr int radius = 10;
constexpr int iconSide = 16;
constexpr int iconGap = 8;

} // namespace

Button::Button(const Theme &theme, Kind kind, const QString &text, QWidget *parent)
    : QPushButton(text, parent)
    , m_theme(theme)
    , m_kind(kind)
{
    setAttribute(Qt::WA_Hover);
    pressOnEnter(this);
    setAutoDefault(false);
    setSizePolicy(kind == Kind::Problem ? QSizePolicy::Maximum : QSizePolicy::Minimum,
                  QSizePolicy::Fixed);
    followTheme(theme, this, [this] { restyle(); });
}

void Button::setKind(Kind kind)
{
    m_kind = kind;
    restyle();
}

void Button::setIconName(const QString &name)
{
    m_iconName = name;
    restyle();
}

void Button::setBoxHeight(int designPixels)
{
    m_boxHeight = designPixels;
    restyle();
}

void Button::setFlush(bool flush)
{
    m_flush = flush;
    restyle();
}

void Button::restyle()
{
    const bool link = isLink();
    setFont(m_theme.textFont(m_kind == Kind::Link ? 13 : 13.5, QFont::Medium));
    setCursor(link ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setFocusRadius(this, link ? 6 : radius);
    updateGeometry();
    update();
}

int Button::sidePadding() const
{
    if (isLink() || m_flush)
        return m_theme.px(
            2); // a flush text begins at the edge, so both of them are room for the focus ring
    return m_theme.px(m_kind == Kind::Ghost ? 11 : 15);
}

QSize Button::sizeHint() const
{
    int width = fontMetrics().size(Qt::TextShowMnemonic, text()).width() + 2 * sidePadding();
    if (!m_iconName.isEmpty())
        width += m_theme.px(iconSide) + (text().isEmpty() ? 0 : m_theme.px(iconGap));
    const int height = isLink() ? fontMetrics().height() + m_theme.px(6) : m_theme.px(m_boxHeight);
    return QSize(width, height);
}

QSize Button::minimumSizeHint() const
{
    const QSize whole = sizeHint();
    return m_kind == Kind::Problem ? QSize(qMin(whole.width(), m_theme.px(60)), whole.height())
                                   : whole;
}

Button::Look Button::look() const
{
    const Tokens &t = m_theme.tokens();
    const bool active = isEnabled() && (underMouse() || isDown());
    const bool filled = m_kind != Kind::Ghost && !isLink();
    if (!isEnabled())
        return { filled ? t.inlineBg : QColor(), {}, t.text3, t.text3 };
    switch (m_kind) {
    case Kind::Primary:
        return { active ? pressedAccent(t) : t.accent, {}, t.accentText, t.accentText };
    case Kind::Plain:
        return { active ? t.lifted : t.raised, t.borderStrong, t.text, t.text };
    case Kind::Danger:
        return { active ? t.lifted : t.raised, t.borderStrong, t.danger, t.danger };
    case Kind::Ghost:
        return { active && !m_flush ? t.hover : QColor(),
                 {},
                 active && m_flush ? t.text : t.text2,
                 t.text2 };
    case Kind::Problem:
        return { {}, {}, t.danger, t.danger };
    case Kind::Link:
        break;
    }
    return { {}, {}, t.link, t.link };
}

void Button::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Look l = look();
    if (l.fill.isValid() || l.edge.isValid())
        drawBox(painter, rect(), m_theme.px(radius), l.fill, l.edge);

    const int icon = m_iconName.isEmpty() ? 0 : m_theme.px(iconSide);
    const int gap = icon > 0 && !text().isEmpty() ? m_theme.px(iconGap) : 0;
    const int room = width() - icon - gap - (m_kind == Kind::Problem ? 2 * sidePadding() : 0);
    const int wanted = fontMetrics().size(Qt::TextShowMnemonic, text()).width();
    const int textWidth = m_kind == Kind::Problem ? qMin(wanted, room) : wanted;
    const QString shown = textWidth < wanted
        ? fontMetrics().elidedText(text(), Qt::ElideRight, textWidth, Qt::TextShowMnemonic)
        : text();
    int x = m_flush ? 0 : (width() - icon - gap - textWidth) / 2;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto place = [&](int left, int w) {
        return mirrored ? QRect(width() - left - w, 0, w, height()) : QRect(left, 0, w, height());
    };
    if (icon > 0)
        drawIcon(painter, m_theme, m_iconName, place(x, icon), iconSide, l.iconInk);
    x += icon + gap;

    QFont face = font();
    face.setUnderline(isLink() && isEnabled() && (underMouse() || hasFocus()));
    painter.setFont(face);
    painter.setPen(l.ink);
    painter.drawText(place(x, textWidth + 1), int(Qt::AlignVCenter) | int(Qt::TextHideMnemonic),
                     shown);
}

bool Button::event(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    return QPushButton::event(event);
}

} // namespace lokal::ui
