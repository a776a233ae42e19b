#include "core/common/principal.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace lokal {
namespace {

// Alphabetical, because both texts are shown sorted.
constexpr std::array<std::pair<Permission, const char *>, 5> permissionWords { {
    { Permission::Admin, "admin" },
    { Permission::Metrics, "metrics" },
    { Permission::Models, "models" },
    { Permission::Tools, "tools" },
    { Permission::User, "user" },
} };
constexpr std::array<std::pair<Scope, const char *>, 6> scopeWords { {
    { Scope::All, "all" },
    { Scope::Chat, "chat" },
    { Scope::Metrics, "metrics" },
    { Scope::Models, "models" },
    { Scope::Read, "read" },
    { Scope::Tools, "tools" },
} };

template <typename Flags, typename Words> QStringList namesOf(Flags flags, const Words &words)
{
    QStringList names;
    for (const auto &[flag, name] : words) {
        if (flags.testFlag(flag))
            names.append(QString::fromLatin1(name));
    }
    return names;
}

template <typename Flags, typename Words>
std::optional<Flags> flagsOf(const QStringList &names, const Words &words)
{
    Flags flags;
    for (const QString &wanted : names) {
        bool known = false;
        for (const auto &[flag, name] : words) {
            if (wanted == QLatin1StringView(name) && !flags.testFlag(flag)) {
                flags.setFlag(flag);
                known = true;
            }
        }
        if (!known)
            return std::nullopt;
    }
    if (!flags)
        return std::nullopt;
    return flags;
}

} // namespace

QString permissionsText(Permissions permissions)
{
    return namesOf(permissions, permissionWords).join(u',');
}

std::optional<Permissions> permissionsFromText(const QString &text)
{
    return flagsOf<Permissions>(text.split(u','), permissionWords);
}

QStringList scopeNames(Scopes scopes)
{
    return namesOf(scopes, scopeWords);
}

std::optional<Scopes> scopesFromNames(const QStringList &names)
{
    return flagsOf<Scopes>(names, scopeWords);
}

} // namespace lokal
