#pragma once

#include <QHashFunctions>
#include <QtGlobal>

#include <compare>

namespace lokal {

/// An integer key of one kind of object. Distinct types, so that a session's id cannot be passed
/// where a message's is wanted. 0 means "none"; stored ids start at 1 and are never reused.
template <typename Tag> struct Id
{
    qint64 value = 0;

    constexpr bool isValid() const { return value > 0; }
    constexpr auto operator<=>(const Id &) const = default;
};

template <typename Tag> size_t qHash(Id<Tag> id, size_t seed = 0) noexcept
{
    return ::qHash(id.value, seed);
}

using UserId = Id<struct UserTag>;
using LoginId = Id<struct LoginTag>;
using KeyId = Id<struct KeyTag>;
using ConfigId = Id<struct ConfigTag>;
using SessionId = Id<struct SessionTag>;
using MessageId = Id<struct MessageTag>;
using AttachmentId = Id<struct AttachmentTag>;

} // namespace lokal
