#include "ui/signin/signinpage.h"

#include "ui/common/answered.h"
#include "ui/common/button.h"
#include "ui/common/checkbox.h"
#include "ui/common/errortext.h"
#include "ui/common/formnote.h"
#include "ui/common/notice.h"
#include "ui/common/painting.h"
#include "ui/common/passwordfield.h"
#include "ui/common/visibletext.h"

#include <QHBoxLayout>
#include <QShowEvent>
#include <QSysInfo>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

constexpr int longestSeconds = 60; // above that it is said in minutes

} // namespace

SignInPage::SignInPage(const Backend &backend, Theme &theme, QWidget *parent)
    : CardPage(theme, Width::SignIn, parent)
    , m_backend(backend)
    , m_look(theme)
    , m_notice(new Label(theme, text::secondary, {}, Label::Overflow::Wrap))
    , m_note(new FormNote(theme))
    , m_name(new LineField(theme, tr("User name or e-mail")))
    , m_password(new PasswordField(theme, tr("Password")))
    , m_stay(new CheckBox(theme, tr("Stay signed in")))
    , m_submit(new Button(theme, Button::Kind::Primary, {}))
    , m_registerRow(registerRow())
{
    setMarkShown(true);
    setFoot(u"lock"_s, tr("Accounts live on this computer only"));
    buildHead();
    buildForm();
    connect(&m_delay, &Countdown::ticked, this, [this] { showDelay(); });
    connect(this, &CardPage::lowChanged, this, &SignInPage::arrange);
    followTheme(theme, this, [this] { arrange(); });
    refreshButton();
}

void SignInPage::buildHead()
{
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(new Label(m_look, text::cardTitle, tr("Sign in to Lokal")));
    const QString host = QSysInfo::machineHostName();
    if (!host.isEmpty()) {
        //: Below "Sign in to Lokal"; %1 is the name of the computer
        texts->addWidget(
            new Label(m_look, text::secondary, tr("on %1").arg(host), Label::Overflow::Elide));
    }
    card()->addLayout(texts);
    if (m_backend.isReadOnly) {
        auto *warning = new WarningCard(
            m_look, tr("The data can only be read"),
            //: %1 is a folder
            tr("A sign-in has to be noted, and %1 is write-protected. Make the folder and what is "
               "in it writable for your account on this computer, and start Lokal again.")
                .arg(visibleText(m_backend.dataDirectory)));
        warning->setObjectName(u"readOnlyNotice"_s);
        card()->addWidget(warning);
    }
    card()->addWidget(m_notice);
    m_notice->hide();
}

void SignInPage::buildForm()
{
    m_name->setBoxHeight(40);
    m_name->edit()->setObjectName(u"signInName"_s);
    m_name->edit()->setInputMethodHints(Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
    m_password->setBoxHeight(40);
    m_password->edit()->setObjectName(u"signInPassword"_s);
    m_stay->setChecked(true);
    m_stay->setObjectName(u"signInStay"_s);
    m_submit->setBoxHeight(41);
    m_submit->setObjectName(u"signInSubmit"_s);
    m_submit->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (QWidget *widget : { static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_password),
                             static_cast<QWidget *>(m_stay), static_cast<QWidget *>(m_note),
                             static_cast<QWidget *>(m_submit), m_registerRow })
        card()->addWidget(widget);
    connect(m_submit, &QPushButton::clicked, this, &SignInPage::submit);
    connect(m_name->edit(), &QLineEdit::returnPressed, this, [this] { m_password->setFocus(); });
    connect(m_password->edit(), &QLineEdit::returnPressed, this, &SignInPage::submit);
    for (const LineField *field : { m_name, static_cast<LineField *>(m_password) }) {
        connect(field->edit(), &QLineEdit::textEdited, this, [this] {
            m_name->setError({});
            m_note->setText({});
            showDelay();
        });
    }
}

QWidget *SignInPage::registerRow()
{
    auto *row = new QWidget;
    auto *link = new Button(m_look, Button::Kind::Link, tr("Create an account"));
    link->setObjectName(u"signInRegister"_s);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(m_look.px(3));
    layout->addStretch();
    layout->addWidget(new Label(m_look, { 13, QFont::Normal, &Tokens::text2 }, tr("New here?")));
    layout->addWidget(link);
    layout->addStretch();
    row->hide();
    connect(link, &QPushButton::clicked, this, &SignInPage::registerRequested);
    return row;
}

void SignInPage::arrange()
{
    card()->setSpacing(m_look.px(isLow() ? 13 : 18));
}

void SignInPage::setUserName(const QString &name)
{
    m_name->setText(name);
}

void SignInPage::setNotice(const QString &text)
{
    m_notice->setText(text);
    m_notice->setVisible(!text.isEmpty());
}

void SignInPage::showEvent(QShowEvent *event)
{
    CardPage::showEvent(event);
    if (event->spontaneous())
        return;
    m_password->edit()->clear();
    m_password->setRevealed(false);
    (m_name->text().isEmpty() ? static_cast<QWidget *>(m_name) : m_password)->setFocus();
    whenAnswered(m_backend.accounts.state(), this, [this](const Result<AccountsState> &state) {
        m_registerRow->setVisible(state && state->registration == RegistrationPolicy::Open
                                  && !m_backend.isReadOnly);
    });
}

void SignInPage::submit()
{
    if (m_busy || secondsToWait() > 0)
        return;
    if (m_name->text().trimmed().isEmpty()) {
        m_name->setError(tr("Type your user name or e-mail address."));
        return m_name->setFocus();
    }
    if (m_password->text().isEmpty()) {
        m_password->setError(tr("Type your password."));
        return m_password->setFocus();
    }
    m_busy = true;
    m_password->setError({});
    m_note->setText({});
    refreshButton();
    whenAnswered(m_backend.accounts.login(m_name->text().trimmed(), m_password->text(), {}), this,
                 [this](const Result<LoginResult> &result) { showLogin(result); });
}

void SignInPage::showLogin(const Result<LoginResult> &result)
{
    m_busy = false;
    if (result) {
        refreshButton();
        m_password->edit()->clear();
        m_notice->hide();
        Q_EMIT signedIn(*result, m_stay->isChecked());
        return;
    }
    const Error &error = result.error();
    const int wait = error.args.value(u"retry_after"_s).toInt();
    const ErrorText words = errorText(error);
    if (wait > 0) {
        m_problem = error.code == ErrorCode::RateLimited ? tr("Too many wrong tries.")
                                                         : words.title + u'.';
        m_delayedName = m_name->text().trimmed();
        m_delay.start(wait);
    } else if (error.code == ErrorCode::InvalidCredentials) {
        m_password->setError(words.title + u'.');
    } else {
        // The password may well be right.
        m_note->setText(words.title + u". "_s + words.cause);
    }
    refreshButton();
    m_password->setFocus();
    m_password->edit()->selectAll();
}

/// A shared computer: one person's wrong tries do not keep the next one out.
int SignInPage::secondsToWait() const
{
    const bool isTheirs = m_name->text().trimmed().compare(m_delayedName, Qt::CaseInsensitive) == 0;
    return isTheirs ? m_delay.secondsLeft() : 0;
}

void SignInPage::showDelay()
{
    const int left = secondsToWait();
    QString words;
    if (left > longestSeconds)
        //: %1 is a sentence that says what was wrong
        words = tr("%1 Next try in %2 min.").arg(m_problem).arg((left + 59) / 60);
    else if (left > 0)
        //: %1 is a sentence that says what was wrong
        words = tr("%1 Next try in %2 s.").arg(m_problem).arg(left);
    m_password->setError(words);
    refreshButton();
}

void SignInPage::refreshButton()
{
    const int left = secondsToWait();
    m_submit->setEnabled(!m_busy && left == 0);
    m_submit->setText(m_busy                                   ? tr("Signing in…")
                          : left > 0 && left <= longestSeconds ? tr("Sign in (%1 s)").arg(left)
                                                               : tr("Sign in"));
}

} // namespace lokal::ui
