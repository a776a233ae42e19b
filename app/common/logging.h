#pragma once

#include "app/common/options.h"

namespace lokal::app {

/// Sends every log message to stderr, one event a line, control characters escaped. To be called
/// once, before other threads start.
void installLogging(const Options &options);

} // namespace lokal::app
