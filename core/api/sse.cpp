#include "core/api/sse.h"

#include "core/api/problem.h"
#include "core/api/render.h"

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

void appendHead(QByteArray &out, MessageId message, qint64 number, QByteArrayView event)
{
    out.append("id: ", 4)
        .append(QByteArray::number(message.value))
        .append('-')
        .append(QByteArray::number(number));
    out.append("\nevent: ", 8).append(event).append("\ndata: ", 7);
}

QByteArrayView strategyName(ContextStrategy strategy)
{
    // clang-format off
    switch (strategy) {
    case ContextStrategy::Truncate: return "truncate";
    case ContextStrategy::Summarize: return "summarize";
    case ContextStrategy::Retrieve: return "retrieve";
    case ContextStrategy::Refuse: return "refuse";
    }
    // clang-format on
    return "truncate";
}

/// Writes the data of each kind of event; returns its name.
class EventWriter
{
public:
    EventWriter(JsonWriter &json, const QByteArray &instance, const QByteArray &requestId)
        : m_json(json)
        , m_instance(instance)
        , m_requestId(requestId)
    {
    }

    QByteArrayView operator()(const AnswerStarted &started)
    {
        m_json.key("session_id").value(started.session.value);
        m_json.key("user_message");
        writeMessageOrNull(started.userMessage);
        m_json.key("message");
        writeMessage(m_json, started.message);
        m_json.key("model").value(started.model);
        return "message.start";
    }
    QByteArrayView operator()(const AnswerQueued &queued)
    {
        m_json.key("position").value(queued.position);
        return "queued";
    }
    QByteArrayView operator()(const AnswerPhase &phase)
    {
        m_json.key("phase").value(phase.phase);
        return "status";
    }
    QByteArrayView operator()(const AnswerContext &context)
    {
        m_json.key("strategy").raw('"' + strategyName(context.strategy).toByteArray() + '"');
        m_json.key("window").value(context.window);
        m_json.key("used_estimate").value(context.usedEstimate);
        m_json.key("dropped_turns").value(context.droppedTurns);
        m_json.key("first_message_id").idOrNull(context.firstMessage.value);
        return "context";
    }
    QByteArrayView operator()(const AnswerThinking &thinking)
    {
        m_json.key("text").value(thinking.text);
        return "thinking";
    }
    QByteArrayView operator()(const AnswerToken &token)
    {
        m_json.key("text").value(token.text);
        return "token";
    }
    QByteArrayView operator()(const AnswerDone &done)
    {
        m_json.key("status").value(done.status);
        m_json.key("reason").value(done.reason);
        m_json.key("message");
        writeMessage(m_json, done.message);
        m_json.key("usage");
        writeUsage(m_json, done.message.usage);
        return "done";
    }
    QByteArrayView operator()(const AnswerFailed &failed)
    {
        writeProblemMembers(m_json, failed.error, m_instance, m_requestId);
        m_json.key("message");
        writeMessageOrNull(failed.message);
        return "error";
    }

private:
    void writeMessageOrNull(const ChatMessage &message)
    {
        if (message.id.isValid())
            writeMessage(m_json, message);
        else
            m_json.null();
    }

    JsonWriter &m_json;
    const QByteArray &m_instance;
    const QByteArray &m_requestId;
};

} // namespace

void appendTextFrame(QByteArray &out, MessageId message, qint64 number, QByteArrayView event,
                     QStringView text)
{
    appendHead(out, message, number, event);
    out.append("{\"text\":\"", 9);
    appendJsonEscaped(out, text);
    out.append("\"}\n\n", 4);
}

JsonParts eventFrame(const AnswerEvent &event, const QByteArray &instance,
                     const QByteArray &requestId)
{
    JsonWriter json;
    json.beginObject();
    const QByteArrayView name = std::visit(EventWriter(json, instance, requestId), event.data);
    json.endObject();
    QByteArray head;
    appendHead(head, event.message, event.number, name);
    JsonParts frame;
    frame.append(head);
    frame.append(json.takeParts());
    frame.append(QByteArray("\n\n"));
    return frame;
}

QByteArray errorFrame(const QByteArray &id, const Error &error, const QByteArray &instance,
                      const QByteArray &requestId)
{
    JsonWriter json;
    json.beginObject();
    writeProblemMembers(json, error, instance, requestId);
    json.key("message").null().endObject();
    return (id.isEmpty() ? QByteArray() : "id: " + id + '\n') + "event: error\ndata: " + json.take()
        + "\n\n";
}

} // namespace lokal::api
