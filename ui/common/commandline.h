#pragma once

#include "ui/theme/theme.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;

namespace lokal::ui {

class Button;

/// A command to be run in a terminal, with Copy. The text can be selected, never changed.
class CommandLine : public QWidget
{
    Q_OBJECT
public:
    CommandLine(const Theme &theme, const QString &command, QWidget *parent = nullptr);
    void setCommand(const QString &command);
    QString command() const;
    Button *copyButton() const { return m_copy; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showCopied(bool copied);

    const Theme &m_theme;
    QLineEdit *m_text;
    Button *m_copy;
    QTimer m_back;
};

} // namespace lokal::ui
