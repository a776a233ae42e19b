#pragma once

#include <QEvent>
#include <QPointer>
#include <QWidget>

class QMenu;

namespace lokal::ui {

class Theme;

/// Gives @p widget the accent ring for keyboard focus, drawn around its shape.
/// @param radius corner radius of the shape, design px.
/// @param frame an ancestor around which the ring is drawn instead; null for the widget itself.
void setFocusRadius(QWidget *widget, qreal radius, QWidget *frame = nullptr);

/// The 2 px accent ring, 2 px outside a widget. An overlay in the nearest scrolled content or
/// window, so that no layout has to leave room for it; never takes mouse events.
class FocusRing : public QWidget
{
    Q_OBJECT
public:
    explicit FocusRing(const Theme &theme);

    /// Shows the ring around @p target and follows it; null hides it.
    void follow(QWidget *target);

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void watch(QWidget *target);
    void unwatch();
    void place();

    const Theme &m_theme;
    QPointer<QWidget> m_target;
    QList<QPointer<QWidget>> m_watched;
};

/// Decides when the ring shows: the focused widget has a focus radius and the last input came
/// from the keyboard. Watches the whole application; owned by Theme.
class FocusTracker : public QObject
{
    Q_OBJECT
public:
    explicit FocusTracker(const Theme &theme, QObject *parent = nullptr);
    ~FocusTracker() override;

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void roundCorners(QMenu *menu, QEvent::Type event) const;
    void update();

    const Theme &m_theme;
    QPointer<FocusRing> m_ring; // its host may die and take it along
    bool m_keyboard = false;
};

} // namespace lokal::ui
