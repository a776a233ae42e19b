#include "ui/common/menupopup.h"

#include "ui/common/divider.h"
#include "ui/common/label.h"
#include "ui/common/painting.h"
#include "ui/common/pressonenter.h"
#include "ui/common/visibletext.h"

#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int rowHeight = 36;
constexpr int radius = 9;
constexpr int sidePadding = 10;
constexpr int iconSide = 18;
constexpr int iconGap = 10;
constexpr int remarkGap = 24;

/// As high as its rows while there is room; scrolls otherwise.
class RowArea : public QScrollArea
{
public:
    QSize sizeHint() const override { return widget() ? widget()->sizeHint() : QSize(); }
    QSize minimumSizeHint() const override { return QSize(sizeHint().width(), 40); }
};

} // namespace

MenuRow::MenuRow(const Theme &theme, const QString &iconName, const QString &text, QWidget *parent)
    : QPushButton(text, parent)
    , m_theme(theme)
    , m_iconName(iconName)
{
    setAttribute(Qt::WA_Hover);
    pressOnEnter(this);
    setAutoDefault(false);
    setAccessibleName(visibleText(text));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    followTheme(theme, this, [this] {
        setFont(m_theme.textFont(13.5));
        updateGeometry();
    });
}

void MenuRow::setRemark(const QString &remark)
{
    m_remark = remark;
    setAccessibleDescription(remark);
    updateGeometry();
}

void MenuRow::setTicked(bool ticked)
{
    m_ticked = ticked;
    setCheckable(true); // assistive technology then says which one is chosen
    setChecked(ticked);
    update();
}

void MenuRow::setIconRoom(bool room)
{
    m_iconRoom = room;
    updateGeometry();
}

QSize MenuRow::sizeHint() const
{
    int width = 2 * m_theme.px(sidePadding) + fontMetrics().horizontalAdvance(visibleText(text()))
        + 2 + (m_iconRoom ? m_theme.px(iconSide + iconGap) : 0);
    if (!m_remark.isEmpty())
        width += m_theme.px(remarkGap)
            + QFontMetrics(m_theme.textFont(12)).horizontalAdvance(m_remark);
    return QSize(width, m_theme.px(rowHeight));
}

void MenuRow::enterEvent(QEnterEvent *event)
{
    // One current row only, whether the mouse or the keys were last.
    setFocus(Qt::OtherFocusReason);
    QPushButton::enterEvent(event);
}

void MenuRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = m_theme.tokens();
    if (isEnabled() && (hasFocus() || isDown()))
        drawBox(painter, rect(), m_theme.px(radius), m_theme.isDark() ? t.inlineBg : t.hover);
    int x = m_theme.px(sidePadding);
    if (m_iconRoom) {
        const QString icon = m_ticked ? u"check"_s : m_iconName;
        const QColor ink = m_ticked ? t.accent : isEnabled() ? t.text2 : t.text3;
        if (!icon.isEmpty())
            drawIcon(painter, m_theme, icon, QRectF(x, 0, m_theme.px(iconSide), height()), iconSide,
                     ink);
        x += m_theme.px(iconSide + iconGap);
    }
    int right = width() - m_theme.px(sidePadding);
    if (!m_remark.isEmpty()) {
        painter.setFont(m_theme.textFont(12));
        painter.setPen(t.text3);
        const int w = painter.fontMetrics().horizontalAdvance(m_remark);
        painter.drawText(QRect(right - w, 0, w + 1, height()), Qt::AlignVCenter, m_remark);
        right -= w + m_theme.px(sidePadding);
    }
    painter.setFont(font());
    painter.setPen(isEnabled() ? t.text : t.text3);
    painter.drawText(QRect(x, 0, right - x + 1, height()), Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(visibleText(text()), Qt::ElideRight, right - x + 1));
}

MenuPopup::MenuPopup(const Theme &theme, QWidget *parent)
    : Popup(theme, parent)
    , m_area(new RowArea)
    , m_list(new QWidget)
    , m_column(new QVBoxLayout(m_list))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setWidget(m_list);
    content()->addWidget(m_area);
    followTheme(theme, this, [this] { m_column->setSpacing(this->theme().px(1)); });
}

MenuRow *MenuPopup::addRow(const QString &iconName, const QString &text)
{
    auto *row = new MenuRow(theme(), iconName, text, m_list);
    row->installEventFilter(this);
    // Connected first, so the menu is gone and the focus back when the command runs.
    connect(row, &QPushButton::clicked, this, [this] { closePopup(); });
    m_column->addWidget(row);
    m_rows.append(row);
    return row;
}

void MenuPopup::addSeparator()
{
    auto *line = new Divider(theme(), m_list);
    line->setRoom(5);
    m_column->addWidget(line);
}

void MenuPopup::addSection(const QString &text)
{
    auto *heading = new Label(theme(), text::section, text, Label::Overflow::Elide, m_list);
    heading->setContentsMargins(theme().px(10), theme().px(8), 0, theme().px(4));
    m_column->addWidget(heading);
}

void MenuPopup::clear()
{
    m_rows.clear();
    while (QLayoutItem *item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

bool MenuPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && qobject_cast<MenuRow *>(watched)
        && isAncestorOf(static_cast<QWidget *>(watched))
        && handleKey(*static_cast<QKeyEvent *>(event)))
        return true;
    return Popup::eventFilter(watched, event);
}

bool MenuPopup::handleKey(const QKeyEvent &key)
{
    const qsizetype count = m_rows.size();
    qsizetype now = 0;
    while (now < count && !m_rows[now]->hasFocus())
        ++now;
    const auto move = [&](qsizetype from, qsizetype step) {
        for (qsizetype i = 0, at = from; i < count; ++i, at = (at + step + count) % count) {
            if (m_rows[at]->isEnabled())
                return focusRow(at);
        }
    };
    switch (key.key()) {
    case Qt::Key_Down:
        move((now + 1) % count, 1);
        return true;
    case Qt::Key_Up:
        move((now + count - 1) % count, -1);
        return true;
    case Qt::Key_Home:
        move(0, 1);
        return true;
    case Qt::Key_End:
        move(count - 1, -1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (now < count)
            m_rows[now]->click();
        return true;
    default:
        break;
    }
    const QString letter = key.text();
    if (letter.trimmed().isEmpty() || !letter[0].isLetterOrNumber())
        return false;
    for (qsizetype i = 1; i <= count; ++i) {
        const qsizetype at = (now + i) % count;
        if (m_rows[at]->isEnabled() && m_rows[at]->text().startsWith(letter, Qt::CaseInsensitive)) {
            focusRow(at);
            return true;
        }
    }
    return false;
}

void MenuPopup::focusRow(qsizetype index)
{
    m_rows[index]->setFocus(Qt::OtherFocusReason);
    m_area->ensureWidgetVisible(m_rows[index], 0, 0);
}

} // namespace lokal::ui
