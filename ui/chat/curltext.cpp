#include "ui/chat/curltext.h"

#include "ui/chat/messagetext.h"

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

/// What the model saw of the path: up to the question, without what was left out or never said.
QList<ChatMessage> seen(const QList<ChatMessage> &path, const ChatMessage &answer, bool raw)
{
    QList<ChatMessage> result;
    const MessageId first = firstSeenMessage(answer);
    for (const ChatMessage &one : path) {
        if (one.id == answer.id)
            break;
        if (one.id == first)
            result.clear();
        if (one.role != Role::Assistant || !one.content.isEmpty())
            result.append(one);
    }
    return raw ? result.last(qMin<qsizetype>(1, result.size())) : result;
}

QJsonArray messagesOf(const QJsonObject &sent, const QList<ChatMessage> &history)
{
    QJsonArray messages;
    if (const QString system = sent.value("system_prompt"_L1).toString(); !system.isEmpty())
        messages.append(message(u"system"_s, system));
    for (const ChatMessage &one : history)
        messages.append(message(roleName(one.role), one.content));
    return messages;
}

QJsonObject optionsOf(const QJsonObject &sent)
{
    QJsonObject options;
    for (const OptionName &name : optionNames) {
        const QJsonValue value = sent.value(name.ours);
        if (!value.isNull() && !value.isUndefined())
            options.insert(name.engines, value);
    }
    if (const QJsonArray stop = sent.value("stop_sequences"_L1).toArray(); !stop.isEmpty())
        options.insert("stop"_L1, stop);
    return options;
}

} // namespace

QString curlText(const QString &engineAddress, const ChatMessage &answer,
                 const QList<ChatMessage> &path)
{
    if (engineAddress.isEmpty() || answer.sent.isEmpty())
        return {};
    const QJsonObject sent = QJsonDocument::fromJson(answer.sent).object();
    const bool raw = sent.value("raw"_L1).toBool();
    const QList<ChatMessage> history = seen(path, answer, raw);
    QJsonObject body { { u"model"_s, answer.model },
                       { u"stream"_s, false },
                       { u"options"_s, optionsOf(sent) },
                       // never silently a shorter chat
                       { u"truncate"_s, false },
                       { u"shift"_s, false } };
    const QString begun = answer.content.left(sent.value("continued_length"_L1).toInteger());
    if (raw) {
        const QString question = history.isEmpty() ? QString() : history.constLast().content;
        body.insert("prompt"_L1, question + begun);
        body.insert("raw"_L1, true);
    } else {
        QJsonArray messages = messagesOf(sent, history);
        if (!begun.isEmpty()) // the end of another answer, which this one continues
            messages.append(message(roleName(Role::Assistant), begun));
        body.insert("messages"_L1, messages);
    }
    for (const QLatin1StringView same : { "think"_L1, "keep_alive"_L1, "format"_L1 }) {
        const QJsonValue value = sent.value(same);
        if (!value.isNull() && !value.isUndefined() && value != "text"_L1)
            body.insert(same, value);
    }
    return u"curl %1/api/%2 -d %3"_s.arg(
        engineAddress, raw ? u"generate"_s : u"chat"_s,
        quoted(QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact))));
}

} // namespace lokal::ui
