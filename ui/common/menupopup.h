#pragma once

#include "ui/common/popup.h"

#include <QPushButton>

class QScrollArea;

namespace lokal::ui {

/// One row of a menu: icon or tick, text, a remark at the right. A real button.
class MenuRow : public QPushButton
{
    Q_OBJECT
public:
    MenuRow(const Theme &theme, const QString &iconName, const QString &text,
            QWidget *parent = nullptr);

    /// Text at the right end, for example a shortcut.
    void setRemark(const QString &remark);
    /// A tick in place of the icon.
    void setTicked(bool ticked);
    /// False: no room for an icon at the left.
    void setIconRoom(bool room);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;

private:
    const Theme &m_theme;
    QString m_iconName;
    QString m_remark;
    bool m_ticked = false;
    bool m_iconRoom = true;
};

/// A list of commands or choices in a popup. Up, Down, Home, End and first letters move, Enter and
/// Space choose; it closes before the chosen row's clicked() is delivered.
class MenuPopup : public Popup
{
    Q_OBJECT
public:
    explicit MenuPopup(const Theme &theme, QWidget *parent = nullptr);

    /// The menu owns the row; connect to its clicked().
    MenuRow *addRow(const QString &iconName, const QString &text);
    void addSeparator();
    /// A small heading between rows.
    void addSection(const QString &text);
    void clear();
    QList<MenuRow *> rows() const { return m_rows; }

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool handleKey(const QKeyEvent &key);
    void focusRow(qsizetype index);

    QScrollArea *m_area;
    QWidget *m_list;
    QVBoxLayout *m_column;
    QList<MenuRow *> m_rows;
};

} // namespace lokal::ui
