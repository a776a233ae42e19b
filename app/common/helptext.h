#pragma once

#include "app/common/options.h"
#include "app/common/subcommands.h"

namespace lokal::app {

/// What --help prints, in lines of at most 100 characters.
QString helpText(Program program);
/// What --help prints behind the words of a sub-command.
QString helpText(const SubCommand &command);
/// Commands and what they do, a line each.
QString commandLines(const QList<SubCommand> &commands);

} // namespace lokal::app
