#pragma once

#include "ui/common/label.h"

namespace lokal::ui {

/// A word on a soft ground. The word is the information; the colour only helps.
class Badge : public Label
{
    Q_OBJECT
public:
    enum class Kind
    {
        Reads, ///< also for what is good: "fits easily"
        Changes, ///< also for what needs a look: "unsaved"
        RunsCode,
        Neutral,
        Host,
    };

    Badge(const Theme &theme, Kind kind, const QString &word, QWidget *parent = nullptr);
    void setKind(Kind kind);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_badgeTheme;
    Kind m_kind;
};

/// A disc with the initials of a name; decoration, the name stands beside it.
class Avatar : public QWidget
{
    Q_OBJECT
public:
    Avatar(const Theme &theme, const QString &name, QWidget *parent = nullptr);
    void setName(const QString &name);
    /// Design px: 28 in the sidebar, 36 in the user menu.
    void setSide(int designPixels);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_initials;
    int m_side = 28;
};

/// First letters of the first and last word, upper case; "?" for an empty name.
QString initialsOf(const QString &name);

} // namespace lokal::ui
