#pragma once

#include <QNetworkRequest>
#include <QUrl>

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QHttp1Configuration>
#endif

namespace lokal {

// A QNetworkAccessManager opens six connections per host and lets everything else wait behind them.
// How more of them are had differs by version; what differs is here.
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)

/// Somewhat fewer than the connections: one that is just closing may still hold its place.
inline constexpr long streamsPerLane = 240;
inline bool lanesShareManager(const QUrl &)
{
    return false;
}
inline void useLane(QNetworkRequest &request, int)
{
    QHttp1Configuration configuration = request.http1Configuration();
    configuration.setNumberOfConnectionsPerHost(255);
    request.setHttp1Configuration(configuration);
}

#else

inline constexpr long streamsPerLane = 5;
/// Qt 6.4 counts by scheme, host, port and the name that the certificate must have. Without TLS
/// that name has no other effect, so it keeps lanes apart in one manager; a manager each costs a
/// thread each.
inline bool lanesShareManager(const QUrl &url)
{
    return url.scheme() == QLatin1StringView("http");
}
inline void useLane(QNetworkRequest &request, int number)
{
    if (lanesShareManager(request.url()))
        request.setPeerVerifyName(QStringLiteral("lane-%1").arg(number));
}

#endif

} // namespace lokal
