#pragma once

#include "ui/common/label.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QHBoxLayout;

namespace lokal::ui {

class Button;
class IconView;

/// One line across the top of a page for a state that leaves by itself ("Ollama is not reachable").
/// When it gets narrow, what happens by itself and all but the first button are left out.
class Banner : public QWidget
{
    Q_OBJECT
public:
    explicit Banner(const Theme &theme, QWidget *parent = nullptr);

    /// @param sentence what is the matter; @param remark what happens by itself, may be empty.
    void setMessage(const QString &iconName, const QString &sentence, const QString &remark = {});
    /// The banner owns the button; the first offered is the one that stays when narrow.
    Button *addButton(const QString &text);
    /// False takes one of its buttons away for now.
    void setOffered(const Button *button, bool offered);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Offer
    {
        Button *button;
        bool isMade;
    };

    void restyle();
    void arrange();

    const Theme &m_theme;
    QHBoxLayout *m_row;
    IconView *m_icon;
    Label *m_sentence;
    Label *m_remark;
    QList<Offer> m_buttons;
};

/// A warning inside a page: title, one sentence, one button.
class WarningCard : public QWidget
{
    Q_OBJECT
public:
    WarningCard(const Theme &theme, const QString &title, const QString &sentence,
                QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &sentence);
    /// Shows the one button. Owned by the card.
    Button *setButton(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QHBoxLayout *m_row;
    IconView *m_icon;
    Label *m_title;
    Label *m_sentence;
    Button *m_button = nullptr;
};

/// "Chat deleted - Undo": a card at the bottom of the window that goes by itself. The deed is done
/// when expired() comes, not before; undone() means it never happens. Exactly one of the two comes.
class Toast : public QWidget
{
    Q_OBJECT
public:
    Toast(const Theme &theme, const QString &text, QWidget *window);

    /// While `widget` of the same window is visible, it floats above that. Call before start().
    void floatAbove(QWidget *widget) { m_above = widget; }
    /// Shows it above the bottom of the window; deletes itself afterwards. Time stands still while
    /// the pointer or the focus is on it.
    void start(int milliseconds = 10000);
    /// Ends it now as if the time were over (the window closes, the next toast comes).
    void expireNow();
    Button *undoButton() const { return m_undo; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void undone();
    void expired();

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void place();
    void holdTime();
    void letTimeGoOn();
    void finish(bool undo);

    const Theme &m_theme;
    Button *m_undo;
    QPointer<QWidget> m_above;
    QTimer m_timer;
    int m_remaining = 0;
    bool m_finished = false;
};

} // namespace lokal::ui
