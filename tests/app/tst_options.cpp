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
    void offUntilSwitchedOn_n1();
    void unknownSettingsAreTold();
    void brokenSettingsEndTheProgram();
    void wrongSettingsSayWhatWouldBeRight_data();
    void wrongSettingsSayWhatWouldBeRight();
    void hostsCanBeNamesAndAddresses();
    void helpNamesEveryOptionAndLimit_data();
    void helpNamesEveryOptionAndLimit();
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
}

void TestOptions::offUntilSwitchedOn_n1()
{
    QVERIFY(!read(Program::Desktop, {}).listen);
    QVERIFY(read(Program::Server, {}).listen->address.isLoopback());
    QVERIFY(read(Program::Desktop, { u"--listen"_s, u"127.0.0.1:0"_s }).listen);
}

void TestOptions::unknownSettingsAreTold()
{
    writeSettings("runing-limit=3\nrunning-limit=2\ndata-dir=/srv/data\n");
    const Options options = read(Program::Server, {});
    QCOMPARE(options.unknownSettings, QStringList({ u"data-dir"_s, u"runing-limit"_s }));
    QCOMPARE(options.limits.runningLimit, 2);
}

void TestOptions::brokenSettingsEndTheProgram()
{
    writeSettings("[General\nrunning-limit=2\n");
    const CommandLine line
        = readOptions(Program::Server, { u"program"_s, u"--data-dir"_s, m_directory.path() });
    QCOMPARE(line.exitCode, int(ExitUsage));
    QVERIFY2(line.text.contains(u"settings.ini"_s), qPrintable(line.text));
}

void TestOptions::wrongSettingsSayWhatWouldBeRight_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("says");
    QTest::newRow("demo") << QByteArray("demo=perhaps") << u"true or false"_s;
    QTest::newRow("no number") << QByteArray("running-limit=many") << u"from 1 to 1000000"_s;
    QTest::newRow("too small") << QByteArray("token-timeout=0") << u"from 1 to 1000000"_s;
    // As milliseconds it would not fit a timer.
    QTest::newRow("too large") << QByteArray("token-timeout=3000000") << u"from 1 to 1000000"_s;
}

void TestOptions::wrongSettingsSayWhatWouldBeRight()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, says);
    writeSettings(line + '\n');
    const CommandLine read
        = readOptions(Program::Server, { u"program"_s, u"--data-dir"_s, m_directory.path() });
    QCOMPARE(read.exitCode, int(ExitUsage));
    QVERIFY2(read.text.contains(says), qPrintable(read.text));
}

void TestOptions::hostsCanBeNamesAndAddresses()
{
    const QStringList hosts { u"chat.example.org"_s, u"under_score"_s,      u"büro.lan"_s,
                              u"proxy.lan:8443"_s,   u"192.0.2.7"_s,        u"192.0.2.7:80"_s,
                              u"[2001:db8::7]"_s,    u"[2001:db8::7]:80"_s, u"2001:db8::7"_s };
    QStringList arguments;
    for (const QString &host : hosts)
        arguments << u"--allowed-host"_s << host;
    QCOMPARE(read(Program::Server, arguments).allowedHosts, hosts);
}

void TestOptions::helpNamesEveryOptionAndLimit_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("server") << QStringList {}
                            << QStringList { u"--data-dir"_s,
                                             u"--config"_s,
                                             u"--ollama-url"_s,
                                             u"--demo"_s,
                                             u"--listen"_s,
                                             u"--tls-cert"_s,
                                             u"--tls-key"_s,
                                             u"--ca-file"_s,
                                             u"--allowed-host"_s,
                                             u"--allowed-origin"_s,
                                             u"--trusted-proxy"_s,
                                             u"--registration"_s,
                                             u"--log-level"_s,
                                             u"--log-format"_s,
                                             u"--version"_s,
                                             u"--help"_s,
                                             u"LOKAL_AI_DATA_DIR"_s,
                                             u"settings.ini"_s,
                                             u"running-limit"_s,
                                             u"queue-limit"_s,
                                             u"streams-per-user"_s,
                                             u"requests-per-minute"_s,
                                             u"logins-per-minute"_s,
                                             u"max-connections"_s,
                                             u"max-connections-per-address"_s,
                                             u"first-token-timeout"_s,
                                             u"token-timeout"_s,
                                             u"Exit codes"_s,
                                             u"user add"_s,
                                             u"key revoke"_s,
                                             u"check"_s };
    QTest::newRow("group") << QStringList { u"user"_s }
                           << QStringList { u"user list"_s, u"user disable"_s };
    QTest::newRow("user add") << QStringList { u"user"_s, u"add"_s }
                              << QStringList { u"--email"_s, u"--permissions"_s,
                                               u"standard input"_s };
    QTest::newRow("key add") << QStringList { u"key"_s, u"add"_s }
                             << QStringList { u"--user"_s, u"--name"_s, u"--scope"_s };
    QTest::newRow("key revoke") << QStringList { u"key"_s, u"revoke"_s }
                                << QStringList { u"KEY_ID"_s };
}

void TestOptions::helpNamesEveryOptionAndLimit()
{
    QFETCH(QStringList, words);
    QFETCH(QStringList, names);
    const CommandLine line = readOptions(
        Program::Server, QStringList { u"program"_s } + words + QStringList { u"--help"_s });
    QCOMPARE(line.exitCode, int(ExitOk));
    for (const QString &name : names)
        QVERIFY2(line.text.contains(name), qPrintable(name));
    for (const QString &one : line.text.split(u'\n'))
        QVERIFY2(one.size() <= 100, qPrintable(one));
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
    QTest::newRow("command of a group") << QStringList { u"user"_s } << u"user list"_s;
    QTest::newRow("engine") << QStringList { u"--ollama-url"_s, u"not a url"_s }
                            << u"http://127.0.0.1:11434"_s;
    QTest::newRow("engine's scheme")
        << QStringList { u"--ollama-url"_s, u"ftp://x"_s } << u"\"ftp://x\""_s;
    QTest::newRow("empty directory")
        << QStringList { u"--data-dir"_s, QString() } << u"--data-dir needs a value"_s;
    QTest::newRow("empty settings")
        << QStringList { u"--config="_s } << u"--config needs a value"_s;
    QTest::newRow("permissions") << QStringList { u"user"_s, u"add"_s, u"x"_s, u"--permissions"_s,
                                                  u"root"_s }
                                 << u"admin, metrics"_s;
    QTest::newRow("scope") << QStringList { u"key"_s,    u"add"_s, u"--user"_s,  u"x"_s,
                                            u"--name"_s, u"n"_s,   u"--scope"_s, u"foo"_s }
                           << u"read, chat"_s;
    QTest::newRow("no user") << QStringList { u"key"_s, u"add"_s, u"--name"_s, u"n"_s }
                             << u"--user NAME"_s;
    QTest::newRow("no number") << QStringList { u"key"_s, u"revoke"_s, u"abc"_s } << u"key list"_s;
    QTest::newRow("foreign option")
        << QStringList { u"user"_s, u"list"_s, u"--scope"_s, u"read"_s } << u"no option --scope"_s;
    QTest::newRow("option without its command")
        << QStringList { u"--email"_s, u"a@b"_s } << u"belongs to a command"_s;
    QTest::newRow("key") << QStringList { u"key"_s, u"revoke"_s } << u"KEY_ID"_s;
    for (const QString &host : { u"*"_s, u"http://chat.example.org"_s, u"a b"_s, u"x.org/"_s })
        QTest::newRow(qPrintable(u"host "_s + host))
            << QStringList { u"--allowed-host"_s, host } << u"a name such as"_s;
    for (const QString &origin : { u"*"_s, u"null"_s, u"https://x.org/a"_s, u"https://x.org?a"_s })
        QTest::newRow(qPrintable(u"origin "_s + origin))
            << QStringList { u"--allowed-origin"_s, origin } << u"an origin such as"_s;
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
