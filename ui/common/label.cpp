#include "ui/common/label.h"

#include "ui/common/painting.h"
#include "ui/common/visibletext.h"

#include <QHelpEvent>
#include <QStyle>
#include <QTextLayout>
#include <QToolTip>

#include <functional>

namespace lokal::ui {
namespace {

constexpr int unlimited = 100000;

using LineSink = std::function<void(const QTextLine &)>;

// Breaks one paragraph after the other; returns the size of all lines together.
QSizeF layOut(const QString &text, const QFont &font, int width, qreal pitch, const LineSink &sink)
{
    QSizeF size(0, 0);
    const auto paragraphs = QStringView(text).split(u'\n');
    for (const QStringView paragraph : paragraphs) {
        QTextLayout layout(paragraph.toString(), font);
        QTextOption option(Qt::AlignLeft | Qt::AlignAbsolute);
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(width);
            line.setPosition(QPointF(0, size.height() + (pitch - line.height()) / 2));
            size.rheight() += pitch;
            size.setWidth(qMax(size.width(), line.naturalTextWidth()));
        }
        layout.endLayout();
        for (int i = 0; sink && i < layout.lineCount(); ++i)
            sink(layout.lineAt(i));
    }
    return size;
}

} // namespace

Label::Label(const Theme &theme, const TextStyle &style, const QString &text, Overflow overflow,
             QWidget *parent)
    : QLabel(parent)
    , m_theme(theme)
    , m_style(style)
    , m_overflow(overflow)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    if (overflow == Overflow::Elide)
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    if (overflow == Overflow::Wrap) {
        setWordWrap(true);
        QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }
    followTheme(theme, this, [this] { restyle(); });
}

void Label::setTextStyle(const TextStyle &style)
{
    m_style = style;
    restyle();
}

void Label::restyle()
{
    setFont(m_style.mono ? m_theme.monoFont(m_style.size)
                         : m_theme.textFont(m_style.size, m_style.weight));
    updateGeometry();
    update();
}

QString Label::cleanText() const
{
    return m_overflow == Overflow::Elide ? visibleText(text()) : visibleLines(text());
}

QString Label::shownText() const
{
    const QString clean = cleanText();
    if (m_overflow != Overflow::Elide)
        return clean;
    return fontMetrics().elidedText(clean, Qt::ElideRight, contentsRect().width());
}

int Label::linePitch() const
{
    const bool wraps = m_overflow == Overflow::Wrap;
    return wraps ? qRound(font().pixelSize() * wrappedLinePitch) : fontMetrics().height();
}

QSize Label::laidOut(int width) const
{
    const QMargins m = contentsMargins();
    const int inner = width - m.left() - m.right();
    const QSizeF size = layOut(cleanText(), font(), inner, linePitch(), {});
    return QSize(qCeil(size.width()) + m.left() + m.right(),
                 qCeil(size.height()) + m.top() + m.bottom());
}

QSize Label::sizeHint() const
{
    // A wrapped text wants to be about as wide as comfortable reading, not one endless line.
    return laidOut(m_overflow == Overflow::Wrap ? m_theme.px(480) : unlimited);
}

QSize Label::minimumSizeHint() const
{
    if (m_overflow == Overflow::Grow)
        return sizeHint();
    const int letters = fontMetrics().horizontalAdvance(QStringLiteral("mmm"));
    return QSize(qMin(letters, sizeHint().width()),
                 m_overflow == Overflow::Elide ? sizeHint().height() : linePitch());
}

int Label::heightForWidth(int width) const
{
    return m_overflow == Overflow::Wrap ? laidOut(width).height() : -1;
}

bool Label::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && m_overflow == Overflow::Elide
        && shownText() != cleanText()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainToolTip(text()),
                           this);
        return true;
    }
    return QLabel::event(event);
}

void Label::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor color = isEnabled() ? m_theme.tokens().*m_style.color : m_theme.tokens().text3;
    painter.setPen(color);
    const QString shown = shownText();
    const QRect area = contentsRect();
    const QSizeF size = layOut(shown, font(), area.width() + 1, linePitch(), {});
    const Qt::Alignment align = QStyle::visualAlignment(layoutDirection(), alignment());
    const qreal top = align & Qt::AlignTop
        ? area.top()
        : area.top() + qMax(0.0, (area.height() - size.height()) / 2);
    layOut(shown, font(), area.width() + 1, linePitch(), [&](const QTextLine &line) {
        qreal x = area.left();
        const qreal spare = area.width() - line.naturalTextWidth();
        if (align & Qt::AlignHCenter)
            x += spare / 2;
        else if (align & Qt::AlignRight)
            x += spare;
        line.draw(&painter, QPointF(qMax(x, qreal(area.left())), qRound(top)));
    });
}

} // namespace lokal::ui
