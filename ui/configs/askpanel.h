#pragma once

#include "ui/common/button.h"
#include "ui/common/label.h"

#include <QPointer>
#include <QWidget>

#include <functional>

class QHBoxLayout;
class QVBoxLayout;

namespace lokal::ui {

class SelectBox;

/// A question in the page, in place of a dialog: title, one sentence, maybe a choice, buttons.
/// Escape answers like its last button. Every answer closes it.
class AskPanel : public QWidget
{
    Q_OBJECT
public:
    /// One way to answer.
    struct Answer
    {
        QString text;
        Button::Kind kind;
        std::function<void()> act; ///< may be empty
    };

    explicit AskPanel(const Theme &theme, QWidget *parent = nullptr);

    /// Shows the question and takes the focus, which goes back with the answer. @p answers: the
    /// last one changes nothing.
    void ask(const QString &title, const QString &sentence, const QList<Answer> &answers);
    /// A list to choose from, for the question asked now. @p name is read aloud.
    void setChoices(const QString &name, const QStringList &choices);
    /// Of the choices; -1 without.
    int chosen() const;
    void dismiss();
    QList<Button *> buttons() const { return m_buttons; }

Q_SIGNALS:
    /// A question is asked, or is no longer.
    void openChanged(bool open);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void rebuild(const QList<Answer> &answers);

    const Theme &m_theme;
    Label *m_title;
    Label *m_sentence;
    SelectBox *m_choice;
    QWidget *m_buttonRow;
    QHBoxLayout *m_buttonLayout;
    QList<Button *> m_buttons;
    QPointer<QWidget> m_before; ///< had the focus
};

} // namespace lokal::ui
