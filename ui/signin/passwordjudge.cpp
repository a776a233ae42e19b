#include "ui/signin/passwordjudge.h"

#include "ui/common/answered.h"

#include <QtConcurrentRun>

namespace lokal::ui {

void PasswordJudge::judge(const QString &password, const QString &username)
{
    m_password = password;
    m_username = username;
    m_verdict.reset();
    if (m_running)
        m_again = true;
    else
        begin();
}

void PasswordJudge::begin()
{
    m_running = true;
    m_again = false;
    whenAnswered(QtConcurrent::run(passwordStrength, m_password, m_username), this,
                 [this](const PasswordStrength &strength) {
                     m_running = false;
                     if (m_again)
                         return begin();
                     m_verdict = strength;
                     Q_EMIT judged(strength);
                 });
}

QString PasswordJudge::problemText(PasswordProblem problem)
{
    switch (problem) {
    case PasswordProblem::Fine:
        break;
    case PasswordProblem::TooShort:
        return tr("At least 8 characters, please");
    case PasswordProblem::TooLong:
        return tr("At most 256 characters, please");
    case PasswordProblem::IsUsername:
        return tr("The user name is no password");
    case PasswordProblem::TooCommon:
        return tr("Too easy to guess: add one or two more words");
    }
    return {};
}

} // namespace lokal::ui
