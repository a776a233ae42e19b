#pragma once

#include "ui/theme/theme.h"

#include <QPushButton>

namespace lokal::ui {

/// A button with text, and an icon if wanted. Space, Enter and the mouse press it.
class Button : public QPushButton
{
    Q_OBJECT
public:
    enum class Kind
    {
        Primary, ///< at most one per view
        Plain,
        Ghost,
        Danger,
        Link, ///< looks like a link, for "Create an account"
        Problem, ///< a link in the colour of danger that leads to what is wrong; gives way
    };

    Button(const Theme &theme, Kind kind, const QString &text, QWidget *parent = nullptr);

    void setKind(Kind kind);
    Kind kind() const { return m_kind; }
    /// A name from resources/icons; empty for none.
    void setIconName(const QString &name);
    /// Design px: 36 normally, 40 on card pages, 32 in rows.
    void setBoxHeight(int designPixels);
    /// A ghost whose ink begins at its left edge, under left-aligned text.
    void setFlush(bool flush);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Look
    {
        QColor fill, edge, ink, iconInk;
    };
    Look look() const;
    bool isLink() const { return m_kind == Kind::Link || m_kind == Kind::Problem; }
    void restyle();
    int sidePadding() const;

    const Theme &m_theme;
    Kind m_kind;
    QString m_iconName;
    int m_boxHeight = 36;
    bool m_flush = false;
};

} // namespace lokal::ui
