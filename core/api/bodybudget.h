#pragma once

#include <QtGlobal>

namespace lokal::api {

/// Memory for request bodies: 64 MiB for all of them together, counted by Content-Length (H3).
/// Small bodies have a part of their own, so that logins go on while pictures fill the rest; of
/// that part nobody without a credential can take more than smallestJudged per connection.
class BodyBudget
{
public:
    /// Larger bodies are admitted only when their credential is good. No open route takes larger
    /// ones.
    static constexpr qint64 smallestJudged = 8 * 1024;
    /// What still counts as small.
    static constexpr qint64 smallBody = 64 * 1024;

    /// False when there is no room for a body of this length.
    bool reserve(qint64 bytes)
    {
        Part &part = partOf(bytes);
        if (part.used + bytes > part.size)
            return false;
        part.used += bytes;
        return true;
    }
    /// Gives back what was reserved for a body of this length.
    void release(qint64 bytes) { partOf(bytes).used -= bytes; }

private:
    struct Part
    {
        qint64 size;
        qint64 used = 0;
    };
    Part &partOf(qint64 bytes) { return bytes <= smallBody ? m_small : m_large; }

    Part m_small { 8 << 20 };
    Part m_large { 56 << 20 };
};

} // namespace lokal::api
