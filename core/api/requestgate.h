#pragma once

#include "core/api/httprequest.h"
#include "core/common/result.h"

#include <optional>

namespace lokal::api {

/// What the guards of connections ask the application before a request reaches it. Engine thread
/// only.
class RequestGate
{
public:
    virtual ~RequestGate() = default;

    /// Judges a complete head by what it says itself: hosts, origins, sizes. Notes the route in it.
    virtual std::optional<Error> checkHead(HttpRequest *request) = 0;
    /// Whether the body may come: asked about bodies that cost memory, and about those that the
    /// client holds back until it is told to go on (H9). Judges the credential, so it may take a
    /// while.
    virtual Future<Done> admitBody(const HttpRequest &request) = 0;

    /// Headers for an answer that the guard itself gives to this request.
    virtual HttpHeaders headersFor(const HttpRequest &request) const = 0;
    /// Told of each request that ends with such an answer.
    virtual void noteRefusal(const Error &error, const HttpRequest &request,
                             const QByteArray &requestId)
        = 0;
};

} // namespace lokal::api
