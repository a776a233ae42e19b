#include "core/configs/parametersjson.h"

#include "core/common/jsontext.h"

#include <QJsonArray>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

constexpr std::pair<ContextStrategy, QLatin1StringView> strategyNames[] = {
    { ContextStrategy::Truncate, "truncate"_L1 },
    { ContextStrategy::Summarize, "summarize"_L1 },
    { ContextStrategy::Retrieve, "retrieve"_L1 },
    { ContextStrategy::Refuse, "refuse"_L1 },
};
constexpr std::pair<Think, QLatin1StringView> thinkLevels[] = {
    { Think::Low, "low"_L1 },
    { Think::Medium, "medium"_L1 },
    { Think::High, "high"_L1 },
    { Think::Max, "max"_L1 },
};

template <typename Value, size_t Count>
std::optional<Value> valueOf(const std::pair<Value, QLatin1StringView> (&names)[Count],
                             const QString &name)
{
    const auto found = std::find_if(std::begin(names), std::end(names),
                                    [&](const auto &row) { return name == row.second; });
    return found == std::end(names) ? std::nullopt : std::optional<Value>(found->first);
}

template <typename Value, size_t Count>
QLatin1StringView nameOf(const std::pair<Value, QLatin1StringView> (&names)[Count], Value value)
{
    const auto found = std::find_if(std::begin(names), std::end(names),
                                    [&](const auto &row) { return value == row.first; });
    return found == std::end(names) ? QLatin1StringView() : found->second;
}

// Writing.

QByteArray textOf(const QString &value)
{
    return jsonText(value);
}
QByteArray textOf(double value)
{
    return QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
}
QByteArray textOf(int value)
{
    return QByteArray::number(value);
}
QByteArray textOf(qint64 value)
{
    return QByteArray::number(value);
}
QByteArray textOf(bool value)
{
    return value ? "true" : "false";
}
QByteArray textOf(const QStringList &value)
{
    return jsonText(QJsonArray::fromStringList(value));
}
QByteArray textOf(ContextStrategy value)
{
    return jsonText(nameOf(strategyNames, value));
}
QByteArray textOf(const KeepAlive &value)
{
    return value.seconds ? textOf(*value.seconds) : textOf(value.duration);
}
QByteArray textOf(Think value)
{
    if (value == Think::ModelDefault)
        return "null";
    if (value == Think::Off || value == Think::On)
        return textOf(value == Think::On);
    return jsonText(nameOf(thinkLevels, value));
}
QByteArray textOf(const AnswerFormat &value)
{
    switch (value.kind) {
    case AnswerFormat::Json:
        return "\"json\"";
    case AnswerFormat::Schema:
        return value.schema;
    case AnswerFormat::Text:
        break;
    }
    return "\"text\"";
}
template <typename T> QByteArray textOf(const std::optional<T> &value)
{
    return value ? textOf(*value) : QByteArray("null");
}

class ObjectWriter : public JsonObjectText
{
public:
    template <typename T> void add(const char *name, const T &value)
    {
        addText(name, textOf(value));
    }
    template <typename T> void addIfSet(const char *name, const std::optional<T> &value)
    {
        if (value)
            add(name, *value);
    }
};

// Reading.

class ParameterReader
{
public:
    ParameterReader(const JsonObject &object, const QString &prefix, QStringList *known,
                    QList<FieldError> *errors)
        : m_object(object)
        , m_prefix(prefix)
        , m_known(known)
        , m_errors(errors)
    {
    }

    ParameterChange readAll()
    {
        ParameterChange change;
        readOptional(u"system_prompt"_s, u"must be a string or null"_s, change.systemPrompt,
                     &toString);
        readOptional(u"temperature"_s, u"must be a number or null"_s, change.temperature,
                     &toNumber);
        readOptional(u"top_p"_s, u"must be a number or null"_s, change.topP, &toNumber);
        readOptional(u"min_p"_s, u"must be a number or null"_s, change.minP, &toNumber);
        readOptional(u"repeat_penalty"_s, u"must be a number or null"_s, change.repeatPenalty,
                     &toNumber);
        readOptional(u"top_k"_s, u"must be a whole number or null"_s, change.topK, &toSmallInteger);
        readOptional(u"max_tokens"_s, u"must be a whole number or null"_s, change.maxTokens,
                     &toInteger);
        readOptional(u"seed"_s, u"must be a whole number or null"_s, change.seed, &toInteger);
        readOptional(u"num_ctx"_s, u"must be a whole number or null"_s, change.numCtx, &toInteger);
        readOptional(u"keep_alive"_s, u"must be seconds, a duration such as \"5m\", or null"_s,
                     change.keepAlive, &toKeepAlive);
        readValue(u"stop_sequences"_s, u"must be a list of strings"_s, change.stopSequences,
                  &toStrings);
        readValue(u"raw"_s, u"must be true or false"_s, change.raw, &toBool);
        readValue(u"think"_s,
                  u"must be null, true, false, \"low\", \"medium\", \"high\" or \"max\""_s,
                  change.think, &toThink);
        readValue(u"context_strategy"_s, u"must be \"truncate\" or \"refuse\""_s,
                  change.contextStrategy, &toStrategy);
        readValue(u"format"_s, u"must be \"text\", \"json\" or a JSON schema object"_s,
                  change.format, [this](const QJsonValue &value) { return toFormat(value); });
        return change;
    }

private:
    bool take(const QString &name)
    {
        if (!m_object.contains(name))
            return false;
        if (m_known)
            m_known->append(name);
        return true;
    }
    void complain(const QString &name, const QString &message)
    {
        if (m_errors)
            m_errors->append({ m_prefix + name, message });
    }

    template <typename T, typename Convert>
    void readValue(const QString &name, const QString &rule, std::optional<T> &target,
                   Convert convert)
    {
        if (!take(name))
            return;
        target = convert(m_object.value(name));
        if (!target)
            complain(name, rule);
    }

    /// null is a value of its own here: back to the model's default.
    template <typename T, typename Convert>
    void readOptional(const QString &name, const QString &rule,
                      std::optional<std::optional<T>> &target, Convert convert)
    {
        if (m_object.value(name).isNull() && take(name)) {
            target = std::optional<T>();
            return;
        }
        std::optional<T> value;
        readValue(name, rule, value, convert);
        if (value)
            target = value;
    }

    static std::optional<QString> toString(const QJsonValue &value)
    {
        return value.isString() ? std::optional<QString>(value.toString()) : std::nullopt;
    }
    static std::optional<bool> toBool(const QJsonValue &value)
    {
        return value.isBool() ? std::optional<bool>(value.toBool()) : std::nullopt;
    }
    static std::optional<double> toNumber(const QJsonValue &value)
    {
        return value.isDouble() ? std::optional<double>(value.toDouble()) : std::nullopt;
    }
    static std::optional<qint64> toInteger(const QJsonValue &value)
    {
        const double number = value.toDouble(std::numeric_limits<double>::quiet_NaN());
        // Far numbers are cut to a value that validate() refuses with the range in its message.
        constexpr double farAway = 9e18;
        if (std::isnan(number) || std::trunc(number) != number)
            return std::nullopt;
        return qint64(std::clamp(number, -farAway, farAway));
    }
    static std::optional<int> toSmallInteger(const QJsonValue &value)
    {
        const std::optional<qint64> number = toInteger(value);
        if (!number)
            return std::nullopt;
        return int(std::clamp<qint64>(*number, std::numeric_limits<int>::min(),
                                      std::numeric_limits<int>::max()));
    }
    static std::optional<QStringList> toStrings(const QJsonValue &value)
    {
        if (!value.isArray())
            return std::nullopt;
        QStringList strings;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &entry : array) {
            if (!entry.isString())
                return std::nullopt;
            strings.append(entry.toString());
        }
        return strings;
    }
    static std::optional<Think> toThink(const QJsonValue &value)
    {
        if (value.isNull())
            return Think::ModelDefault;
        if (value.isBool())
            return value.toBool() ? Think::On : Think::Off;
        return valueOf(thinkLevels, value.toString());
    }
    static std::optional<KeepAlive> toKeepAlive(const QJsonValue &value)
    {
        if (value.isDouble())
            return KeepAlive { value.toDouble(), {} };
        if (value.isString())
            return KeepAlive { std::nullopt, value.toString() };
        return std::nullopt;
    }
    static std::optional<ContextStrategy> toStrategy(const QJsonValue &value)
    {
        return valueOf(strategyNames, value.toString());
    }
    std::optional<AnswerFormat> toFormat(const QJsonValue &value) const
    {
        if (value.isObject())
            return AnswerFormat { AnswerFormat::Schema, m_object.rawValue(u"format"_s) };
        if (value == "text"_L1)
            return AnswerFormat {};
        if (value == "json"_L1)
            return AnswerFormat { AnswerFormat::Json, {} };
        return std::nullopt;
    }

    const JsonObject &m_object;
    QString m_prefix;
    QStringList *m_known;
    QList<FieldError> *m_errors;
};

} // namespace

QByteArray parametersToJson(const Parameters &parameters)
{
    ObjectWriter writer;
    writer.add("system_prompt", parameters.systemPrompt);
    writer.add("temperature", parameters.temperature);
    writer.add("top_p", parameters.topP);
    writer.add("top_k", parameters.topK);
    writer.add("max_tokens", parameters.maxTokens);
    writer.add("stop_sequences", parameters.stopSequences);
    writer.add("format", parameters.format);
    writer.add("raw", parameters.raw);
    writer.add("num_ctx", parameters.numCtx);
    writer.add("seed", parameters.seed);
    writer.add("min_p", parameters.minP);
    writer.add("repeat_penalty", parameters.repeatPenalty);
    writer.add("think", parameters.think);
    writer.add("keep_alive", parameters.keepAlive);
    writer.add("context_strategy", parameters.contextStrategy);
    return writer.text();
}

QByteArray changeToJson(const ParameterChange &change)
{
    ObjectWriter writer;
    writer.addIfSet("system_prompt", change.systemPrompt);
    writer.addIfSet("temperature", change.temperature);
    writer.addIfSet("top_p", change.topP);
    writer.addIfSet("top_k", change.topK);
    writer.addIfSet("max_tokens", change.maxTokens);
    writer.addIfSet("stop_sequences", change.stopSequences);
    writer.addIfSet("format", change.format);
    writer.addIfSet("raw", change.raw);
    writer.addIfSet("num_ctx", change.numCtx);
    writer.addIfSet("seed", change.seed);
    writer.addIfSet("min_p", change.minP);
    writer.addIfSet("repeat_penalty", change.repeatPenalty);
    writer.addIfSet("think", change.think);
    writer.addIfSet("keep_alive", change.keepAlive);
    writer.addIfSet("context_strategy", change.contextStrategy);
    return writer.text();
}

ParameterChange readParameters(const JsonObject &object, const QString &prefix, QStringList *known,
                               QList<FieldError> *errors)
{
    const ParameterChange change = ParameterReader(object, prefix, known, errors).readAll();
    if (errors) {
        const QList<FieldError> outOfRange = validate(applied(Parameters {}, change));
        for (const FieldError &error : outOfRange)
            errors->append({ prefix + error.field, error.message });
    }
    return change;
}

ParameterChange changeFromJson(const QByteArray &json)
{
    return readParameters(JsonObject(json), {}, nullptr, nullptr);
}

} // namespace lokal
