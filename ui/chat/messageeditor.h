#pragma once

#include "ui/common/plainedit.h"
#include "ui/theme/theme.h"

namespace lokal::ui {

/// Stands in place of a message that is being edited. Ctrl+Enter saves and runs again, Ctrl+S only
/// saves, Escape leaves it as it was.
class MessageEditor : public QWidget
{
    Q_OBJECT
public:
    MessageEditor(const Theme &theme, const QString &text, QWidget *parent = nullptr);

    QString text() const { return m_edit->toPlainText(); }
    void focusText() { m_edit->setFocus(Qt::OtherFocusReason); }
    QSize sizeHint() const override;

Q_SIGNALS:
    void changed(const QString &text);
    // One of these is the end of it.
    void runRequested(const QString &text);
    void saveRequested(const QString &text);
    void cancelled();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void finish(void (MessageEditor::*signal)(const QString &));
    void restyle();
    bool handleKey(const QKeyEvent &key);
    void fitHeight();

    const Theme &m_theme;
    PlainEdit *m_edit;
    QWidget *m_buttons;
};

} // namespace lokal::ui
