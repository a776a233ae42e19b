#include "core/ollama/ollamarequestbuilder.h"

#include "core/common/jsontext.h"

#include <QJsonArray>

#include <optional>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

class ObjectWriter : public JsonObjectText
{
public:
    void add(QByteArrayView name, const QJsonValue &value) { addText(name, jsonText(value)); }
    template <typename T> void addIfSet(QByteArrayView name, const std::optional<T> &value)
    {
        if (value)
            add(name, *value);
    }
};

QByteArray roleWord(Role role)
{
    switch (role) {
    case Role::Assistant:
        return "assistant";
    case Role::System:
        return "system";
    case Role::Tool:
        return "tool";
    case Role::User:
        break;
    }
    return "user";
}

QByteArray imagesText(const QList<QByteArray> &images)
{
    QByteArray text = "[";
    for (const QByteArray &image : images) {
        if (text.size() > 1)
            text += ',';
        text += '"';
        text += image.toBase64();
        text += '"';
    }
    return text + ']';
}

QByteArray messageText(const EngineMessage &message)
{
    ObjectWriter writer;
    writer.addText("role", '"' + roleWord(message.role) + '"');
    writer.add("content", message.content);
    if (!message.images.isEmpty())
        writer.addText("images", imagesText(message.images));
    return writer.text();
}

QByteArray messagesText(const GenerationRequest &request)
{
    QList<EngineMessage> messages = request.messages;
    const QString prompt = request.parameters.systemPrompt.value_or(QString());
    const bool hasPrompt = !messages.isEmpty() && messages.first().role == Role::System
        && messages.first().content == prompt;
    if (!prompt.isEmpty() && !hasPrompt)
        messages.prepend({ Role::System, prompt, {} });
    QByteArray text = "[";
    for (const EngineMessage &message : messages) {
        if (text.size() > 1)
            text += ',';
        text += messageText(message);
    }
    return text + ']';
}

QByteArray optionsText(const Parameters &parameters)
{
    ObjectWriter writer;
    writer.addIfSet("num_ctx", parameters.numCtx);
    writer.addIfSet("num_predict", parameters.maxTokens);
    writer.addIfSet("temperature", parameters.temperature);
    writer.addIfSet("top_p", parameters.topP);
    writer.addIfSet("top_k", parameters.topK);
    writer.addIfSet("min_p", parameters.minP);
    writer.addIfSet("repeat_penalty", parameters.repeatPenalty);
    writer.addIfSet("seed", parameters.seed);
    if (!parameters.stopSequences.isEmpty())
        writer.add("stop", QJsonArray::fromStringList(parameters.stopSequences));
    return writer.text();
}

void addFormat(ObjectWriter &writer, const AnswerFormat &format)
{
    if (format.kind == AnswerFormat::Json)
        writer.add("format", u"json"_s);
    else if (format.kind == AnswerFormat::Schema && !format.schema.isEmpty())
        writer.addText("format", format.schema);
}

void addThink(ObjectWriter &writer, Think think)
{
    switch (think) {
    case Think::ModelDefault:
        return;
    case Think::Off:
    case Think::On:
        return writer.add("think", think == Think::On);
    case Think::Low:
        return writer.add("think", u"low"_s);
    case Think::Medium:
        return writer.add("think", u"medium"_s);
    case Think::High:
        return writer.add("think", u"high"_s);
    case Think::Max:
        return writer.add("think", u"max"_s);
    }
}

void addKeepAlive(ObjectWriter &writer, const std::optional<KeepAlive> &keepAlive)
{
    if (!keepAlive)
        return;
    if (keepAlive->seconds)
        writer.add("keep_alive", *keepAlive->seconds);
    else if (!keepAlive->duration.isEmpty())
        writer.add("keep_alive", keepAlive->duration);
}

} // namespace

QString ollamaPath(const GenerationRequest &request)
{
    return request.parameters.raw ? u"/api/generate"_s : u"/api/chat"_s;
}

OllamaRequest ollamaRequest(const GenerationRequest &request)
{
    const Parameters &parameters = request.parameters;
    Q_ASSERT(parameters.numCtx);
    Q_ASSERT(!parameters.raw || request.messages.size() == 1);
    ObjectWriter writer;
    writer.add("model", request.model);
    if (parameters.raw) {
        const EngineMessage prompt = request.messages.value(0);
        writer.add("prompt", prompt.content);
        writer.add("raw", true);
        if (!prompt.images.isEmpty())
            writer.addText("images", imagesText(prompt.images));
    } else {
        writer.addText("messages", messagesText(request));
    }
    writer.add("stream", true);
    // Never silent (product contract, context window): an error instead of a cut.
    writer.add("truncate", false);
    writer.add("shift", false);
    addFormat(writer, parameters.format);
    addThink(writer, parameters.think);
    addKeepAlive(writer, parameters.keepAlive);
    writer.addText("options", optionsText(parameters));
    return { ollamaPath(request), writer.text() };
}

QByteArray ollamaShowBody(const QString &model)
{
    ObjectWriter writer;
    writer.add("model", model);
    return writer.text();
}

} // namespace lokal
