#include "app/common/commandoptions.h"

#include "app/common/helptext.h"
#include "app/common/subcommands.h"

using namespace Qt::StringLiterals;

namespace lokal::app {
namespace {

constexpr OptionName commandOptions[] = {
    { "email", "E" }, { "permissions", "P" }, { "user", "NAME" }, { "name", "N" }, { "scope", "S" },
};

/// Options of another command, or of none.
QString wrongOption(const QCommandLineParser &parser, const SubCommand *command)
{
    QStringList names { u"json"_s };
    for (const auto &[name, value] : commandOptions)
        names.append(QString::fromLatin1(name));
    for (const QString &name : std::as_const(names)) {
        if (!parser.isSet(name) || (command && command->options.contains(name)))
            continue;
        return command
            ? u"The command \""_s + command->words + u"\" has no option --"_s + name + u'.'
            : u"--"_s + name + u" belongs to a command."_s;
    }
    return {};
}

QString wrongValue(const SubCommand &command, const Options &options)
{
    if (!options.commandPermissions.isEmpty() && !permissionsFromText(options.commandPermissions))
        return u"--permissions takes comma-separated words of admin, metrics, models, tools, user, "
               "each once, not \"%1\"."_s.arg(options.commandPermissions);
    if (!options.commandScopes.isEmpty() && !scopesFromNames(options.commandScopes))
        return u"--scope is one of read, chat, models, tools, metrics, all, each once, not \"%1\"."_s
            .arg(options.commandScopes.join(u", "_s));
    if (command.words == "key add"_L1
        && (options.commandUser.isEmpty() || options.commandName.isEmpty()))
        return u"Usage: lokal-ai-server key add "_s + command.usage;
    bool isNumber = true;
    if (command.words == "key revoke"_L1)
        options.command.last().toLongLong(&isNumber);
    return isNumber
        ? QString()
        : u"KEY_ID is a number, not \"%1\"; \"key list\" shows it."_s.arg(options.command.last());
}

} // namespace

void addCommandOptions(QCommandLineParser &parser)
{
    for (const auto &[name, value] : commandOptions)
        parser.addOption(
            QCommandLineOption(QString::fromLatin1(name), QString(), QString::fromLatin1(value)));
    parser.addOption(QCommandLineOption(u"json"_s));
}

QString wrongCommand(const QStringList &words)
{
    if (const SubCommand *command = findSubCommand(words)) {
        if (words.size() == command->words.count(u' ') + 1 + command->arguments)
            return {};
        return u"Usage: lokal-ai-server "_s + command->words + u' ' + command->usage;
    }
    const QList<SubCommand> group = subCommandsOf(words.first());
    if (group.isEmpty())
        return u"There is no command \""_s + words.join(u' ') + u"\"."_s;
    return (words.size() == 1
                ? u"The command \""_s + words.first() + u"\" needs one of these words:\n"_s
                : u"There is no command \""_s + words.first(2).join(u' ') + u"\", but these:\n"_s)
        + commandLines(group).trimmed().prepend(u"  "_s);
}

QString readCommand(const QCommandLineParser &parser, Options &options)
{
    options.command = parser.positionalArguments();
    options.commandEmail = parser.value(u"email"_s);
    options.commandPermissions = parser.value(u"permissions"_s);
    options.commandUser = parser.value(u"user"_s);
    options.commandName = parser.value(u"name"_s);
    options.commandScopes = parser.values(u"scope"_s);
    options.json = parser.isSet(u"json"_s);
    if (options.command.isEmpty())
        return wrongOption(parser, nullptr);
    if (const QString problem = wrongCommand(options.command); !problem.isEmpty())
        return problem;
    const SubCommand *command = findSubCommand(options.command);
    const QString problem = wrongOption(parser, command);
    return problem.isEmpty() ? wrongValue(*command, options) : problem;
}

} // namespace lokal::app
