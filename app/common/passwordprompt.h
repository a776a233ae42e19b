#pragma once

#include <QString>

#include <optional>

namespace lokal::app {

/// A password from the terminal (without echo, asked twice) or, without a terminal, the first line
/// of standard input. nullopt when there is none, or the two differ (a sentence is printed). A
/// signal that ends the program meanwhile finds the terminal as it was.
std::optional<QString> readPassword();

} // namespace lokal::app
