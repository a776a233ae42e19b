#include "ui/shell/sessiondelegate.h"

#include "ui/common/painting.h"
#include "ui/common/visibletext.h"
#include "ui/shell/sessionlistmodel.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QLineEdit>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int rowHeight = 36;
constexpr int groupHeightPx = 34;
constexpr int firstGroupHeight = 28;
constexpr int sidePadding = 12;
constexpr int moreSide = 28;

using Mark = SessionListModel::Mark;

Mark markOf(const QModelIndex &index)
{
    return Mark(index.data(SessionListModel::MarkRole).toInt());
}

} // namespace

SessionDelegate::SessionDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

bool SessionDelegate::startsGroup(const QModelIndex &index) const
{
    if (index.row() == 0)
        return true;
    return index.data(SessionListModel::GroupRole)
        != index.siblingAtRow(index.row() - 1).data(SessionListModel::GroupRole);
}

int SessionDelegate::groupHeight(const QModelIndex &index) const
{
    if (!startsGroup(index))
        return 0;
    return m_theme.px(index.row() == 0 ? firstGroupHeight : groupHeightPx);
}

QSize SessionDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return QSize(m_theme.px(160), m_theme.px(rowHeight) + groupHeight(index));
}

QRect SessionDelegate::rowRect(const QModelIndex &index, const QRect &itemRect) const
{
    return itemRect.adjusted(0, groupHeight(index), 0, 0);
}

QRect SessionDelegate::moreRect(const QModelIndex &index, const QRect &itemRect) const
{
    const QRect row = rowRect(index, itemRect);
    const int side = m_theme.px(moreSide);
    return QRect(row.right() - side - m_theme.px(3), row.top() + (row.height() - side) / 2, side,
                 side);
}

void SessionDelegate::paintMark(QPainter &painter, const QRect &row, const QModelIndex &index) const
{
    const Tokens &t = m_theme.tokens();
    const QRectF place(row.right() - m_theme.px(24), row.top(), m_theme.px(16), row.height());
    const Mark mark = markOf(index);
    if (mark == Mark::Failed) {
        drawIcon(painter, m_theme, u"warning"_s, place, 15, t.danger);
        return;
    }
    const qreal side = m_theme.px(7);
    const QRectF dot(place.center().x() - side / 2, place.center().y() - side / 2, side, side);
    painter.setRenderHint(QPainter::Antialiasing);
    if (mark == Mark::Running) {
        // A ring: writing. Not the filled dot of a finished answer.
        painter.setPen(QPen(t.accent, m_theme.px(2)));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(dot.adjusted(-0.5, -0.5, 0.5, 0.5));
    } else if (mark == Mark::Unread) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.accent);
        painter.drawEllipse(dot);
    }
}

void SessionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Tokens &t = m_theme.tokens();
    painter->save();
    const QRect row = rowRect(index, option.rect);
    const int padding = m_theme.px(sidePadding);
    if (startsGroup(index)) {
        painter->setFont(m_theme.textFont(12, QFont::DemiBold));
        painter->setPen(t.text3);
        painter->drawText(QRect(row.left() + padding, option.rect.top(), row.width() - 2 * padding,
                                row.top() - option.rect.top() - m_theme.px(4)),
                          Qt::AlignLeft | Qt::AlignBottom,
                          index.data(SessionListModel::GroupRole).toString());
    }
    const bool isOpen = index.data(SessionListModel::IdRole).toLongLong() == m_open && m_open != 0;
    const bool hovered = option.state & QStyle::State_MouseOver;
    const qreal radius = m_theme.px(9);
    if (isOpen)
        drawBox(*painter, row, radius, t.selectedRow);
    else if (hovered)
        drawBox(*painter, row, radius, mixed(t.sidebar, t.selectedRow, 0.55));
    if ((option.state & QStyle::State_HasFocus)
        && (option.state & QStyle::State_KeyboardFocusChange))
        drawBox(*painter, QRectF(row).adjusted(1, 1, -1, -1), radius, {}, t.accent, 2);

    int right = row.right() - padding;
    if (hovered) {
        const QRect more = moreRect(index, option.rect);
        if (m_moreHovered)
            drawBox(*painter, more, m_theme.px(7), t.hover);
        drawIcon(*painter, m_theme, u"more"_s, more, 16, t.text2);
        right = more.left() - m_theme.px(4);
    } else if (markOf(index) != Mark::None) {
        paintMark(*painter, row, index);
        right = row.right() - m_theme.px(30);
    }
    painter->setFont(m_theme.textFont(13.5, isOpen ? QFont::Medium : QFont::Normal));
    painter->setPen(isOpen ? t.text : t.text2);
    const QRect place(row.left() + padding, row.top(), right - row.left() - padding, row.height());
    painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(visibleText(index.data().toString()),
                                                        Qt::ElideRight, place.width()));
    painter->restore();
}

QWidget *SessionDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                       const QModelIndex &) const
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(u"sessionNameEdit"_s);
    edit->setAccessibleName(tr("Name of the chat"));
    edit->setMaxLength(200);
    edit->setFont(m_theme.textFont(13.5));
    return edit;
}

void SessionDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                           const QModelIndex &index) const
{
    editor->setGeometry(rowRect(index, option.rect));
}

void SessionDelegate::setModelData(QWidget *editor, QAbstractItemModel *model,
                                   const QModelIndex &index) const
{
    if (const auto *edit = qobject_cast<QLineEdit *>(editor))
        model->setData(index, edit->text(), Qt::EditRole);
}

bool SessionDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                                const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return false;
    QString text = index.data().toString();
    if (moreRect(index, option.rect).contains(event->pos()))
        text = tr("More");
    else if (markOf(index) != Mark::None)
        text = index.data(Qt::AccessibleTextRole).toString();
    QToolTip::showText(event->globalPos(), plainToolTip(text), view);
    return true;
}

} // namespace lokal::ui
