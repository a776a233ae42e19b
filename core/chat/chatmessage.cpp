#include "core/chat/chatmessage.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

// In the order of the enums.
constexpr QLatin1StringView roleNames[] = { "user"_L1, "assistant"_L1, "system"_L1, "tool"_L1 };
constexpr QLatin1StringView stateNames[]
    = { "pending"_L1, "streaming"_L1, "awaiting_approval"_L1, "complete"_L1,
        "stopped"_L1, "error"_L1,     "interrupted"_L1 };
static_assert(std::size(roleNames) == size_t(Role::Tool) + 1);
static_assert(std::size(stateNames) == size_t(MessageState::Interrupted) + 1);

template <typename Enum, size_t Count>
Enum fromName(const QLatin1StringView (&names)[Count], QStringView name, Enum otherwise)
{
    const auto found = std::find(std::begin(names), std::end(names), name);
    return found == std::end(names) ? otherwise : Enum(found - std::begin(names));
}

} // namespace

QString roleName(Role role)
{
    return roleNames[size_t(role)];
}

Role roleFromName(QStringView name)
{
    return fromName(roleNames, name, Role::User);
}

QString stateName(MessageState state)
{
    return stateNames[size_t(state)];
}

MessageState stateFromName(QStringView name)
{
    return fromName(stateNames, name, MessageState::Interrupted);
}

} // namespace lokal
