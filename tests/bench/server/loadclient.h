#pragma once

#include <QByteArray>
#include <QUrl>

#include <memory>
#include <vector>

class QTcpSocket;

namespace lokal::bench {

/// Connection kept alive for many small requests, blocking.
class KeptConnection
{
public:
    explicit KeptConnection(const QUrl &url);
    ~KeptConnection();
    /// Sends and waits for an answer with Content-Length; its status.
    int request(const QByteArray &bytes);

private:
    std::unique_ptr<QTcpSocket> m_socket;
};

struct FirstToken
{
    double startMs = 0; ///< until `startMarker` was seen
    double tokenMs = 0; ///< until `tokenMarker` was seen
};

/// Sends a streaming request and measures when two texts first appear; reads to the end.
FirstToken timeToFirstToken(const QUrl &url, const QByteArray &request,
                            const QByteArray &startMarker, const QByteArray &tokenMarker);

/// Opens many streams at once and reads each to its end; the number of occurrences of `marker`.
qint64 readStreams(const QUrl &url, const std::vector<QByteArray> &requests,
                   const QByteArray &marker);

} // namespace lokal::bench
