#include "core/demo/demoanswer.h"

#include "core/demo/demomodels.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::demo {
namespace {

QString now()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
}

QJsonObject assistantMessage(const QString &content, const QString &thinking = {})
{
    QJsonObject message { { u"role"_s, u"assistant"_s }, { u"content"_s, content } };
    if (!thinking.isEmpty())
        message[u"thinking"_s] = thinking;
    return message;
}

} // namespace

QString DemoAnswer::follow(const ScriptStep &step, const QString &question)
{
    if (!step.model.isEmpty() && DemoModels::completed(step.model) != DemoModels::completed(model))
        return u"script: expected model \"%1\", got \"%2\""_s.arg(step.model, model);
    if (!question.contains(step.expect))
        return u"script: expected a question with \"%1\", got \"%2\""_s.arg(step.expect,
                                                                            question.left(200));
    thinking = step.thinking;
    text = step.reply;
    doneReason = step.doneReason;
    fault = step.fault;
    faultText = step.error;
    faultAt = step.faultAfter < 0 ? pieces() : step.faultAfter;
    if (step.rate)
        rate = *step.rate;
    return {};
}

QJsonObject DemoAnswer::nextLine() const
{
    const bool thinks = sent < thinking.size();
    const QString thought = thinks ? thinking.at(sent) : QString();
    const QString word = thinks ? QString() : text.value(sent - thinking.size());
    QJsonObject line { { u"model"_s, model }, { u"created_at"_s, now() }, { u"done"_s, false } };
    if (wire == Wire::Chat) {
        line[u"message"_s] = assistantMessage(word, thought);
        return line;
    }
    line[u"response"_s] = word;
    if (thinks)
        line[u"thinking"_s] = thought;
    return line;
}

QJsonObject DemoAnswer::toolCallLine() const
{
    QJsonArray calls;
    for (const DemoToolCall &call : toolCalls) {
        calls.append(QJsonObject { { u"id"_s, u"call_demo%1"_s.arg(calls.size()) },
                                   { u"function"_s,
                                     QJsonObject { { u"index"_s, calls.size() },
                                                   { u"name"_s, call.name },
                                                   { u"arguments"_s, call.arguments } } } });
    }
    QJsonObject line = nextLine();
    QJsonObject message = line[u"message"_s].toObject();
    message[u"tool_calls"_s] = calls;
    line[u"message"_s] = message;
    return line;
}

QJsonObject DemoAnswer::lastLine() const
{
    QJsonObject line { { u"model"_s, model },
                       { u"created_at"_s, now() },
                       { u"done"_s, true },
                       { u"done_reason"_s, doneReason } };
    if (wire == Wire::Generate)
        line[u"response"_s] = QString();
    else
        line[u"message"_s] = assistantMessage({});
    if (doneReason == "load"_L1 || doneReason == "unload"_L1)
        return line;
    const qint64 total = std::max<qint64>(1, clock.nsecsElapsed());
    line[u"total_duration"_s] = total;
    line[u"load_duration"_s] = total / 20;
    line[u"prompt_eval_count"_s] = promptTokens;
    line[u"prompt_eval_duration"_s] = total / 10;
    line[u"eval_count"_s] = pieces() + 1;
    line[u"eval_duration"_s] = total * 17 / 20;
    return line;
}

QJsonObject DemoAnswer::whole() const
{
    QJsonObject object = lastLine();
    if (wire == Wire::Generate)
        object[u"response"_s] = text.join(QString());
    else
        object[u"message"_s] = assistantMessage(text.join(QString()), thinking.join(QString()));
    return object;
}

} // namespace lokal::demo
