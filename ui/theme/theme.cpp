#include "ui/theme/theme.h"

#include "ui/theme/focusring.h"
#include "ui/theme/icons.h"
#include "ui/theme/stylesheet.h"
#include "ui/theme/systemscheme.h"

#include <QApplication>
#include <QProxyStyle>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr qreal smallestFactor = 0.8;
constexpr qreal largestFactor = 2.0;

/// Fusion, but for the icons in text fields, whose size a style sheet cannot set.
class FieldStyle final : public QProxyStyle
{
public:
    explicit FieldStyle(const Theme &theme)
        : QProxyStyle(u"Fusion"_s)
        , m_theme(theme)
    {
    }
    int pixelMetric(PixelMetric metric, const QStyleOption *option,
                    const QWidget *widget) const override
    {
        return metric == PM_LineEditIconSize ? m_theme.px(16)
                                             : QProxyStyle::pixelMetric(metric, option, widget);
    }

private:
    const Theme &m_theme;
};

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_system(new SystemScheme(this))
{
    m_dark = m_system->isDark();
    m_tokens = m_dark ? darkTokens() : lightTokens();
    connect(m_system, &SystemScheme::changed, this, &Theme::reapply);
}

Theme::~Theme() = default;

bool Theme::reducedMotion() const
{
    return m_userReducedMotion || m_system->prefersReducedMotion();
}

void Theme::setReducedMotion(bool reduced)
{
    if (m_userReducedMotion == reduced)
        return;
    m_userReducedMotion = reduced;
    Q_EMIT changed();
}

void Theme::setScheme(ColorScheme scheme)
{
    if (m_scheme == scheme)
        return;
    m_scheme = scheme;
    reapply();
}

void Theme::setFactor(qreal factor)
{
    const qreal bounded = qBound(smallestFactor, factor, largestFactor);
    if (qFuzzyCompare(m_factor, bounded))
        return;
    m_factor = bounded;
    reapply();
}

void Theme::apply(QApplication &app)
{
    m_app = &app;
    app.setStyle(new FieldStyle(*this));
    new FocusTracker(*this, this);
    reapply();
}

void Theme::reapply()
{
    m_dark
        = m_scheme == ColorScheme::Dark || (m_scheme == ColorScheme::System && m_system->isDark());
    m_tokens = m_dark ? darkTokens() : lightTokens();
    if (m_app) {
        m_app->setPalette(palette());
        m_app->setFont(textFont(13.5));
        m_app->setStyleSheet(styleSheetFor(*this));
    }
    Q_EMIT changed();
}

QPalette Theme::palette() const
{
    const Tokens &t = m_tokens;
    QPalette p;
    p.setColor(QPalette::Window, t.window);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.raised);
    p.setColor(QPalette::AlternateBase, t.surface);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::BrightText, t.danger);
    p.setColor(QPalette::Button, t.raised);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::PlaceholderText, t.text3);
    p.setColor(QPalette::Highlight, t.selection);
    p.setColor(QPalette::HighlightedText, t.text);
    p.setColor(QPalette::Link, t.link);
    p.setColor(QPalette::LinkVisited, t.link);
    p.setColor(QPalette::ToolTipBase, t.raised);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Light, t.lifted);
    p.setColor(QPalette::Midlight, t.border);
    p.setColor(QPalette::Mid, t.borderStrong);
    p.setColor(QPalette::Dark, t.control);
    p.setColor(QPalette::Shadow, t.control);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        p.setColor(QPalette::Disabled, role, t.text3);
    return p;
}

QFont Theme::textFont(qreal designPixels, QFont::Weight weight) const
{
    QFont font;
    font.setFamilies({ u"Inter"_s, u"Noto Sans"_s, u"DejaVu Sans"_s, u"Noto Color Emoji"_s });
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(px(designPixels));
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QFont Theme::monoFont(qreal designPixels) const
{
    QFont font;
    font.setFamilies(
        { u"JetBrains Mono"_s, u"Noto Sans Mono"_s, u"DejaVu Sans Mono"_s, u"Noto Color Emoji"_s });
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    font.setPixelSize(px(designPixels));
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QIcon Theme::icon(const QString &name, const QColor &color) const
{
    return makeIcon(name, color, m_tokens.text3);
}

QPixmap Theme::pixmap(const QString &name, int designPixels, const QColor &color, qreal ratio) const
{
    const int size = px(designPixels);
    return renderIcon(name, color, QSize(size, size), ratio);
}

} // namespace lokal::ui
