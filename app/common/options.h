#pragma once

#include "core/accounts/accounts.h"
#include "core/settings/limits.h"

#include <QCommandLineParser>
#include <QStringList>
#include <QtNetwork/QHostAddress>

#include <optional>

namespace lokal::app {

enum class Program
{
    Desktop,
    Server
};
enum class LogLevel
{
    Debug,
    Info,
    Warning,
    Error
};
enum class LogFormat
{
    Text,
    Json
};

/// Ways a program ends (product contract §3).
enum ExitCode
{
    ExitOk = 0,
    ExitFailure = 1,
    ExitUsage = 2,
    ExitDamaged = 3,
    ExitInUse = 4,
    ExitNewerSchema = 5
};

struct ListenAddress
{
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 11500;
};

/// How this process runs: command line over environment over settings.ini over default.
struct Options
{
    QString dataDirectory;
    QString settingsFile;
    QStringList ollamaUrls;
    bool demo = false;
    std::optional<ListenAddress> listen; ///< unset: no API (the desktop's default)
    QString tlsCertificateFile, tlsKeyFile, caFile;
    QStringList allowedHosts, allowedOrigins, trustedProxies;
    std::optional<RegistrationPolicy> registration; ///< unset: open on loopback, closed elsewhere
    LogLevel logLevel = LogLevel::Info;
    LogFormat logFormat = LogFormat::Text;
    Limits limits;
    QString demoScriptFile; ///< LOKAL_AI_DEMO_SCRIPT: steps for the demo engine
    QStringList unknownSettings; ///< names in the settings file that mean nothing
    double demoRate = 40; ///< LOKAL_AI_DEMO_RATE: tokens per second

    QStringList command; ///< server sub-command and its words; empty: serve
    QString commandEmail, commandPermissions, commandUser, commandName;
    QStringList commandScopes;
    bool json = false;
};

/// What came of the command line: options, or text to print and an exit code.
struct CommandLine
{
    std::optional<Options> options;
    QString text;
    int exitCode = ExitOk;
};

/// Reads arguments (the first is the program's name), environment and settings file. Pure but for
/// reading them; a wrong value is ExitUsage with a sentence that says what would be right.
CommandLine readOptions(Program program, const QStringList &arguments);

} // namespace lokal::app
