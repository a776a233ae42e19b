#include "core/api/responsehead.h"

#include "core/common/utczone.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

const char *reason(int status)
{
    // clang-format off
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 204: return "No Content";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 411: return "Length Required";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 507: return "Insufficient Storage";
    default: return "Unknown";
    }
    // clang-format on
}

/// The time of an answer (RFC 9110), put together once a second.
QByteArray httpDate()
{
    static thread_local qint64 second = 0;
    static thread_local QByteArray text;
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    if (now != second) {
        second = now;
        text = QLocale::c()
                   .toString(QDateTime::fromSecsSinceEpoch(now, utcZone),
                             u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s)
                   .toLatin1();
    }
    return text;
}

bool has(const HttpHeaders &headers, QByteArrayView name)
{
    return std::any_of(headers.begin(), headers.end(), [name](const HttpHeader &header) {
        return name.compare(header.name, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

QByteArray responseHead(int status, const QByteArray &type, const HttpHeaders &headers,
                        BodyLength length, Ending ending)
{
    QByteArray head;
    head.reserve(640);
    head.append("HTTP/1.1 ")
        .append(QByteArray::number(status))
        .append(' ')
        .append(reason(status))
        .append("\r\n");
    if (length.kind != BodyLength::None)
        head.append("Content-Type: ").append(type).append("\r\n");
    if (length.kind == BodyLength::Bytes)
        head.append("Content-Length: ").append(QByteArray::number(length.bytes)).append("\r\n");
    else if (length.kind == BodyLength::Chunked)
        head.append("Transfer-Encoding: chunked\r\n");
    if (ending == Ending::Close)
        head.append("Connection: close\r\n");
    head.append("Date: ").append(httpDate()).append("\r\n");
    head.append("Cache-Control: no-store\r\n"
                "X-Content-Type-Options: nosniff\r\n"
                "Cross-Origin-Resource-Policy: same-origin\r\n");
    if (!has(headers, "Content-Security-Policy"))
        head.append("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n");
    for (const HttpHeader &header : headers)
        head.append(header.name).append(": ").append(header.value).append("\r\n");
    return head.append("\r\n");
}

QByteArray responseBytes(const Reply &reply, const QByteArray &method, Ending ending)
{
    const bool hasBody = reply.status != 204;
    const BodyLength length { hasBody ? BodyLength::Bytes : BodyLength::None, reply.body.size() };
    const QByteArray head = responseHead(reply.status, reply.type, reply.headers, length, ending);
    return hasBody && method != "HEAD" ? head + reply.body : head;
}

} // namespace lokal::api
