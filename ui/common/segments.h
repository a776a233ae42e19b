#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QHBoxLayout;
class QRadioButton;

namespace lokal::ui {

/// A few choices side by side, one of them chosen. Arrow keys move, as in any radio group.
class Segments : public QWidget
{
    Q_OBJECT
public:
    /// @param name what is chosen here; read aloud before the choice.
    Segments(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    void setChoices(const QStringList &choices);
    /// -1 while nothing is chosen.
    int current() const;
    void setCurrent(int index);

Q_SIGNALS:
    /// Only for choices made by the user.
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void restyle();

    const Theme &m_theme;
    QHBoxLayout *m_row;
    QList<QRadioButton *> m_buttons;
};

} // namespace lokal::ui
