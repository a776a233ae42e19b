#include "app/common/helptext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::app {
namespace {

constexpr auto dataAndEngine = R"(
Data and model engine
  --data-dir DIR            Keep everything in DIR (default: $XDG_DATA_HOME/lokal-ai).
  --config FILE             Read settings from FILE (default: settings.ini in the data directory).
  --ollama-url URL          Ollama's address; repeatable
                            (default: OLLAMA_HOST, else http://127.0.0.1:11434).
  --ca-file FILE            Trust these certificates for https engines (PEM).
  --demo                    Use the built-in demo engine (no AI) instead of Ollama.
)";
constexpr auto serverListen = R"(
REST API
  --listen ADDR:PORT        Serve on this address (default 127.0.0.1:11500; port 0: any free one).
)";
constexpr auto desktopListen = R"(
REST API
  --listen ADDR:PORT        Also serve the REST API on this address (default: off; port 0: any).
)";
constexpr auto apiAndOther
    = R"(  --tls-cert FILE           Serve https with this certificate (PEM); goes with --tls-key.
  --tls-key FILE            The certificate's key (PEM; RSA or EC, not encrypted).
  --allowed-host NAME       Accept this name or address in Host; repeatable.
  --allowed-origin URL      Accept web pages of this origin; repeatable.
  --trusted-proxy CIDR      Believe forwarding headers from these addresses; repeatable.
  --registration WHO        open or closed: whether people may register
                            (default: open on loopback, closed elsewhere).

Log and help
  --log-level LEVEL         debug, info, warning or error (default: info). The log is on stderr.
  --log-format FORMAT       text or json (default: text).
  --help, -h                Show this help.
  --version, -v             Show the version.
)";
constexpr auto settingsText = R"(
Environment and settings file
  Each option can also be an environment variable (--data-dir: LOKAL_AI_DATA_DIR; lists are
  separated by commas) and, but for --data-dir and --config, a line in settings.ini (listen=...).
  The command line wins over the environment, the environment over the file.
  Limits are set in these two places only, here with their defaults:
    running-limit=4             answers at the same time
    queue-limit=256             answers that wait for their turn
    streams-per-user=8          open event streams of an account
    requests-per-minute=120     requests of an account
    logins-per-minute=10        sign-in attempts from an address
    max-connections=512         connections
    max-connections-per-address=256
    first-token-timeout=600     seconds until an answer begins
    token-timeout=120           seconds of silence within an answer
)";
constexpr auto serverExits = R"(
Exit codes
  0 ok   1 failure   2 usage   3 damaged database   4 data in use by another process
  5 data of a newer program
)";
constexpr auto commandNote = R"(
A command reaches the server that runs on the same data directory, else it opens the data itself.
All take --data-dir and --config.
)";

struct OptionHelp
{
    const char *name;
    const char *text;
};
constexpr OptionHelp optionHelps[] = {
    { "email", "  --email E                 An e-mail address, to sign in with as well.\n" },
    { "permissions",
      "  --permissions P           Comma-separated words of admin, metrics, models, tools, user\n"
      "                            (default: user; the first account is always an "
      "administrator).\n" },
    { "user", "  --user NAME               The account.\n" },
    { "name", "  --name N                  What the key is for.\n" },
    { "scope",
      "  --scope S                 What the key may do: read, chat, models, tools, metrics or "
      "all;\n"
      "                            repeatable (default: all).\n" },
    { "json", "  --json                    Print the list as JSON.\n" },
};

QString text(const char *latin1)
{
    return QString::fromLatin1(latin1);
}

} // namespace

QString commandLines(const QList<SubCommand> &commands)
{
    constexpr qsizetype wide = 26;
    QString lines;
    for (const SubCommand &command : commands) {
        const QString call = command.arguments > 0
            ? command.words + u' ' + command.usage.section(u' ', 0, 0)
            : command.words;
        lines += u"  "_s + call.leftJustified(wide) + command.summary + u'\n';
    }
    return lines;
}

QString helpText(Program program)
{
    if (program == Program::Desktop)
        return u"Usage: lokal-ai [options]\n\nA private workplace for local language models.\n"_s
            + text(dataAndEngine) + text(desktopListen) + text(apiAndOther) + text(settingsText);
    return u"Usage: lokal-ai-server [options]              start the server\n"
           "       lokal-ai-server COMMAND [options]      run a command; COMMAND --help explains "
           "it\n\n"
           "Local language models as a private REST API.\n"_s
        + text(dataAndEngine) + text(serverListen) + text(apiAndOther) + u"\nCommands\n"_s
        + commandLines(subCommands()) + text(settingsText) + text(serverExits);
}

QString helpText(const SubCommand &command)
{
    QString help = u"Usage: lokal-ai-server "_s + command.words
        + (command.usage.isEmpty() ? u""_s : u" "_s) + command.usage + u"\n\n"_s + command.summary
        + u'\n';
    if (command.words == "user add"_L1 || command.words == "user reset-password"_L1)
        help += u"The password is asked for, or read from standard input.\n"_s;
    if (command.words == "key revoke"_L1)
        help += u"\"key list\" shows the ids.\n"_s;
    if (!command.options.isEmpty())
        help += u'\n';
    for (const OptionHelp &option : optionHelps) {
        if (command.options.contains(text(option.name)))
            help += text(option.text);
    }
    return help + text(commandNote);
}

} // namespace lokal::app
