#pragma once

#include "core/common/ids.h"

#include <QFlags>
#include <QString>
#include <QStringList>

#include <optional>

namespace lokal {

/// What an account may do (product contract §4). `User` is every ordinary account.
enum class Permission
{
    Admin = 0x1,
    User = 0x2,
    Models = 0x4,
    Tools = 0x8,
    Metrics = 0x10,
};
Q_DECLARE_FLAGS(Permissions, Permission)
Q_DECLARE_OPERATORS_FOR_FLAGS(Permissions)

/// What an API key may do, never more than its owner's permissions.
enum class Scope
{
    Read = 0x1,
    Chat = 0x2,
    Models = 0x4,
    Tools = 0x8,
    Metrics = 0x10,
    All = 0x20,
};
Q_DECLARE_FLAGS(Scopes, Scope)
Q_DECLARE_OPERATORS_FOR_FLAGS(Scopes)

/// Sorted, comma-separated, without spaces: "admin,user".
QString permissionsText(Permissions permissions);
/// nullopt for an unknown word, a repeated word or an empty list.
std::optional<Permissions> permissionsFromText(const QString &text);
QStringList scopeNames(Scopes scopes);
std::optional<Scopes> scopesFromNames(const QStringList &names);

/// Who acts. Every call that touches owned data takes one (Z3); it can only be had from a
/// successful login, token, key or from the local administrator's command line.
struct Principal
{
    UserId user;
    QString username;
    Permissions permissions;
    Scopes scopes = Scope::All; ///< All for logins
    LoginId login; ///< valid when a login acts
    KeyId key; ///< valid when an API key acts

    bool isAdmin() const { return permissions.testFlag(Permission::Admin); }
    bool may(Permission right) const { return isAdmin() || permissions.testFlag(right); }
    bool operator==(const Principal &) const = default;
};

} // namespace lokal
