#pragma once

#include "ui/chat/composeredit.h"

#include <QWidget>

class QHBoxLayout;

namespace lokal::ui {

class Chip;
class SendButton;

/// The card in which a message is written: text above, choices and the round button below. Knows
/// nothing about chats; ChatPage tells it what is possible.
class Composer : public QWidget
{
    Q_OBJECT
public:
    enum class Mode
    {
        Ready, ///< the button sends
        Blocked, ///< nothing can be sent now; the text is kept
        Running, ///< the button stops
    };

    explicit Composer(const Theme &theme, QWidget *parent = nullptr);

    void setMode(Mode mode);
    Mode mode() const { return m_mode; }
    QString text() const { return m_edit->toPlainText(); }
    void setText(const QString &text);
    void setPlaceholder(const QString &text) { m_edit->setPlaceholder(text); }
    void setModelName(const QString &name);
    /// The Thinking chip is there only while the model can think.
    void setThinking(bool available, bool on);
    /// Less room around the text, for low windows.
    void setCompact(bool compact);
    /// The text scrolls when the card would get higher.
    void setMostHeight(int pixels);
    void focusText();
    ComposerEdit *edit() const { return m_edit; }
    QWidget *modelChip() const;

Q_SIGNALS:
    /// Sent by Enter or the button; not empty.
    void sendRequested(const QString &text);
    void stopRequested();
    /// Enter while nothing can be sent.
    void sendRefused();
    void recallRequested();
    void thinkingToggled(bool on);
    void modelChipClicked();
    void textEdited(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitChips();
    void submit();
    void refreshButton();
    void restyle();

    const Theme &m_theme;
    ComposerEdit *m_edit;
    QHBoxLayout *m_row;
    Chip *m_thinking;
    Chip *m_model;
    SendButton *m_button;
    Mode m_mode = Mode::Ready;
    QString m_modelText;
    bool m_compact = false;
    int m_mostHeight = 0; ///< 0: not limited
    bool m_settingText = false;
};

} // namespace lokal::ui
