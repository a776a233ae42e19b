#pragma once

#include "core/api/httprequest.h"

#include <optional>

namespace lokal::api {

enum class Ending
{
    KeepAlive,
    Close
};

/// How long the body is: a number of bytes, chunks, or until the connection closes.
struct BodyLength
{
    enum Kind
    {
        Bytes,
        Chunked,
        UntilClose,
        None
    } kind
        = None;
    qint64 bytes = 0;
};

/// Status line and headers, with those that every answer carries (N6).
QByteArray responseHead(int status, const QByteArray &type, const HttpHeaders &headers,
                        BodyLength length, Ending ending);
/// All bytes of an answer; to HEAD the same without its body (H6).
QByteArray responseBytes(const Reply &reply, const QByteArray &method, Ending ending);

} // namespace lokal::api
