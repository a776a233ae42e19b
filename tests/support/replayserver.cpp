#include "tests/support/replayserver.h"

#include <QFile>
#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSslConfiguration>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::test {
namespace {

QByteArray fileContents(const QString &name)
{
    QFile file(QStringLiteral(LOKAL_TEST_DATA) + "/ollama/"_L1 + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no test data %s", qPrintable(name));
    return file.readAll();
}

/// A request out of the beginning of `bytes`, which is taken away; nullopt while it is not whole.
std::optional<ReplayRequest> takeRequest(QByteArray &bytes)
{
    const qsizetype headEnd = bytes.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return std::nullopt;
    ReplayRequest request;
    QList<QByteArray> lines = bytes.first(headEnd).replace("\r\n", "\n").split('\n');
    const QList<QByteArray> words = lines.takeFirst().split(' ');
    request.method = words.value(0);
    request.path = QString::fromUtf8(words.value(1));
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length").toLongLong();
    if (bytes.size() < headEnd + 4 + length)
        return std::nullopt;
    request.body = bytes.sliced(headEnd + 4, length);
    bytes.remove(0, headEnd + 4 + length);
    return request;
}

} // namespace

/// One client: reads requests one after the other and writes the answers piece by piece, each piece
/// in an event-loop turn of its own so that it leaves on its own.
class ReplayServer::Connection : public QObject
{
public:
    Connection(ReplayServer &server, QTcpSocket *socket)
        : QObject(&server)
        , m_server(server)
        , m_socket(socket)
    {
        socket->setParent(this);
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(socket, &QTcpSocket::readyRead, this, &Connection::read);
        connect(socket, &QTcpSocket::disconnected, this, &Connection::gone);
        connect(&server, &ReplayServer::released, this, &Connection::writeNext);
        connect(&server, &ReplayServer::stopped, socket, &QTcpSocket::abort);
        ++m_server.m_open;
        ++m_server.m_ever;
        read();
    }

private:
    void read()
    {
        m_input += m_socket->readAll();
        if (m_isAnswering)
            return;
        if (const auto request = takeRequest(m_input)) {
            m_server.m_requests.append(*request);
            m_answer = m_server.nextAnswer(request->path);
            m_position = 0;
            m_chunk = 0;
            m_isAnswering = true;
            Q_EMIT m_server.requested(request->path);
            writeNext();
        }
    }

    void writeNext()
    {
        if (!m_isAnswering || m_isRepeating)
            return;
        const qsizetype all
            = std::min(m_answer.bytes.size(), m_answer.cutAt.value_or(m_answer.bytes.size()));
        const bool isHeld = m_answer.holdAt && !m_server.m_isReleased;
        const qsizetype limit = isHeld ? std::min(all, *m_answer.holdAt) : all;
        qsizetype size
            = m_chunk < m_answer.chunks.size() ? m_answer.chunks.at(m_chunk++) : limit - m_position;
        size = std::min(size, limit - m_position);
        if (size > 0) {
            write(m_answer.bytes.sliced(m_position, size));
            m_position += size;
        }
        if (m_position < limit)
            QTimer::singleShot(0, this, &Connection::writeNext);
        else if (m_position >= all && !(isHeld && *m_answer.holdAt >= all))
            complete();
    }

    void complete()
    {
        if (!m_answer.forEver.isEmpty()) {
            m_isRepeating = true;
            return writeForEver();
        }
        m_isAnswering = false;
        if (m_answer.end == ReplayAnswer::End::Close)
            m_socket->disconnectFromHost();
        else if (m_answer.end == ReplayAnswer::End::Reset)
            reset();
        else if (!m_input.isEmpty())
            read();
    }

    void reset()
    {
        // Unsent and unread data would turn abort() into a quiet end on some systems; a linger of 0
        // is not reachable through QTcpSocket, so give what was written a turn to leave first.
        m_socket->flush();
        m_socket->abort();
    }

    void writeForEver()
    {
        if (!m_isRepeating)
            return;
        if (m_socket->bytesToWrite() < 64 * 1024)
            write(m_answer.forEver);
        QTimer::singleShot(0, this, &Connection::writeForEver);
    }

    void write(const QByteArray &bytes)
    {
        m_server.m_written += bytes.size();
        m_socket->write(bytes);
        m_socket->flush();
    }

    void gone()
    {
        m_isAnswering = m_isRepeating = false;
        --m_server.m_open;
        Q_EMIT m_server.disconnected();
        deleteLater();
    }

    ReplayServer &m_server;
    QTcpSocket *m_socket;
    QByteArray m_input;
    ReplayAnswer m_answer;
    qsizetype m_position = 0;
    qsizetype m_chunk = 0;
    bool m_isAnswering = false;
    bool m_isRepeating = false;
};

ReplayServer::ReplayServer(QObject *parent)
    : QObject(parent)
    , m_scheme(u"http"_s)
{
    listen(std::make_unique<QTcpServer>());
}

ReplayServer::~ReplayServer()
{
    const auto connections = findChildren<QTcpSocket *>();
    for (QTcpSocket *socket : connections)
        socket->disconnect();
}

void ReplayServer::useTls(const QSslConfiguration &configuration)
{
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(configuration);
    m_scheme = u"https"_s;
    listen(std::move(server));
}

void ReplayServer::listen(std::unique_ptr<QTcpServer> server)
{
    m_server = std::move(server);
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &ReplayServer::accept);
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("no free port");
}

void ReplayServer::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection())
        new Connection(*this, socket);
}

QUrl ReplayServer::url() const
{
    return QUrl(u"%1://127.0.0.1:%2"_s.arg(m_scheme).arg(m_server->serverPort()));
}

void ReplayServer::add(const QString &path, const ReplayAnswer &answer)
{
    m_answers[path].append(answer);
}

ReplayAnswer ReplayServer::nextAnswer(const QString &path)
{
    QList<ReplayAnswer> &answers = m_answers[path];
    if (answers.isEmpty())
        return recorded(u"route-unknown"_s);
    return answers.size() > 1 ? answers.takeFirst() : answers.first();
}

void ReplayServer::release()
{
    m_isReleased = true;
    Q_EMIT released();
}

void ReplayServer::stop()
{
    m_port = m_server->serverPort();
    m_server->close();
    Q_EMIT stopped();
}

void ReplayServer::restart()
{
    if (!m_server->listen(QHostAddress::LocalHost, m_port))
        qFatal("the port was taken meanwhile");
}

QList<ReplayRequest> ReplayServer::requestsTo(const QString &path) const
{
    QList<ReplayRequest> found;
    std::copy_if(m_requests.begin(), m_requests.end(), std::back_inserter(found),
                 [&](const ReplayRequest &request) { return request.path == path; });
    return found;
}

ReplayAnswer ReplayServer::json(const QByteArray &body, int status)
{
    ReplayAnswer answer;
    answer.bytes = "HTTP/1.1 " + QByteArray::number(status)
        + " X\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    return answer;
}

ReplayAnswer ReplayServer::stream(const QList<QByteArray> &lines, bool whole)
{
    ReplayAnswer answer;
    answer.bytes = "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: "
                   "chunked\r\n\r\n";
    for (const QByteArray &line : lines) {
        const QByteArray chunk = QByteArray::number(line.size() + 1, 16) + "\r\n" + line + "\n\r\n";
        answer.bytes += chunk;
    }
    if (whole)
        answer.bytes += "0\r\n\r\n";
    return answer;
}

ReplayAnswer ReplayServer::recorded(const QString &name)
{
    static const QJsonObject cases = QJsonDocument::fromJson(fileContents(u"index.json"_s))
                                         .object()
                                         .value("cases"_L1)
                                         .toObject();
    const QJsonObject facts = cases.value(name).toObject();
    if (facts.isEmpty())
        qFatal("no recorded case %s", qPrintable(name));
    ReplayAnswer answer;
    answer.bytes = fileContents(name + ".response"_L1);
    const QJsonArray arrivals = facts.value("chunks"_L1).toArray();
    for (const QJsonValue &arrival : arrivals)
        answer.chunks.append(arrival.toArray().at(1).toInteger());
    if (facts.value("ended_by"_L1).toString() == "server"_L1)
        answer.end = ReplayAnswer::End::Close;
    else if (facts.value("ended_by"_L1).toString() == "us"_L1)
        answer.holdAt = answer.bytes.size(); // silence from there on
    return answer;
}

ReplayRequest ReplayServer::recordedRequest(const QString &name)
{
    QByteArray bytes = fileContents(name + ".request"_L1);
    return takeRequest(bytes).value_or(ReplayRequest {});
}

} // namespace lokal::test
