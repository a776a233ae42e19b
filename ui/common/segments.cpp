#include "ui/common/segments.h"

#include "ui/common/accessible.h"
#include "ui/common/painting.h"
#include "ui/theme/focusring.h"

#include <QHBoxLayout>
#include <QRadioButton>

namespace lokal::ui {
namespace {

constexpr int radius = 10;
constexpr int inset = 3;
constexpr int segmentHeight = 28;

// A radio button in all but its look: exclusive, arrow keys, accessible role.
class Segment : public QRadioButton
{
public:
    Segment(const Theme &theme, const QString &text, QWidget *frame)
        : QRadioButton(text, frame)
        , m_theme(theme)
    {
        setAttribute(Qt::WA_Hover);
        setFocusRadius(this, radius, frame);
    }

    QSize sizeHint() const override
    {
        const int textWidth = fontMetrics().size(Qt::TextShowMnemonic, text()).width();
        return QSize(textWidth + m_theme.px(28), m_theme.px(segmentHeight));
    }

    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool hitButton(const QPoint &position) const override { return rect().contains(position); }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Tokens &t = m_theme.tokens();
        if (isChecked() && isEnabled()) {
            const bool dark = m_theme.isDark();
            drawBox(painter, rect(), m_theme.px(radius - inset + 1), dark ? t.lifted : t.raised,
                    dark ? t.borderStrong : t.border);
        }
        const bool strong = isChecked() || underMouse();
        painter.setPen(!isEnabled() ? t.control : strong ? t.text : t.text2);
        painter.drawText(rect(), int(Qt::AlignCenter) | int(Qt::TextHideMnemonic), text());
    }

private:
    const Theme &m_theme;
};

} // namespace

Segments::Segments(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_row(new QHBoxLayout(this))
{
    setAccessibleRole(this, QAccessible::Grouping);
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_row->setSpacing(0);
    followTheme(theme, this, [this] { restyle(); });
}

void Segments::setChoices(const QStringList &choices)
{
    qDeleteAll(m_buttons);
    m_buttons.clear();
    for (const QString &choice : choices) {
        auto *button = new Segment(m_theme, choice, this);
        button->setAccessibleDescription(accessibleName());
        const int index = int(m_buttons.size());
        connect(button, &QRadioButton::clicked, this, [this, index] { Q_EMIT chosen(index); });
        m_row->addWidget(button);
        m_buttons.append(button);
    }
    restyle();
}

int Segments::current() const
{
    for (int i = 0; i < m_buttons.size(); ++i) {
        if (m_buttons[i]->isChecked())
            return i;
    }
    return -1;
}

void Segments::setCurrent(int index)
{
    for (int i = 0; i < m_buttons.size(); ++i) {
        // An exclusive button cannot be unchecked, except while it is not exclusive.
        m_buttons[i]->setAutoExclusive(false);
        m_buttons[i]->setChecked(i == index);
        m_buttons[i]->setAutoExclusive(true);
    }
}

void Segments::restyle()
{
    const int margin = m_theme.px(inset);
    m_row->setContentsMargins(margin + 1, margin + 1, margin + 1, margin + 1);
    for (QRadioButton *button : std::as_const(m_buttons)) {
        button->setFont(m_theme.textFont(13, QFont::Medium));
        button->updateGeometry();
    }
    update();
}

void Segments::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    if (!isEnabled())
        drawBox(painter, rect(), m_theme.px(radius), {}, t.border);
    else
        drawBox(painter, rect(), m_theme.px(radius), m_theme.isDark() ? t.hover : t.field,
                m_theme.isDark() ? t.hover : t.field);
}

} // namespace lokal::ui
