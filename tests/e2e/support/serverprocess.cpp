#include "tests/e2e/support/serverprocess.h"

#include <QFile>
#include <QRegularExpression>

#include <csignal>

using namespace Qt::StringLiterals;

namespace lokal::test {

QString serverBinary()
{
    return QStringLiteral(LOKAL_SERVER_BINARY);
}

ServerProcess::ServerProcess(const QString &directory)
    : m_directory(directory)
{
    if (m_directory.isEmpty()) {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_directory = m_temporary->path() + u"/data"_s;
    }
    m_environment.remove(u"OLLAMA_HOST"_s);
    // No desktop keychain: tests must not touch the one of whoever runs them.
    m_environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
}

ServerProcess::~ServerProcess()
{
    kill9();
}

bool ServerProcess::start(const QStringList &arguments, const QString &listen)
{
    m_url.clear();
    m_ready.clear();
    m_process.setProcessEnvironment(m_environment);
    m_process.start(serverBinary(),
                    QStringList { u"--data-dir"_s, m_directory, u"--listen"_s, listen }
                        + arguments);
    while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(20000))
            break;
    }
    if (!m_process.canReadLine())
        return false;
    m_ready = m_process.readLine().trimmed();
    if (!m_ready.startsWith("listening on "))
        return false;
    m_url = QUrl(QString::fromUtf8(m_ready.mid(13)));
    return m_url.isValid();
}

int ServerProcess::command(const QStringList &words, QByteArray *output, const QByteArray &input,
                           QByteArray *errors) const
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.start(serverBinary(), QStringList { u"--data-dir"_s, m_directory } + words);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60000))
        return -1;
    if (output)
        *output = process.readAllStandardOutput();
    if (errors)
        *errors = process.readAllStandardError();
    return process.exitCode();
}

void ServerProcess::kill9()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(10000);
}

int ServerProcess::terminate()
{
    ::kill(pid_t(m_process.processId()), SIGTERM);
    return waitForEnd();
}

int ServerProcess::waitForEnd()
{
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(10000))
        return -1;
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

qint64 ServerProcess::pssKib() const
{
    return kibOf(u"smaps_rollup"_s, u"Pss"_s);
}

qint64 ServerProcess::peakKib() const
{
    return kibOf(u"status"_s, u"VmHWM"_s);
}

qint64 ServerProcess::kibOf(const QString &file, const QString &field) const
{
    QFile proc(u"/proc/%1/%2"_s.arg(m_process.processId()).arg(file));
    if (!proc.open(QIODevice::ReadOnly))
        return -1;
    const QRegularExpression pattern(u"^%1:\\s+(\\d+) kB"_s.arg(field),
                                     QRegularExpression::MultilineOption);
    return pattern.match(QString::fromUtf8(proc.readAll())).captured(1).toLongLong();
}

} // namespace lokal::test
