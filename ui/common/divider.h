#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace lokal::ui {

/// A hairline across its width.
class Divider : public QWidget
{
    Q_OBJECT
public:
    explicit Divider(const Theme &theme, QWidget *parent = nullptr);
    /// Empty space above and below, design px.
    void setRoom(int designPixels);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    int m_room = 0;
};

} // namespace lokal::ui
