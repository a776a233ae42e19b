#include "ui/common/iconbutton.h"

#include "ui/common/painting.h"
#include "ui/common/pressonenter.h"
#include "ui/common/visibletext.h"
#include "ui/theme/focusring.h"

#include <QEvent>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int radius = 9;
constexpr int sendSize = 34;

} // namespace

IconButton::IconButton(const Theme &theme, const QString &iconName, const QString &name,
                       QWidget *parent)
    : QToolButton(parent)
    , m_theme(theme)
    , m_iconName(iconName)
{
    setAttribute(Qt::WA_Hover);
    pressOnEnter(this);
    setFocusPolicy(Qt::StrongFocus);
    setFocusRadius(this, radius);
    setName(name);
    followTheme(theme, this, [this] {
        updateGeometry();
        update();
    });
}

void IconButton::setIconName(const QString &iconName)
{
    m_iconName = iconName;
    update();
}

void IconButton::setName(const QString &name)
{
    setAccessibleName(name);
    setToolTip(plainToolTip(name));
}

void IconButton::setBoxSize(int designPixels, int iconDesignPixels)
{
    m_boxSize = designPixels;
    m_iconSize = iconDesignPixels;
    setFocusRadius(this, designPixels < 28 ? 7 : radius);
    updateGeometry();
}

void IconButton::setInk(QColor Tokens::*color)
{
    m_ink = color;
    update();
}

QSize IconButton::sizeHint() const
{
    return QSize(m_theme.px(m_boxSize), m_theme.px(m_boxSize));
}

void IconButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    const int corner = m_theme.px(m_boxSize < 28 ? 7 : radius);
    if (isEnabled() && isChecked())
        drawBox(painter, rect(), corner, t.accentSoft);
    else if (isEnabled() && (underMouse() || isDown()))
        drawBox(painter, rect(), corner, t.hover);
    const QColor ink = !isEnabled() ? t.text3 : isChecked() ? t.accent : t.*m_ink;
    if (!isEnabled())
        painter.setOpacity(0.75);
    drawIcon(painter, m_theme, m_iconName, rect(), m_iconSize, ink);
}

SendButton::SendButton(const Theme &theme, QWidget *parent)
    : QToolButton(parent)
    , m_theme(theme)
{
    setAttribute(Qt::WA_Hover);
    pressOnEnter(this);
    setFocusPolicy(Qt::StrongFocus);
    setFocusRadius(this, sendSize / 2.0);
    rename();
    followTheme(theme, this, [this] {
        updateGeometry();
        update();
    });
}

void SendButton::setAction(Action action)
{
    m_action = action;
    rename();
    update();
}

void SendButton::rename()
{
    const QString name = m_action == Action::Send ? tr("Send") : tr("Stop the answer");
    setAccessibleName(name);
    setToolTip(plainToolTip(name));
}

QSize SendButton::sizeHint() const
{
    return QSize(m_theme.px(sendSize), m_theme.px(sendSize));
}

void SendButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    const bool active = underMouse() || isDown();
    const QColor disc = !isEnabled() ? t.inlineBg : active ? pressedAccent(t) : t.accent;
    drawBox(painter, rect(), width() / 2.0, disc);
    const bool sends = m_action == Action::Send;
    drawIcon(painter, m_theme, sends ? u"arrow-up"_s : u"stop"_s, rect(), 18,
             isEnabled() ? t.accentText : t.text3);
}

void SendButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        rename();
    QToolButton::changeEvent(event);
}

} // namespace lokal::ui
