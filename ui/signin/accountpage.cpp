#include "ui/signin/accountpage.h"

#include "ui/common/answered.h"
#include "ui/common/button.h"
#include "ui/common/checkbox.h"
#include "ui/common/errortext.h"
#include "ui/common/painting.h"
#include "ui/signin/accountform.h"

#include <QHBoxLayout>
#include <QShowEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {

AccountPage::AccountPage(const Backend &backend, Theme &theme, Kind kind, QWidget *parent)
    : CardPage(theme, Width::Account, parent)
    , m_backend(backend)
    , m_look(theme)
    , m_kind(kind)
    , m_form(new AccountForm(theme))
    , m_stay(new CheckBox(theme, tr("Stay signed in")))
    , m_submit(new Button(theme, Button::Kind::Primary, {}))
{
    setMarkShown(true);
    setFoot(u"lock"_s, tr("Nothing leaves this computer"));
    buildHead();
    card()->addWidget(m_form);
    m_stay->setChecked(true);
    m_stay->setObjectName(u"accountStay"_s);
    card()->addWidget(m_stay);
    m_submit->setBoxHeight(41);
    m_submit->setObjectName(u"accountSubmit"_s);
    m_submit->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    card()->addWidget(m_submit);
    if (kind == Kind::Register)
        buildFoot();
    connect(m_submit, &QPushButton::clicked, this, &AccountPage::submit);
    connect(m_form, &AccountForm::submitted, this, &AccountPage::submit);
    connect(this, &CardPage::lowChanged, this, &AccountPage::arrange);
    followTheme(theme, this, [this] { arrange(); });
    setBusy(false);
}

void AccountPage::buildHead()
{
    const bool first = m_kind == Kind::First;
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(new Label(m_look, text::cardTitle,
                               first ? tr("Welcome to Lokal") : tr("Create an account")));
    texts->addWidget(new Label(
        m_look, text::secondary,
        first ? tr("Make the first account. It is the administrator of this installation and can "
                   "add people later.")
              : tr("Your chats and configurations are yours alone; other people on this computer "
                   "do not see them."),
        Label::Overflow::Wrap));
    card()->addLayout(texts);
}

void AccountPage::buildFoot()
{
    auto *link = new Button(m_look, Button::Kind::Link, tr("Sign in"));
    link->setObjectName(u"accountSignIn"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(m_look.px(3));
    row->addStretch();
    row->addWidget(
        new Label(m_look, { 13, QFont::Normal, &Tokens::text2 }, tr("Already have an account?")));
    row->addWidget(link);
    row->addStretch();
    card()->addLayout(row);
    connect(link, &QPushButton::clicked, this, [this] { Q_EMIT signInRequested({}, {}); });
}

void AccountPage::arrange()
{
    const int gap = m_look.px(isLow() ? 13 : 16);
    card()->setSpacing(gap);
    m_form->setSpacing(gap);
}

void AccountPage::showEvent(QShowEvent *event)
{
    CardPage::showEvent(event);
    if (!event->spontaneous())
        m_form->focusFirst();
}

void AccountPage::submit()
{
    if (m_busy)
        return;
    const auto registration = m_form->checked();
    if (!registration)
        return;
    setBusy(true);
    whenAnswered(m_backend.accounts.registerUser(*registration, {}), this,
                 [this, registration = *registration](const Result<RegisteredUser> &made) {
                     if (made)
                         return login(registration);
                     setBusy(false);
                     m_form->showError(made.error());
                 });
}

void AccountPage::login(const Registration &registration)
{
    whenAnswered(m_backend.accounts.login(registration.username, registration.password, {}), this,
                 [this, name = registration.username](const Result<LoginResult> &result) {
                     setBusy(false);
                     m_form->clearPasswords();
                     // The account is there: this form could only say that its name is taken.
                     if (!result)
                         return signInRequested(
                             name,
                             //: %1 is a sentence that says why
                             tr("The account is made, but signing in did not work: %1.")
                                 .arg(errorText(result.error()).title));
                     Q_EMIT signedIn(*result, m_stay->isChecked());
                 });
}

void AccountPage::setBusy(bool busy)
{
    m_busy = busy;
    m_submit->setEnabled(!busy);
    m_submit->setText(busy ? tr("Creating the account…") : tr("Create account"));
}

} // namespace lokal::ui
