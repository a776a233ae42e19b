#pragma once

#include "core/api/apiconfig.h"
#include "core/api/httprequest.h"
#include "core/common/error.h"

#include <optional>

namespace lokal::api {

/// Which hosts, origins and proxies are believed (N2, N3, N5).
class RequestPolicy
{
public:
    explicit RequestPolicy(const ApiConfig &config);

    /// host_not_allowed or origin_not_allowed; nullopt when the request may go on.
    std::optional<Error> check(const HttpRequest &request) const;
    /// The address to count and to log: the socket's, or what a trusted proxy says.
    QHostAddress clientAddress(const HttpRequest &request) const;
    /// Headers that let the page of a configured origin read the answer; none for other requests.
    HttpHeaders corsHeaders(const HttpRequest &request) const;

private:
    bool isHostAllowed(const HttpRequest &request) const;
    bool isSameOrigin(const HttpRequest &request, const QByteArray &origin) const;
    bool isTrustedProxy(const QHostAddress &address) const;

    QList<QByteArray> m_hosts; ///< lower case
    QList<QByteArray> m_origins; ///< lower case
    QList<std::pair<QHostAddress, int>> m_proxies;
};

} // namespace lokal::api
