#pragma once

#include "core/common/datahealth.h"
#include "core/settings/limits.h"

#include <QHostAddress>
#include <QString>
#include <QStringList>

#include <functional>

namespace lokal {
class Accounts;
class Chat;
class Clock;
class Configs;
class Models;
class Sessions;
} // namespace lokal

namespace lokal::api {

/// Where the door is and who may come through it.
struct ApiConfig
{
    QHostAddress address = QHostAddress::LocalHost;
    quint16 port = 11500; ///< 0: any
    QString tlsCertificateFile; ///< PEM, the chain; both empty: plain HTTP
    QString tlsKeyFile;
    QStringList allowedHosts; ///< names, with a port when one is expected
    QStringList allowedOrigins; ///< "https://app.example"
    QStringList trustedProxies; ///< "10.0.0.0/8" or single addresses (N5)
    Limits limits;
};

/// What the routes call. References, all of which outlive the server.
struct ApiServices
{
    Accounts &accounts;
    Configs &configs;
    Sessions &sessions;
    Chat &chat;
    Models &models;
    const Clock &clock;
    /// How the data behaves; asked by /health and /ready in the engine thread, so it must answer at
    /// once from what is known. Unset: well.
    std::function<DataHealth()> dataHealth;
};

} // namespace lokal::api
