#pragma once

#include "ui/theme/theme.h"

#include <QToolButton>

namespace lokal::ui {

/// A square button that is only an icon. Its tooltip is its accessible name.
class IconButton : public QToolButton
{
    Q_OBJECT
public:
    /// @param name what it does, in words; shown as tooltip, read aloud.
    IconButton(const Theme &theme, const QString &iconName, const QString &name,
               QWidget *parent = nullptr);

    void setIconName(const QString &iconName);
    QString iconName() const { return m_iconName; }
    void setName(const QString &name);
    /// Design px: box 32 with icon 18; in rows and bars 28 with 16; in fields 22 with 14.
    void setBoxSize(int designPixels, int iconDesignPixels);
    /// The ink at rest; text2 normally.
    void setInk(QColor Tokens::*color);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_iconName;
    QColor Tokens::*m_ink = &Tokens::text2;
    int m_boxSize = 32;
    int m_iconSize = 18;
};

/// The round button of the composer: sends, or stops the running answer, in the same place.
class SendButton : public QToolButton
{
    Q_OBJECT
public:
    enum class Action
    {
        Send,
        Stop
    };

    explicit SendButton(const Theme &theme, QWidget *parent = nullptr);

    void setAction(Action action);
    Action action() const { return m_action; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void rename();

    const Theme &m_theme;
    Action m_action = Action::Send;
};

} // namespace lokal::ui
