#pragma once

#include "ui/common/field.h"

class QLineEdit;

namespace lokal::ui {

class FlowLayout;

/// A list of short texts as chips, with an input for the next one. Enter adds; \n, \t and \\ are
/// read and shown as such. Delete or Backspace on a chip, or its cross, removes it.
class ChipList : public Field
{
    Q_OBJECT
public:
    ChipList(const Theme &theme, const QString &label, QWidget *parent = nullptr);

    QStringList values() const { return m_values; }
    void setValues(const QStringList &values);
    /// No more than this many; the input is off when reached.
    void setLimit(int limit);
    QLineEdit *input() const { return m_input; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// Only for changes by the user.
    void valuesChanged(const QStringList &values);

protected:
    void showError(bool wrong) override;

private:
    void rebuild();
    void addTyped();
    void removeAt(qsizetype index);

    QWidget *m_frame;
    FlowLayout *m_flow;
    QLineEdit *m_input;
    QList<QWidget *> m_chips;
    QStringList m_values;
    int m_limit = 16;
};

/// "\n" written out, for one line; and back.
QString escaped(const QString &value);
QString unescaped(const QString &text);

} // namespace lokal::ui
