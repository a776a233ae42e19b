#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

namespace lokal::ui {

/// A kind of text by role: design size, weight, colour token.
struct TextStyle
{
    qreal size;
    QFont::Weight weight;
    QColor Tokens::*color;
    bool mono = false;
};

/// Distance of the lines of a wrapped text, as a multiple of its size.
inline constexpr qreal wrappedLinePitch = 1.5;

namespace text {
inline constexpr TextStyle cardTitle { 24, QFont::DemiBold, &Tokens::text };
inline constexpr TextStyle pageTitle { 20, QFont::DemiBold, &Tokens::text };
inline constexpr TextStyle heading { 17, QFont::DemiBold, &Tokens::text };
inline constexpr TextStyle title { 14, QFont::DemiBold, &Tokens::text };
inline constexpr TextStyle body { 13.5, QFont::Normal, &Tokens::text };
inline constexpr TextStyle strong { 13.5, QFont::Medium, &Tokens::text };
inline constexpr TextStyle secondary { 13.5, QFont::Normal, &Tokens::text2 };
inline constexpr TextStyle label { 13, QFont::Medium, &Tokens::text };
inline constexpr TextStyle section { 12, QFont::DemiBold, &Tokens::text3 };
inline constexpr TextStyle hint { 12.5, QFont::Normal, &Tokens::text3 };
inline constexpr TextStyle meta { 12, QFont::Normal, &Tokens::text3 };
inline constexpr TextStyle mono { 13, QFont::Normal, &Tokens::text, true };
inline constexpr TextStyle monoMeta { 12, QFont::Normal, &Tokens::text2, true };
} // namespace text

/// Plain text, whatever it contains: markup is never read, deceptive characters are shown.
class Label : public QLabel
{
    Q_OBJECT
public:
    enum class Overflow
    {
        Grow, ///< one line (or the text's own lines), as wide as the text
        Elide, ///< one line, cut with an ellipsis; the tooltip then has the whole text
        Wrap, ///< breaks at the width it gets; height for width
    };

    Label(const Theme &theme, const TextStyle &style, const QString &text = {},
          Overflow overflow = Overflow::Grow, QWidget *parent = nullptr);

    void setTextStyle(const TextStyle &style);
    /// What is painted now, elided and with deceptive characters made visible.
    QString shownText() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;
    bool hasHeightForWidth() const override { return m_overflow == Overflow::Wrap; }
    bool event(QEvent *event) override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString cleanText() const;
    QSize laidOut(int width) const;
    int linePitch() const;
    void restyle();

    const Theme &m_theme;
    TextStyle m_style;
    Overflow m_overflow;
};

} // namespace lokal::ui
