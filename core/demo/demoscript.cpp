#include "core/demo/demoscript.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace lokal::demo {
namespace {

std::optional<Fault> faultNamed(const QString &name)
{
    static const QHash<QString, Fault> names {
        { u""_s, Fault::None },
        { u"none"_s, Fault::None },
        { u"cut"_s, Fault::Cut },
        { u"end_without_done"_s, Fault::EndWithoutDone },
        { u"error_line"_s, Fault::ErrorLine },
        { u"garbage"_s, Fault::Garbage },
        { u"hang"_s, Fault::Hang },
    };
    const auto found = names.constFind(name);
    return found == names.constEnd() ? std::nullopt : std::optional(*found);
}

QStringList pieces(const QJsonValue &value)
{
    if (value.isString())
        return tokenPieces(value.toString());
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &piece : array)
        list.append(piece.toString());
    return list;
}

std::optional<ScriptStep> parseStep(const QJsonObject &object, QString *problem)
{
    static const QStringList known { u"expect"_s,   u"model"_s,       u"status"_s,     u"error"_s,
                                     u"thinking"_s, u"reply"_s,       u"delay_ms"_s,   u"rate"_s,
                                     u"fault"_s,    u"fault_after"_s, u"done_reason"_s };
    for (const QString &key : object.keys()) {
        if (!known.contains(key)) {
            *problem
                = u"unknown key \"%1\" in a step; known are %2"_s.arg(key, known.join(u", "_s));
            return std::nullopt;
        }
    }
    ScriptStep step;
    step.expect = object[u"expect"_s].toString();
    step.model = object[u"model"_s].toString();
    step.status = object[u"status"_s].toInt(200);
    step.error = object[u"error"_s].toString();
    step.thinking = pieces(object[u"thinking"_s]);
    step.reply = pieces(object[u"reply"_s]);
    step.delayMs = object[u"delay_ms"_s].toInt();
    if (object.contains(u"rate"_s))
        step.rate = object[u"rate"_s].toDouble();
    step.faultAfter = object[u"fault_after"_s].toInt(-1);
    step.doneReason = object[u"done_reason"_s].toString(u"stop"_s);
    const std::optional<Fault> fault = faultNamed(object[u"fault"_s].toString());
    if (!fault) {
        *problem = u"unknown fault \"%1\""_s.arg(object[u"fault"_s].toString());
        return std::nullopt;
    }
    step.fault = *fault;
    return step;
}

} // namespace

std::optional<Script> Script::parse(const QByteArray &json, QString *problem)
{
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(json, &fault);
    if (!document.isObject()) {
        *problem = u"the script is no JSON object: %1"_s.arg(fault.errorString());
        return std::nullopt;
    }
    Script script;
    script.repeatLast = document[u"repeat_last"_s].toBool();
    const QJsonArray steps = document[u"steps"_s].toArray();
    for (const QJsonValue &value : steps) {
        std::optional<ScriptStep> step = parseStep(value.toObject(), problem);
        if (!step)
            return std::nullopt;
        script.steps.append(*step);
    }
    return script;
}

QStringList tokenPieces(const QString &text)
{
    QStringList list;
    qsizetype begin = 0;
    for (qsizetype i = 1; i < text.size(); ++i) {
        const bool startsWord = !text[i].isSpace() && text[i - 1] == u'\n';
        if ((text[i] == u' ' && text[i - 1] != u' ') || startsWord) {
            list.append(text.sliced(begin, i - begin));
            begin = i;
        }
    }
    if (begin < text.size())
        list.append(text.sliced(begin));
    return list;
}

} // namespace lokal::demo
