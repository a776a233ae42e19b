#include "tests/e2e/support/apiclient.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace lokal::test {
namespace {

constexpr int patienceMs = 30000;

QByteArray joinedChunks(const QByteArray &chunked)
{
    QByteArray body;
    for (qsizetype at = 0;;) {
        const qsizetype lineEnd = chunked.indexOf("\r\n", at);
        const qsizetype size = chunked.mid(at, lineEnd - at).toLongLong(nullptr, 16);
        if (lineEnd < 0 || size == 0)
            return body;
        body += chunked.mid(lineEnd + 2, size);
        at = lineEnd + 2 + size + 2;
    }
}

// False while something is missing.
bool splitResponse(const QByteArray &bytes, bool closed, Response *response)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    const QList<QByteArray> lines = bytes.left(end).split('\n');
    response->status = lines.first().split(' ').value(1).toInt();
    response->headers.clear();
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        response->headers.append(
            { lines[i].left(colon).trimmed(), lines[i].mid(colon + 1).trimmed() });
    }
    if (response->status == 100) // the real answer follows
        return splitResponse(bytes.mid(end + 4), closed, response);
    response->body = bytes.mid(end + 4);
    if (response->status == 204 || response->status == 304)
        return true;
    const QByteArray length = response->header("content-length");
    if (!length.isEmpty())
        return response->body.size() >= length.toLongLong() || closed;
    if (closed && response->header("transfer-encoding") == "chunked")
        response->body = joinedChunks(response->body);
    return closed;
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

QByteArray Response::header(const QByteArray &name) const
{
    for (const Header &header : headers) {
        if (header.first.compare(name, Qt::CaseInsensitive) == 0)
            return header.second;
    }
    return {};
}

QJsonObject Response::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QByteArray ApiClient::requestBytes(const QByteArray &method, const QByteArray &path,
                                   const std::optional<QByteArray> &body,
                                   const QList<Header> &extra) const
{
    QByteArray bytes = method + ' ' + path + " HTTP/1.1\r\n";
    const auto has = [&](const char *name) {
        return std::any_of(extra.begin(), extra.end(),
                           [&](const Header &h) { return h.first.toLower() == name; });
    };
    if (!has("host"))
        bytes += "Host: " + m_base.authority().toUtf8() + "\r\n";
    if (!m_bearer.isEmpty() && !has("authorization"))
        bytes += "Authorization: Bearer " + m_bearer + "\r\n";
    if (body && !has("content-type"))
        bytes += "Content-Type: application/json\r\n";
    if (body && !has("content-length"))
        bytes += "Content-Length: " + QByteArray::number(body->size()) + "\r\n";
    for (const Header &header : extra)
        bytes += header.first + ": " + header.second + "\r\n";
    return bytes + "\r\n" + body.value_or(QByteArray());
}

Response ApiClient::request(const QByteArray &method, const QByteArray &path,
                            const std::optional<QByteArray> &body, const QList<Header> &extra) const
{
    QTcpSocket socket;
    socket.connectToHost(m_base.host(), quint16(m_base.port()));
    Response response;
    if (!socket.waitForConnected(patienceMs))
        return response;
    socket.write(requestBytes(method, path, body, extra));
    QByteArray bytes;
    for (;;) {
        const bool more = socket.waitForReadyRead(patienceMs);
        bytes += socket.readAll();
        const bool closed = !more || socket.state() != QAbstractSocket::ConnectedState;
        const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
        if (splitResponse(bytes, closed || (method == "HEAD" && headEnd >= 0), &response) || closed)
            return response;
    }
}

Response ApiClient::raw(const QByteArray &data) const
{
    QTcpSocket socket;
    socket.connectToHost(m_base.host(), quint16(m_base.port()));
    Response response;
    if (!socket.waitForConnected(patienceMs))
        return response;
    socket.write(data);
    QByteArray bytes;
    for (;;) {
        const bool more = socket.waitForReadyRead(patienceMs);
        bytes += socket.readAll();
        const bool closed = !more || socket.state() != QAbstractSocket::ConnectedState;
        if (splitResponse(bytes, closed, &response) || closed)
            return response;
    }
}

Response ApiClient::post(const QByteArray &path, const QJsonObject &body) const
{
    return request("POST", path, compact(body));
}

Response ApiClient::put(const QByteArray &path, const QJsonObject &body) const
{
    return request("PUT", path, compact(body));
}

QJsonObject ApiClient::registerUser(const QString &name, const QString &password)
{
    m_bearer.clear();
    const QJsonObject user
        = post("/register", { { u"username"_s, name }, { u"password"_s, password } }).json();
    m_bearer = user[u"api_key"_s].toString().toUtf8();
    return user;
}

qint64 ApiClient::makeSession(const QString &model, const QJsonObject &config) const
{
    QJsonObject values = config;
    values[u"name"_s] = u"test"_s;
    values[u"model_name"_s] = model;
    const QJsonObject made = post("/configs", values).json();
    return post("/sessions", { { u"config_id"_s, made[u"config_id"_s] } })
        .json()[u"session_id"_s]
        .toInteger();
}

SseStream::SseStream(const QUrl &base, const QByteArray &request, QObject *parent)
    : QObject(parent)
{
    connect(&m_socket, &QTcpSocket::connected, this, [this, request] { m_socket.write(request); });
    connect(&m_socket, &QTcpSocket::readyRead, this, &SseStream::readMore);
    connect(&m_socket, &QTcpSocket::disconnected, this, [this] {
        readMore();
        end(false);
    });
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] {
        if (m_socket.state() == QAbstractSocket::UnconnectedState)
            end(false);
    });
    m_socket.connectToHost(base.host(), quint16(base.port()));
}

void SseStream::readMore()
{
    m_buffer += m_socket.readAll();
    if (!m_headDone)
        parseHead();
    if (!m_headDone)
        return;
    if (m_chunked) {
        parseChunks();
    } else {
        m_plain += m_buffer;
        m_buffer.clear();
    }
    if (m_isEventStream)
        parseEvents();
    Q_EMIT arrived();
}

void SseStream::parseHead()
{
    const qsizetype headEnd = m_buffer.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return;
    const QByteArray head = m_buffer.left(headEnd).toLower();
    m_status = head.split(' ').value(1).toInt();
    m_chunked = head.contains("transfer-encoding: chunked");
    m_isEventStream = head.contains("text/event-stream");
    m_buffer.remove(0, headEnd + 4);
    m_headDone = true;
}

void SseStream::parseChunks()
{
    for (;;) {
        const qsizetype lineEnd = m_buffer.indexOf("\r\n");
        if (lineEnd < 0)
            return;
        const qsizetype size = m_buffer.left(lineEnd).toLongLong(nullptr, 16);
        if (m_buffer.size() < lineEnd + 2 + size + 2)
            return;
        m_plain += m_buffer.mid(lineEnd + 2, size);
        m_buffer.remove(0, lineEnd + 2 + size + 2);
        if (size == 0) {
            m_properEnd = true;
            return;
        }
    }
}

void SseStream::parseEvents()
{
    for (;;) {
        const qsizetype blockEnd = m_plain.indexOf("\n\n");
        if (blockEnd < 0)
            break;
        SseEvent event;
        const QList<QByteArray> lines = m_plain.left(blockEnd).split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("id: "))
                event.id = line.mid(4);
            else if (line.startsWith("event: "))
                event.name = line.mid(7);
            else if (line.startsWith("data: "))
                event.data = QJsonDocument::fromJson(line.mid(6)).object();
        }
        if (!event.name.isEmpty())
            m_events.append(event);
        m_plain.remove(0, blockEnd + 2);
    }
    if (m_properEnd)
        end(true);
}

void SseStream::end(bool properly)
{
    if (m_ended)
        return;
    m_ended = true;
    m_properEnd = m_properEnd || properly;
    Q_EMIT ended();
}

QString SseStream::text() const
{
    QString all;
    for (const SseEvent &event : m_events) {
        if (event.name == "token")
            all += event.data[u"text"_s].toString();
    }
    return all;
}

QString SseStream::thinking() const
{
    QString all;
    for (const SseEvent &event : m_events) {
        if (event.name == "thinking")
            all += event.data[u"text"_s].toString();
    }
    return all;
}

SseEvent SseStream::last() const
{
    return m_events.isEmpty() ? SseEvent {} : m_events.last();
}

bool SseStream::waitForEnd()
{
    return QTest::qWaitFor([this] { return m_ended; }, patienceMs);
}

bool SseStream::waitForEvent(const QByteArray &name, int count)
{
    return QTest::qWaitFor(
               [&] {
                   const auto found
                       = std::count_if(m_events.begin(), m_events.end(),
                                       [&](const SseEvent &e) { return e.name == name; });
                   return found >= count || m_ended;
               },
               patienceMs)
        && std::count_if(m_events.begin(), m_events.end(),
                         [&](const SseEvent &e) { return e.name == name; })
        >= count;
}

} // namespace lokal::test
