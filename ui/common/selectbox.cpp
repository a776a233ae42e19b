#include "ui/common/selectbox.h"

#include "ui/common/menupopup.h"
#include "ui/common/painting.h"
#include "ui/common/visibletext.h"
#include "ui/theme/focusring.h"

#include <QKeyEvent>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int radius = 10;
constexpr int sidePadding = 12;
constexpr int iconSide = 16;
constexpr int iconGap = 8;
constexpr int chevronSide = 14;
constexpr int chevronGap = 14;

} // namespace

SelectBox::SelectBox(const Theme &theme, QWidget *parent)
    : QComboBox(parent)
    , m_theme(theme)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFocusRadius(this, radius);
    followTheme(theme, this, [this] {
        setFont(m_theme.textFont(13.5));
        updateGeometry();
        update();
    });
}

SelectBox::~SelectBox()
{
    delete m_menu; // it lives in the window, not in the box
}

void SelectBox::setIconName(const QString &name)
{
    m_iconName = name;
    updateGeometry();
    update();
}

void SelectBox::setUnset(bool unset)
{
    m_unset = unset;
    update();
}

void SelectBox::setWrong(bool wrong)
{
    m_wrong = wrong;
    update();
}

void SelectBox::setBoxHeight(int designPixels)
{
    m_boxHeight = designPixels;
    updateGeometry();
}

int SelectBox::fixedWidth() const
{
    return m_theme.px(2 * sidePadding + chevronGap + chevronSide)
        + (m_iconName.isEmpty() ? 0 : m_theme.px(iconSide + iconGap));
}

QSize SelectBox::sizeHint() const
{
    int widest = 0;
    for (int i = 0; i < count(); ++i)
        widest = qMax(widest, fontMetrics().horizontalAdvance(visibleText(itemText(i))));
    return QSize(fixedWidth() + widest + 1, m_theme.px(m_boxHeight));
}

QSize SelectBox::minimumSizeHint() const
{
    return QSize(qMin(sizeHint().width(), fixedWidth() + m_theme.px(48)), m_theme.px(m_boxHeight));
}

void SelectBox::showPopup()
{
    if (m_menu && m_menu->isVisible())
        return;
    delete m_menu;
    m_menu = new MenuPopup(m_theme, window());
    m_menu->setAccessibleName(accessibleName());
    MenuRow *chosen = nullptr;
    for (int i = 0; i < count(); ++i) {
        MenuRow *row = m_menu->addRow({}, itemText(i));
        row->setTicked(i == currentIndex());
        const auto flags = model()->flags(model()->index(i, modelColumn(), rootModelIndex()));
        row->setEnabled(flags & Qt::ItemIsEnabled);
        if (i == currentIndex())
            chosen = row;
        connect(row, &QPushButton::clicked, this, [this, i] {
            setCurrentIndex(i);
            Q_EMIT activated(i);
        });
    }
    m_menu->setLeastCardWidth(qRound(width() / m_theme.factor()));
    m_menu->openAt(this, Popup::Side::Below, Popup::Edge::Left, chosen);
}

void SelectBox::hidePopup()
{
    if (m_menu)
        m_menu->closePopup();
}

void SelectBox::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
    case Qt::Key_F4:
        showPopup();
        event->accept();
        return;
    default:
        QComboBox::keyPressEvent(event);
    }
}

void SelectBox::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // scrolling a form must not change what it says
}

void SelectBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    QColor fill = m_unset ? t.surface : t.raised;
    QColor edge = underMouse() ? t.control : m_unset ? t.border : t.borderStrong;
    QColor ink = m_unset ? t.text3 : t.text;
    if (!isEnabled()) {
        fill = edge = t.inlineBg;
        ink = t.text3;
    }
    const qreal edgeWidth = m_wrong ? m_theme.px(2) : 1;
    drawBox(painter, rect(), m_theme.px(radius), fill, m_wrong ? t.danger : edge, edgeWidth);
    int x = m_theme.px(sidePadding);
    const int h = height();
    if (!m_iconName.isEmpty()) {
        drawIcon(painter, m_theme, m_iconName, QRectF(x, 0, m_theme.px(iconSide), h), iconSide,
                 t.text3);
        x += m_theme.px(iconSide + iconGap);
    }
    const int chevronX = width() - m_theme.px(sidePadding + chevronSide);
    drawIcon(painter, m_theme, u"chevron-down"_s, QRectF(chevronX, 0, m_theme.px(chevronSide), h),
             chevronSide, t.text2);
    const QString shown = currentIndex() < 0 ? placeholderText() : visibleText(currentText());
    painter.setPen(currentIndex() < 0 ? t.text3 : ink);
    const QRect place(x, 0, chevronX - x - m_theme.px(6), h);
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(shown, Qt::ElideRight, place.width()));
}

SelectField::SelectField(const Theme &theme, const QString &label, QWidget *parent)
    : Field(theme, label, parent)
    , m_box(new SelectBox(theme))
{
    setBox(m_box, m_box);
}

void SelectField::showError(bool wrong)
{
    m_box->setWrong(wrong);
}

} // namespace lokal::ui
