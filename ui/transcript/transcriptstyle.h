#pragma once

#include "ui/theme/theme.h"

#include <QFont>

#include <array>

namespace lokal::ui {

/// One size of text with its bold, italic and code variants.
struct TextFace
{
    std::array<QFont, 8> variants; ///< index: SpanBold | SpanItalic | SpanCode
    QFont math;
    qreal lineHeight = 0; ///< distance of two baselines
    qreal height = 0; ///< of the plain font
    qreal ascent = 0; ///< of the plain font

    const QFont &font() const { return variants[0]; }
    const QFont &fontFor(quint8 spanFlags) const;
};

/// Fonts and lengths of the transcript for one state of the theme, measured once.
class TranscriptStyle
{
public:
    /// @p theme must outlive this object.
    explicit TranscriptStyle(const Theme &theme);
    /// Measures again; to be called when the theme has changed.
    void reload();

    const Theme &theme() const { return m_theme; }
    const Tokens &colors() const { return m_theme.tokens(); }
    int px(qreal designPixels) const { return m_theme.px(designPixels); }
    const TextFace &heading(int level) const;

    TextFace body, table, tableHead, thinking, code, detail, small, label, labelMedium, cause,
        title, phase;
    qreal codeAdvance = 8; ///< width of one character of the code font
    qreal bodyAdvance = 7; ///< mean width of a character of the body font

private:
    TextFace makeFace(qreal size, qreal spacing, QFont::Weight weight) const;
    TextFace makeMonoFace(qreal size, qreal spacing) const;

    const Theme &m_theme;
    std::array<TextFace, 4> m_headings;
};

} // namespace lokal::ui
