#pragma once

#include "core/common/error.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace lokal {

/// What the answer has to look like. A schema keeps its text: the model writes the keys in the
/// order in which they were received, and QJsonObject would sort them.
struct AnswerFormat
{
    enum Kind
    {
        Text,
        Json,
        Schema
    };
    Kind kind = Text;
    QByteArray schema; ///< JSON text of an object; only with Schema
    bool operator==(const AnswerFormat &) const = default;
};

enum class Think
{
    ModelDefault,
    Off,
    On,
    Low,
    Medium,
    High,
    Max
};

/// How long the engine keeps the model loaded: seconds, or a Go duration ("5m").
struct KeepAlive
{
    std::optional<double> seconds;
    QString duration; ///< used when seconds is unset
    bool operator==(const KeepAlive &) const = default;
};

enum class ContextStrategy
{
    Truncate,
    Summarize,
    Retrieve,
    Refuse
};

/// The parameters of an answer. nullopt means "model default" and is not sent.
struct Parameters
{
    std::optional<QString> systemPrompt;
    std::optional<double> temperature; ///< 0–2
    std::optional<double> topP; ///< 0–1
    std::optional<double> minP; ///< 0–1
    std::optional<int> topK; ///< 0–1000
    std::optional<qint64> maxTokens; ///< ≥ 1
    std::optional<double> repeatPenalty; ///< 0–2
    std::optional<qint64> seed; ///< −1…2³¹−1
    std::optional<qint64> numCtx; ///< 256–2,097,152
    QStringList stopSequences; ///< at most 16, 1–256 characters each
    AnswerFormat format;
    bool raw = false;
    Think think = Think::ModelDefault;
    std::optional<KeepAlive> keepAlive;
    ContextStrategy contextStrategy = ContextStrategy::Truncate;
    bool operator==(const Parameters &) const = default;
};

/// Some parameters: those that a request changes or a session overrides. An outer nullopt leaves
/// the field as it is; an inner one sets it back to "model default".
struct ParameterChange
{
    std::optional<std::optional<QString>> systemPrompt;
    std::optional<std::optional<double>> temperature, topP, minP, repeatPenalty;
    std::optional<std::optional<int>> topK;
    std::optional<std::optional<qint64>> maxTokens, seed, numCtx;
    std::optional<QStringList> stopSequences;
    std::optional<AnswerFormat> format;
    std::optional<bool> raw;
    std::optional<Think> think;
    std::optional<std::optional<KeepAlive>> keepAlive;
    std::optional<ContextStrategy> contextStrategy;
    bool operator==(const ParameterChange &) const = default;
    bool isEmpty() const { return *this == ParameterChange {}; }
};

/// `base` with the fields of `change` put over it.
Parameters applied(Parameters base, const ParameterChange &change);
/// What is out of range, in the field names of the API; empty when all is well. Strategies that do
/// not exist yet (summarize, retrieve) are reported too.
QList<FieldError> validate(const Parameters &parameters);

/// JSON text of all parameters with the API's field names, as an object; unset is null.
QByteArray parametersToJson(const Parameters &parameters);
/// JSON text of the set fields only.
QByteArray changeToJson(const ParameterChange &change);

} // namespace lokal
