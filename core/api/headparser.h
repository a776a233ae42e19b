#pragma once

#include "core/api/httprequest.h"
#include "core/common/error.h"

#include <optional>

namespace lokal::api {

// Sizes of H3.
constexpr qsizetype maximumRequestLine = 8 * 1024;
constexpr qsizetype maximumHeaderBlock = 16 * 1024;
constexpr qsizetype maximumHeaderFields = 100;

/// What is wrong with a head that has not ended yet, as far as that can be said already: lines that
/// are too long, line ends other than CR LF. nullopt: go on reading.
std::optional<Error> checkPartialHead(QByteArrayView head);

/// Parses the request line and the header lines, strictly (H2, H3): nothing is guessed, repaired or
/// skipped, so that no two programs on the way can disagree about where a request ends.
/// @param head everything before the empty line, with the CR LF of its last line.
/// @return what is wrong; nullopt when `request` was filled in (all but addresses and body).
std::optional<Error> parseHead(QByteArrayView head, HttpRequest *request);

} // namespace lokal::api
