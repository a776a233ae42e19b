#pragma once

#include "ui/theme/theme.h"

#include <QSlider>

namespace lokal::ui {

/// A horizontal slider with a tick at the default, and an unset look: empty track, hollow knob at
/// the default. Pressing the track jumps there. The wheel is left to the page.
class Slider : public QSlider
{
    Q_OBJECT
public:
    explicit Slider(const Theme &theme, QWidget *parent = nullptr);

    /// Where the default lies, in the slider's own units; -1 for none.
    void setDefaultPosition(int position);
    void setUnset(bool unset);
    bool isUnset() const { return m_unset; }
    /// x of the knob's middle for a value.
    qreal xOf(int value) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The user moved it by mouse or key, also to the value it had.
    void moved(int value);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    int valueAt(qreal x) const;
    bool mirrored() const { return layoutDirection() == Qt::RightToLeft; }

    const Theme &m_theme;
    int m_default = -1;
    bool m_unset = false;
};

} // namespace lokal::ui
