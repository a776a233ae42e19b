#pragma once

#include "ui/common/label.h"

#include <QWidget>

class QVBoxLayout;

namespace lokal::ui {

class Button;

/// Another way to go on: icon, title, one sentence and a button.
class OptionCard : public QWidget
{
    Q_OBJECT
public:
    OptionCard(const Theme &theme, const QString &iconName, const QString &title,
               const QString &sentence, const QString &buttonText, QWidget *parent = nullptr);

    Button *button() const { return m_button; }

protected:
    void paintEvent(QPaintEvent *event) override;
    /// What opens below the head goes in here.
    QVBoxLayout *column() const { return m_column; }
    const Theme &theme() const { return m_theme; }

private:
    const Theme &m_theme;
    QVBoxLayout *m_column;
    Button *m_button;
};

} // namespace lokal::ui
