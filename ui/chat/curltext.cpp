#include "ui/chat/curltext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace lokal::ui {
namespace {

struct OptionName
{
    QLatin1StringView ours, engines;
};

// Ours of the API, and what the engine calls them.
constexpr OptionName optionNames[] = {
    { "temperature"_L1, "temperature"_L1 },
    { "top_p"_L1, "top_p"_L1 },
    { "min_p"_L1, "min_p"_L1 },
    { "top_k"_L1, "top_k"_L1 },
    { "max_tokens"_L1, "num_predict"_L1 },
    { "repeat_penalty"_L1, "repeat_penalty"_L1 },
    { "seed"_L1, "seed"_L1 },
    { "num_ctx"_L1, "num_ctx"_L1 },
};

QJsonObject message(const QString &role, const QString &content)
{
    return { { u"role"_s, role }, { u"content"_s, content } };
}

// Within single quotes only the quote itself is special to a shell.
QString quoted(QString text)
{
    return u'\'' + text.replace(u'\'', "'\\''"_L1) + u'\'';
}

} // namespace

QString curlText(const QString &engineAddress, const ChatMessage &answer,
                 const QList<ChatMessage> &history)
{
    if (engineAddress.isEmpty() || answer.sent.isEmpty())
        return {};
    const QJsonObject sent = QJsonDocument::fromJson(answer.sent).object();
    QJsonArray messages;
    if (const QString system = sent.value("system_prompt"_L1).toString(); !system.isEmpty())
        messages.append(message(u"system"_s, system));
    for (const ChatMessage &one : history)
        messages.append(message(roleName(one.role), one.content));
    QJsonObject options;
    for (const OptionName &name : optionNames) {
        const QJsonValue value = sent.value(name.ours);
        if (!value.isNull() && !value.isUndefined())
            options.insert(name.engines, value);
    }
    QJsonObject body { { u"model"_s, answer.model },
                       { u"messages"_s, messages },
                       { u"stream"_s, false },
                       { u"options"_s, options } };
    if (const QJsonValue think = sent.value("think"_L1); !think.isNull() && !think.isUndefined())
        body.insert("think"_L1, think);
    return u"curl %1/api/chat -d %2"_s.arg(
        engineAddress,
        quoted(QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact))));
}

} // namespace lokal::ui
