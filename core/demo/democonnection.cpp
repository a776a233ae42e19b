#include "core/demo/democonnection.h"

#include "core/demo/demoengine.h"

#include <QJsonDocument>
#include <QTcpSocket>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::demo {
namespace {

constexpr qint64 highWater = 256 * 1024;
constexpr qint64 pullBytes = 200'000'000;
constexpr int pullSteps = 50;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 503:
        return "Service Unavailable";
    default:
        return "Error";
    }
}

qint64 windowOf(const QJsonObject &body)
{
    return body[u"options"_s].toObject()[u"num_ctx"_s].toInteger(4096);
}

} // namespace

DemoConnection::DemoConnection(QTcpSocket *socket, DemoEngine &engine)
    : QObject(&engine)
    , m_socket(socket)
    , m_engine(engine)
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(m_socket, &QTcpSocket::readyRead, this, &DemoConnection::readMore);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(m_socket, &QTcpSocket::bytesWritten, this, [this] {
        if (m_stream && m_stream->headSent && m_stream->rate <= 0
            && m_socket->bytesToWrite() < highWater / 4)
            pump();
    });
    connect(&m_timer, &QTimer::timeout, this, [this] { m_pull ? pumpPull() : pump(); });
}

DemoConnection::~DemoConnection()
{
    if (m_stream)
        ++m_engine.abandoned;
    m_socket->disconnect(this);
}

void DemoConnection::readMore()
{
    HttpRequestParser::State state = m_parser.feed(m_socket->readAll());
    while (state == HttpRequestParser::State::Ready && !m_busy) {
        dispatch(m_parser.take());
        state = m_parser.feed({});
    }
    if (state == HttpRequestParser::State::Broken) {
        m_keepAlive = false;
        sendError(400, u"bad request"_s);
    }
}

void DemoConnection::dispatch(const DemoRequest &request)
{
    m_busy = true;
    m_keepAlive = request.keepAlive;
    if (answerQuick(request))
        return;
    if (request.method != "POST")
        return send(405, "text/plain", "405 method not allowed");
    if (request.body.trimmed().isEmpty())
        return sendError(400, u"missing request body"_s);
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &fault);
    if (!document.isObject())
        return sendError(400, fault.errorString());
    const QJsonObject body = document.object();
    if (request.path == "/api/pull")
        return startPull(body);
    const QString model = body[body.contains(u"model"_s) ? u"model"_s : u"name"_s].toString();
    if (model.isEmpty())
        return sendError(400, u"model is required"_s);
    if (!m_engine.models().contains(model))
        return sendError(404, u"model '%1' not found"_s.arg(model));
    if (request.path == "/api/show")
        return sendJson(200, m_engine.models().show(model));
    if (request.path == "/api/chat")
        return answerGeneration(DemoAnswer::Wire::Chat, body);
    if (request.path == "/api/generate")
        return answerGeneration(DemoAnswer::Wire::Generate, body);
    answerEmbed(body, request.path == "/api/embeddings");
}

// Everything that needs no model; true when it was that, or an unknown path.
bool DemoConnection::answerQuick(const DemoRequest &request)
{
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (request.path == "/" && reads)
        send(200, "text/plain; charset=utf-8", "Ollama is running");
    else if (request.path == "/api/version" && reads)
        sendJson(200, { { u"version"_s, u"0.24.0-demo"_s } });
    else if (request.path == "/api/tags" && reads)
        sendJson(200, m_engine.models().tags());
    else if (request.path == "/api/ps" && reads)
        sendJson(200, m_engine.models().ps());
    else if (request.path == "/api/delete" && request.method == "DELETE") {
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        const QString name = body[u"model"_s].toString();
        if (m_engine.models().remove(name))
            send(200, "application/json; charset=utf-8", {});
        else
            sendError(404, u"model '%1' not found"_s.arg(name));
    } else if (request.path != "/api/chat" && request.path != "/api/generate"
               && request.path != "/api/show" && request.path != "/api/embed"
               && request.path != "/api/embeddings" && request.path != "/api/pull")
        send(404, "text/plain", "404 page not found");
    else
        return false;
    return true;
}

void DemoConnection::answerGeneration(DemoAnswer::Wire wire, const QJsonObject &body)
{
    QJsonArray messages = body[u"messages"_s].toArray();
    if (wire == DemoAnswer::Wire::Generate && !body[u"prompt"_s].toString().isEmpty())
        messages
            = { QJsonObject { { u"role"_s, u"user"_s }, { u"content"_s, body[u"prompt"_s] } } };
    DemoAnswer answer;
    answer.wire = wire;
    answer.model = body[u"model"_s].toString();
    answer.isStreaming = body[u"stream"_s].toBool(true);
    answer.rate = m_engine.rate();
    answer.clock.start();
    if (messages.isEmpty())
        return answerLoad(std::move(answer), body);
    ++m_engine.requests;
    m_engine.models().setLoaded(answer.model, windowOf(body));
    for (const QJsonValue &message : std::as_const(messages))
        answer.promptTokens += int(message[u"content"_s].toString().toUtf8().size() / 4) + 4;

    int delayMs = 0;
    if (const std::optional<ScriptStep> step = m_engine.takeStep()) {
        const QString mismatch = answer.follow(*step, lastUserText(messages));
        if (!mismatch.isEmpty())
            return sendError(500, mismatch);
        if (step->status != 200)
            return sendError(step->status, step->error);
        delayMs = step->delayMs;
    } else {
        const DemoReply reply = replyTo(messages, body);
        answer.thinking = reply.thinking;
        answer.text = reply.text;
        answer.toolCalls = reply.toolCalls;
        answer.doneReason = reply.doneReason;
    }
    m_stream = std::move(answer);
    startStream(delayMs);
}

/// Without messages the model is only loaded, or unloaded.
void DemoConnection::answerLoad(DemoAnswer answer, const QJsonObject &body)
{
    const bool unload = body[u"keep_alive"_s].isDouble() && body[u"keep_alive"_s].toDouble() == 0;
    if (unload)
        m_engine.models().setUnloaded(answer.model);
    else
        m_engine.models().setLoaded(answer.model, windowOf(body));
    answer.doneReason = unload ? u"unload"_s : u"load"_s;
    sendJson(200, answer.lastLine());
}

void DemoConnection::startStream(int delayMs)
{
    if (!m_stream->isStreaming) {
        m_timer.setSingleShot(true);
        m_timer.start(delayMs);
        return;
    }
    // The head travels with the first line, as with a real Ollama: silence until then.
    const int interval = m_stream->rate > 0 ? int(std::max(1.0, 1000.0 / m_stream->rate)) : 0;
    QTimer::singleShot(delayMs, this, [this, interval] {
        m_timer.setSingleShot(false);
        if (interval > 0)
            m_timer.start(interval);
        pump();
    });
}

void DemoConnection::pump()
{
    if (!m_stream)
        return;
    if (!m_stream->isStreaming)
        return sendWhole();
    if (m_stream->rate <= 0) {
        while (m_stream && m_socket->bytesToWrite() < highWater) {
            if (!sendPiece())
                return;
        }
        return;
    }
    // Several pieces a tick when the rate is above what a timer can do, or the machine was busy.
    const double due = double(m_stream->clock.elapsed()) * m_stream->rate / 1000.0 + 1.0;
    while (m_stream && double(m_stream->sent) < due) {
        if (!sendPiece())
            return;
    }
}

// False when the answer has ended, or hangs.
bool DemoConnection::sendPiece()
{
    if (m_stream->isFaultDue()) {
        sendFault();
        return false;
    }
    if (m_stream->sent >= m_stream->pieces()) {
        sendEnd();
        return false;
    }
    sendLine(compact(m_stream->nextLine()));
    ++m_stream->sent;
    return true;
}

void DemoConnection::sendEnd()
{
    if (!m_stream->toolCalls.isEmpty())
        sendLine(compact(m_stream->toolCallLine()));
    sendLine(compact(m_stream->lastLine()));
    m_stream.reset();
    m_socket->write("0\r\n\r\n");
    finish(false);
}

void DemoConnection::sendFault()
{
    m_timer.stop();
    const DemoAnswer stream = *m_stream;
    switch (stream.fault) {
    case Fault::Hang:
        return;
    case Fault::ErrorLine:
        sendLine(compact({ { u"error"_s, stream.faultText } }));
        break;
    case Fault::Garbage:
        sendLine("<html>502 Bad Gateway</html>");
        break;
    case Fault::Cut:
        m_stream.reset();
        return finish(true);
    case Fault::None:
    case Fault::EndWithoutDone:
        break;
    }
    m_stream.reset();
    m_socket->write("0\r\n\r\n");
    finish(false);
}

void DemoConnection::sendWhole()
{
    m_timer.stop();
    const QJsonObject whole = m_stream->whole();
    m_stream.reset();
    sendJson(200, whole);
}

void DemoConnection::startPull(const QJsonObject &body)
{
    const QString name = body[body.contains(u"model"_s) ? u"model"_s : u"name"_s].toString();
    if (name.isEmpty() || name.contains(u' '))
        return sendError(400, u"invalid model name"_s);
    if (!body[u"stream"_s].toBool(true)) {
        m_engine.models().add(name);
        return sendJson(200, { { u"status"_s, u"success"_s } });
    }
    m_pull = Pull { name, 0 };
    sendLine("{\"status\":\"pulling manifest\"}");
    m_timer.setSingleShot(false);
    m_timer.start(60);
}

void DemoConnection::pumpPull()
{
    m_pull->completed = std::min(pullBytes, m_pull->completed + pullBytes / pullSteps);
    sendLine(compact({ { u"status"_s, u"pulling 0123456789ab"_s },
                       { u"digest"_s, u"sha256:0123456789ab"_s },
                       { u"total"_s, pullBytes },
                       { u"completed"_s, m_pull->completed } }));
    if (m_pull->completed < pullBytes)
        return;
    m_engine.models().add(m_pull->name);
    m_pull.reset();
    for (const char *status : { "verifying sha256 digest", "writing manifest", "success" })
        sendLine(compact({ { u"status"_s, QString::fromLatin1(status) } }));
    m_socket->write("0\r\n\r\n");
    finish(false);
}

void DemoConnection::answerEmbed(const QJsonObject &body, bool legacy)
{
    const int dimensions = body[u"dimensions"_s].toInt(64);
    const auto vector = [&](const QString &text) {
        QJsonArray array;
        const QList<double> values = embed(text, std::clamp(dimensions, 1, 4096));
        for (const double value : values)
            array.append(value);
        return array;
    };
    if (legacy)
        return sendJson(200, { { u"embedding"_s, vector(body[u"prompt"_s].toString()) } });
    QJsonArray inputs
        = body[u"input"_s].isArray() ? body[u"input"_s].toArray() : QJsonArray { body[u"input"_s] };
    QJsonArray vectors;
    for (const QJsonValue &input : std::as_const(inputs)) {
        if (!input.isString())
            return sendError(400, u"invalid input type"_s);
        vectors.append(vector(input.toString()));
    }
    sendJson(200, { { u"model"_s, body[u"model"_s] }, { u"embeddings"_s, vectors } });
}

void DemoConnection::sendJson(int status, const QJsonObject &body)
{
    send(status, "application/json; charset=utf-8", compact(body));
}

void DemoConnection::sendError(int status, const QString &text)
{
    sendJson(status, { { u"error"_s, text } });
}

void DemoConnection::send(int status, const QByteArray &type, const QByteArray &body)
{
    m_socket->write("HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status)
                    + "\r\nContent-Type: " + type
                    + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    finish(!m_keepAlive);
}

void DemoConnection::sendLine(const QByteArray &json)
{
    QByteArray bytes;
    const bool first = m_pull ? m_pull->completed == 0 : m_stream && !m_stream->headSent;
    if (first) {
        bytes += "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: "
                 "chunked\r\n\r\n";
        if (m_stream)
            m_stream->headSent = true;
    }
    bytes += QByteArray::number(json.size() + 1, 16) + "\r\n" + json + "\n\r\n";
    m_socket->write(bytes);
}

void DemoConnection::finish(bool closeConnection)
{
    m_timer.stop();
    m_busy = false;
    if (closeConnection || !m_keepAlive) {
        m_socket->disconnectFromHost();
        return;
    }
    // A request that came meanwhile waits in the parser; handle it from the event loop.
    QMetaObject::invokeMethod(this, &DemoConnection::readMore, Qt::QueuedConnection);
}

} // namespace lokal::demo
