#pragma once

#include "core/storage/storage.h"

namespace lokal::bench {

/// The value of a result; ends the program where there is none.
template <typename T> T must(const Result<T> &result)
{
    if (!result)
        qFatal("%s: %s", qPrintable(codeName(result.error().code)),
               qPrintable(result.error().detail));
    return *result;
}

struct MessageCounts
{
    int messages = 0; ///< in all
    int sessions = 2;
    int longest = 0; ///< messages of the first session; the others share the rest
};

struct FilledData
{
    UserId user;
    SessionId longOne;
    MessageId middle; ///< of the longest session
};

/// A line as it may stand in a conversation: "common" in each, "seldom7" in few.
QString textOf(int number);
/// Gives the user sessions full of messages, with a configuration for the demo engine's model.
/// Writes past the store's queue and without syncing: 100,000 messages take seconds.
FilledData fillWithMessages(Storage &storage, UserId user, const MessageCounts &counts);

} // namespace lokal::bench
