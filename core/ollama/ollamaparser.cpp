#include "core/ollama/ollamaparser.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

namespace lokal::ollamaparser {
namespace {

Error notAnAnswer(const QString &why)
{
    return makeError(ErrorCode::EngineProtocol, why);
}

Result<QJsonObject> objectOf(const QByteArray &text)
{
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(text, &fault);
    if (fault.error != QJsonParseError::NoError)
        return notAnAnswer(u"not JSON: %1"_s.arg(fault.errorString()));
    if (!document.isObject())
        return notAnAnswer(u"JSON, but no object"_s);
    return document.object();
}

std::optional<qint64> integer(const QJsonValue &value)
{
    const double number = value.toDouble(std::nan(""));
    if (!(std::abs(number) < 9.2e18))
        return std::nullopt;
    return value.toInteger(qint64(number)); // the first form keeps all 64 bits of an integer
}

/// A count that Ollama leaves out when it is zero.
std::optional<qint64> count(const QJsonValue &value)
{
    const auto number = integer(value);
    return number && *number > 0 ? number : std::nullopt;
}

std::optional<qint64> milliseconds(const QJsonValue &nanoseconds)
{
    const auto number = count(nanoseconds);
    return number ? std::optional(*number / 1'000'000) : std::nullopt;
}

Usage usageOf(const QJsonObject &line)
{
    Usage usage;
    usage.promptTokens = count(line.value("prompt_eval_count"_L1));
    usage.completionTokens = count(line.value("eval_count"_L1));
    usage.loadMs = milliseconds(line.value("load_duration"_L1));
    usage.promptMs = milliseconds(line.value("prompt_eval_duration"_L1));
    usage.evalMs = milliseconds(line.value("eval_duration"_L1));
    usage.totalMs = milliseconds(line.value("total_duration"_L1));
    const auto evalNanoseconds = count(line.value("eval_duration"_L1));
    if (usage.completionTokens && evalNanoseconds)
        usage.tokensPerSecond = double(*usage.completionTokens) * 1e9 / double(*evalNanoseconds);
    return usage;
}

QDateTime timeOf(const QJsonValue &value)
{
    // QDateTime takes at most milliseconds; Ollama writes up to nine digits.
    static const QRegularExpression furtherDigits(u"(\\.\\d{3})\\d+"_s);
    QString text = value.toString();
    text.replace(furtherDigits, u"\\1"_s);
    return QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
}

QStringList texts(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &entry : array) {
        if (entry.isString())
            list.append(entry.toString());
    }
    return list;
}

Model modelOf(const QJsonObject &entry)
{
    const QJsonObject details = entry.value("details"_L1).toObject();
    Model model;
    model.name = entry.value("name"_L1).toString(entry.value("model"_L1).toString());
    model.digest = entry.value("digest"_L1).toString();
    model.modifiedAtUtc = timeOf(entry.value("modified_at"_L1));
    model.family = details.value("family"_L1).toString();
    model.parameterSize = details.value("parameter_size"_L1).toString();
    model.quantization = details.value("quantization_level"_L1).toString();
    if (model.quantization == "unknown"_L1)
        model.quantization.clear();
    model.contextLength = count(details.value("context_length"_L1));
    return model;
}

Result<QJsonArray> modelArray(const QByteArray &body)
{
    const auto object = objectOf(body);
    if (!object)
        return object.error();
    const QJsonValue models = object->value("models"_L1);
    if (!models.isArray() && !models.isNull())
        return notAnAnswer(u"there is no list of models"_s);
    return models.toArray();
}

/// The model's own parameters come as lines "name   value"; those whose value is a number.
QHash<QString, double> ownNumbers(const QString &parameters)
{
    QHash<QString, double> numbers;
    const auto lines = QStringView(parameters).split(u'\n');
    for (const QStringView line : lines) {
        const QString plain = line.toString().simplified();
        bool isNumber = false;
        const double value = plain.section(u' ', 1).remove(u'"').toDouble(&isNumber);
        if (isNumber && std::isfinite(value))
            numbers.insert(plain.section(u' ', 0, 0), value);
    }
    return numbers;
}

std::optional<qint64> ownNumCtx(const QHash<QString, double> &parameters)
{
    const double value = parameters.value(u"num_ctx"_s);
    return value >= 1 && value < 1e15 ? std::optional(qint64(value)) : std::nullopt;
}

} // namespace

qsizetype endOfFirstValue(const QByteArray &line)
{
    QJsonParseError fault;
    QJsonDocument::fromJson(line, &fault);
    const bool isGlued
        = fault.error == QJsonParseError::GarbageAtEnd && line.sliced(fault.offset).startsWith('{');
    return isGlued ? fault.offset : 0;
}

Result<OllamaLine> answerLine(const QByteArray &line)
{
    const auto object = objectOf(line);
    if (!object)
        return object.error();
    OllamaLine result;
    if (const QJsonValue error = object->value("error"_L1);
        !error.isUndefined() && !error.isNull()) {
        result.error = error.isString() ? error.toString() : QString::fromUtf8(line);
        if (result.error.isEmpty())
            result.error = u"unknown error"_s;
        return result;
    }
    if (!object->contains("message"_L1) && !object->contains("response"_L1)
        && !object->contains("done"_L1))
        return notAnAnswer(u"JSON, but no part of an answer"_s);
    const QJsonObject message = object->value("message"_L1).toObject();
    result.text = message.value("content"_L1).toString() + object->value("response"_L1).toString();
    result.thinking
        = message.value("thinking"_L1).toString() + object->value("thinking"_L1).toString();
    result.isDone = object->value("done"_L1).toBool();
    if (result.isDone) {
        result.reason = object->value("done_reason"_L1).toString();
        result.usage = usageOf(*object);
    }
    return result;
}

Result<QList<Model>> installedModels(const QByteArray &body)
{
    const auto entries = modelArray(body);
    if (!entries)
        return entries.error();
    QList<Model> models;
    for (const QJsonValue &entry : *entries) {
        Model model = modelOf(entry.toObject());
        if (model.name.isEmpty())
            continue;
        model.sizeBytes = integer(entry.toObject().value("size"_L1)).value_or(0);
        models.append(model);
    }
    return models;
}

Result<QList<Model>> loadedModels(const QByteArray &body)
{
    const auto entries = modelArray(body);
    if (!entries)
        return entries.error();
    QList<Model> models;
    for (const QJsonValue &value : *entries) {
        const QJsonObject entry = value.toObject();
        Model model;
        model.name = entry.value("name"_L1).toString(entry.value("model"_L1).toString());
        model.loaded = true;
        model.loadedBytes = integer(entry.value("size"_L1));
        model.loadedVramBytes = integer(entry.value("size_vram"_L1));
        model.loadedContext = count(entry.value("context_length"_L1));
        models.append(model);
    }
    return models;
}

Result<Model> modelDetails(const QByteArray &body, const QString &name)
{
    const auto object = objectOf(body);
    if (!object)
        return object.error();
    if (!object->contains("details"_L1) && !object->contains("model_info"_L1)
        && !object->contains("modelfile"_L1))
        return notAnAnswer(u"JSON, but not about a model"_s);
    Model model = modelOf(*object);
    model.name = name;
    const QJsonObject info = object->value("model_info"_L1).toObject();
    const QString architecture = info.value("general.architecture"_L1).toString();
    if (const auto length = count(info.value(architecture + ".context_length"_L1)))
        model.contextLength = length;
    model.parameters = ownNumbers(object->value("parameters"_L1).toString());
    model.defaultNumCtx = ownNumCtx(model.parameters);
    if (object->value("capabilities"_L1).isArray())
        model.capabilities = texts(object->value("capabilities"_L1));
    return model;
}

Result<QString> version(const QByteArray &body)
{
    const auto object = objectOf(body);
    if (!object)
        return object.error();
    const QString text = object->value("version"_L1).toString();
    if (text.isEmpty())
        return notAnAnswer(u"JSON, but no version"_s);
    return text;
}

} // namespace lokal::ollamaparser
