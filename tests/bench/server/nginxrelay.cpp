#include "tests/bench/server/nginxrelay.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

using namespace Qt::StringLiterals;

namespace lokal::bench {
namespace {

quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

} // namespace

NginxRelay::NginxRelay(const QUrl &upstream)
{
    const QString binary
        = QStandardPaths::findExecutable(u"nginx"_s, { u"/usr/sbin"_s, u"/usr/bin"_s });
    if (binary.isEmpty())
        return;
    const quint16 port = freePort();
    const QString configuration
        = uR"(daemon off; master_process on; worker_processes 1; pid %1/pid; error_log %1/error.log;
events { worker_connections 2048; }
http {
  access_log off; client_body_temp_path %1/b; proxy_temp_path %1/p; fastcgi_temp_path %1/f; uwsgi_temp_path %1/u; scgi_temp_path %1/s;
  upstream engine { server %2; keepalive 64; }
  server {
    listen 127.0.0.1:%3;
    location = /small { default_type application/json; return 200 '{"status":"ok"}'; }
    location / { proxy_pass http://engine; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; client_max_body_size 32m; }
  }
})"_s.arg(m_directory.path(), upstream.authority())
              .arg(port);
    QFile file(m_directory.filePath(u"nginx.conf"_s));
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.write(configuration.toUtf8());
    file.close();
    m_process.start(binary,
                    { u"-p"_s, m_directory.path(), u"-c"_s, file.fileName(), u"-e"_s,
                      m_directory.filePath(u"start.log"_s) });
    QElapsedTimer patience;
    patience.start();
    while (patience.elapsed() < 3000 && m_process.state() != QProcess::NotRunning) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port);
        if (socket.waitForConnected(200)) {
            m_port = port;
            return;
        }
        QThread::msleep(50);
    }
}

NginxRelay::~NginxRelay()
{
    m_process.terminate();
    m_process.waitForFinished(3000);
}

QUrl NginxRelay::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port));
}

qint64 NginxRelay::workerPid() const
{
    QFile children(u"/proc/%1/task/%1/children"_s.arg(m_process.processId()));
    return children.open(QIODevice::ReadOnly) ? children.readAll().split(' ').first().toLongLong()
                                              : 0;
}

} // namespace lokal::bench
