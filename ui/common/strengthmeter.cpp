#include "ui/common/strengthmeter.h"

#include "ui/common/painting.h"

#include <QHBoxLayout>

namespace lokal::ui {
namespace {

constexpr int bars = 4;
constexpr int barHeight = 4;
constexpr int barGap = 4;
constexpr int textGap = 7;

} // namespace

StrengthMeter::StrengthMeter(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_word(new Label(theme, text::hint))
    , m_reason(new Label(theme, text::hint, {}, Label::Overflow::Elide))
{
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_word);
    row->addWidget(m_reason, 1);
    followTheme(theme, this, [this] { restyle(); });
}

void StrengthMeter::restyle()
{
    layout()->setContentsMargins(0, m_theme.px(barHeight + textGap), 0, 0);
    layout()->setSpacing(m_theme.px(7));
    QColor Tokens::*ink = m_strength == Strength::Fair ? &Tokens::warn : color();
    m_word->setTextStyle({ 12.5, QFont::DemiBold, ink });
    m_word->setText(word());
    m_word->setVisible(m_strength != Strength::None);
    update();
}

void StrengthMeter::setStrength(Strength strength, const QString &reason)
{
    m_strength = strength;
    m_reason->setText(reason);
    restyle();
    //: Read aloud; %1 is "Weak", "Good" …
    setAccessibleName(strength == Strength::None ? tr("Password strength")
                                                 : tr("Password strength: %1").arg(word()));
    setAccessibleDescription(reason);
}

QString StrengthMeter::word() const
{
    switch (m_strength) {
    case Strength::None:
        break;
    case Strength::Weak:
        return tr("Weak");
    case Strength::Fair:
        return tr("Fair");
    case Strength::Good:
        return tr("Good");
    case Strength::Strong:
        return tr("Strong");
    }
    return {};
}

QColor Tokens::*StrengthMeter::color() const
{
    switch (m_strength) {
    case Strength::Weak:
        return &Tokens::danger;
    case Strength::Fair:
        return &Tokens::warnFill;
    default:
        return &Tokens::ok;
    }
}

void StrengthMeter::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const qreal gap = m_theme.px(barGap);
    const qreal barWidth = (width() - gap * (bars - 1)) / bars;
    for (int i = 0; i < bars; ++i) {
        const QRectF bar(i * (barWidth + gap), 0, barWidth, m_theme.px(barHeight));
        const bool filled = i < int(m_strength);
        drawBox(painter, bar, bar.height() / 2,
                filled ? m_theme.tokens().*color() : m_theme.tokens().border);
    }
}

} // namespace lokal::ui
