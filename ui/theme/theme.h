#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>

class QApplication;

namespace lokal::ui {

class SystemScheme;

/// Every colour the window uses, named by role. Values: ui/theme/tokens.cpp.
struct Tokens
{
    QColor window, sidebar, surface, raised, hover, selectedRow;
    QColor border, borderStrong, control;
    QColor text, text2, text3;
    QColor accent, accentText, accentSoft;
    QColor userBubble, codeBg, codeHead, inlineBg;
    QColor selection, find, findCurrent, link;
    QColor ok, warn, danger, warnSoft, dangerSoft, warnFill;
    QColor field, lifted;
    QColor synKeyword, synType, synString, synNumber, synComment, synFunction;
};

Tokens lightTokens();
Tokens darkTokens();

enum class ColorScheme
{
    System,
    Light,
    Dark
};

/// The look of the whole application: tokens, fonts, icons, one style sheet. Owned by the
/// composition root; widgets get a reference. GUI thread only.
class Theme : public QObject
{
    Q_OBJECT
public:
    /// Needs the QApplication, before its palette is touched.
    explicit Theme(QObject *parent = nullptr);
    ~Theme() override;

    const Tokens &tokens() const { return m_tokens; }
    bool isDark() const { return m_dark; }
    ColorScheme scheme() const { return m_scheme; }
    /// 1.0 = 100 %; 0.8 … 2.0. Scales every font and length of the design.
    qreal factor() const { return m_factor; }

    /// True when the desktop or the user asks for a still window: no animation, no turning ring.
    bool reducedMotion() const;

    void setScheme(ColorScheme scheme);
    /// True: never animate, whatever the desktop says. False: as the desktop says.
    void setReducedMotion(bool reduced);
    void setFactor(qreal factor);
    /// Installs style (Fusion), palette, font, style sheet and the keyboard focus ring. Call once.
    void apply(QApplication &app);

    /// A design length (px at 100 %) in device-independent pixels.
    int px(qreal designPixels) const { return qRound(designPixels * m_factor); }
    /// The reading font (Inter, else Noto Sans …) in a design size.
    QFont textFont(qreal designPixels = 15, QFont::Weight weight = QFont::Normal) const;
    QFont monoFont(qreal designPixels = 13) const;
    /// A line icon by name ("copy", "search" …), tinted; sharp at every device pixel ratio.
    QIcon icon(const QString &name, const QColor &color) const;
    QIcon icon(const QString &name) const { return icon(name, m_tokens.text2); }
    QPixmap pixmap(const QString &name, int designPixels, const QColor &color, qreal ratio) const;
    /// What apply() installs; own palettes of single widgets start from it.
    QPalette palette() const;

Q_SIGNALS:
    /// Colours, fonts or factor changed: lay out and paint again.
    void changed();

private:
    void reapply();

    SystemScheme *m_system;
    Tokens m_tokens;
    bool m_userReducedMotion = false;
    ColorScheme m_scheme = ColorScheme::System;
    bool m_dark = false;
    qreal m_factor = 1.0;
    QApplication *m_app = nullptr;
};

} // namespace lokal::ui
