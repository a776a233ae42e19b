#include "ui/signin/accountform.h"

#include "ui/common/errortext.h"
#include "ui/common/formnote.h"
#include "ui/common/painting.h"
#include "ui/common/passwordfield.h"
#include "ui/common/strengthmeter.h"

#include <QRegularExpression>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

bool isUserName(const QString &name)
{
    static const QRegularExpression pattern(uR"(\A[A-Za-z0-9._-]{3,32}\z)"_s);
    return pattern.match(name).hasMatch();
}

} // namespace

AccountForm::AccountForm(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_name(new LineField(theme, tr("User name")))
    , m_email(new LineField(theme, tr("E-mail")))
    , m_password(new PasswordField(theme, tr("Password")))
    , m_repeat(new PasswordField(theme, tr("Repeat password")))
    , m_passwordGroup(new QWidget)
    , m_meter(new StrengthMeter(theme))
    , m_note(new FormNote(theme))
{
    build();
    followTheme(theme, this,
                [this, &theme] { m_passwordGroup->layout()->setSpacing(theme.px(8)); });
}

void AccountForm::build()
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_name->setHint(tr("3 to 32 letters, digits, dot, dash or underscore"));
    m_name->edit()->setInputMethodHints(Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
    m_email->setExplanation(tr("optional"));
    m_email->edit()->setInputMethodHints(Qt::ImhEmailCharactersOnly);
    m_name->edit()->setObjectName(u"accountName"_s);
    m_email->edit()->setObjectName(u"accountEmail"_s);
    m_password->edit()->setObjectName(u"accountPassword"_s);
    m_repeat->edit()->setObjectName(u"accountRepeat"_s);
    auto *group = new QVBoxLayout(m_passwordGroup);
    group->setContentsMargins(0, 0, 0, 0);
    group->addWidget(m_password);
    group->addWidget(m_meter);
    m_meter->setStrength(StrengthMeter::Strength::None, tr("At least 8 characters"));
    for (QWidget *widget :
         { static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_email), m_passwordGroup,
           static_cast<QWidget *>(m_repeat), static_cast<QWidget *>(m_note) })
        m_column->addWidget(widget);

    const QList<LineField *> fields { m_name, m_email, m_password, m_repeat };
    for (qsizetype i = 0; i < fields.size(); ++i) {
        LineField *field = fields[i];
        field->setBoxHeight(40);
        connect(field->edit(), &QLineEdit::textEdited, this, [this, field] {
            field->setError({});
            m_note->setText({});
        });
        LineField *next = fields.value(i + 1);
        connect(field->edit(), &QLineEdit::returnPressed, this, [this, next] {
            if (next)
                next->setFocus();
            else
                Q_EMIT submitted();
        });
    }
    connect(m_password->edit(), &QLineEdit::textChanged, this, &AccountForm::judge);
    connect(m_name->edit(), &QLineEdit::textChanged, this, &AccountForm::judge);
    connect(&m_judge, &PasswordJudge::judged, this, &AccountForm::showStrength);
}

void AccountForm::setSpacing(int pixels)
{
    m_column->setSpacing(pixels);
}

void AccountForm::focusFirst()
{
    m_name->setFocus();
}

void AccountForm::clearPasswords()
{
    for (PasswordField *field : { m_password, m_repeat }) {
        field->edit()->clear();
        field->setRevealed(false);
    }
}

void AccountForm::judge()
{
    if (m_password->text().isEmpty())
        m_meter->setStrength(StrengthMeter::Strength::None, tr("At least 8 characters"));
    m_judge.judge(m_password->text(), m_name->text());
}

void AccountForm::showStrength(const PasswordStrength &strength)
{
    using Strength = StrengthMeter::Strength;
    if (m_password->text().isEmpty())
        return;
    if (strength.problem != PasswordProblem::Fine)
        m_meter->setStrength(Strength::Weak, PasswordJudge::problemText(strength.problem));
    else if (strength.score <= 2)
        m_meter->setStrength(Strength::Fair, tr("enough; another word makes it better"));
    else if (strength.score == 3)
        m_meter->setStrength(Strength::Good, tr("hard to guess, also for a computer"));
    else
        m_meter->setStrength(Strength::Strong, tr("nobody guesses this one"));
}

bool AccountForm::checkFields()
{
    if (!isUserName(m_name->text().trimmed()))
        m_name->setError(sentenceFor(m_name, ErrorCode::InvalidField));
    const QString email = m_email->text().trimmed();
    if (!email.isEmpty() && !email.contains(u'@'))
        m_email->setError(sentenceFor(m_email, ErrorCode::InvalidField));
    // Still being judged: the core judges again in any case.
    if (m_password->text().isEmpty())
        m_password->setError(tr("Choose a password."));
    else if (const auto verdict = m_judge.verdict();
             verdict && verdict->problem != PasswordProblem::Fine) {
        m_password->setError(PasswordJudge::problemText(verdict->problem) + u'.');
        m_meter->setStrength(StrengthMeter::Strength::Weak); // the reason stands at the field now
    }
    if (m_repeat->text() != m_password->text())
        m_repeat->setError(tr("The two passwords differ."));
    for (LineField *field : { m_name, m_email, static_cast<LineField *>(m_password),
                              static_cast<LineField *>(m_repeat) }) {
        if (field->hasError()) {
            field->setFocus();
            return false;
        }
    }
    return true;
}

std::optional<Registration> AccountForm::checked()
{
    m_note->setText({});
    if (!checkFields())
        return std::nullopt;
    Registration registration;
    registration.username = m_name->text().trimmed();
    registration.password = m_password->text();
    if (const QString email = m_email->text().trimmed(); !email.isEmpty())
        registration.email = email;
    return registration;
}

LineField *AccountForm::fieldFor(const QString &name) const
{
    if (name == "username"_L1)
        return m_name;
    if (name == "email"_L1)
        return m_email;
    return name == "password"_L1 ? m_password : nullptr;
}

QString AccountForm::sentenceFor(const LineField *field, ErrorCode code) const
{
    const bool taken = code == ErrorCode::NameTaken;
    if (field == m_name)
        return taken ? tr("Somebody else has this name. Choose another one.")
                     : tr("3 to 32 letters, digits, dot, dash or underscore, please.");
    if (field == m_email)
        return taken ? tr("Another account has this address.")
                     : tr("This is no e-mail address, such as mara@example.org.");
    const auto verdict = m_judge.verdict();
    const bool known = verdict && verdict->problem != PasswordProblem::Fine;
    return PasswordJudge::problemText(known ? verdict->problem : PasswordProblem::TooCommon) + u'.';
}

void AccountForm::showError(const Error &error)
{
    QStringList names;
    for (const FieldError &field : error.fields)
        names.append(field.field);
    if (error.code == ErrorCode::NameTaken)
        names = { error.args.value(u"field"_s, u"username"_s).toString() };
    LineField *first = nullptr;
    for (const QString &name : std::as_const(names)) {
        if (LineField *field = fieldFor(name)) {
            field->setError(sentenceFor(field, error.code));
            first = first ? first : field;
        }
    }
    if (first)
        return first->setFocus();
    const ErrorText words = errorText(error);
    m_note->setText(words.title + u". "_s + words.cause);
}

} // namespace lokal::ui
