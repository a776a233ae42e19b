#pragma once

#include "ui/theme/theme.h"

#include <QPlainTextEdit>

namespace lokal::ui {

/// The text of the composer: grows from one line to eight, then scrolls. Enter sends, Shift+Enter
/// breaks the line; while an input method composes, Enter belongs to it. Plain text only.
class ComposerEdit : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit ComposerEdit(const Theme &theme, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// The height it may grow to, at least one line; eight lines at first and at most.
    void setMostHeight(int pixels);
    /// True while an input method has text that is not decided yet.
    bool isComposing() const { return m_composing; }

Q_SIGNALS:
    void submitted();
    /// Up in an empty text.
    void recallWanted();
    void focusChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void restyle();
    void updateOverflow();
    int lines() const;

    const Theme &m_theme;
    bool m_composing = false;
    int m_mostLines = 8;
};

} // namespace lokal::ui
