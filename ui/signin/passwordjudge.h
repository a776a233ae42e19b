#pragma once

#include "core/accounts/passwordpolicy.h"

#include <QObject>

#include <optional>

namespace lokal::ui {

/// Judges a password while it is typed, in a worker: one judgement at a time, of what was typed
/// last. GUI thread.
class PasswordJudge : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    void judge(const QString &password, const QString &username);
    /// Of the text given last; empty while that is still being judged.
    std::optional<PasswordStrength> verdict() const { return m_verdict; }
    /// What is wrong and what would be right; empty for Fine.
    static QString problemText(PasswordProblem problem);

Q_SIGNALS:
    void judged(const lokal::PasswordStrength &strength);

private:
    void begin();

    QString m_password;
    QString m_username;
    std::optional<PasswordStrength> m_verdict;
    bool m_running = false;
    bool m_again = false;
};

} // namespace lokal::ui
