#include "core/context/tokenestimate.h"

#include "core/common/utf8.h"

#include <algorithm>
#include <cmath>

namespace lokal {
namespace {

// Shorter ones are words and identifiers, which tokenizers know in larger pieces.
constexpr qint64 shortestRun = 32;
constexpr double bytesPerRunToken = 1.4;
constexpr double bytesPerToken = 3.6;
// Below it the template's own text outweighs ours, and the ratio would say nothing about text.
constexpr double leastToLearnFrom = 100;

bool isDigit(char16_t c)
{
    return c >= u'0' && c <= u'9';
}

bool isRunCharacter(char16_t c)
{
    return isDigit(c) || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'+'
        || c == u'/' || c == u'=' || c == u'_' || c == u'-';
}

} // namespace

double textTokens(QStringView text)
{
    qint64 digits = 0, runBytes = 0, otherBytes = 0;
    qint64 run = 0, runDigits = 0;
    const auto endRun = [&] {
        (run >= shortestRun ? runBytes : otherBytes) += run - runDigits;
        digits += runDigits;
        run = runDigits = 0;
    };
    for (const QChar character : text) {
        const char16_t c = character.unicode();
        if (isRunCharacter(c)) {
            ++run;
            runDigits += isDigit(c) ? 1 : 0;
        } else {
            if (run > 0)
                endRun();
            otherBytes += utf8Size(c);
        }
    }
    endRun();
    return double(digits) + double(runBytes) / bytesPerRunToken
        + double(otherBytes) / bytesPerToken;
}

qint64 expectedTokens(QStringView text, double ratio)
{
    return qint64(std::ceil(textTokens(text) * ratio));
}

double TokenRatios::ratio(const QString &model) const
{
    return m_ratios.value(model, 1.0);
}

void TokenRatios::learn(const QString &model, double estimate, qint64 counted)
{
    if (estimate < leastToLearnFrom || counted <= 0)
        return;
    const double mixed = 0.7 * ratio(model) + 0.3 * double(counted) / estimate;
    m_ratios.insert(model, std::clamp(mixed, 0.5, 2.5));
}

qint64 plannedTokens(double estimate, double ratio)
{
    constexpr double noise = 1e-6; // of the multiplication; it must not cost a whole token
    return qint64(std::ceil(estimate * ratio * 1.08 - noise));
}

} // namespace lokal
