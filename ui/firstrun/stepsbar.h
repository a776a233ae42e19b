#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace lokal::ui {

/// "1 Account - 2 Engine - 3 Chat": where one is in the first run. Only shows.
class StepsBar : public QWidget
{
    Q_OBJECT
public:
    StepsBar(const Theme &theme, const QStringList &steps, int current, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int stepWidth(qsizetype index) const;
    void paintStep(QPainter &painter, int x, qsizetype index) const;

    const Theme &m_theme;
    QStringList m_steps;
    int m_current;
};

} // namespace lokal::ui
