#include "app/common/options.h"

#include "app/common/commandoptions.h"
#include "app/common/helptext.h"
#include "app/common/subcommands.h"
#include "core/ollama/ollamaaddress.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSettings>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace lokal::app {
namespace {

/// One setting by its command line name; looks through the four places in order.
class Source
{
public:
    Source(const QCommandLineParser &parser, const QString &settingsFile)
        : m_parser(parser)
        , m_settings(settingsFile, QSettings::IniFormat)
    {
    }

    QStringList values(const QString &name) const
    {
        if (m_parser.optionNames().contains(name))
            return m_parser.values(name);
        const QString environment = environmentName(name);
        if (qEnvironmentVariableIsSet(environment.toLatin1().constData()))
            return qEnvironmentVariable(environment.toLatin1().constData())
                .split(u',', Qt::SkipEmptyParts);
        return m_settings.value(name).toStringList();
    }
    std::optional<QString> value(const QString &name) const
    {
        const QStringList all = values(name);
        return all.isEmpty() ? std::nullopt : std::optional(all.last());
    }
    /// What is wrong with the settings file; empty when nothing is.
    QString problem() const
    {
        switch (m_settings.status()) {
        case QSettings::NoError:
            return {};
        case QSettings::AccessError:
            return u"The settings file \""_s + m_settings.fileName() + u"\" cannot be read."_s;
        case QSettings::FormatError:
            break;
        }
        return u"The settings file \""_s + m_settings.fileName()
            + u"\" is damaged; its lines have the form name=value."_s;
    }
    QStringList names() const { return m_settings.allKeys(); }
    static QString environmentName(const QString &name)
    {
        return u"LOKAL_AI_"_s + name.toUpper().replace(u'-', u'_');
    }

private:
    const QCommandLineParser &m_parser;
    QSettings m_settings;
};

// Each of these may also come from the environment and from the settings file.
constexpr OptionName valueOptions[] = {
    { "data-dir", "DIR" },       { "config", "FILE" },       { "ollama-url", "URL" },
    { "listen", "ADDR:PORT" },   { "tls-cert", "FILE" },     { "tls-key", "FILE" },
    { "ca-file", "FILE" },       { "allowed-host", "NAME" }, { "allowed-origin", "URL" },
    { "trusted-proxy", "CIDR" }, { "registration", "WHO" },  { "log-level", "LEVEL" },
    { "log-format", "FORMAT" },
};
void addOptions(QCommandLineParser &parser, Program program)
{
    for (const auto &[name, value] : valueOptions)
        parser.addOption(
            QCommandLineOption(QString::fromLatin1(name), QString(), QString::fromLatin1(value)));
    parser.addOption(QCommandLineOption(u"demo"_s));
    if (program == Program::Server)
        addCommandOptions(parser);
    parser.addOption(QCommandLineOption(QStringList { u"h"_s, u"help"_s }));
    parser.addOption(QCommandLineOption(QStringList { u"v"_s, u"version"_s }));
}

std::optional<ListenAddress> parseListen(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    bool ok = false;
    const uint port = QStringView(text).sliced(colon + 1).toUInt(&ok);
    if (colon < 0 || !ok || port > 65535)
        return std::nullopt;
    QString host = text.left(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    if (host == "localhost"_L1)
        host = u"127.0.0.1"_s;
    const QHostAddress address(host);
    if (address.isNull())
        return std::nullopt;
    return ListenAddress { address, quint16(port) };
}

struct LimitName
{
    const char *name;
    int minimum;
    int Limits::*count;
    std::chrono::seconds Limits::*time;
};

// Beyond this nothing is limited any more, and times no longer fit their timers.
constexpr int largestLimit = 1'000'000;

constexpr LimitName limitNames[] = {
    { "running-limit", 1, &Limits::runningLimit, nullptr },
    { "queue-limit", 0, &Limits::queueLimit, nullptr },
    { "streams-per-user", 1, &Limits::streamsPerUser, nullptr },
    { "requests-per-minute", 1, &Limits::requestsPerMinute, nullptr },
    { "logins-per-minute", 1, &Limits::loginsPerMinute, nullptr },
    { "max-connections", 1, &Limits::maxConnections, nullptr },
    { "max-connections-per-address", 1, &Limits::maxConnectionsPerAddress, nullptr },
    { "first-token-timeout", 1, nullptr, &Limits::firstTokenTimeout },
    { "token-timeout", 1, nullptr, &Limits::tokenTimeout },
};

QString readLimits(const Source &source, Limits &limits)
{
    for (const LimitName &limit : limitNames) {
        const QString name = QString::fromLatin1(limit.name);
        const std::optional<QString> text = source.value(name);
        if (!text)
            continue;
        bool ok = false;
        const int number = text->trimmed().toInt(&ok);
        if (!ok || number < limit.minimum || number > largestLimit)
            return u"%1 must be a whole number from %2 to %3, not \"%4\"."_s.arg(
                name, QString::number(limit.minimum), QString::number(largestLimit), *text);
        if (limit.count)
            limits.*limit.count = number;
        else
            limits.*limit.time = std::chrono::seconds(number);
    }
    return {};
}

QString readEngines(const Source &source, Options &options)
{
    QString from = u"--ollama-url"_s;
    options.ollamaUrls = source.values(u"ollama-url"_s);
    if (options.ollamaUrls.isEmpty() && qEnvironmentVariableIsSet("OLLAMA_HOST")) {
        options.ollamaUrls = { qEnvironmentVariable("OLLAMA_HOST") };
        from = u"OLLAMA_HOST"_s;
    }
    if (options.ollamaUrls.isEmpty())
        options.ollamaUrls = { u"http://127.0.0.1:11434"_s };
    for (const QString &url : std::as_const(options.ollamaUrls)) {
        if (!OllamaAddress::parse(url))
            return from + u" takes an address such as http://127.0.0.1:11434, not \""_s + url
                + u"\"."_s;
    }
    return {};
}

/// Whose requests are taken (N2, N3).
QString readNames(const Source &source, Options &options)
{
    static const QRegularExpression hostForm(
        u"\\A[\\w.-]+(:[0-9]+)?\\z|\\A\\[[0-9a-fA-F:.]+\\](:[0-9]+)?\\z|\\A[0-9a-fA-F:.]+\\z"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    options.allowedHosts = source.values(u"allowed-host"_s);
    for (const QString &host : std::as_const(options.allowedHosts)) {
        if (!hostForm.match(host.trimmed()).hasMatch())
            return u"--allowed-host takes a name such as chat.example.org, not \"%1\"."_s.arg(host);
    }
    options.allowedOrigins = source.values(u"allowed-origin"_s);
    for (const QString &origin : std::as_const(options.allowedOrigins)) {
        const QUrl url(origin.trimmed(), QUrl::StrictMode);
        const bool isMore = !url.path().isEmpty() || url.hasQuery() || url.hasFragment()
            || !url.userInfo().isEmpty();
        if (!url.isValid() || url.host().isEmpty() || isMore)
            return u"--allowed-origin takes an origin such as https://chat.example.org, not \"%1\"."_s
                .arg(origin);
    }
    return {};
}

QString readNetwork(const Source &source, Program program, Options &options)
{
    if (const QString problem = readEngines(source, options); !problem.isEmpty())
        return problem;
    if (const auto text = source.value(u"listen"_s)) {
        options.listen = parseListen(*text);
        if (!options.listen)
            return u"--listen takes ADDR:PORT such as 127.0.0.1:11500 or [::1]:0, not \"%1\"."_s
                .arg(*text);
    } else if (program == Program::Server) {
        options.listen = ListenAddress {};
    }
    options.tlsCertificateFile = source.value(u"tls-cert"_s).value_or(QString());
    options.tlsKeyFile = source.value(u"tls-key"_s).value_or(QString());
    if (options.tlsCertificateFile.isEmpty() != options.tlsKeyFile.isEmpty())
        return u"--tls-cert and --tls-key go together."_s;
    options.caFile = source.value(u"ca-file"_s).value_or(QString());
    for (const QString &file : { options.tlsCertificateFile, options.tlsKeyFile, options.caFile }) {
        if (!file.isEmpty() && !QFileInfo(file).isReadable())
            return u"The file \"%1\" cannot be read."_s.arg(file);
    }
    if (const QString problem = readNames(source, options); !problem.isEmpty())
        return problem;
    options.trustedProxies = source.values(u"trusted-proxy"_s);
    for (const QString &proxy : std::as_const(options.trustedProxies)) {
        if (QHostAddress::parseSubnet(proxy).second < 0)
            return u"--trusted-proxy takes an address or a net such as 10.0.0.0/8, not \"%1\"."_s
                .arg(proxy);
    }
    return {};
}

QString readWords(const Source &source, Options &options)
{
    if (const auto text = source.value(u"registration"_s)) {
        if (*text == "open"_L1)
            options.registration = RegistrationPolicy::Open;
        else if (*text == "closed"_L1)
            options.registration = RegistrationPolicy::Closed;
        else
            return u"--registration is open or closed, not \"%1\"."_s.arg(*text);
    }
    if (const auto text = source.value(u"log-level"_s)) {
        const qsizetype which
            = QStringList { u"debug"_s, u"info"_s, u"warning"_s, u"error"_s }.indexOf(*text);
        if (which < 0)
            return u"--log-level is debug, info, warning or error, not \"%1\"."_s.arg(*text);
        options.logLevel = LogLevel(which);
    }
    if (const auto text = source.value(u"log-format"_s)) {
        const qsizetype which = QStringList { u"text"_s, u"json"_s }.indexOf(*text);
        if (which < 0)
            return u"--log-format is text or json, not \"%1\"."_s.arg(*text);
        options.logFormat = LogFormat(which);
    }
    if (!options.demo) { // an option without a value: only the other places have one
        const QString demo = source.value(u"demo"_s).value_or(u"no"_s).toLower();
        options.demo = QStringList { u"1"_s, u"true"_s, u"yes"_s, u"on"_s }.contains(demo);
        if (!options.demo
            && !QStringList { u""_s, u"0"_s, u"false"_s, u"no"_s, u"off"_s }.contains(demo))
            return u"demo is true or false, not \"%1\"."_s.arg(demo);
    }
    options.demoScriptFile = qEnvironmentVariable("LOKAL_AI_DEMO_SCRIPT");
    bool ok = false;
    const double rate = qEnvironmentVariable("LOKAL_AI_DEMO_RATE").toDouble(&ok);
    if (ok)
        options.demoRate = rate;
    return {};
}

/// Settings that nobody reads are slips of the pen. Where the file itself lies, it cannot say.
QStringList unknownSettings(const Source &source)
{
    QStringList known { u"demo"_s };
    for (const auto &[name, value] : valueOptions)
        known.append(QString::fromLatin1(name));
    known.removeAll(u"data-dir"_s);
    known.removeAll(u"config"_s);
    for (const LimitName &limit : limitNames)
        known.append(QString::fromLatin1(limit.name));
    QStringList unknown;
    for (const QString &name : source.names()) {
        if (!known.contains(name))
            unknown.append(name);
    }
    return unknown;
}

/// An option whose value is empty comes from a variable that was not set; its default would be a
/// surprise.
QString emptyOption(const QCommandLineParser &parser)
{
    for (const QString &name : parser.optionNames()) {
        const QStringList values = parser.values(name);
        if (values.contains(QString()))
            return u"--%1 needs a value."_s.arg(name);
    }
    return {};
}

CommandLine usageError(const QString &text)
{
    return { std::nullopt, text + u"\n--help explains all options.\n"_s, ExitUsage };
}

CommandLine helpFor(Program program, const QStringList &words)
{
    if (words.isEmpty() || program == Program::Desktop)
        return { std::nullopt, helpText(program), ExitOk };
    if (const SubCommand *command = findSubCommand(words))
        return { std::nullopt, helpText(*command), ExitOk };
    const QList<SubCommand> group = subCommandsOf(words.first());
    if (group.isEmpty())
        return usageError(wrongCommand(words));
    return { std::nullopt, u"Commands; each has its own --help\n"_s + commandLines(group), ExitOk };
}

QString defaultDataDirectory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/lokal-ai"_s;
}

/// Where the data and the settings lie.
QString readPlaces(const QCommandLineParser &parser, Options &options)
{
    QString directory = parser.value(u"data-dir"_s);
    if (directory.isEmpty())
        directory = qEnvironmentVariable("LOKAL_AI_DATA_DIR");
    options.dataDirectory = QDir::cleanPath(
        QDir().absoluteFilePath(directory.isEmpty() ? defaultDataDirectory() : directory));
    QString settings = parser.value(u"config"_s);
    if (settings.isEmpty())
        settings = qEnvironmentVariable("LOKAL_AI_CONFIG");
    if (!settings.isEmpty() && !QFileInfo(settings).isReadable())
        return u"The settings file \"%1\" cannot be read."_s.arg(settings);
    options.settingsFile
        = settings.isEmpty() ? options.dataDirectory + u"/settings.ini"_s : settings;
    return {};
}

} // namespace

CommandLine readOptions(Program program, const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser, program);
    if (!parser.parse(arguments))
        return usageError(parser.errorText());
    if (parser.isSet(u"help"_s))
        return helpFor(program, parser.positionalArguments());
    if (parser.isSet(u"version"_s))
        return { std::nullopt, u"Lokal-AI " LOKAL_VERSION "\n"_s, ExitOk };
    if (const QString problem = emptyOption(parser); !problem.isEmpty())
        return usageError(problem);

    Options options;
    options.demo = parser.isSet(u"demo"_s);
    if (const QString problem = readPlaces(parser, options); !problem.isEmpty())
        return usageError(problem);
    const Source source(parser, options.settingsFile);
    options.unknownSettings = unknownSettings(source);
    for (const QString &problem :
         { source.problem(), readNetwork(source, program, options), readWords(source, options),
           readLimits(source, options.limits) }) {
        if (!problem.isEmpty())
            return usageError(problem);
    }
    const QString problem = program == Program::Server ? readCommand(parser, options)
        : parser.positionalArguments().isEmpty()
        ? QString()
        : u"Unexpected argument \"%1\"."_s.arg(parser.positionalArguments().first());
    return problem.isEmpty() ? CommandLine { options, {}, ExitOk } : usageError(problem);
}

} // namespace lokal::app
