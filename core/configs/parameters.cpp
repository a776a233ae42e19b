#include "core/configs/parameters.h"

#include "core/common/jsonreader.h"
#include "core/common/names.h"

#include <QHash>
#include <QRegularExpression>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr qsizetype mostStopSequences = 16;
constexpr qsizetype longestStopSequence = 256;
constexpr qint64 largestExactInteger
    = (Q_INT64_C(1) << 53) - 1; // beyond it JSON numbers lose digits
constexpr double longestKeepAlive = 9223372036; // seconds; what a Go duration can hold

template <typename T> void put(T &field, const std::optional<T> &change)
{
    if (change)
        field = *change;
}

void checkRange(QList<FieldError> &errors, const QString &field, std::optional<double> value,
                double least, double most)
{
    if (value && !(*value >= least && *value <= most)) // written so that NaN fails too
        errors.append({ field, u"must be a number from %1 to %2"_s.arg(least).arg(most) });
}

void checkRange(QList<FieldError> &errors, const QString &field, std::optional<qint64> value,
                qint64 least, qint64 most)
{
    if (value && (*value < least || *value > most))
        errors.append({ field, u"must be a whole number from %1 to %2"_s.arg(least).arg(most) });
}

void checkStopSequences(QList<FieldError> &errors, const QStringList &sequences)
{
    if (sequences.size() > mostStopSequences)
        errors.append(
            { u"stop_sequences"_s, u"must have at most %1 entries"_s.arg(mostStopSequences) });
    for (qsizetype i = 0; i < sequences.size(); ++i) {
        const qsizetype count = characterCount(sequences[i]);
        if (count < 1 || count > longestStopSequence)
            errors.append({ u"stop_sequences[%1]"_s.arg(i),
                            u"must have 1 to %1 characters"_s.arg(longestStopSequence) });
    }
}

/// The seconds of one term of a Go duration, such as "1.5h".
double secondsOf(const QString &number, const QString &unit)
{
    static const QHash<QString, double> units {
        { u"ns"_s, 1e-9 }, { u"us"_s, 1e-6 }, { u"µs"_s, 1e-6 }, { u"μs"_s, 1e-6 },
        { u"ms"_s, 1e-3 }, { u"s"_s, 1 },     { u"m"_s, 60 },    { u"h"_s, 3600 },
    };
    return number.toDouble() * units.value(unit);
}

bool isGoDuration(const QString &text)
{
    static const QRegularExpression whole(
        uR"(\A(?:0|[-+]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)\z)"_s);
    static const QRegularExpression term(uR"((\d+(?:\.\d*)?|\.\d+)([^\d.]+))"_s);
    if (text.size() > 64 || !whole.match(text).hasMatch())
        return false;
    double seconds = 0;
    for (auto terms = term.globalMatch(text); terms.hasNext();) {
        const QRegularExpressionMatch match = terms.next();
        seconds += secondsOf(match.captured(1), match.captured(2));
    }
    return seconds <= longestKeepAlive;
}

} // namespace

Parameters applied(Parameters base, const ParameterChange &change)
{
    put(base.systemPrompt, change.systemPrompt);
    put(base.temperature, change.temperature);
    put(base.topP, change.topP);
    put(base.minP, change.minP);
    put(base.repeatPenalty, change.repeatPenalty);
    put(base.topK, change.topK);
    put(base.maxTokens, change.maxTokens);
    put(base.seed, change.seed);
    put(base.numCtx, change.numCtx);
    put(base.stopSequences, change.stopSequences);
    put(base.format, change.format);
    put(base.raw, change.raw);
    put(base.think, change.think);
    put(base.keepAlive, change.keepAlive);
    put(base.contextStrategy, change.contextStrategy);
    return base;
}

QList<FieldError> validate(const Parameters &parameters)
{
    QList<FieldError> errors;
    checkRange(errors, u"temperature"_s, parameters.temperature, 0.0, 2.0);
    checkRange(errors, u"top_p"_s, parameters.topP, 0.0, 1.0);
    checkRange(errors, u"min_p"_s, parameters.minP, 0.0, 1.0);
    checkRange(errors, u"repeat_penalty"_s, parameters.repeatPenalty, 0.0, 2.0);
    checkRange(errors, u"top_k"_s, parameters.topK, Q_INT64_C(0), Q_INT64_C(1000));
    checkRange(errors, u"max_tokens"_s, parameters.maxTokens, Q_INT64_C(1), largestExactInteger);
    checkRange(errors, u"seed"_s, parameters.seed, Q_INT64_C(-1),
               std::numeric_limits<qint32>::max());
    checkRange(errors, u"num_ctx"_s, parameters.numCtx, Q_INT64_C(256), Q_INT64_C(2097152));
    checkStopSequences(errors, parameters.stopSequences);
    if (parameters.format.kind == AnswerFormat::Schema
        && !parseStrictObject(parameters.format.schema))
        errors.append({ u"format"_s, u"must be \"text\", \"json\" or a JSON schema object"_s });
    if (parameters.keepAlive) {
        const KeepAlive &keep = *parameters.keepAlive;
        const bool isPossible = keep.seconds ? std::abs(*keep.seconds) <= longestKeepAlive
                                             : isGoDuration(keep.duration);
        if (!isPossible)
            errors.append({ u"keep_alive"_s, u"must be seconds or a duration such as \"5m\""_s });
    }
    if (parameters.contextStrategy == ContextStrategy::Summarize
        || parameters.contextStrategy == ContextStrategy::Retrieve)
        errors.append({ u"context_strategy"_s,
                        u"must be \"truncate\" or \"refuse\"; the others do not exist yet"_s });
    return errors;
}

} // namespace lokal
