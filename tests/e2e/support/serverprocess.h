#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

#include <limits>
#include <memory>

namespace lokal::test {

/// The real lokal-ai-server binary, started on a free port with a data directory of its own. Killed
/// when destroyed.
class ServerProcess
{
public:
    /// @param directory data directory; empty: a temporary one that lives as long as this object
    explicit ServerProcess(const QString &directory = {});
    ~ServerProcess();

    /// Starts with `--data-dir D --listen 127.0.0.1:0` and these arguments and waits for the ready
    /// line. False when it ended instead.
    bool start(const QStringList &arguments = { QStringLiteral("--demo") },
               const QString &listen = QStringLiteral("127.0.0.1:0"));
    /// Runs a sub-command on the same data directory until it ends; its exit code.
    int command(const QStringList &words, QByteArray *output = nullptr,
                const QByteArray &input = {}, QByteArray *errors = nullptr) const;

    void setEnvironment(const QString &name, const QString &value)
    {
        m_environment.insert(name, value);
    }
    void kill9();
    /// SIGTERM and wait; the exit code, −1 when it did not end within ten seconds.
    int terminate();
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    int waitForEnd();

    QUrl url() const { return m_url; }
    quint16 port() const { return quint16(m_url.port()); }
    qint64 pid() const { return m_process.processId(); }
    QString dataDirectory() const { return m_directory; }
    QByteArray log()
    {
        m_log += m_process.readAllStandardError();
        return m_log;
    }
    QByteArray readyLine() const { return m_ready; }
    /// Proportional set size in KiB, from /proc.
    qint64 pssKib() const;
    /// The most that it ever had in memory, likewise.
    qint64 peakKib() const;
    /// What to allow for growth: freed memory stays in the sanitizer's quarantine, so it says
    /// nothing there.
    static qint64 growthLimitKib(qint64 kib)
    {
#ifdef __SANITIZE_ADDRESS__
        return std::numeric_limits<qint64>::max();
#endif
        return kib;
    }

private:
    qint64 kibOf(const QString &file, const QString &field) const;

    std::unique_ptr<QTemporaryDir> m_temporary;
    QString m_directory;
    QProcess m_process;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    QUrl m_url;
    QByteArray m_ready;
    QByteArray m_log;
};

QString serverBinary();

} // namespace lokal::test
