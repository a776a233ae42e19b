#include "core/demo/httprequestparser.h"

#include <QList>

namespace lokal::demo {
namespace {

constexpr qsizetype maximumHead = 64 * 1024;
constexpr qint64 maximumBody = qint64(128) << 20;

} // namespace

HttpRequestParser::State HttpRequestParser::feed(const QByteArray &bytes)
{
    m_buffer += bytes;
    return check();
}

HttpRequestParser::State HttpRequestParser::check()
{
    if (!m_request) {
        const qsizetype end = m_buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return m_buffer.size() > maximumHead ? State::Broken : State::NeedMore;
        if (!parseHead(end))
            return State::Broken;
        m_buffer.remove(0, end + 4);
    }
    return m_buffer.size() >= m_bodyLength ? State::Ready : State::NeedMore;
}

bool HttpRequestParser::parseHead(qsizetype end)
{
    const QList<QByteArray> lines = m_buffer.left(end).split('\n');
    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    if (words.size() != 3)
        return false;
    DemoRequest request;
    request.method = words[0];
    request.path
        = words[1].left(words[1].indexOf('?') < 0 ? words[1].size() : words[1].indexOf('?'));
    request.keepAlive = words[2] == "HTTP/1.1";
    m_bodyLength = 0;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        const QByteArray name = lines[i].left(colon).trimmed().toLower();
        const QByteArray value = lines[i].mid(colon + 1).trimmed();
        bool ok = true;
        if (name == "content-length")
            m_bodyLength = value.toLongLong(&ok);
        else if (name == "connection" && value.toLower() == "close")
            request.keepAlive = false;
        if (!ok || m_bodyLength < 0 || m_bodyLength > maximumBody)
            return false;
    }
    m_request = request;
    return true;
}

DemoRequest HttpRequestParser::take()
{
    DemoRequest request = std::move(*m_request);
    request.body = m_buffer.left(m_bodyLength);
    m_buffer.remove(0, m_bodyLength);
    m_request.reset();
    m_bodyLength = 0;
    return request;
}

} // namespace lokal::demo
