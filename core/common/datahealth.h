#pragma once

#include "core/common/error.h"

#include <optional>

namespace lokal {

/// How the data behaved when it was used last: what reading and writing failed with, or nothing.
struct DataHealth
{
    std::optional<ErrorCode> reading;
    std::optional<ErrorCode> writing; ///< storage_read_only when it was opened so (D9)

    /// What can be read can be worked with.
    bool isUsable() const { return !reading; }
    bool isWell() const { return !reading && !writing; }
};

} // namespace lokal
