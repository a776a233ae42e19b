#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QLineEdit;

namespace lokal::ui {

class IconButton;
class Label;

/// Find in this chat: a small card docked in the header.
class FindBar : public QWidget
{
    Q_OBJECT
public:
    explicit FindBar(const Theme &theme, QWidget *parent = nullptr);

    /// Shows it and selects what was looked for last.
    void open();
    void close();
    /// @param current from 0; -1 without hits.
    void setFound(int count, int current);
    /// While there is more to look at than what was counted.
    void setSearching(bool searching);
    QLineEdit *edit() const { return m_edit; }

Q_SIGNALS:
    void queryChanged(const QString &query);
    void next();
    void previous();
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void restyle();
    void showCount();

    const Theme &m_theme;
    QLineEdit *m_edit;
    Label *m_count;
    IconButton *m_previous;
    IconButton *m_next;
    int m_found = 0;
    int m_current = -1;
    bool m_searching = false;
};

} // namespace lokal::ui
