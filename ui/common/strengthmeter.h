#pragma once

#include "ui/common/label.h"

#include <QWidget>

namespace lokal::ui {

/// Four bars, a word and a reason: how hard a password is to guess.
class StrengthMeter : public QWidget
{
    Q_OBJECT
public:
    enum class Strength
    {
        None,
        Weak,
        Fair,
        Good,
        Strong
    };

    explicit StrengthMeter(const Theme &theme, QWidget *parent = nullptr);

    /// @param reason one short remark beside the word; may be empty.
    void setStrength(Strength strength, const QString &reason = {});
    Strength strength() const { return m_strength; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void restyle();
    QString word() const;
    QColor Tokens::*color() const;

    const Theme &m_theme;
    Strength m_strength = Strength::None;
    Label *m_word;
    Label *m_reason;
};

} // namespace lokal::ui
