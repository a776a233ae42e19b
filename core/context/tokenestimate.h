#pragma once

#include <QHash>
#include <QString>

namespace lokal {

/// Tokens of a text, roughly, for an average tokenizer. Digits count one each, long unbroken runs
/// (hex, base64) one per 1.4 bytes, all else one per 3.6 bytes of UTF-8.
double textTokens(QStringView text);
/// What the text of a message is expected to cost, for people.
/// @param ratio of the model, see TokenRatios.
qint64 expectedTokens(QStringView text, double ratio);
/// What every message costs beside its text: the template's marks around it.
inline constexpr double tokensPerMessage = 6;
/// What the engine counts for a picture.
inline constexpr double tokensPerImage = 768;
/// The least that a text of so many bytes can cost, when the text itself is not at hand.
inline double leastTokensOfBytes(qint64 bytes)
{
    return double(bytes) / 3.6;
}

/// How far the estimate is off for each model, learned from what the engine really counted.
class TokenRatios
{
public:
    /// 1 for a model that has not answered yet.
    double ratio(const QString &model) const;
    /// @param estimate of the whole prompt, without ratio. Call it only for prompts that cannot
    /// have been cut and hold no pictures.
    void learn(const QString &model, double estimate, qint64 counted);

private:
    QHash<QString, double> m_ratios;
};

/// The number to plan with: the estimate times the model's ratio, with a margin of 8 %.
qint64 plannedTokens(double estimate, double ratio);

} // namespace lokal
