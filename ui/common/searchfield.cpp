#include "ui/common/searchfield.h"

#include "ui/common/painting.h"

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int fieldHeight = 36;
constexpr int iconLeft = 10;
constexpr int iconSide = 16;
constexpr int textMargin = 27; // on top of the style sheet's padding

} // namespace

SearchField::SearchField(const Theme &theme, const QString &name, QWidget *parent)
    : QLineEdit(parent)
    , m_theme(theme)
{
    setPlaceholderText(name);
    setAccessibleName(name);
    setStyleProperty(this, "lokalLook", u"search"_s);
    followTheme(theme, this, [this] { restyle(); });
}

void SearchField::restyle()
{
    setFixedHeight(m_theme.px(fieldHeight));
    setFont(m_theme.textFont(13.5));
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int margin = m_theme.px(textMargin);
    setTextMargins(mirrored ? 0 : margin, 0, mirrored ? margin : 0, 0);
    update();
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    // Painted, not an action: that would be a button without a name and without a deed.
    QPainter painter(this);
    const int side = m_theme.px(iconSide);
    const int left = m_theme.px(iconLeft);
    const int x = layoutDirection() == Qt::RightToLeft ? width() - left - side : left;
    drawIcon(painter, m_theme, u"search"_s, QRectF(x, 0, side, height()), iconSide,
             m_theme.tokens().text3);
}

} // namespace lokal::ui
