#pragma once

#include "ui/theme/theme.h"

#include <QProgressBar>
#include <QTimer>

namespace lokal::ui {

/// A bar 6 high. Amber while nothing moves on.
class ProgressBar : public QProgressBar
{
    Q_OBJECT
public:
    explicit ProgressBar(const Theme &theme, QWidget *parent = nullptr);
    void setStalled(bool stalled);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    bool m_stalled = false;
};

/// A turning ring: something is under way. Stands still when less motion is asked for.
class Spinner : public QWidget
{
    Q_OBJECT
public:
    explicit Spinner(const Theme &theme, QWidget *parent = nullptr);
    /// Design px, 18 at first.
    void setSide(int designPixels);
    bool isTurning() const { return m_timer.isActive(); }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void followMotion();

    const Theme &m_theme;
    QTimer m_timer;
    int m_side = 18;
    int m_angle = 0;
};

} // namespace lokal::ui
