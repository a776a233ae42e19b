#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QList>

#include <memory>

namespace lokal::api {

struct RouteMatch;

struct HttpHeader
{
    QByteArray name;
    QByteArray value;
    bool operator==(const HttpHeader &) const = default;
};
using HttpHeaders = QList<HttpHeader>;

/// One request as a plain value: safe to keep after the HTTP module has forgotten its own copy.
struct HttpRequest
{
    QByteArray method;
    QByteArray target; ///< origin form, still percent-encoded: "/sessions?limit=5"
    HttpHeaders headers; ///< as received, in order
    QByteArray body;
    qint64 contentLength = 0;
    std::shared_ptr<const RouteMatch> route; ///< found when the head was checked
    QHostAddress peer;
    QHostAddress local; ///< the address the connection arrived at
    quint16 localPort = 0;
    bool tls = false;
    bool http10 = false;
    bool wantsClose = false;
    bool expectsContinue = false;

    /// The first header of that name (any case); empty when absent.
    QByteArray header(QByteArrayView name) const
    {
        for (const HttpHeader &header : headers) {
            if (name.compare(header.name, Qt::CaseInsensitive) == 0)
                return header.value;
        }
        return {};
    }
    /// All headers of that name, in order.
    QList<QByteArray> headerValues(QByteArrayView name) const
    {
        QList<QByteArray> values;
        for (const HttpHeader &header : headers) {
            if (name.compare(header.name, Qt::CaseInsensitive) == 0)
                values.append(header.value);
        }
        return values;
    }
    bool hasHeader(QByteArrayView name) const { return !headerValues(name).isEmpty(); }
    /// The target without its query, still percent-encoded.
    QByteArray path() const
    {
        const qsizetype mark = target.indexOf('?');
        return mark < 0 ? target : target.left(mark);
    }
    QByteArray query() const
    {
        const qsizetype mark = target.indexOf('?');
        return mark < 0 ? QByteArray() : target.mid(mark + 1);
    }
};

/// A whole answer, ready to be sent.
struct Reply
{
    int status = 200;
    QByteArray type = "application/json";
    HttpHeaders headers;
    QByteArray body;
};

} // namespace lokal::api
