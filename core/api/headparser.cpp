#include "core/api/headparser.h"

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace lokal::api {
namespace {

Error badRequest(const QString &why)
{
    return makeError(ErrorCode::BadRequest, why);
}

Error uriTooLong()
{
    return makeError(ErrorCode::UriTooLong,
                     u"The request line has more than %1 bytes."_s.arg(maximumRequestLine));
}

Error headersTooLarge()
{
    return makeError(ErrorCode::HeadersTooLarge,
                     u"The headers have more than %1 bytes or %2 lines."_s.arg(maximumHeaderBlock)
                         .arg(maximumHeaderFields));
}

bool isTokenChar(char c)
{
    static constexpr QByteArrayView marks = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        || marks.contains(c);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

bool isVisible(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte < 0x7f;
}

bool isValueChar(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

bool isKnownMethod(QByteArrayView method)
{
    static constexpr std::array<QByteArrayView, 8> known { "GET",    "HEAD",  "POST",    "PUT",
                                                           "DELETE", "PATCH", "OPTIONS", "TRACE" };
    return std::find(known.begin(), known.end(), method) != known.end();
}

std::optional<Error> parseTarget(QByteArrayView target, HttpRequest *request)
{
    if (request->method == "OPTIONS" && target == "*") {
        request->target = "*";
        return std::nullopt;
    }
    if (!target.startsWith('/') || target.startsWith("//"))
        return badRequest(u"The request target must be a path."_s);
    if (!std::all_of(target.begin(), target.end(), isVisible) || target.contains('#'))
        return badRequest(u"The request target holds characters that must be percent-encoded."_s);
    request->target = target.toByteArray();
    return std::nullopt;
}

std::optional<Error> parseRequestLine(QByteArrayView line, HttpRequest *request)
{
    if (line.size() > maximumRequestLine)
        return uriTooLong();
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || last <= first)
        return badRequest(u"The request line is malformed."_s);
    const QByteArrayView method = line.first(first);
    const QByteArrayView version = line.sliced(last + 1);
    if (!isToken(method))
        return badRequest(u"The method is malformed."_s);
    if (version != "HTTP/1.1" && version != "HTTP/1.0") {
        return version.startsWith("HTTP/")
            ? makeError(ErrorCode::NotImplemented, u"Only HTTP/1.1 and HTTP/1.0 are spoken here."_s)
            : badRequest(u"The request line is malformed."_s);
    }
    request->http10 = version == "HTTP/1.0";
    request->method = method.toByteArray();
    if (!isKnownMethod(method))
        return makeError(ErrorCode::NotImplemented, u"This method is not known."_s);
    return parseTarget(line.sliced(first + 1, last - first - 1), request);
}

std::optional<Error> parseField(QByteArrayView line, HttpRequest *request)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !isToken(line.first(colon)))
        return badRequest(u"A header line is malformed."_s);
    const QByteArrayView value = line.sliced(colon + 1).trimmed();
    if (!std::all_of(value.begin(), value.end(), isValueChar))
        return badRequest(u"A header holds a control character."_s);
    if (request->headers.size() >= maximumHeaderFields)
        return headersTooLarge();
    request->headers.append({ line.first(colon).toByteArray(), value.toByteArray() });
    return std::nullopt;
}

std::optional<Error> parseContentLength(QByteArrayView value, HttpRequest *request)
{
    if (value.isEmpty()
        || !std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return badRequest(u"Content-Length is malformed."_s);
    qint64 length = 0;
    for (const char c : value) {
        if (length > (std::numeric_limits<qint64>::max() - 9) / 10)
            return badRequest(u"Content-Length is too large for any computer."_s);
        length = length * 10 + (c - '0');
    }
    request->contentLength = length;
    return std::nullopt;
}

/// Which bytes belong to this request's body.
std::optional<Error> parseFraming(HttpRequest *request)
{
    const QList<QByteArray> lengths = request->headerValues("Content-Length");
    const QList<QByteArray> codings = request->headerValues("Transfer-Encoding");
    if (lengths.size() > 1)
        return badRequest(u"Content-Length is repeated."_s);
    if (!codings.isEmpty()) {
        if (!lengths.isEmpty() || codings.size() > 1 || request->http10)
            return badRequest(u"Transfer-Encoding is ambiguous."_s);
        if (codings.first().toLower() == "chunked")
            return makeError(ErrorCode::LengthRequired);
        return makeError(ErrorCode::NotImplemented, u"This transfer coding is not known."_s);
    }
    return lengths.isEmpty() ? std::nullopt : parseContentLength(lengths.first(), request);
}

std::optional<Error> parseConnection(HttpRequest *request)
{
    request->wantsClose = request->http10;
    for (const QByteArray &value : request->headerValues("Connection")) {
        for (const QByteArray &option : value.split(',')) {
            if (option.trimmed().toLower() == "close")
                request->wantsClose = true;
        }
    }
    if (request->header("Upgrade").toLower().contains("websocket"))
        return makeError(ErrorCode::NotImplemented, u"WebSocket is not spoken here."_s);
    const QByteArray expect = request->header("Expect").toLower();
    if (!expect.isEmpty() && expect != "100-continue")
        return badRequest(u"Only 100-continue can be expected."_s);
    request->expectsContinue = !expect.isEmpty() && !request->http10;
    return std::nullopt;
}

} // namespace

std::optional<Error> checkPartialHead(QByteArrayView head)
{
    const qsizetype lineEnd = head.indexOf('\n');
    if ((lineEnd < 0 ? head.size() : lineEnd) > maximumRequestLine + 1)
        return uriTooLong();
    if (lineEnd >= 0 && head.size() - lineEnd - 1 > maximumHeaderBlock)
        return headersTooLarge();
    for (qsizetype i = lineEnd; i >= 0; i = head.indexOf('\n', i + 1)) {
        if (i == 0 || head[i - 1] != '\r')
            return badRequest(u"Lines must end with CR LF."_s);
    }
    return std::nullopt;
}

std::optional<Error> parseHead(QByteArrayView head, HttpRequest *request)
{
    if (auto fault = checkPartialHead(head))
        return fault;
    const qsizetype lineEnd = head.indexOf('\n');
    if (lineEnd < 1)
        return badRequest(u"The request line is malformed."_s);
    if (auto fault = parseRequestLine(head.first(lineEnd - 1), request))
        return fault;
    for (qsizetype begin = lineEnd + 1; begin < head.size();) {
        const qsizetype end = head.indexOf('\n', begin);
        if (end < 0)
            return badRequest(u"A header line is malformed."_s);
        if (auto fault = parseField(head.sliced(begin, end - 1 - begin), request))
            return fault;
        begin = end + 1;
    }
    const qsizetype hosts = request->headerValues("Host").size();
    if (hosts != 1)
        return badRequest(hosts == 0 ? u"Host is missing."_s : u"Host is repeated."_s);
    if (auto fault = parseFraming(request))
        return fault;
    return parseConnection(request);
}

} // namespace lokal::api
