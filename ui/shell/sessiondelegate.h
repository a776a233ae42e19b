#pragma once

#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace lokal::ui {

/// Draws a session's row, with the title of its group above the first row of each. Renames in
/// place.
class SessionDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    SessionDelegate(const Theme &theme, QObject *parent);

    /// The session that is open; 0: none.
    void setOpen(qint64 session) { m_open = session; }
    /// The row itself, below the title of the group.
    QRect rowRect(const QModelIndex &index, const QRect &itemRect) const;
    QRect moreRect(const QModelIndex &index, const QRect &itemRect) const;
    void setMoreHovered(bool hovered) { m_moreHovered = hovered; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model,
                      const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    bool startsGroup(const QModelIndex &index) const;
    int groupHeight(const QModelIndex &index) const;
    void paintMark(QPainter &painter, const QRect &row, const QModelIndex &index) const;

    const Theme &m_theme;
    qint64 m_open = 0;
    bool m_moreHovered = false;
};

} // namespace lokal::ui
