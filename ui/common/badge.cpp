#include "ui/common/badge.h"

#include "ui/common/painting.h"
#include "ui/common/visibletext.h"

#include <QTextBoundaryFinder>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

TextStyle styleOf(Badge::Kind kind)
{
    constexpr QColor Tokens::*inks[]
        = { &Tokens::accent, &Tokens::warn, &Tokens::danger, &Tokens::text2, &Tokens::link };
    return { 12, QFont::Medium, inks[size_t(kind)] };
}

QString firstLetter(const QString &word)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    const qsizetype end = finder.toNextBoundary();
    return end > 0 ? word.left(end).toUpper() : QString();
}

} // namespace

Badge::Badge(const Theme &theme, Kind kind, const QString &word, QWidget *parent)
    : Label(theme, styleOf(kind), word, Overflow::Grow, parent)
    , m_badgeTheme(theme)
    , m_kind(kind)
{
    setAlignment(Qt::AlignCenter);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followTheme(theme, this, [this] {
        setContentsMargins(m_badgeTheme.px(7), 0, m_badgeTheme.px(7), 0);
        setFixedHeight(m_badgeTheme.px(20));
    });
}

void Badge::setKind(Kind kind)
{
    m_kind = kind;
    setTextStyle(styleOf(kind));
}

void Badge::paintEvent(QPaintEvent *event)
{
    const Tokens &t = m_badgeTheme.tokens();
    const QColor grounds[] = { t.accentSoft, t.warnSoft, t.dangerSoft, t.inlineBg, t.inlineBg };
    QPainter painter(this);
    drawBox(painter, rect(), m_badgeTheme.px(6), grounds[size_t(m_kind)]);
    painter.end();
    Label::paintEvent(event);
}

QString initialsOf(const QString &name)
{
    const QStringList words = visibleText(name).split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return u"?"_s;
    const QString first = firstLetter(words.first());
    return words.size() > 1 ? first + firstLetter(words.last()) : first;
}

Avatar::Avatar(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setName(name);
    followTheme(theme, this, [this] {
        updateGeometry();
        update();
    });
}

void Avatar::setName(const QString &name)
{
    m_initials = initialsOf(name);
    update();
}

void Avatar::setSide(int designPixels)
{
    m_side = designPixels;
    updateGeometry();
}

QSize Avatar::sizeHint() const
{
    return QSize(m_theme.px(m_side), m_theme.px(m_side));
}

void Avatar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBox(painter, rect(), width() / 2.0, m_theme.tokens().accentSoft);
    painter.setFont(m_theme.textFont(m_side * 0.39, QFont::DemiBold));
    painter.setPen(m_theme.tokens().accent);
    painter.drawText(rect(), Qt::AlignCenter, m_initials);
}

} // namespace lokal::ui
