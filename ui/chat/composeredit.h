#pragma once

#include "ui/common/plainedit.h"
#include "ui/theme/theme.h"

namespace lokal::ui {

/// The text of the composer: grows from one line to eight, then scrolls. Enter sends, Shift+Enter
/// breaks the line; while an input method composes, Enter belongs to it.
class ComposerEdit : public PlainEdit
{
    Q_OBJECT
public:
    explicit ComposerEdit(const Theme &theme, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// The height it may grow to, at least one line; eight lines at first and at most.
    void setMostHeight(int pixels);
    /// Cut with "…" where the field is narrower.
    void setPlaceholder(const QString &text);
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

private:
    void restyle();
    void updateOverflow();
    void fitPlaceholder();
    int lines() const;

    const Theme &m_theme;
    QString m_placeholder;
    bool m_composing = false;
    int m_mostLines = 8;
};

} // namespace lokal::ui
