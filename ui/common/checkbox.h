#pragma once

#include "ui/theme/theme.h"

#include <QCheckBox>

namespace lokal::ui {

/// A 17 px box with a tick, and its text.
class CheckBox : public QCheckBox
{
    Q_OBJECT
public:
    CheckBox(const Theme &theme, const QString &text, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool hitButton(const QPoint &position) const override;
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

/// An on/off switch without text; give it an accessible name. Takes effect at once.
class Switch : public QCheckBox
{
    Q_OBJECT
public:
    Switch(const Theme &theme, const QString &accessibleName, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool hitButton(const QPoint &position) const override;
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace lokal::ui
