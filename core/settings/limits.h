#pragma once

#include <QtGlobal>

#include <chrono>

namespace lokal {

/// Every limit that an administrator may set (product contract §3), with its default.
struct Limits
{
    int runningLimit = 4;
    int queueLimit = 256;
    int streamsPerUser = 8;
    int requestsPerMinute = 120;
    int loginsPerMinute = 10;
    int maxConnections = 512;
    int maxConnectionsPerAddress = 256;
    std::chrono::seconds firstTokenTimeout { 600 };
    std::chrono::seconds tokenTimeout { 120 };

    // Fixed by security.md; fields so that tests can shorten them.
    std::chrono::milliseconds connectTimeout { 5000 };
    std::chrono::milliseconds refusalTimeout { 5000 }; ///< from an engine's bad status to its words
    std::chrono::milliseconds headerTimeout { 10000 };
    std::chrono::milliseconds bodyTimeout { 30000 };
    std::chrono::milliseconds idleTimeout { 15000 };
    std::chrono::milliseconds stallTimeout { 30000 };
    std::chrono::milliseconds heartbeat { 15000 };
    std::chrono::milliseconds disconnectGrace { 15000 };
    std::chrono::milliseconds saveInterval { 1000 };
    qint64 messageBytesIn = 1 << 20;
    qint64 messageBytesOut = 4 << 20;
};

} // namespace lokal
