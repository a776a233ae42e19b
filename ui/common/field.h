#pragma once

#include "ui/common/label.h"

#include <QWidget>

class QBoxLayout;

namespace lokal::ui {

class IconView;

/// The frame of every form field: label above, the box, one line below that holds the hint or,
/// while something is wrong, the error with its icon. The label and that line are also the
/// accessible name and description of the input inside.
class Field : public QWidget
{
    Q_OBJECT
public:
    Field(const Theme &theme, const QString &label, QWidget *parent = nullptr);

    void setLabel(const QString &label);
    QString label() const;
    /// A short remark beside the label ("told to the model before every chat").
    void setExplanation(const QString &text);
    /// A figure at the right end of the label's line ("29 tokens").
    void setTrailing(const QString &text);
    void setHint(const QString &hint);
    /// What is wrong and what would be right; empty: nothing is wrong.
    void setError(const QString &error);
    QString error() const { return m_error; }
    bool hasError() const { return !m_error.isEmpty(); }
    /// False drops hints (not errors), for windows with little height.
    void setHintShown(bool shown);

protected:
    /// Puts the box in; @p input is the widget inside it that takes the focus.
    void setBox(QWidget *box, QWidget *input);
    const Theme &theme() const { return m_theme; }
    /// Draws the box as wrong or not.
    virtual void showError(bool wrong);
    QBoxLayout *column() const { return m_column; }

private:
    void showHead();
    void showLine();

    const Theme &m_theme;
    QBoxLayout *m_column;
    Label *m_label;
    Label *m_explanation;
    Label *m_trailing;
    QWidget *m_line;
    IconView *m_icon;
    Label *m_lineText;
    QWidget *m_input = nullptr;
    QString m_hint;
    QString m_error;
    bool m_hintShown = true;
};

} // namespace lokal::ui
