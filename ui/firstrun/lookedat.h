#pragma once

#include "ui/common/label.h"

#include <QWidget>

class QVBoxLayout;

namespace lokal::ui {

/// Where the engine was looked for, and what came of it.
class LookedAt : public QWidget
{
    Q_OBJECT
public:
    struct Row
    {
        QString iconName;
        QColor Tokens::*ink;
        QString address;
        QString result;
        bool operator==(const Row &) const = default;
    };

    explicit LookedAt(const Theme &theme, QWidget *parent = nullptr);
    void setRows(const QList<Row> &rows);
    void setTitleShown(bool shown);

private:
    void rebuild();

    const Theme &m_theme;
    QVBoxLayout *m_column;
    Label *m_title;
    QList<Row> m_rows;
    QList<Label *> m_results;
    QList<QWidget *> m_lines;
};

} // namespace lokal::ui
