#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace lokal::ui {

/// A line icon as decoration beside a text; sharp on every screen, follows the theme.
class IconView : public QWidget
{
    Q_OBJECT
public:
    /// @param side design px. An empty name shows nothing and takes no room.
    IconView(const Theme &theme, const QString &name, int side, QColor Tokens::*color,
             QWidget *parent = nullptr);

    void setIconName(const QString &name);
    void setColor(QColor Tokens::*color);
    /// The height of a text line beside it, design px, so that both share their middle.
    void setLineHeight(qreal designPixels);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_name;
    int m_side;
    qreal m_lineHeight = 0;
    QColor Tokens::*m_color;
};

} // namespace lokal::ui
