#pragma once

#include "core/chat/chatevent.h"

#include <functional>
#include <optional>

namespace lokal {

/// One reader's place in an answer's log. Engine thread only. While it exists the answer counts as
/// followed. The log itself is held once per answer, however many read it and however slow they
/// are.
class AnswerReader
{
public:
    virtual ~AnswerReader() = default;
    /// The next event, or nothing when all was read so far. Neighbouring text events of the same
    /// kind are joined up to `maxTextBytes` of UTF-8 (never cut inside a character); pass 1 to get
    /// them one by one. A joined event carries the number of its last part.
    virtual std::optional<AnswerEvent> next(qsizetype maxTextBytes) = 0;
    /// True after the final event was taken.
    virtual bool atEnd() const = 0;
    /// Called (directly, never from inside next()) whenever there is something new to take.
    virtual void setReadyHandler(std::function<void()> handler) = 0;
};

} // namespace lokal
