#pragma once

#include "app/common/options.h"

namespace lokal::app {

/// An option that takes a value.
struct OptionName
{
    const char *name;
    const char *value; ///< what stands behind it
};

/// The options of the server's commands: user, key, check.
void addCommandOptions(QCommandLineParser &parser);
/// What is wrong with the words of a command; empty when nothing is.
QString wrongCommand(const QStringList &words);
/// Takes the command and its options over. What is wrong with them; empty when nothing is.
QString readCommand(const QCommandLineParser &parser, Options &options);

} // namespace lokal::app
