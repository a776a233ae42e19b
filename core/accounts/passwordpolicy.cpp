#include "core/accounts/passwordpolicy.h"

#include <array>
#include <cmath>
#include <zxcvbn.h>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr qsizetype fewestCharacters = 8;
constexpr qsizetype mostCharacters = 256;
constexpr qsizetype mostBytes = 1024;
// The estimator's time grows faster than the text; what starts with this much is judged by it.
constexpr qsizetype judgedBytes = 64;
constexpr double enoughGuesses = 1e6;

double guessesFor(const QString &password, const QString &username)
{
    QByteArray judged = password.toUtf8().left(judgedBytes);
    judged.replace('\0', '\1'); // the estimator reads C strings, the password goes on behind a NUL
    const QByteArray name = username.toLower().toUtf8();
    std::array<const char *, 2> words { name.isEmpty() ? nullptr : name.constData(), nullptr };
    const double bits = ZxcvbnMatch(judged.constData(), words.data(), nullptr);
    return std::exp2(bits);
}

int scoreFor(double guesses)
{
    int score = 0;
    for (const double step : { 1e3, enoughGuesses, 1e8, 1e10 })
        score += guesses >= step ? 1 : 0;
    return score;
}

QString wordsFor(PasswordProblem problem)
{
    switch (problem) {
    case PasswordProblem::Fine:
        break;
    case PasswordProblem::TooShort:
        return u"must have at least 8 characters"_s;
    case PasswordProblem::TooLong:
        return u"must have at most 256 characters and 1024 bytes"_s;
    case PasswordProblem::IsUsername:
        return u"must not be the user name"_s;
    case PasswordProblem::TooCommon:
        return u"is too easy to guess"_s;
    }
    return {};
}

} // namespace

PasswordStrength passwordStrength(const QString &password, const QString &username)
{
    const qsizetype characters = password.toUcs4().size();
    if (characters > mostCharacters || password.toUtf8().size() > mostBytes)
        return { 0, PasswordProblem::TooLong };
    if (password.isEmpty())
        return { 0, PasswordProblem::TooShort };
    if (!username.isEmpty() && password.compare(username, Qt::CaseInsensitive) == 0)
        return { 0, PasswordProblem::IsUsername };
    const double guesses = guessesFor(password, username);
    const int score = scoreFor(guesses);
    if (characters < fewestCharacters)
        return { qMin(score, 1), PasswordProblem::TooShort };
    return { score, guesses < enoughGuesses ? PasswordProblem::TooCommon : PasswordProblem::Fine };
}

Status checkPassword(const QString &field, const QString &password, const QString &username)
{
    const PasswordProblem problem = passwordStrength(password, username).problem;
    if (problem != PasswordProblem::Fine)
        return invalidField(field, wordsFor(problem));
    return Done {};
}

} // namespace lokal
