#pragma once

#include "ui/common/cardpage.h"
#include "ui/shell/backend.h"
#include "ui/signin/countdown.h"

namespace lokal::ui {

class Button;
class CheckBox;
class FormNote;
class LineField;
class PasswordField;

/// Asks who is there. After wrong passwords it counts down to the next try that is allowed for that
/// name.
class SignInPage : public CardPage
{
    Q_OBJECT
public:
    SignInPage(const Backend &backend, Theme &theme, QWidget *parent = nullptr);

    /// The name to begin with, for "switch user" and after a login has ended.
    void setUserName(const QString &name);
    /// One sentence above the fields ("Your sign-in has ended."); empty for none.
    void setNotice(const QString &text);

Q_SIGNALS:
    /// @p stay: keep the login on this computer.
    void signedIn(const lokal::LoginResult &login, bool stay);
    void registerRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildHead();
    void buildForm();
    QWidget *registerRow();
    void arrange();
    void submit();
    void showLogin(const Result<LoginResult> &result);
    void showDelay();
    void refreshButton();
    int secondsToWait() const;

    const Backend &m_backend;
    Theme &m_look;
    Label *m_notice;
    FormNote *m_note; ///< what neither field can help
    LineField *m_name;
    PasswordField *m_password;
    CheckBox *m_stay;
    Button *m_submit;
    QWidget *m_registerRow;
    Countdown m_delay;
    QString m_delayedName; ///< whom the delay is for; others may try
    QString m_problem; ///< the sentence before "Next try in 4 s."
    bool m_busy = false;
};

} // namespace lokal::ui
