#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace lokal::app {

/// One of the server's sub-commands, for parsing and for its help.
struct SubCommand
{
    QString words; ///< "user add"
    int arguments = 0; ///< words behind it
    QString usage; ///< what stands behind the words: "NAME [--email E]"
    QString summary;
    QStringList options; ///< their names; all but --json belong to one command or two
    bool makesData = false; ///< may begin in an empty data directory
};

const QList<SubCommand> &subCommands();
/// The command that these words begin with; nullptr when there is none.
const SubCommand *findSubCommand(const QStringList &words);
/// Those of a group such as "user".
QList<SubCommand> subCommandsOf(const QString &group);

} // namespace lokal::app
