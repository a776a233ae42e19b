#include "ui/firstrun/stepsbar.h"

#include "ui/common/painting.h"

namespace lokal::ui {
namespace {

constexpr int disc = 24;
constexpr int gap = 8;
constexpr int line = 30;
constexpr int lineRoom = 14;

} // namespace

StepsBar::StepsBar(const Theme &theme, const QStringList &steps, int current, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_steps(steps)
    , m_current(current)
{
    //: Read aloud; %1 and %2 are numbers, %3 is "Engine"
    setAccessibleName(
        tr("Step %1 of %2: %3").arg(current + 1).arg(steps.size()).arg(steps[current]));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followTheme(theme, this, [this] {
        setFont(m_theme.textFont(13, QFont::Medium));
        updateGeometry();
        update();
    });
}

int StepsBar::stepWidth(qsizetype index) const
{
    return m_theme.px(disc + gap) + fontMetrics().horizontalAdvance(m_steps[index]);
}

QSize StepsBar::sizeHint() const
{
    int width = m_theme.px(line + 2 * lineRoom) * int(m_steps.size() - 1);
    for (qsizetype i = 0; i < m_steps.size(); ++i)
        width += stepWidth(i);
    return QSize(width, m_theme.px(disc + 8));
}

void StepsBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    int x = 0;
    for (qsizetype i = 0; i < m_steps.size(); ++i) {
        paintStep(painter, x, i);
        x += stepWidth(i) + m_theme.px(lineRoom);
        if (i + 1 < m_steps.size())
            painter.fillRect(QRect(x, height() / 2, m_theme.px(line), 1),
                             m_theme.tokens().borderStrong);
        x += m_theme.px(line + lineRoom);
    }
}

void StepsBar::paintStep(QPainter &painter, int x, qsizetype index) const
{
    const Tokens &t = m_theme.tokens();
    const bool done = index < m_current;
    const bool now = index == m_current;
    const int side = m_theme.px(disc);
    const QRectF circle(x, (height() - side) / 2.0, side, side);
    drawBox(painter, circle, side / 2.0, done ? t.accent : now ? t.accentSoft : t.inlineBg);
    if (done) {
        drawIcon(painter, m_theme, QStringLiteral("check"), circle, 15, t.accentText);
    } else {
        painter.setPen(now ? t.accent : t.text3);
        painter.setFont(m_theme.textFont(12.5, QFont::DemiBold));
        painter.drawText(circle, Qt::AlignCenter, QString::number(index + 1));
    }
    painter.setFont(font());
    painter.setPen(now ? t.text : t.text2);
    painter.drawText(QRect(x + side + m_theme.px(gap), 0, width(), height()),
                     Qt::AlignVCenter | Qt::AlignLeft, m_steps[index]);
}

} // namespace lokal::ui
