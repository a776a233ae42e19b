#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

namespace lokal::bench {

/// nginx with one worker as an unbuffered relay before an engine, when it is installed. `/small`
/// answers from nginx itself, as the floor for small requests.
class NginxRelay
{
public:
    explicit NginxRelay(const QUrl &upstream);
    ~NginxRelay();

    bool isRunning() const { return m_port != 0; }
    QUrl url() const;
    qint64 workerPid() const;

private:
    QTemporaryDir m_directory;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace lokal::bench
