#pragma once

#include "core/accounts/accounts.h"
#include "ui/common/label.h"
#include "ui/signin/passwordjudge.h"

#include <QWidget>

class QVBoxLayout;

namespace lokal::ui {

class FormNote;
class LineField;
class PasswordField;
class StrengthMeter;

/// The fields of a new account with their checks. Errors stand at the field that is wrong.
class AccountForm : public QWidget
{
    Q_OBJECT
public:
    explicit AccountForm(const Theme &theme, QWidget *parent = nullptr);

    /// What was typed; marks what is wrong and moves the focus there. Empty when not acceptable.
    std::optional<Registration> checked();
    /// Shows what the core found wrong, at its field where it has one.
    void showError(const Error &error);
    void focusFirst();
    void clearPasswords();
    void setSpacing(int pixels);

Q_SIGNALS:
    /// Enter in the last field.
    void submitted();

private:
    void build();
    bool checkFields();
    void showStrength(const PasswordStrength &strength);
    void judge();
    LineField *fieldFor(const QString &name) const;
    QString sentenceFor(const LineField *field, ErrorCode code) const;

    QVBoxLayout *m_column;
    LineField *m_name;
    LineField *m_email;
    PasswordField *m_password;
    PasswordField *m_repeat;
    QWidget *m_passwordGroup;
    StrengthMeter *m_meter;
    FormNote *m_note;
    PasswordJudge m_judge;
};

} // namespace lokal::ui
