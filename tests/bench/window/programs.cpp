#include "tests/bench/window/programs.h"

#include "tests/bench/server/figures.h"

#include <QElapsedTimer>
#include <QProcess>

#include <cmath>

using namespace Qt::StringLiterals;

namespace lokal::bench {
namespace {

constexpr int patienceMs = 30'000;
constexpr int settleStepMs = 250;
constexpr int settleSteps = 40;
constexpr int calmSteps = 4; ///< so many samples in a row that do not differ

/// A running program, from its start to a line that it prints and on to its end.
class Started
{
public:
    Started(const Program &program, QByteArrayView line)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"LOKAL_AI_BENCH_FIRST_PAINT"_s, u"1"_s);
        m_process.setProcessEnvironment(environment);
        m_process.setReadChannel(QProcess::StandardError);
        QElapsedTimer timer;
        timer.start();
        m_process.start(program.path, program.arguments);
        QByteArray heard;
        while (!heard.contains(line)) {
            if (!m_process.waitForReadyRead(patienceMs))
                qFatal("%s did not print \"%s\": %s", qPrintable(program.path), line.data(),
                       heard.constData());
            heard += m_process.readAllStandardError();
        }
        m_lineMs = double(timer.nsecsElapsed()) / 1e6;
    }
    ~Started()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(patienceMs))
            m_process.kill();
    }
    Q_DISABLE_COPY_MOVE(Started)

    double lineMs() const { return m_lineMs; }
    double settledPss()
    {
        double before = 0;
        int calm = 0;
        for (int step = 0; step < settleSteps && calm < calmSteps; ++step) {
            m_process.waitForReadyRead(settleStepMs);
            const auto now = double(pssKib(m_process.processId()));
            calm = std::abs(now - before) < now / 200 ? calm + 1 : 0;
            before = now;
        }
        return before;
    }

private:
    QProcess m_process;
    double m_lineMs = 0;
};

} // namespace

double firstPaintMs(const Program &program)
{
    return Started(program, "first paint").lineMs();
}

double firstPageMs(const Program &program)
{
    return Started(program, "first page").lineMs();
}

double settledPssKib(const Program &program)
{
    return Started(program, "first paint").settledPss();
}

QByteArray outputOf(const Program &program)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program.path, program.arguments);
    if (!process.waitForFinished(-1) || process.exitStatus() != QProcess::NormalExit
        || process.exitCode() != 0)
        qFatal("%s failed: %s", qPrintable(program.path), qPrintable(process.errorString()));
    return process.readAllStandardOutput();
}

} // namespace lokal::bench
