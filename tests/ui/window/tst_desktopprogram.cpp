#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// How the program ended, started where no display is.
struct Ending
{
    int exitCode = -1;
    QProcess::ExitStatus status = QProcess::CrashExit;
    QByteArray out, err;
};

Ending startWithoutDisplay(const QStringList &arguments)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : { u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s })
        environment.remove(name);
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(LOKAL_DESKTOP_PROGRAM), arguments);
    if (!program.waitForFinished())
        return {};
    return { program.exitCode(), program.exitStatus(), program.readAllStandardOutput(),
             program.readAllStandardError() };
}

} // namespace

class TestDesktopProgram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void explainsItselfWithoutADisplay()
    {
        for (const QString &option : { u"--help"_s, u"--version"_s }) {
            const Ending ending = startWithoutDisplay({ option });
            QCOMPARE(ending.status, QProcess::NormalExit);
            QCOMPARE(ending.exitCode, 0);
            QVERIFY(!ending.out.isEmpty());
        }
    }

    void saysWhatIsWrongWithoutADisplay()
    {
        const Ending wrong = startWithoutDisplay({ u"--no-such-option"_s });
        QCOMPARE(wrong.status, QProcess::NormalExit);
        QCOMPARE(wrong.exitCode, 2);
        QVERIFY(wrong.err.contains("no-such-option"));
        const Ending right = startWithoutDisplay({});
        QCOMPARE(right.status, QProcess::NormalExit);
        QCOMPARE(right.exitCode, 1);
        QVERIFY(right.err.contains("needs a display"));
    }
};

QTEST_GUILESS_MAIN(TestDesktopProgram)
#include "tst_desktopprogram.moc"
