#pragma once

#include "ui/common/linefield.h"

namespace lokal::ui {

class IconButton;

/// A hidden text with an eye to show it, and a word when caps lock seems to be on.
class PasswordField : public LineField
{
    Q_OBJECT
public:
    PasswordField(const Theme &theme, const QString &label, QWidget *parent = nullptr);

    bool isRevealed() const;
    void setRevealed(bool revealed);
    /// What the last letter typed says about caps lock; the key's own state is not known to Qt.
    bool capsLockNoticed() const { return m_capsLock; }

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void restyle() override;

private:
    void placeEye();
    void noticeCapsLock(const QKeyEvent &event);

    IconButton *m_eye;
    Label *m_capsLine;
    bool m_capsLock = false;
};

} // namespace lokal::ui
