#pragma once

#include "ui/common/cardpage.h"
#include "ui/shell/backend.h"

namespace lokal::ui {

class AccountForm;
class Button;
class CheckBox;

/// Makes an account and signs in with it at once.
class AccountPage : public CardPage
{
    Q_OBJECT
public:
    enum class Kind
    {
        First, ///< of the installation: becomes its administrator
        Register,
    };

    AccountPage(const Backend &backend, Theme &theme, Kind kind, QWidget *parent = nullptr);

Q_SIGNALS:
    /// @p stay: keep the login on this computer.
    void signedIn(const lokal::LoginResult &login, bool stay);
    /// By the link of Kind::Register, or because the account was made and signing in failed.
    /// @p name and @p notice, what went wrong, are empty after the link.
    void signInRequested(const QString &name, const QString &notice);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildHead();
    void buildFoot();
    void arrange();
    void submit();
    void login(const Registration &registration);
    void setBusy(bool busy);

    const Backend &m_backend;
    Theme &m_look;
    Kind m_kind;
    AccountForm *m_form;
    CheckBox *m_stay;
    Button *m_submit;
    bool m_busy = false;
};

} // namespace lokal::ui
