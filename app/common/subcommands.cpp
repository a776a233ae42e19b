#include "app/common/subcommands.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lokal::app {

const QList<SubCommand> &subCommands()
{
    static const QList<SubCommand> all {
        { u"user add"_s,
          1,
          u"NAME [--email E] [--permissions P]"_s,
          u"Makes an account and prints its first API key."_s,
          { u"email"_s, u"permissions"_s },
          true },
        { u"user list"_s, 0, u"[--json]"_s, u"Lists the accounts."_s, { u"json"_s } },
        { u"user reset-password"_s,
          1,
          u"NAME"_s,
          u"Sets a new password; ends every login of the account."_s,
          {} },
        { u"user disable"_s,
          1,
          u"NAME"_s,
          u"Shuts an account out; ends its logins and keys."_s,
          {} },
        { u"user enable"_s, 1, u"NAME"_s, u"Lets an account in again."_s, {} },
        { u"key add"_s,
          0,
          u"--user NAME --name N [--scope S]..."_s,
          u"Makes an API key and prints only the key."_s,
          { u"user"_s, u"name"_s, u"scope"_s } },
        { u"key list"_s,
          0,
          u"[--user NAME] [--json]"_s,
          u"Lists the API keys, without their secrets."_s,
          { u"user"_s, u"json"_s } },
        { u"key revoke"_s, 1, u"KEY_ID"_s, u"Ends an API key."_s, {} },
        { u"check"_s, 0, {}, u"Examines the database."_s, {} },
    };
    return all;
}

const SubCommand *findSubCommand(const QStringList &words)
{
    const auto &all = subCommands();
    const auto found = std::find_if(all.begin(), all.end(), [&words](const SubCommand &command) {
        const QStringList name = command.words.split(u' ');
        return words.first(qMin(words.size(), name.size())) == name;
    });
    return found == all.end() ? nullptr : &*found;
}

QList<SubCommand> subCommandsOf(const QString &group)
{
    QList<SubCommand> some;
    for (const SubCommand &command : subCommands()) {
        if (command.words.startsWith(group + u' '))
            some.append(command);
    }
    return some;
}

} // namespace lokal::app
