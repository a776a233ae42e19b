#include "app/common/options.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lokal;
using namespace lokal::app;

/// Command line over environment over settings file over default.
class TestOptions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void defaults();
    void strongerPlacesWin();
    void listsComeFromCommas();
    void ollamaHostIsTheDefaultAddress();
    void badValuesNameWhatWouldBeRight_data();
    void badValuesNameWhatWouldBeRight();

private:
    Options read(Program program, const QStringList &arguments)
    {
        const CommandLine line = readOptions(
            program, QStringList { u"program"_s, u"--data-dir"_s, m_directory.path() } + arguments);
        if (!line.options)
            qWarning().noquote() << line.text;
        return line.options.value_or(Options {});
    }
    void writeSettings(const QByteArray &text)
    {
        QFile file(m_directory.path() + u"/settings.ini"_s);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
    }
    QTemporaryDir m_directory;
};

void TestOptions::init()
{
    for (const char *name :
         { "LOKAL_AI_LISTEN", "LOKAL_AI_RUNNING_LIMIT", "LOKAL_AI_ALLOWED_HOST", "LOKAL_AI_DEMO",
           "OLLAMA_HOST", "LOKAL_AI_OLLAMA_URL", "LOKAL_AI_REGISTRATION" })
        qunsetenv(name);
    QFile::remove(m_directory.path() + u"/settings.ini"_s);
}

void TestOptions::defaults()
{
    const Options server = read(Program::Server, {});
    QCOMPARE(server.listen->address, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(server.listen->port, quint16(11500));
    QCOMPARE(server.ollamaUrls, QStringList { u"http://127.0.0.1:11434"_s });
    QVERIFY(!server.demo);
    QVERIFY(!server.registration);
    QCOMPARE(server.limits.runningLimit, 4);
    QVERIFY(!read(Program::Desktop, {}).listen); // N1: off until switched on
}

void TestOptions::strongerPlacesWin()
{
    writeSettings("running-limit=2\nlisten=127.0.0.1:1000\nregistration=closed\n");
    QCOMPARE(read(Program::Server, {}).limits.runningLimit, 2);
    QCOMPARE(read(Program::Server, {}).listen->port, quint16(1000));
    qputenv("LOKAL_AI_RUNNING_LIMIT", "3");
    qputenv("LOKAL_AI_LISTEN", "[::1]:2000");
    const Options environment = read(Program::Server, {});
    QCOMPARE(environment.limits.runningLimit, 3);
    QCOMPARE(environment.listen->address, QHostAddress(QHostAddress::LocalHostIPv6));
    const Options line = read(Program::Server,
                              { u"--listen"_s, u"0.0.0.0:3000"_s, u"--registration"_s, u"open"_s });
    QCOMPARE(line.listen->port, quint16(3000));
    QCOMPARE(*line.registration, RegistrationPolicy::Open);
}

void TestOptions::listsComeFromCommas()
{
    qputenv("LOKAL_AI_ALLOWED_HOST", "one.lan,two.lan");
    QCOMPARE(read(Program::Server, {}).allowedHosts, QStringList({ u"one.lan"_s, u"two.lan"_s }));
    QCOMPARE(read(Program::Server, { u"--allowed-host"_s, u"a"_s, u"--allowed-host"_s, u"b"_s })
                 .allowedHosts,
             QStringList({ u"a"_s, u"b"_s }));
}

void TestOptions::ollamaHostIsTheDefaultAddress()
{
    qputenv("OLLAMA_HOST", "nas:11434");
    QCOMPARE(read(Program::Server, {}).ollamaUrls, QStringList { u"nas:11434"_s });
    QCOMPARE(read(Program::Server, { u"--ollama-url"_s, u"http://other"_s }).ollamaUrls,
             QStringList { u"http://other"_s });
}

void TestOptions::badValuesNameWhatWouldBeRight_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("listen") << QStringList { u"--listen"_s, u"everywhere"_s } << u"ADDR:PORT"_s;
    QTest::newRow("registration") << QStringList { u"--registration"_s, u"perhaps"_s }
                                  << u"open or closed"_s;
    QTest::newRow("log format") << QStringList { u"--log-format"_s, u"xml"_s } << u"text or json"_s;
    QTest::newRow("tls") << QStringList { u"--tls-key"_s, u"/etc/hostname"_s } << u"go together"_s;
    QTest::newRow("proxy") << QStringList { u"--trusted-proxy"_s, u"any"_s } << u"10.0.0.0/8"_s;
    QTest::newRow("command") << QStringList { u"user"_s, u"rename"_s } << u"--help"_s;
    QTest::newRow("key") << QStringList { u"key"_s, u"revoke"_s } << u"KEY_ID"_s;
}

void TestOptions::badValuesNameWhatWouldBeRight()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const CommandLine line = readOptions(Program::Server, QStringList { u"program"_s } + arguments);
    QVERIFY(!line.options);
    QCOMPARE(line.exitCode, int(ExitUsage));
    QVERIFY2(line.text.contains(says), qPrintable(line.text));
}

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
