#pragma once

#include "ui/theme/theme.h"

#include <QPushButton>

namespace lokal::ui {

/// A small switch of the composer: icon and word; filled while it is on.
class Chip : public QPushButton
{
    Q_OBJECT
public:
    Chip(const Theme &theme, const QString &iconName, const QString &text,
         QWidget *parent = nullptr);

    /// A chevron at the end says that something opens.
    void setOpens(bool opens);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int fixedWidth() const;

    const Theme &m_theme;
    QString m_iconName;
    bool m_opens = false;
};

} // namespace lokal::ui
