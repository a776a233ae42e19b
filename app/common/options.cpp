#include "app/common/options.h"

#include <QDir>
#include <QFileInfo>
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
    static QString environmentName(const QString &name)
    {
        return u"LOKAL_AI_"_s + name.toUpper().replace(u'-', u'_');
    }

private:
    const QCommandLineParser &m_parser;
    QSettings m_settings;
};

struct SubCommand
{
    const char *words;
    int arguments; ///< words behind the command
    const char *help;
};

constexpr SubCommand subCommands[] = {
    { "user add", 1,
      "user add NAME [--email E] [--permissions P]   password from the prompt or standard input" },
    { "user list", 0, "user list [--json]" },
    { "user reset-password", 1,
      "user reset-password NAME   password from the prompt or standard input" },
    { "user disable", 1, "user disable NAME" },
    { "user enable", 1, "user enable NAME" },
    { "key add", 0, "key add --user NAME --name N [--scope S ...]   prints only the key" },
    { "key list", 0, "key list [--user NAME] [--json]" },
    { "key revoke", 1, "key revoke KEY_ID" },
    { "check", 0, "check   examines the database" },
};

QString commandHelp()
{
    QString text = u"\nCommands (they reach a running server, else open the data themselves):\n"_s;
    for (const SubCommand &command : subCommands)
        text += u"  "_s + QString::fromLatin1(command.help) + u'\n';
    text
        += u"\nExit codes: 0 ok, 1 failure, 2 usage, 3 damaged database, 4 data in use, 5 newer schema.\n"_s;
    return text;
}

QString wrongCommand(const QStringList &words)
{
    for (const SubCommand &command : subCommands) {
        const QStringList name = QString::fromLatin1(command.words).split(u' ');
        if (words.first(qMin(words.size(), name.size())) != name)
            continue;
        if (words.size() == name.size() + command.arguments)
            return {};
        return u"usage: lokal-ai-server %1"_s.arg(QString::fromLatin1(command.help));
    }
    return u"unknown command \"%1\"; --help lists them"_s.arg(words.join(u' '));
}

void addOptions(QCommandLineParser &parser, Program program)
{
    const QString listenText = program == Program::Server
        ? u"Serve the API on ADDR:PORT (default 127.0.0.1:11500; port 0: any free one)."_s
        : u"Also serve the API on ADDR:PORT (default: off)."_s;
    parser.addOptions({
        { u"data-dir"_s, u"Keep everything in DIR (default: $XDG_DATA_HOME/lokal-ai)."_s,
          u"DIR"_s },
        { u"config"_s, u"Read settings from FILE (default: settings.ini in the data directory)."_s,
          u"FILE"_s },
        { u"ollama-url"_s,
          u"Ollama's address; repeatable (default: OLLAMA_HOST, else http://127.0.0.1:11434)."_s,
          u"URL"_s },
        { u"demo"_s, u"Use the built-in demo engine (no AI) instead of Ollama."_s },
        { u"listen"_s, listenText, u"ADDR:PORT"_s },
        { u"tls-cert"_s, u"Serve https with this certificate (PEM)."_s, u"FILE"_s },
        { u"tls-key"_s, u"The certificate's key (PEM)."_s, u"FILE"_s },
        { u"ca-file"_s, u"Trust these certificates for https engines (PEM)."_s, u"FILE"_s },
        { u"allowed-host"_s, u"Accept this name in Host; repeatable."_s, u"NAME"_s },
        { u"allowed-origin"_s, u"Accept web pages of this origin; repeatable."_s, u"URL"_s },
        { u"trusted-proxy"_s, u"Believe forwarding headers from these addresses; repeatable."_s,
          u"CIDR"_s },
        { u"registration"_s,
          u"Who may register: open or closed (default: open on loopback only)."_s,
          u"open|closed"_s },
        { u"log-level"_s, u"debug, info, warning or error (default: info)."_s, u"LEVEL"_s },
        { u"log-format"_s, u"text or json (default: text)."_s, u"FORMAT"_s },
    });
    if (program == Program::Server) {
        parser.addOptions({
            { u"email"_s, u"For user add."_s, u"E"_s },
            { u"permissions"_s,
              u"For user add: comma-separated, of admin, metrics, models, tools, user."_s, u"P"_s },
            { u"user"_s, u"For key add and key list."_s, u"NAME"_s },
            { u"name"_s, u"For key add."_s, u"N"_s },
            { u"scope"_s, u"For key add; repeatable: read, chat, models, tools, metrics, all."_s,
              u"S"_s },
            { u"json"_s, u"Lists as JSON."_s },
        });
    }
    parser.addHelpOption();
    parser.addVersionOption();
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
        if (!ok || number < limit.minimum)
            return u"%1 must be a whole number from %2, not \"%3\""_s.arg(name)
                .arg(limit.minimum)
                .arg(*text);
        if (limit.count)
            limits.*limit.count = number;
        else
            limits.*limit.time = std::chrono::seconds(number);
    }
    return {};
}

QString readNetwork(const Source &source, Program program, Options &options)
{
    options.ollamaUrls = source.values(u"ollama-url"_s);
    if (options.ollamaUrls.isEmpty() && qEnvironmentVariableIsSet("OLLAMA_HOST"))
        options.ollamaUrls = { qEnvironmentVariable("OLLAMA_HOST") };
    if (options.ollamaUrls.isEmpty())
        options.ollamaUrls = { u"http://127.0.0.1:11434"_s };
    if (const auto text = source.value(u"listen"_s)) {
        options.listen = parseListen(*text);
        if (!options.listen)
            return u"--listen takes ADDR:PORT such as 127.0.0.1:11500 or [::1]:0, not \"%1\""_s.arg(
                *text);
    } else if (program == Program::Server) {
        options.listen = ListenAddress {};
    }
    options.tlsCertificateFile = source.value(u"tls-cert"_s).value_or(QString());
    options.tlsKeyFile = source.value(u"tls-key"_s).value_or(QString());
    if (options.tlsCertificateFile.isEmpty() != options.tlsKeyFile.isEmpty())
        return u"--tls-cert and --tls-key go together"_s;
    options.caFile = source.value(u"ca-file"_s).value_or(QString());
    for (const QString &file : { options.tlsCertificateFile, options.tlsKeyFile, options.caFile }) {
        if (!file.isEmpty() && !QFileInfo(file).isReadable())
            return u"the file \"%1\" cannot be read"_s.arg(file);
    }
    options.allowedHosts = source.values(u"allowed-host"_s);
    options.allowedOrigins = source.values(u"allowed-origin"_s);
    options.trustedProxies = source.values(u"trusted-proxy"_s);
    for (const QString &proxy : std::as_const(options.trustedProxies)) {
        if (QHostAddress::parseSubnet(proxy).second < 0)
            return u"--trusted-proxy takes an address or a net such as 10.0.0.0/8, not \"%1\""_s
                .arg(proxy);
    }
    for (const QString &origin : std::as_const(options.allowedOrigins)) {
        const QUrl url(origin, QUrl::StrictMode);
        if (!url.isValid() || url.host().isEmpty() || !url.path().isEmpty())
            return u"--allowed-origin takes an origin such as https://chat.example.org, not \"%1\""_s
                .arg(origin);
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
            return u"--registration is open or closed, not \"%1\""_s.arg(*text);
    }
    if (const auto text = source.value(u"log-level"_s)) {
        const qsizetype which
            = QStringList { u"debug"_s, u"info"_s, u"warning"_s, u"error"_s }.indexOf(*text);
        if (which < 0)
            return u"--log-level is debug, info, warning or error, not \"%1\""_s.arg(*text);
        options.logLevel = LogLevel(which);
    }
    if (const auto text = source.value(u"log-format"_s)) {
        const qsizetype which = QStringList { u"text"_s, u"json"_s }.indexOf(*text);
        if (which < 0)
            return u"--log-format is text or json, not \"%1\""_s.arg(*text);
        options.logFormat = LogFormat(which);
    }
    const QString demo = source.value(u"demo"_s).value_or(QString()).toLower();
    options.demo = options.demo || demo == "1"_L1 || demo == "true"_L1 || demo == "yes"_L1;
    options.demoScriptFile = qEnvironmentVariable("LOKAL_AI_DEMO_SCRIPT");
    bool ok = false;
    const double rate = qEnvironmentVariable("LOKAL_AI_DEMO_RATE").toDouble(&ok);
    if (ok)
        options.demoRate = rate;
    return {};
}

void readCommand(const QCommandLineParser &parser, Options &options)
{
    options.command = parser.positionalArguments();
    options.commandEmail = parser.value(u"email"_s);
    options.commandPermissions = parser.value(u"permissions"_s);
    options.commandUser = parser.value(u"user"_s);
    options.commandName = parser.value(u"name"_s);
    options.commandScopes = parser.values(u"scope"_s);
    options.json = parser.isSet(u"json"_s);
}

CommandLine usageError(const QString &text)
{
    return { std::nullopt, text + u"\n--help shows all options.\n"_s, ExitUsage };
}

QString defaultDataDirectory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/lokal-ai"_s;
}

} // namespace

CommandLine readOptions(Program program, const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        program == Program::Server
            ? u"Lokal-AI server: your local language models as a private REST API."_s
            : u"Lokal-AI: a private workplace for local language models."_s);
    addOptions(parser, program);
    if (program == Program::Server)
        parser.addPositionalArgument(
            u"command"_s, u"user, key or check; without one the server starts."_s, u"[command]"_s);
    if (!parser.parse(arguments))
        return usageError(parser.errorText());
    if (parser.isSet(u"help"_s))
        return { std::nullopt,
                 parser.helpText() + (program == Program::Server ? commandHelp() : QString()),
                 ExitOk };
    if (parser.isSet(u"version"_s))
        return { std::nullopt, u"Lokal-AI " LOKAL_VERSION "\n"_s, ExitOk };

    Options options;
    options.demo = parser.isSet(u"demo"_s);
    QString directory = parser.value(u"data-dir"_s);
    if (directory.isEmpty())
        directory = qEnvironmentVariable("LOKAL_AI_DATA_DIR");
    options.dataDirectory = QDir::cleanPath(
        QDir().absoluteFilePath(directory.isEmpty() ? defaultDataDirectory() : directory));
    QString settings = parser.value(u"config"_s);
    if (settings.isEmpty())
        settings = qEnvironmentVariable("LOKAL_AI_CONFIG");
    if (!settings.isEmpty() && !QFileInfo(settings).isReadable())
        return usageError(u"the settings file \"%1\" cannot be read"_s.arg(settings));
    options.settingsFile
        = settings.isEmpty() ? options.dataDirectory + u"/settings.ini"_s : settings;

    const Source source(parser, options.settingsFile);
    for (const QString &problem :
         { readNetwork(source, program, options), readWords(source, options),
           readLimits(source, options.limits) }) {
        if (!problem.isEmpty())
            return usageError(problem);
    }
    if (program == Program::Server) {
        readCommand(parser, options);
        if (!options.command.isEmpty()) {
            const QString problem = wrongCommand(options.command);
            if (!problem.isEmpty())
                return usageError(problem);
        }
    } else if (!parser.positionalArguments().isEmpty()) {
        return usageError(
            u"unexpected argument \"%1\""_s.arg(parser.positionalArguments().first()));
    }
    return { options, {}, ExitOk };
}

} // namespace lokal::app
